"""How many cases stand where: counts for those who answer for the work, no names and no subjects."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from tinhgon.cases.models import CaseNow

_CLOSED = """
SELECT count(*) FROM case_now c JOIN act a ON a.stream = 'case/' || c.case_id AND a.seq = c.seq
WHERE c.closed <> '' AND a.done_at >= %s AND a.done_at < %s"""
"""By their last act: a case that is closed has none after it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Cases on a day: `open`, of these `late`; `opened` and `closed` since another day."""

    open: int
    late: int
    opened: int
    closed: int


def counts(*, since: date, on: date) -> Standing:
    """Counted of where the cases stand now: a case that was closed after `on` is not open any more."""
    first, last = _instant(since), _instant(on + timedelta(days=1))
    found = CaseNow.objects.aggregate(
        open=Count("case_id", filter=Q(closed="")),
        late=Count("case_id", filter=Q(closed="", due__lt=on)),
        opened=Count("case_id", filter=Q(opened_at__gte=first, opened_at__lt=last)),
    )
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED, [first, last])
        return Standing(**found, closed=cursor.fetchone()[0])


def late_by_procedure(*, on: date) -> list[tuple[str, int]]:
    """(the step that waits, how many are late in it), the most first."""
    rows = CaseNow.objects.filter(closed="", due__lt=on).values_list("procedure", "step_title")
    found = Counter(f"{procedure}: {step}" for procedure, step in rows)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _instant(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
