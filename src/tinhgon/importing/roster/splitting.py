"""One cell that says several things: its parts by position, when there are as many as the header names."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from tinhgon.importing.roster.words import WORDS, key

_BETWEEN = (re.compile(r"\s*\n\s*"), re.compile(r"\s*;\s*"), re.compile(r"\s*,\s+|\s*,$"), re.compile(r"\s+[-–]\s+"))
_SLASH = re.compile(r"\s*/\s*")
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")
_DATED = frozenset({"party_admitted_on", "party_official_on", "recruited_on", "coefficient_from", "until", "born"})


def split_parts(
    cells: pl.Series, fields: Sequence[str], header: str, raised: list[tuple[int, str, str, str | None, str | None]]
) -> dict[str, pl.Series]:
    """The texts of each field. A cell with another number of parts gives nothing and is told.

    `fields`: '' for a part that is not kept. 'title_unit' stays whole: only the books can tell where the unit begins.
    """
    if tuple(fields) == ("title_unit",):
        return {"title_unit": cells}
    found: dict[str, list[str | None]] = {name: [None] * len(cells) for name in fields if name}
    read = {text: _split(text, fields) for text in cells.drop_nulls().unique()}
    for place in cells.is_not_null().arg_true():
        parts = read[cells[place]]
        if parts is None:
            raised.append((place, next(filter(None, fields)), "combined_unread", cells[place], header))
            continue
        for name, part in zip(fields, parts, strict=True):
            if name:
                found[name][place] = part or None
    return {name: pl.Series(name, texts, pl.String) for name, texts in found.items()}


def _split(text: str, fields: Sequence[str]) -> list[str] | None:
    if all(name in _DATED for name in fields):
        days = _DAY.findall(text)
        if len(days) == len(fields):
            return [re.sub(r"\s", "", day) for day in days]
    patterns = (*_BETWEEN, _SLASH) if not any(name in _DATED or name == "education" for name in fields) else _BETWEEN
    for pattern in patterns:
        parts = pattern.split(text)
        if len(parts) == len(fields):
            return parts if _plausible(parts, fields) else None
    return None


def _plausible(parts: Sequence[str], fields: Sequence[str]) -> bool:
    """A part that is a known word of another of the fields stands in the wrong place."""
    for part, name in zip(parts, fields, strict=True):
        words = key(part)
        others = (other for other in fields if other != name and other in WORDS)
        if words and words not in WORDS.get(name, {}) and any(words in WORDS[other] for other in others):
            return False
    return True
