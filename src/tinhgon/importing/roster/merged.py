"""Cells that an office merged: the ranges of each sheet of an xlsx or ods file (ECMA-376 18.3.1.55; ODF 1.3 19.678).

fastexcel gives the text of a merged range in its first cell and does not tell the range. An xls file is read without
its ranges: what they would fill stays empty and is asked for.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

_AT = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?$")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z0-9:]+)[\"']")
_TAIL = b"mergeCells"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CHUNK = 1 << 20
MOST = 100_000


class Merged(NamedTuple):
    """A range by its corners, from 0, both within it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def merged_cells(data: bytes) -> Mapping[int, list[Merged]]:
    """Place of the sheet -> its merged ranges. What cannot be read has none: the cells are read all the same."""
    if data[:2] != b"PK":
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "content.xml" in names:
                return _of_ods(archive)
            return {place: list(_of_sheet(archive, path)) for place, path in sheet_parts(archive)}
    except (zipfile.BadZipFile, ET.ParseError, KeyError, OSError, ValueError):
        return {}


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[int, str]]:
    """(place, name of the part) of the sheets of an xlsx file."""
    names = set(archive.namelist())
    return ((place, path) for place, path in enumerate(_paths(archive)) if path in names)


def _paths(archive: zipfile.ZipFile) -> Iterator[str]:
    """The parts of the sheets, in the order of the workbook."""
    relations = {
        one.get("Id"): one.get("Target", "")
        for one in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    }
    for one in ET.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314
        if one.tag.endswith("}sheet"):
            yield posixpath.normpath(posixpath.join("/xl", relations.get(one.get(_RELATION), "")))[1:]


def _of_sheet(archive: zipfile.ZipFile, path: str) -> Iterator[Merged]:
    """The ranges stand behind the rows: only the end of the part is kept."""
    kept, begun = b"", False
    with archive.open(path) as part:
        while chunk := part.read(_CHUNK):
            kept += chunk
            if not begun:
                found = kept.find(_TAIL)
                begun = found >= 0
                kept = kept[found:] if begun else kept[-64:]
    for nth, match in enumerate(_MERGE.finditer(kept) if begun else ()):
        corners = _AT.match(match[1].decode())
        if nth < MOST and corners and corners[3]:
            yield Merged(int(corners[2]) - 1, _column(corners[1]), int(corners[4]) - 1, _column(corners[3]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _of_ods(archive: zipfile.ZipFile) -> Mapping[int, list[Merged]]:
    found: dict[int, list[Merged]] = {}
    place = row = column = -1
    with archive.open("content.xml") as part:
        for event, one in ET.iterparse(part, ("start", "end")):  # noqa: S314
            if event == "end":
                if one.tag == f"{_TABLE}table-row":
                    row += int(one.get(f"{_TABLE}number-rows-repeated", 1)) - 1
                    one.clear()
                continue
            if one.tag == f"{_TABLE}table":
                place, row = place + 1, -1
                found[place] = []
            elif one.tag == f"{_TABLE}table-row":
                row, column = row + 1, -1
            elif one.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                column += 1
                down, across = (int(one.get(f"{_TABLE}number-{what}-spanned", 1)) for what in ("rows", "columns"))
                if (down > 1 or across > 1) and len(found[place]) < MOST:
                    found[place].append(Merged(row, column, row + down - 1, column + across - 1))
                column += int(one.get(f"{_TABLE}number-columns-repeated", 1)) - 1
    return found
