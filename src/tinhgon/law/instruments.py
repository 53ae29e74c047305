"""The numbers by which instruments are named, and whether a rule is of one of them."""

from __future__ import annotations

import re

from tinhgon.law import engine
from tinhgon.law.model import Rule

_ARTICLE = re.compile(
    r"(?:arts?\.?|điều|khoản|mục|item|section)\s*\d+(?:[.\-]\d+)*[a-zđ]?|\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE
)
_STATUTE = re.compile(r"Party Statute|(?<!thi hành )Điều lệ Đảng", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\d/])(\d{1,4})(?:/(\d{4}))?(?=[/\-\s,;.)(]|$)")


def rank_of(rule: Rule, asked: set[tuple[str, str]]) -> int | None:
    """0 where the rule itself cites one of the instruments, 1 where its figures do; None where neither."""
    if _meets(numbers(rule.cite), asked):
        return 0
    timeline = engine.parameters(subject=rule.subject).entries.values()
    named = {number for entries in timeline for entry in entries for number in numbers(entry.instrument)}
    return 1 if _meets(named, asked) else None


def numbers(text: str) -> set[tuple[str, str]]:
    """The numbers of instruments in a text: (number, year or nothing). The Party's statute has a name in its place."""
    found = NUMBER.findall(_ARTICLE.sub(" ", text))
    statute = {("Điều lệ Đảng", "")} if _STATUTE.search(text) else set()
    return statute | {(number, year or "") for number, year in found if not (year == "" and len(number) == 4)}


def _meets(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    return any(a == c and (b == d or not b or not d) for a, b in one if len(a) > 1 for c, d in other)
