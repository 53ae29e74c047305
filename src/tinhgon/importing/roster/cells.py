"""Cells become values: each different text of a column is read once, however many rows have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import polars as pl

_DAY = re.compile(r"^(\d{1,2})\s*[/.\-–]\s*(\d{1,2})\s*[/.\-–]\s*(\d{4})\.?$")
_IN_WORDS = re.compile(r"^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$", re.IGNORECASE)
_SHORT_MONTH = re.compile(r"^(\d{1,2})\s*[/-]\s*thg\s*(\d{1,2})\s*[/-]\s*(\d{4})$", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\s+(?:0?0:00(?::00)?|12:00(?::00)?\s*(?:AM|SA))$", re.IGNORECASE)
_OF_YEAR = re.compile(r"^00?\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})$")
"""00/00/1975, 00/03/1975: papers on which only the year, or the month, is known."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"^(?:(?P<day>\d{1,2})[\s-])?(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
    r"[\s-](?:(?P<late>\d{1,2}),?[\s-])?(?P<year>\d{4})$",
    re.IGNORECASE,
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?$")
_MONTH = re.compile(r"^(\d{1,2})\s*[/.-]\s*(\d{4})$")
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")
_YEAR = re.compile(r"^(1[89]|2[01])\d{2}$")
_SHORT = re.compile(r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$")
_SERIAL = re.compile(r"^[1-7]\d{4}$")
_STEP = re.compile(r"^(?:bậc\s*)?(\d{1,2})(?:\s*/\s*\d{1,2})?$", re.IGNORECASE)
_TICK = re.compile(r"^(?:x|v|có|1|✓|✔|√|\+|đảng viên|đv)$", re.IGNORECASE)
_GROUPS = re.compile(r"[ .\-\u00a0]")
Read = tuple[Any, str | None]
"""(value, fault code): one of them is None, or both for a cell that says nothing."""


def by_value(cells: pl.Series, read: Callable[[str], Read], dtype: Any) -> tuple[pl.Series, pl.Series]:
    """(values, codes of faults) of a column of texts."""
    texts = cells.drop_nulls().unique()
    values: list[Any] = []
    codes: list[str | None] = []
    for text in texts:
        value, code = read(text)
        values.append(value)
        codes.append(code)
    return _mapped(cells, texts, values, dtype), _mapped(cells, texts, codes, pl.String)


def looked_up(keys: pl.Series, found: Mapping[Any, Any], dtype: Any) -> pl.Series:
    """What a mapping has for each key; null where it has nothing."""
    if not found or keys.null_count() == len(keys):
        return pl.Series([], dtype=dtype).extend_constant(None, len(keys))
    return keys.replace_strict(
        pl.Series(list(found), dtype=keys.dtype), pl.Series(list(found.values()), dtype=dtype), default=None,
        return_dtype=dtype,
    )  # fmt: skip


def either(first: pl.Series, *others: pl.Series) -> pl.Series:
    """The first of some columns that says something, row by row."""
    return pl.select(pl.coalesce(pl.lit(first), *(pl.lit(other) for other in others))).to_series()


def where(condition: pl.Series, cells: pl.Series) -> pl.Series:
    """The cells of the rows where a condition holds; null elsewhere."""
    return pl.select(pl.when(pl.lit(condition)).then(pl.lit(cells))).to_series()


def _mapped(cells: pl.Series, texts: pl.Series, values: list[Any], dtype: Any) -> pl.Series:
    given = pl.Series("value", values, dtype)
    if given.null_count() == len(given):
        return pl.Series(cells.name, [], dtype).extend_constant(None, len(cells))
    return cells.replace_strict(texts, given, default=None, return_dtype=dtype).alias(cells.name)


@lru_cache(maxsize=200_000)
def read_day(text: str) -> Read:
    """A whole day as ISO text."""
    value, code = read_birth(text)
    if code is None and value is not None and len(value) < 10:
        return None, "day_unread"
    return value, code


@lru_cache(maxsize=200_000)
def read_party_day(text: str) -> Read:
    """The same; 'x' and '2005' say that somebody is a member, and no day that could be kept."""
    if _TICK.match(text):
        return None, "party_ticked"
    value, code = read_birth(text)
    return (None, "party_partial") if value and len(value) < 10 else (value, code)


@lru_cache(maxsize=200_000)
def read_birth(text: str) -> Read:
    """A day, a month or a year, as ISO text: 1975-03-12, 1975-03, 1975."""
    text = _MIDNIGHT.sub("", text)
    if found := _OF_YEAR.match(text):
        month, year = int(found["month"] or 0), found["year"]
        return (f"{year}-{month:02d}" if 1 <= month <= 12 else year), None
    if (found := _ENGLISH.match(text)) and bool(found["day"]) != bool(found["late"]):
        text = f"{found['day'] or found['late']}/{_MONTHS.index(found['month'][:3].lower()) + 1}/{found['year']}"
    if found := _DAY.match(text) or _IN_WORDS.match(text) or _SHORT_MONTH.match(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif (found := _MONTH.match(text)) or _ISO_MONTH.match(text):
        month, year = (int(part) for part in (found.groups() if found else reversed(text.split("-"))))
        return (f"{year:04d}-{month:02d}", None) if 1 <= month <= 12 else (None, "day_impossible")
    elif _YEAR.match(text):
        return text, None
    elif _SHORT.match(text):
        return None, "day_short"
    else:
        return None, "day_serial" if _SERIAL.match(text) else "day_unread"
    try:
        return date(year, month, day).isoformat(), None
    except ValueError:
        return None, "day_impossible"


def read_step(text: str) -> Read:
    """'3', 'Bậc 3', '3/9'."""
    found = _STEP.match(text)
    step = int(found[1]) if found else 0
    return (step, None) if 1 <= step <= 20 else (None, "step_unread")


def read_coefficient(text: str) -> Read:
    """'2,34', '2.34', '3': text with two places."""
    value = _decimal(text)
    if value is None or not 0 < value <= 20 or value != round(value, 2):
        return None, "number_unread"
    return f"{value:.2f}", None


def read_share(text: str) -> Read:
    """'50%', '0,5', '1': text with two places."""
    value = _decimal(text.removesuffix("%"))
    if value is not None and (text.endswith("%") or value > 1):
        value /= 100
    if value is None or not 0 < value <= 1 or value != round(value, 2):
        return None, "share_unread"
    return f"{value:.2f}", None


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def digits_of(cells: pl.Series) -> pl.Series:
    """Numbers without the blanks, points and hyphens that people put between groups."""
    return cells.str.replace_all(_GROUPS.pattern, "")


def shown_day(iso: pl.Expr) -> pl.Expr:
    """2001-02-28 as 28/02/2001."""
    return iso.str.slice(8, 2) + "/" + iso.str.slice(5, 2) + "/" + iso.str.slice(0, 4)
