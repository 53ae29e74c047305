"""The days that a lead tells for all items under it: 'Bổ nhiệm các ông, bà sau …, thời hạn 05 năm, kể từ ngày …:'."""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import NotThisShape

_LEAD_SINCE = re.compile(r"(?:kể từ|tính từ|từ)\s+(?P<day>ngày\s.*)")
_LEAD_TERM = re.compile(
    r"(?:thời hạn|thời gian)[^\d,;]{0,30}?(\d{1,3})\s*(?:\(\w+\)\s*)?(năm|tháng)\b(?P<more>\s*(?:và\s+)?\d)?"
)
_LEAD_UNTIL = re.compile(r"\bđến\s+(?:hết\s+)?(?:ngày|tháng|năm|khi|tuổi)\b")


def days_in(words: str) -> dict[str, Any]:
    """Since when and for how long, in the words of a lead. Refuses a lead with more days than these tell: an end,
    a second day, a term of years and months."""
    facts: dict[str, Any] = {}
    starts = list(_LEAD_SINCE.finditer(words))
    if len(starts) > 1 or _LEAD_UNTIL.search(words):
        raise NotThisShape
    if starts:
        told = starts[0]["day"]
        signed = re.match(r"ngày\s+ký\b", told)
        day = None if signed else day_in(told)
        if not signed and (day is None or not re.match(r"ngày\s*\d", told)):
            raise NotThisShape
        facts["since"] = "signed" if signed else str(day)
    terms = list(_LEAD_TERM.finditer(words))
    if len(terms) > 1 or any(term["more"] for term in terms):
        raise NotThisShape
    if terms:
        facts["months"] = int(terms[0][1]) * (12 if terms[0][2] == "năm" else 1)
    return facts
