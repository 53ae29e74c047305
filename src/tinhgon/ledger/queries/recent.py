"""Decisions by the day on which they entered the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from tinhgon.ledger.queries.decisions import WITHHELD
from tinhgon.ledger.store.chain_end import PREVIEW_FROM

_BETWEEN = """
SELECT d.ordinal, d.number, d.subject, d.confidentiality, count(e.id)
FROM decision d LEFT JOIN effect e ON e.ordinal = d.ordinal
WHERE d.recorded_at >= %s AND d.recorded_at < %s AND d.ordinal < %s
GROUP BY d.ordinal, d.number, d.subject, d.confidentiality ORDER BY d.ordinal"""


@dataclass(frozen=True, slots=True)
class Entered:
    """A decision that entered the books, and how many clauses it has."""

    ordinal: int
    number: str
    subject: str
    effect_count: int


def decisions_between(first: date, last: date) -> list[Entered]:
    """Those that entered from the first to the last day, both counted. What a graded paper says is not told."""
    since, until = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + timedelta(days=1)))
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, [since, until, PREVIEW_FROM])
        rows = cursor.fetchall()
    return [
        Entered(ordinal, number, subject if grade in ("normal", "") else WITHHELD, count)
        for ordinal, number, subject, grade, count in rows
    ]
