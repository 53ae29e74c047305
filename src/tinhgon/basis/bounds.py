"""Bounds that are looked at before anything is parsed: entries of a zip, nodes and depth of XML and JSON.

Each is far above what an office writes and far below what would hurt. Raises TooMuch with one sentence.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from xml.parsers import expat

from tinhgon.basis.errors import BadInput, gettext_noop

MB = 1 << 20
ENTRIES = 5_000
UNPACKED = 512 * MB
NODES = 1_500_000
DEPTH = 256
_ZIP_END = b"PK\x05\x06"
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{},]', re.DOTALL)


class TooMuch(BadInput):
    """The file holds more of something than one file may."""


def opened_zip(data: bytes, *, name: str, entries: int = ENTRIES, unpacked: int = UNPACKED) -> zipfile.ZipFile:
    """The archive, when it says that it is within bounds: Python reads no more of a part than was declared.

    Raises TooMuch; zipfile.BadZipFile for what is no archive.
    """
    end = data.rfind(_ZIP_END)
    if end >= 0 and len(data) - end >= 22:
        (count,) = struct.unpack_from("<H", data, end + 10)
        (size,) = struct.unpack_from("<I", data, end + 12)
        if count > entries or size > entries * 512:  # before the directory is read
            raise _too_many(name, entries)
    archive = zipfile.ZipFile(io.BytesIO(data))
    if len(archive.infolist()) > entries:
        raise _too_many(name, entries)
    if sum(info.file_size for info in archive.infolist()) > unpacked:
        raise TooMuch(
            "file_unpacks_too_large",
            gettext_noop("{file}: giải nén ra hơn {most} MB; chép phần cần dùng sang tệp mới rồi thử lại."),
            file=name,
            most=unpacked // MB,
        )
    return archive


def _too_many(name: str, entries: int) -> TooMuch:
    return TooMuch(
        "file_too_many_entries",
        gettext_noop("{file}: trong tệp có hơn {most} tệp con; chép phần cần dùng sang tệp mới rồi thử lại."),
        file=name,
        most=entries,
    )


def check_xml(data: bytes, *, name: str, nodes: int = NODES, depth: int = DEPTH) -> None:
    """Nothing when the XML is within bounds: elements are counted without keeping any.

    A document type is refused, so that no entity is ever followed. Raises TooMuch; expat.ExpatError for broken XML.
    """
    parser = expat.ParserCreate()
    count = level = 0

    def opened(_tag: str, _attributes: object) -> None:
        nonlocal count, level
        count += 1
        level += 1
        if count > nodes:
            raise _too_many_nodes(name, nodes)
        if level > depth:
            raise _too_deep(name)

    def closed(_tag: str) -> None:
        nonlocal level
        level -= 1

    def typed(*_said: object) -> None:
        raise TooMuch(
            "file_defines_entities",
            gettext_noop("{file}: XML trong tệp tự định nghĩa ký hiệu (DOCTYPE), không đọc; lưu lại bằng Word, Excel."),
            file=name,
        )

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = typed
    parser.Parse(data, True)


def check_json(text: str, *, name: str, values: int = NODES, depth: int = DEPTH) -> None:
    """Nothing when a JSON text is within bounds: brackets and commas are counted, words in quotes are stepped over."""
    if text.count(",") + text.count("[") + text.count("{") > values or text.count("[") + text.count("{") > depth:
        count = level = 0
        for found in _BRACKETS.finditer(text):
            sign = found.group()
            if sign in ("[", "{"):
                level += 1
            elif sign in ("]", "}"):
                level -= 1
            count += sign in (",", "[", "{")
            if count > values:
                raise _too_many_nodes(name, values)
            if level > depth:
                raise _too_deep(name)


def _too_many_nodes(name: str, nodes: int) -> TooMuch:
    return TooMuch(
        "file_too_many_nodes",
        gettext_noop("{file}: nội dung có hơn {most} mục; chép phần cần dùng sang tệp mới rồi thử lại."),
        file=name,
        most=nodes,
    )


def _too_deep(name: str) -> TooMuch:
    return TooMuch("nested_too_deep", gettext_noop("{file}: các mục lồng nhau quá sâu."), file=name)
