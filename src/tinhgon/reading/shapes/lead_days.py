"""What a lead may say of all items under it, and nothing else: whom it means, since when, for how long.

'Bổ nhiệm các ông, bà sau giữ chức vụ …, thời hạn 05 năm, kể từ ngày …:'. The patterns here are whole: a lead that has a
word beside them is no lead of a list.
"""

from __future__ import annotations

import re
from typing import Any

from tinhgon.reading.lexing import day_in
from tinhgon.reading.shapes.base import NotThisShape

BEGINS = r"\W*(?:nay |quyết định )?"
WHO = (
    r"(?>(?:đối với|cho|các|những|ông|bà|đồng chí|cán bộ|công chức|viên chức|người|người lao động|nhân sự|có tên|"
    r"sau đây|sau|dưới đây|được|và|\d+|\([\w ]+\))(?:\s*[,(/)]\s*|\s+|(?=[:.]?$)))*+"
)
_DATE = r"ngày \d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4})"
_SIGNED = r"ngày ký(?: (?:ban hành|quyết định|Quyết định này))?"
_TERM = (
    r"(?:có |với |trong )?(?:thời hạn|thời gian)(?: (?:giữ chức vụ|bổ nhiệm))?(?: là)? \d{1,3} (?:\([\w ]+\) )?"
    r"(?:năm|tháng)"
)
DAYS = rf"(?:\s*[,;]?\s*(?:(?:kể từ|tính từ|từ) (?:{_DATE}|{_SIGNED})|{_TERM}))*"
LIKE = (
    r"\s*,?\s*(?:(?:cụ thể |gồm có |gồm |bao gồm )?(?:như sau|sau đây|dưới đây|các ông, bà sau)?|gồm|bao gồm|cụ thể)"
    r"\s*[:.]?$"
)


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
