"""Places that are held for a time: until which day they carry powers and rights, which have passed, which end soon."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge

SOON = timedelta(days=90)
"""How long before its last day a place is told to end (Nghị định 170/2025/NĐ-CP, Điều 39: notice of 90 days)."""


def in_power(alias: str) -> str:
    """The condition in SQL under which a place carries powers on the day `%(on)s`: its last day has not passed.

    A term that passed without a new decision leaves its holder in the post without its powers (Nghị định
    170/2025/NĐ-CP, Điều 36 khoản 5): a decision ends the place, the day alone ends what it gives.
    """
    return f"({alias}.until IS NULL OR {alias}.until >= %(on)s::date)"


@dataclass(frozen=True, slots=True)
class TimedPlace:
    """A place held for a time. No name: who may see it is another question. `until` is its last day with powers; an
    acting place may state none."""

    person_id: int
    code: str
    kind: str
    rank: str | None
    title: str
    number: str
    unit_id: int
    unit: str
    since: date
    until: date | None

    def has_passed(self, on: date) -> bool:
        """Whether the last day lies before a day."""
        return self.until is not None and self.until < on


def terms_ending(
    as_of: AsOf, *, by: date | None = None, units: Collection[int] | None = None, limit: int = 1_000_000
) -> list[TimedPlace]:
    """Places that stand on the day and whose last day is at most `by` (SOON after the day), those that have passed
    first, and acting ones that state no day. `units` narrows them to some units."""
    known = knowledge(as_of)
    narrowed = "AND coalesce(w.unit_id, a.unit_id) = ANY(%(units)s)" if units is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT a.person_id, p.code, a.kind, w.rank, coalesce(w.title, ''), coalesce(w.number, ''),
                       coalesce(w.unit_id, a.unit_id), coalesce(u.kind || ' ' || u.name, ''), lower(a.valid), a.until
                FROM assignment_version a
                JOIN person_version p ON p.person_id = a.person_id AND p.valid @> %(on)s::date
                  AND {known.condition("p")}
                LEFT JOIN post_version w ON w.post_id = a.post_id AND w.valid @> %(on)s::date AND {known.condition("w")}
                LEFT JOIN unit_version u ON u.unit_id = coalesce(w.unit_id, a.unit_id) AND u.valid @> %(on)s::date
                  AND {known.condition("u")}
                WHERE (a.until <= %(by)s::date OR a.until IS NULL AND a.kind = 'acting')
                  AND a.valid @> %(on)s::date AND {known.condition("a")} {narrowed}
                ORDER BY a.until NULLS LAST, p.code LIMIT %(limit)s""",
            {
                "on": as_of.on, "by": by or as_of.on + SOON, "limit": limit,
                "units": None if units is None else sorted(units),
            },
        )  # fmt: skip
        return [TimedPlace(*row) for row in cursor.fetchall()]
