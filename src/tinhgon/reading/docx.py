"""The text of a Word file: its paragraphs and table cells, with the numbers that Word itself counts."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 32 * 1024 * 1024
_ARTICLE = re.compile(r"\s*Điều\s*\d")


class Broken(Exception):
    """Not a Word file that can be read."""


def text_of_docx(*, archive: zipfile.ZipFile) -> str:
    """The text, a line for each paragraph. No outside part is loaded and no entity is followed. Raises Broken."""
    root = _part(archive, "word/document.xml")
    if root is None:
        raise Broken
    patterns = _numbering(_part(archive, "word/numbering.xml"))
    counts: dict[str, int] = defaultdict(int)
    lines = []
    for paragraph in root.iter(f"{_W}p"):
        text = _text(paragraph)
        pattern = patterns.get(_list_of(paragraph))
        if pattern and text.strip():
            number = _list_of(paragraph)
            counts[number] += 1
            text = pattern.replace("%1", str(counts[number])) + " " + text
        if _ARTICLE.match(text) and not pattern:
            counts.clear()
        lines.append(text)
    return "\n".join(lines)


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > _MOST_BYTES:
        raise Broken
    xml = archive.read(info)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Broken
    try:
        return ElementTree.fromstring(xml)  # noqa: S314  without a document type there are no entities
    except ElementTree.ParseError:
        raise Broken from None


def _text(paragraph: ElementTree.Element) -> str:
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif node.tag == f"{_W}tab":
            parts.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _list_of(paragraph: ElementTree.Element) -> str:
    """The list a paragraph is counted in, '' for none; only the first level is counted."""
    level = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if number is None or (level is not None and level.get(f"{_W}val") != "0"):
        return ""
    return number.get(f"{_W}val") or ""


def _numbering(root: ElementTree.Element | None) -> dict[str, str]:
    """What stands before a counted paragraph, by list: '%1.', 'Điều %1.'."""
    if root is None:
        return {}
    patterns = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        level = next((one for one in abstract.iter(f"{_W}lvl") if one.get(f"{_W}ilvl") == "0"), None)
        form = level.find(f"{_W}numFmt") if level is not None else None
        text = level.find(f"{_W}lvlText") if level is not None else None
        if form is not None and text is not None and form.get(f"{_W}val") == "decimal":
            patterns[abstract.get(f"{_W}abstractNumId")] = text.get(f"{_W}val") or "%1."
    found = {}
    for number in root.iter(f"{_W}num"):
        abstract_id = number.find(f"{_W}abstractNumId")
        pattern = patterns.get(abstract_id.get(f"{_W}val")) if abstract_id is not None else None
        if pattern:
            found[number.get(f"{_W}numId") or ""] = pattern
    return found
