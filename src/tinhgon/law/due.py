"""Due dates in working days, as terms: by the calendar of the house, or by days off that are given."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from functools import lru_cache
from typing import Any

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.calling import calling
from tinhgon.law.clocks import Calendar, Due, official_calendar
from tinhgon.law.clocks.calendar import FARTHEST
from tinhgon.law.model import Fact, Part, Step
from tinhgon.law.terms import Term

HOLIDAYS = Fact(
    name="holidays",
    label=_("Ngày nghỉ ngoài thứ Bảy, Chủ nhật"),
    kind="days",
    optional=True,
    why=_("không nêu thì theo lịch nghỉ của Nhà nước"),
    example='["2026-09-01", "2026-09-02"]',
)


@lru_cache(maxsize=256)
def _calendar(holidays: tuple[date, ...] | None) -> Calendar:
    return official_calendar() if holidays is None else Calendar.given(holidays)


def _due(day: date, number: int, holidays: list[date] | None) -> Due:
    calendar = _calendar(None if holidays is None else tuple(holidays))
    return calendar.after(day, number) if number >= 0 else calendar.before(day, -number)


def _on(day: date | None, number: int | None, holidays: list[date] | None) -> date | None:
    return None if day is None or number is None or abs(number) > FARTHEST else _due(day, number, holidays).on


def _open(day: date | None, number: int | None, holidays: list[date] | None) -> str | None:
    if day is None or number is None or abs(number) > FARTHEST:
        return None
    due = _due(day, number, holidays)
    return "; ".join([*map(str, due.undecided), *due.doubtful]) or None


def working_days(
    name: str, label: str, cite: str, since: Term, number: Any, *, holidays: Term, optional: bool = False
) -> Generator[Part, Term, Term]:
    """The step of a due date, so many working days after a day (before it, where negative; the day itself never
    counts), and after it a doubtful step where days off on the way are not decided yet."""

    def words(*parts: str) -> str:
        return f"{parts[0]}; {parts[1]}"

    end = yield Step(
        name, "date", label, cite, calling(_on, since, number, holidays, kind="date", loose=True, words=words),
        optional=optional,
    )  # fmt: skip
    yield Step(
        f"{name}_undecided", "text", _("Lịch nghỉ chưa quyết định trong thời gian này"), cite,
        calling(_open, since, number, holidays, kind="text", loose=True, words=words), optional=True, sure="unverified",
    )  # fmt: skip
    return end
