"""Abbreviations that the reader was never told: each is written out where it comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhgon.basis.errors import gettext_noop
from tinhgon.documents.checking.faults import Fault
from tinhgon.documents.checking.locating import Located
from tinhgon.documents.checking.measuring import Line

_SHORT = re.compile(r"(?<![\w/\-–.])[A-ZĐƯƠÂÊÔ]{2,9}(?:-[A-ZĐƯƠÂÊÔ]{2,9})?(?![\w/\-–])")
_ROMAN = re.compile(r"^[IVXLCDM]+$")
_KNOWN = frozenset(
    {
        "AI",
        "IT",
        "ID",
        "ISO",
        "PDF",
        "QR",
        "CD",
        "USD",
        "VND",
        "ASEAN",
        "WTO",
        "UNESCO",
        "COVID",
        "GDP",
        "FDI",
        "ODA",
        "TP",
        "VN",
    }
)
"""What is no abbreviation of Vietnamese words, or is known to everybody."""


def faults_of_abbreviations(parts: Located) -> Iterator[Fault]:
    """In the subject none; in bases and body those that nothing before explains."""
    explained: set[str] = set()
    told: set[str] = set()
    for part in ("subject", "about", "basis", "article", "body"):
        for line in sorted(getattr(parts, part), key=lambda line: line.place):
            yield from _in(part, line, explained, told)


def _in(part: str, line: Line, explained: set[str], told: set[str]) -> Iterator[Fault]:
    if line.text == line.text.upper():
        return
    explained |= {
        short
        for group in re.findall(r"\(([^()]{2,80})\)|(?:viết tắt|gọi tắt) là[: ]+[“\"]?([^,;.”\"]{2,40})", line.text)
        for short in _SHORT.findall(" ".join(group))
    }
    for found in _SHORT.finditer(line.text):
        short = found.group()
        if short in explained | told | _KNOWN or _ROMAN.match(short):
            continue
        told.add(short)
        yield Fault(
            "abbreviation",
            part,
            gettext_noop("Chữ viết tắt “{found}” chưa được viết đầy đủ ở lần đầu."),
            {"found": short},
            line=line,
            source="phụ lục I phần II (chưa đối chiếu điểm)",
            sure="unverified",
        )
