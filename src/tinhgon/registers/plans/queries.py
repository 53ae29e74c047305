"""Who is planned for what on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One person planned for one office. No name: who may see it is another question."""

    person_id: int
    code: str
    unit_id: int
    unit: str
    position: str
    title: str
    term: str
    object: str


def planned(as_of: AsOf, *, units: Collection[int] | None = None, person_id: int | None = None) -> list[PlannedRow]:
    """Plans that hold on the day, of some units or of one person, by unit, office and file code."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT n.person_id, p.code, n.unit_id, coalesce(u.kind || ' ' || u.name, '#' || n.unit_id), n.position,
                       n.title, n.term, n.object
                FROM planned_version n
                JOIN person_version p ON p.person_id = n.person_id AND p.valid @> %(on)s::date
                  AND {known.condition("p")}
                LEFT JOIN unit_version u ON u.unit_id = n.unit_id AND u.valid @> %(on)s::date AND {known.condition("u")}
                WHERE n.valid @> %(on)s::date AND {known.condition("n")}
                  AND (%(units)s::bigint[] IS NULL OR n.unit_id = ANY(%(units)s))
                  AND (%(person)s::bigint IS NULL OR n.person_id = %(person)s)
                ORDER BY 4, n.position, n.term, p.code""",
            {"on": as_of.on, "units": None if units is None else sorted(units), "person": person_id},
        )
        return [PlannedRow(*row) for row in cursor.fetchall()]
