"""How many cases stand where: counts for those who answer for the work, no names and no subjects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

_COUNTED = """
SELECT count(*) FILTER (WHERE closed = ''), count(*) FILTER (WHERE closed = '' AND due < %(on)s),
  count(*) FILTER (WHERE opened_at >= %(first)s AND opened_at < %(last)s),
  (SELECT count(*) FROM case_now c JOIN act a ON a.stream = 'case/' || c.case_id AND a.seq = c.seq
   WHERE c.closed <> '' AND a.done_at >= %(first)s AND a.done_at < %(last)s)
FROM case_now"""
"""Closed in a time by their last act: a case that is closed has none after it."""
_LATE = """
SELECT procedure || ': ' || step_title, count(*) FROM case_now WHERE closed = '' AND due < %s
GROUP BY 1 ORDER BY 2 DESC, 1"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Cases on a day: `open`, of these `late`; `opened` and `closed` since another day."""

    open: int
    late: int
    opened: int
    closed: int


def counts(*, since: date, on: date) -> Standing:
    """Counted of where the cases stand now: a case that was closed after `on` is not open any more."""
    asked = {"on": on, "first": _instant(since), "last": _instant(on + timedelta(days=1))}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, asked)
        return Standing(*cursor.fetchone())


def late_by_procedure(*, on: date) -> list[tuple[str, int]]:
    """(the step that waits, how many are late in it), the most first."""
    with connection.cursor() as cursor:
        cursor.execute(_LATE, [on])
        found: list[tuple[str, int]] = cursor.fetchall()
    return found


def _instant(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
