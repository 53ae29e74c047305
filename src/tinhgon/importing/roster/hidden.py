"""Rows that an office hid, by hand or by a filter: of an xlsx file (ECMA-376 18.3.1.73), or ods (ODF 1.3 19.754).

Somebody who looks at the sheet does not see them, so that nobody may be sure that they belong to the list. In an xls
file they are not told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from tinhgon.importing.roster.merged import sheet_parts

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_AT = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CHUNK, _TAG = 1 << 20, 2048
MOST = 1_048_576


def hidden_rows(data: bytes) -> Mapping[int, list[int]]:
    """Place of the sheet -> its hidden rows, from 0. What cannot be read has none: the cells are read all the same."""
    if data[:2] != b"PK":
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "content.xml" in archive.namelist():
                return _of_ods(archive)
            return {place: list(_of_sheet(archive, path)) for place, path in sheet_parts(archive)}
    except (zipfile.BadZipFile, ET.ParseError, KeyError, OSError, ValueError):
        return {}


def _of_sheet(archive: zipfile.ZipFile, path: str) -> Iterator[int]:
    """Tags are looked at, cells are not: a tag that a chunk cuts is looked at with the next one."""
    rest, last = b"", -1
    with archive.open(path) as part:
        while chunk := part.read(_CHUNK):
            text = rest + chunk
            end = 0
            for tag in _ROW.finditer(text):
                at = _AT.search(tag[0])
                last = int(at[1]) - 1 if at else last + 1
                end = tag.end()
                if _HIDDEN.search(tag[0]):
                    yield last
            rest = text[max(end, len(text) - _TAG) :]


def _of_ods(archive: zipfile.ZipFile) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    place = row = -1
    with archive.open("content.xml") as part:
        for event, one in ET.iterparse(part, ("start", "end")):  # noqa: S314
            if event == "end":
                if one.tag == f"{_TABLE}table-row":
                    one.clear()
            elif one.tag == f"{_TABLE}table":
                place, row = place + 1, -1
                found[place] = []
            elif one.tag == f"{_TABLE}table-row":
                times = int(one.get(f"{_TABLE}number-rows-repeated", 1))
                if one.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                    found[place] += range(row + 1, min(row + 1 + times, MOST))
                row += times
    return found
