"""What a Word file really shows: its lines with the look that each has after all styles are applied.

Works on the XML alone, as a file that anybody brings may hold what no library of documents foresees. To be called in a
confined child only (see `checker`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIPS_MM = 25.4 / 1440
_DEFAULT_SIZE = 10.0
"""What Word takes where neither style nor run says a size."""
_OFF = ("0", "false", "off", "none")
_WIDE_GAP = re.compile(r"\t+|[ \N{NO-BREAK SPACE}]{3,}(?=CỘNG H|ĐẢNG C|Độc lập|[^\s,]+(?: [^\s,]+){0,4}, ngày)")
"""What parts the two halves of a head that was typed without a table; room left for a number or a day parts nothing."""


@dataclass(frozen=True)
class Look:
    """How letters look: size in points."""

    size: float = _DEFAULT_SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    font: str = ""


@dataclass
class Run:
    """Letters of one look, with their element, so that a copy can be mended."""

    text: str
    look: Look
    element: Any


@dataclass
class Line:
    """A line as a reader sees it: paragraphs are parted at line breaks and wide gaps. Lengths in millimetres, gaps in
    points; `place` is the paragraph's number from 1; `cell` is (table, row, column) from 1, or None."""

    runs: list[Run]
    place: int
    cell: tuple[int, int, int] | None
    align: str
    first: float
    before: float
    after: float
    spacing: float | None
    """Multiple of a single line; None where it is given in points."""
    element: Any
    whole: bool = True
    """Whether it is the whole of its paragraph."""
    ruled: bool = False
    """Whether its table has borders: a table of figures, not of layout."""

    @property
    def text(self) -> str:
        return re.sub(r"[\s\N{NO-BREAK SPACE}]+", " ", "".join(run.text for run in self.runs)).strip()

    @property
    def look(self) -> Look:
        """The look of most of its letters."""
        weights: dict[Look, int] = {}
        for run in self.runs:
            weights[run.look] = weights.get(run.look, 0) + len(run.text.strip())
        return max(weights, key=lambda look: weights[look]) if weights else Look()

    def mostly(self, name: str) -> bool:
        """Whether most of the letters are bold, italic or underlined."""
        letters = sum(len(run.text.strip()) for run in self.runs)
        return sum(len(run.text.strip()) for run in self.runs if getattr(run.look, name)) * 2 > letters


@dataclass(frozen=True)
class Page:
    """A section of the file: paper and margins in millimetres; its page number, if any."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    element: Any


@dataclass(frozen=True)
class Numbering:
    """Where the page number stands: header or footer, its alignment, and whether page 1 shows it."""

    where: str = ""
    align: str = ""
    size: float = 0
    on_first: bool = False


@dataclass
class Measured:
    """The whole file."""

    lines: list[Line]
    pages: list[Page]
    numbering: Numbering
    more_pages: bool
    """Whether the file itself tells that it has more than one page."""
    roots: Mapping[str, Any] = field(default_factory=dict)


def measured(parts: Mapping[str, bytes]) -> Measured:
    """The file of these parts (name in the archive to bytes)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    roots = {
        name: etree.fromstring(content, parser)
        for name, content in parts.items()
        if name.startswith("word/") and name.endswith((".xml", ".rels"))
    }
    styles = _Styles(roots.get("word/styles.xml"), roots.get("word/theme/theme1.xml"))
    document = roots["word/document.xml"]
    lines = list(_lines(document, styles))
    pages = [_page(section) for section in document.iter(f"{W}sectPr")]
    several = any(True for _ in document.iter(f"{W}lastRenderedPageBreak")) or (b"<Pages>1<" not in parts.get(
        "docProps/app.xml", b"<Pages>1<"
    ) and b"<Pages>" in parts.get("docProps/app.xml", b""))  # fmt: skip
    return Measured(lines, pages, _numbering(document, roots, styles), several, roots)


class _Styles:
    """Looks by style, with what a style rests on."""

    def __init__(self, root: Any, theme: Any) -> None:
        self.named: dict[str, Any] = {}
        self.default = ""
        self.run_defaults: Any = None
        self.paragraph_defaults: Any = None
        self.theme = _theme_fonts(theme)
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self.run_defaults = defaults.find(f"{W}rPrDefault/{W}rPr")
            self.paragraph_defaults = defaults.find(f"{W}pPrDefault/{W}pPr")
        for style in root.iter(f"{W}style"):
            self.named[style.get(f"{W}styleId") or ""] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = style.get(f"{W}styleId") or ""

    def chain(self, name: str) -> list[Any]:
        """The style and what it rests on, the lowest first."""
        found: list[Any] = []
        while name in self.named and self.named[name] not in found and len(found) < 20:
            style = self.named[name]
            found.append(style)
            based = style.find(f"{W}basedOn")
            name = based.get(f"{W}val") or "" if based is not None else ""
        return found[::-1]

    def paragraph(self, paragraph: Any) -> tuple[list[Any], list[Any]]:
        """(run properties, paragraph properties) that hold for a paragraph, the weakest first."""
        own = paragraph.find(f"{W}pPr")
        named = own.find(f"{W}pStyle") if own is not None else None
        chain = self.chain((named.get(f"{W}val") or "") if named is not None else self.default)
        runs = [self.run_defaults, *(style.find(f"{W}rPr") for style in chain)]
        properties = [self.paragraph_defaults, *(style.find(f"{W}pPr") for style in chain), own]
        return [one for one in runs if one is not None], [one for one in properties if one is not None]

    def look(self, run: Any, inherited: list[Any]) -> Look:
        own = run.find(f"{W}rPr") if run is not None else None
        named = own.find(f"{W}rStyle") if own is not None else None
        layers = [*inherited]
        if named is not None:
            layers += [style.find(f"{W}rPr") for style in self.chain(named.get(f"{W}val") or "")]
        layers.append(own)
        look = Look()
        for layer in layers:
            if layer is not None:
                look = self._with(look, layer)
        return look

    def _with(self, look: Look, layer: Any) -> Look:
        size, fonts = layer.find(f"{W}sz"), layer.find(f"{W}rFonts")
        return Look(
            size=_number(size.get(f"{W}val"), 2) or look.size if size is not None else look.size,
            bold=_toggle(layer, "b", default=look.bold),
            italic=_toggle(layer, "i", default=look.italic),
            underline=_toggle(layer, "u", default=look.underline),
            font=self._font(fonts) or look.font if fonts is not None else look.font,
        )

    def _font(self, fonts: Any) -> str:
        if theme := fonts.get(f"{W}asciiTheme"):
            return self.theme.get("major" if theme.startswith("major") else "minor", "")
        return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _theme_fonts(theme: Any) -> dict[str, str]:
    found = {}
    for name in ("major", "minor"):
        latin = theme.find(f".//{_A}{name}Font/{_A}latin") if theme is not None else None
        if latin is not None:
            found[name] = latin.get("typeface") or ""
    return found


def _toggle(layer: Any, name: str, *, default: bool) -> bool:
    found = layer.find(f"{W}{name}")
    return default if found is None else (found.get(f"{W}val") or "1") not in _OFF


def _number(text: str | None, by: float = 1) -> float:
    try:
        return float(text or 0) / by
    except ValueError:
        return 0.0


def _lines(document: Any, styles: _Styles) -> Iterator[Line]:
    tables: dict[Any, int] = {}
    number = 0
    for paragraph in document.iter(f"{W}p"):
        if next(paragraph.iterancestors(_MC_FALLBACK), None) is not None:
            continue
        number += 1
        runs, properties = styles.paragraph(paragraph)
        cell, ruled = _cell(paragraph, tables)
        pieces = list(_pieces(paragraph, styles, runs))
        shape = _shape(properties)
        for piece in pieces or [[]]:
            yield Line(piece, number, cell, **shape, element=paragraph, whole=len(pieces) < 2, ruled=ruled)


def _pieces(paragraph: Any, styles: _Styles, inherited: list[Any]) -> Iterator[list[Run]]:
    """The runs of a paragraph, a list for each line that a reader sees."""
    piece: list[Run] = []
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue  # of a box of text within it, which is a paragraph of its own
        look = styles.look(run, inherited)
        properties = run.find(f"{W}rPr")
        if properties is not None and _toggle(properties, "vanish", default=False):
            continue
        text = _text(run)
        if properties is not None and _toggle(properties, "caps", default=False):
            text = text.upper()
        for place, part in enumerate(re.split(r"\n", _WIDE_GAP.sub("\n", text))):
            if place and piece:
                yield piece
                piece = []
            if part:
                piece.append(Run(unicodedata.normalize("NFC", part), look, run))
    if piece:
        yield piece


def _text(run: Any) -> str:
    parts = []
    for node in run:
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif node.tag == f"{W}tab":
            parts.append("\t")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _cell(paragraph: Any, tables: dict[Any, int]) -> tuple[tuple[int, int, int] | None, bool]:
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return None, False
    row = cell.getparent()
    table = next(row.iterancestors(f"{W}tbl"))
    number = tables.setdefault(table, len(tables) + 1)
    column = [one for one in row if one.tag == f"{W}tc"].index(cell) + 1
    at = [one for one in table if one.tag == f"{W}tr"].index(row) + 1 if row in list(table) else 1
    return (number, at, column), _has_borders(table)


def _has_borders(table: Any) -> bool:
    properties = table.find(f"{W}tblPr")
    if properties is None:
        return False
    borders, style = properties.find(f"{W}tblBorders"), properties.find(f"{W}tblStyle")
    if borders is not None:
        return any((one.get(f"{W}val") or "none") not in ("none", "nil") for one in borders)
    return style is not None and "grid" in (style.get(f"{W}val") or "").casefold()


def _shape(properties: list[Any]) -> dict[str, Any]:
    align, first, before, after, spacing = "left", 0.0, 0.0, 0.0, 1.0
    exact: float | None = None
    for layer in properties:
        if (jc := layer.find(f"{W}jc")) is not None:
            align = {"both": "justify", "distribute": "justify", "start": "left", "end": "right"}.get(
                jc.get(f"{W}val") or "left", jc.get(f"{W}val") or "left"
            )
        if (ind := layer.find(f"{W}ind")) is not None and (ind.get(f"{W}firstLine") or ind.get(f"{W}hanging")):
            first = (_number(ind.get(f"{W}firstLine")) - _number(ind.get(f"{W}hanging"))) * _TWIPS_MM
        if (gap := layer.find(f"{W}spacing")) is not None:
            before = _number(gap.get(f"{W}before"), 20) if gap.get(f"{W}before") else before
            after = _number(gap.get(f"{W}after"), 20) if gap.get(f"{W}after") else after
            if gap.get(f"{W}line"):
                by_points = gap.get(f"{W}lineRule") in ("exact", "atLeast")
                exact = _number(gap.get(f"{W}line"), 20) if by_points else None
                spacing = spacing if by_points else _number(gap.get(f"{W}line"), 240)
    return {
        "align": align, "first": first, "before": before, "after": after,
        "spacing": None if exact is not None else spacing,
    }  # fmt: skip


def _page(section: Any) -> Page:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")

    def of(element: Any, name: str) -> float:
        return _number(element.get(f"{W}{name}")) * _TWIPS_MM if element is not None else 0.0

    return Page(
        of(size, "w"), of(size, "h"), of(margins, "top"), of(margins, "bottom"), of(margins, "left"),
        of(margins, "right"), section,
    )  # fmt: skip


def _numbering(document: Any, roots: Mapping[str, Any], styles: _Styles) -> Numbering:
    """The page number of the first section, where its default header or footer has one."""
    section = next(document.iter(f"{W}sectPr"), None)
    relations = roots.get("word/_rels/document.xml.rels")
    if section is None or relations is None:
        return Numbering()
    targets = {one.get("Id"): one.get("Target") for one in relations}
    found: dict[tuple[str, str], Numbering] = {}
    for reference in section:
        where = {f"{W}headerReference": "header", f"{W}footerReference": "footer"}.get(reference.tag)
        if where is None:
            continue
        target = targets.get(next((value for key, value in reference.attrib.items() if key.endswith("}id")), ""))
        root = roots.get(f"word/{str(target).removeprefix('/word/')}")
        shown = _page_field(root, styles) if root is not None else None
        if shown is not None:
            found[where, reference.get(f"{W}type") or "default"] = Numbering(where, shown[0], shown[1])
    parted = section.find(f"{W}titlePg")
    is_parted = parted is not None and (parted.get(f"{W}val") or "1") not in _OFF
    for where in ("header", "footer"):
        if (where, "default") in found:
            on_first = (where, "first") in found if is_parted else True
            shown_as = found[where, "default"]
            return Numbering(where, shown_as.align, shown_as.size, on_first)
    return Numbering()


def _page_field(root: Any, styles: _Styles) -> tuple[str, float] | None:
    """(alignment, size) of the paragraph that shows the number of the page."""
    for paragraph in root.iter(f"{W}p"):
        codes = [one.text or "" for one in paragraph.iter(f"{W}instrText")]
        codes += [one.get(f"{W}instr") or "" for one in paragraph.iter(f"{W}fldSimple")]
        if not re.search(r"\bPAGE\b", " ".join(codes)):
            continue
        runs, properties = styles.paragraph(paragraph)
        looks = [styles.look(run, runs) for run in paragraph.iter(f"{W}r")]
        align = _shape(properties)["align"]
        if next(root.iter(f"{W}docPartGallery"), None) is None and paragraph.find(f"{W}pPr/{W}framePr") is not None:
            align = paragraph.find(f"{W}pPr/{W}framePr").get(f"{W}xAlign") or align
        return align, looks[-1].size if looks else 0.0
    return None
