"""The kinds of quantity the law speaks of: how each is held exactly as a whole number, read, and written.

Nothing is a float. A coefficient 4,65 is held as 46500 ten-thousandths, 2,5 years as 25 tenths, a calendar month as
year x 12 + month - 1; a day is a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.text import vietnamese_number
from tinhgon.law import gathered


@dataclass(frozen=True)
class Kind:
    """A kind of quantity: its power of ten, the Polars type that holds it, and the word written after it."""

    name: str
    scale: int = 0
    dtype: pl.DataType | type[pl.DataType] = pl.Int64
    suffix: str = ""

    @property
    def is_number(self) -> bool:
        return self.dtype == pl.Int64 and self.name != "month"


KINDS = {
    kind.name: kind
    for kind in (
        Kind("number", 0),
        Kind("decimal", 4),
        Kind("dong", 0, suffix=_("đồng")),
        Kind("months", 0, suffix=_("tháng")),
        Kind("years", 1, suffix=_("năm")),
        Kind("whole_years", 0, suffix=_("năm")),
        Kind("months_of_pay", 2, suffix=_("tháng lương")),
        Kind("coefficient", 4),
        Kind("percent", 4, suffix="%"),
        Kind("people", 0, suffix=_("người")),
        Kind("households", 0, suffix=_("hộ")),
        Kind("units", 0, suffix=_("đơn vị")),
        Kind("km2", 4, suffix="km²"),
        Kind("points", 2, suffix=_("điểm")),
        Kind("month", 0),
        Kind("date", 0, pl.Date),
        Kind("bool", 0, pl.Boolean),
        Kind("text", 0, pl.String),
        Kind("vote", 0, pl.String),  # how a vote is decided, as a figure of the law
        Kind("tally", 0, gathered.TALLY),  # a number by name: votes, deductions
        Kind("names", 0, gathered.NAMES),
        Kind("words", 0, gathered.NAMES),  # the same word may come again: grades of quarters
        Kind("days", 0, gathered.DAYS),
        Kind("spans", 0, gathered.SPANS),
        Kind("numbers", 0, gathered.NUMBERS),
    )
}

_MONTH = re.compile(r"^\s*(?:(\d{4})-(\d{1,2})(?:-\d{1,2})?|(?:\d{1,2}/)?(\d{1,2})/(\d{4}))\s*$")
_TRUE = {"true", "1", "có", "co", "x", "yes", "y"}
_FALSE = {"false", "0", "không", "khong", "no", "n"}


def month_index(year: int, month: int) -> int:
    """A calendar month as one whole number, so that months add up."""
    return year * 12 + month - 1


def month_text(index: int) -> str:
    """11/2027."""
    return f"{index % 12 + 1:02d}/{index // 12}"


def hold(kind: Kind, value: Any, *, where: str, scale: int | None = None) -> Any:
    """A value as it is held: 4.65 becomes 46500. Raises BadInput naming `where`.

    Text, int, Decimal, bool and date are read; a float only when it is exactly what its decimal text says.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind.name == "bool":
        return _hold_bool(value, where)
    if kind.name == "date":
        return value if isinstance(value, date) else parse_day(str(value), where=where)
    if kind.name == "month":
        return _hold_month(value, where)
    if kind.name in {"text", "vote"}:
        return _hold_text(value, where)
    if kind.name in gathered.GATHERED:
        return gathered.hold_gathered(kind.name, value, where)
    return _hold_number(value, kind.scale if scale is None else scale, where)


def _hold_bool(value: Any, where: str) -> bool:
    word = str(value).strip().lower()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise BadInput("fact_not_bool", _("{where}: “{text}” không phải là có hoặc không."), where=where, text=str(value))


def _hold_text(value: Any, where: str) -> str:
    """A word; a whole number may be a code (a class, a step). A list, a yes or a part of a number is no word."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value).strip()
    raise BadInput("fact_not_text", _("{where}: “{text}” không phải là chữ."), where=where, text=str(value)[:80])


def _hold_month(value: Any, where: str) -> int:
    if isinstance(value, date):
        return month_index(value.year, value.month)
    if isinstance(value, int) and not isinstance(value, bool) and 1800 <= value <= 2200:
        return month_index(value, 1)  # only the year is known: January (Nghị định 135/2020/NĐ-CP, Điều 3)
    text = str(value)
    if re.fullmatch(r"\s*\d{4}\s*", text):
        return month_index(int(text), 1)
    match = _MONTH.match(text)
    if match:
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
        if match[2] and text.count("-") == 2:
            parse_day(text, where=where)
        if text.count("/") == 2:
            parse_day(text, where=where)
        if 1 <= month <= 12 and 1800 <= year <= 2200:
            return month_index(year, month)
    raise BadInput(
        "month_invalid",
        _("{where}: “{text}” không phải là tháng; viết dạng 2027-11 hoặc 11/2027."),
        where=where,
        text=text,
    )


def _hold_number(value: Any, scale: int, where: str) -> int:
    try:
        number = Decimal(str(value).strip().replace(",", ".")) if not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise BadInput("fact_not_number", _("{where}: “{text}” không phải là số."), where=where, text=str(value))
    held = number.scaleb(scale)
    if held != held.to_integral_value():
        raise BadInput(
            "fact_too_fine",
            _("{where}: “{text}” có quá nhiều chữ số lẻ; quy định dùng nhiều nhất {places} chữ số."),
            where=where,
            text=str(value),
            places=scale,
        )
    return int(held)


def plain(kind: Kind, value: Any) -> Any:
    """A held value as data: Decimal where there are decimals, `2027-11` for a month, ISO for a day."""
    if value is None or kind.name in {"bool", "text", "vote"}:
        return value
    if kind.name in gathered.GATHERED:
        return gathered.plain_gathered(kind.name, value)
    if kind.name == "date":
        return value.isoformat()
    if kind.name == "month":
        return f"{value // 12}-{value % 12 + 1:02d}"
    if not kind.scale:
        return value
    number = Decimal(value).scaleb(-kind.scale)
    return int(number) if number == number.to_integral_value() else number.normalize()


def worded(kind: Kind, value: Any, *, scale: int | None = None) -> str:
    """A held value as it is written in Viet Nam: 15.356.250, 4,65, 25 %, 11/2027, 01/05/2025, có."""
    if value is None:
        return "–"
    if kind.name == "bool":
        return _("có") if value else _("không")
    if kind.name == "date":
        return f"{value:%d/%m/%Y}"
    if kind.name == "month":
        return month_text(value)
    if kind.name in {"text", "vote"}:
        return str(value)
    if kind.name in gathered.GATHERED:
        return gathered.worded_gathered(kind.name, value)
    places = kind.scale if scale is None else scale
    number = Decimal(value).scaleb(-places)
    if kind.name == "percent":
        return f"{_trimmed(number * 100)} %"
    return _trimmed(number)


def _trimmed(number: Decimal) -> str:
    whole = number.to_integral_value()
    return vietnamese_number(whole if number == whole else number.normalize())
