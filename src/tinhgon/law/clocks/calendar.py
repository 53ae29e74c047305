"""The calendar of working days: weekends, public holidays and swapped days, by year, with the notices that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from tinhgon.law.clocks.counting import DAY, add_months, days_within

SATURDAY = 5
FARTHEST = 4000
"""Working days that any rule counts, and more: a slip of the pen ends in an error and not in an endless loop."""

Unit = Literal["working_days", "days", "months"]


@dataclass(frozen=True)
class Due:
    """A due date that says how sure it is.

    `undecided` are the years within it whose holidays are not decided yet: the date may still move. `doubtful` are
    days within it of which a swap was proposed and no decision is known.
    """

    on: date
    undecided: tuple[int, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether nothing known can move it."""
        return not self.undecided and not self.doubtful


@dataclass(frozen=True)
class Calendar:
    """`off` and `worked` are exceptions to Monday to Friday; `decided` the years whose holidays are settled (None: all,
    for a calendar that is given whole). `open` are days of which something was proposed and not decided."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    decided: frozenset[int] | None = None
    open: tuple[tuple[date, date, str], ...] = ()
    names: dict[date, str] = field(default_factory=dict, compare=False, hash=False)

    @classmethod
    def given(cls, holidays: Iterable[date]) -> Calendar:
        """A calendar with just these holidays, all of it decided: for a worked example."""
        return cls(off=frozenset(holidays))

    def is_working(self, day: date) -> bool:
        """Whether officials work on the day, as far as is decided."""
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def is_decided(self, year: int) -> bool:
        """Whether the holidays of the year are settled."""
        return self.decided is None or year in self.decided

    def after(self, day: date, number: int) -> Due:
        """`number` working days after a day; the day after it is day 1."""
        return self._walk(day, number, DAY)

    def before(self, day: date, number: int) -> Due:
        """`number` working days before a day; the day before it is day 1."""
        return self._walk(day, number, -DAY)

    def count(self, since: date, until: date) -> int:
        """Working days after `since` up to and with `until`."""
        if until < since:
            return -self.count(until, since)
        return sum(self.is_working(since + DAY * number) for number in range(1, (until - since).days + 1))

    def term(
        self, since: date, number: int, unit: Unit, *, roll: bool = False, pauses: Sequence[tuple[date, date]] = ()
    ) -> Due:
        """The end of a term counted from a day; a negative number counts back from it.

        `pauses` are the first and last days of spans in which the term stood still. Only where the rule says so
        (`roll`) an end on a day off moves to the next working day.
        """
        if unit == "working_days":
            due = self._walk(since, abs(number), DAY if number >= 0 else -DAY, pauses)
        else:
            plain = add_months(since, number) if unit == "months" else since + DAY * number
            due = Due(_stretched(since, plain, pauses))
        if not roll:
            return due
        end = due.on
        while not self.is_working(end):
            end += DAY
        return self._sure(end, due.on, end, due)

    def _walk(self, day: date, number: int, step: timedelta, pauses: Sequence[tuple[date, date]] = ()) -> Due:
        if number < 0 or number > FARTHEST:
            raise ValueError(f"{number} working days")
        end, left = day, number
        while left:
            end += step
            left -= self.is_working(end) and not any(first <= end <= last for first, last in pauses)
        return self._sure(end, min(day, end), max(day, end), Due(end))

    def _sure(self, end: date, first: date, last: date, before: Due) -> Due:
        years = {year for year in range(first.year, last.year + 1) if not self.is_decided(year)}
        doubtful = [name for start, stop, name in self.open if start <= last and stop >= first]
        return Due(
            end,
            tuple(sorted(years | set(before.undecided))),
            tuple(dict.fromkeys([*before.doubtful, *doubtful])),
        )


def _stretched(since: date, end: date, pauses: Sequence[tuple[date, date]]) -> date:
    """The end moved by every day after `since` that the term stood still, those reached by moving it included."""
    moved, before = end, None
    while moved != before:
        before = moved
        inside = [(max(first, since + DAY), min(last, moved)) for first, last in pauses]
        moved = end + DAY * days_within((first, last) for first, last in inside if first <= last)
    return moved


def calendar_of(data: dict[str, Any], years: Sequence[int]) -> Calendar:
    """A calendar from the file's data. In years that are not decided only the days fixed by law are off."""
    off: dict[date, str] = {}
    worked: set[date] = set()
    unsettled: list[tuple[date, date, str]] = []
    for year in years:
        for fixed in data["fixed"]:
            day = date(year, fixed["month"], fixed["day"])
            if day >= fixed.get("from", day):
                off[day] = fixed["name"]
        known = data["years"].get(year, {})
        for span in known.get("holidays", ()):
            day = span["from"]
            while day <= span.get("to", span["from"]):
                off[day] = span["name"]
                day += DAY
        for swap in known.get("swaps", ()):
            off[swap["free"]] = f"nghỉ hoán đổi, làm bù {swap['worked']:%d/%m}"
            worked.add(swap["worked"])
        unsettled += [(span["from"], span.get("to", span["from"]), span["name"]) for span in known.get("open", ())]
    decided = frozenset(year for year, known in data["years"].items() if known.get("decided"))
    return Calendar(frozenset(off), frozenset(worked), decided, tuple(unsettled), off)


@cache
def official_calendar() -> Calendar:
    """The calendar of holidays.yaml, for every year that a case may reach."""
    text = files("tinhgon.law.clocks").joinpath("holidays.yaml").read_text(encoding="utf-8")
    return calendar_of(yaml.safe_load(text), range(2000, 2100))
