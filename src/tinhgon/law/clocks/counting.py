"""Months and days of the calendar, as terms of the law count them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day of a later (earlier) month; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(since: date, until: date) -> int:
    """Whole months from one day to another: 5/8 to 12/12 is 4. Negative when `until` comes first."""
    if until < since:
        return -whole_months(until, since)
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (add_months(since, months) > until)


def days_within(periods: Iterable[tuple[date, date]]) -> int:
    """Days of periods given with their first and last day; a day in two of them counts once."""
    days: set[date] = set()
    for first, last in periods:
        days.update(first + DAY * number for number in range((last - first).days + 1))
    return len(days)
