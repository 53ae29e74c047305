"""Changes of a Word file's XML that a machine may make: looks, margins, spellings of signs; never words of the body."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tinhgon.documents.checking.measuring import Line, Page, W

_TWIPS_MM = 1440 / 25.4
_AFTER_RPR = ("sz", "szCs", "u")
_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "strike",
    "color",
    "spacing",
    "sz",
    "szCs",
    "highlight",
    "u",
)
"""The order that the schema wants of the children that are set here, and of what may stand between them."""


def look(line: Line, **wanted: Any) -> None:
    """Give all letters of the line `size` (points), `bold`, `italic`, `underline` or `font`."""
    for run in line.runs:
        properties = _properties(run.element, "rPr")
        for name, value in wanted.items():
            if name == "size":
                for tag in ("sz", "szCs"):
                    _set(properties, tag, {"val": str(round(value * 2))}, _ORDER)
            elif name == "font":
                _set(properties, "rFonts", dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), value), _ORDER)
            elif name == "underline":
                _set(properties, "u", {"val": "single" if value else "none"}, _ORDER)
            else:
                _set(properties, {"bold": "b", "italic": "i"}[name], {"val": "1" if value else "0"}, _ORDER)


def align(line: Line, how: str) -> None:
    properties = _properties(line.element, "pPr")
    _put(
        properties,
        "jc",
        {"val": {"justify": "both"}.get(how, how)},
        before=("textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr", "pPrChange"),
    )


def gap(line: Line, *, after: float | None = None, first: float | None = None) -> None:
    """`after` in points, `first` in millimetres."""
    properties = _properties(line.element, "pPr")
    if after is not None:
        _put(
            properties,
            "spacing",
            {"after": str(round(after * 20))},
            before=("ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"),
            keep=True,
        )
    if first is not None:
        _put(
            properties,
            "ind",
            {"firstLine": str(round(first * _TWIPS_MM))},
            before=("contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"),
            keep=True,
        )
        indent = properties.find(f"{W}ind")
        indent.attrib.pop(f"{W}hanging", None)


def margins(page: Page, **millimetres: float) -> None:
    element = page.element.find(f"{W}pgMar")
    if element is None:
        element = etree.SubElement(page.element, f"{W}pgMar")
        for side in ("top", "bottom", "left", "right", "header", "footer", "gutter"):
            element.set(f"{W}{side}", "0")
    for side, value in millimetres.items():
        element.set(f"{W}{side}", str(round(value * _TWIPS_MM)))


def paper(page: Page, width: float, height: float) -> None:
    element = page.element.find(f"{W}pgSz")
    if element is None:
        element = etree.Element(f"{W}pgSz")
        page.element.insert(0, element)
    element.set(f"{W}w", str(round(width * _TWIPS_MM)))
    element.set(f"{W}h", str(round(height * _TWIPS_MM)))


def first_apart(page: Page) -> None:
    """The first page has its own header: without a number where none was made."""
    _put(page.element, "titlePg", {}, before=("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings"))


def words(line: Line, text: str) -> None:
    """The line says `text`, in the look of its first letters; what else its paragraph holds stays."""
    runs = [run for run in line.runs if run.text.strip()] or line.runs
    first, *rest = runs
    _say(first.element, first.text, text)
    first.text = text
    for run in rest:
        _say(run.element, run.text, "")
        run.text = ""


def _say(run: Any, old: str, new: str) -> None:
    """Within a run that may hold tabs and breaks, only the words of this line are replaced."""
    texts = [node for node in run if node.tag == f"{W}t"]
    for node in texts:
        if (node.text or "").strip() and ((node.text or "").strip() in old or old.strip() in (node.text or "")):
            whole = node.text or ""
            node.text = whole.replace(old, new) if old in whole else new
            new = ""
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _properties(element: Any, name: str) -> Any:
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def _set(properties: Any, tag: str, attributes: dict[str, str], order: tuple[str, ...]) -> None:
    after = order[order.index(tag) + 1 :]
    _put(properties, tag, attributes, before=after)


def _put(properties: Any, tag: str, attributes: dict[str, str], *, before: tuple[str, ...], keep: bool = False) -> None:
    """Set a child with these attributes at its place by the schema; `keep` the attributes that it has."""
    found = properties.find(f"{W}{tag}")
    if found is None:
        found = etree.Element(f"{W}{tag}")
        place = next((at for at, one in enumerate(properties) if etree.QName(one).localname in before), len(properties))
        properties.insert(place, found)
    elif not keep:
        for name in list(found.attrib):
            del found.attrib[name]
    for name, value in attributes.items():
        found.set(f"{W}{name}", value)
