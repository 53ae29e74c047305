"""People who left for elsewhere, and people who came in: counted by clause, nobody named."""

from __future__ import annotations

from datetime import date

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.decisions import NOW
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.passing import Passing, passings

_OUT = f"""
SELECT 'person', count(DISTINCT n.thing_id), n.effective_on, e.ordinal, e.place, e.clause
FROM entry n JOIN effect e ON e.id = n.effect_id
WHERE n.thing = 'person' AND n.changes->>'status' = 'left' AND n.effective_on <= %(on)s AND {NOW.entries("n")}
  AND EXISTS (SELECT FROM entry a JOIN assignment_version v ON v.assignment_id = a.thing_id
              WHERE a.effect_id = n.effect_id AND a.thing = 'assignment' AND a.changes->>'reason' = 'transferred'
                AND v.person_id = n.thing_id)
GROUP BY 3, 4, 5, 6"""
_IN = f"""
SELECT 'person', count(*), n.effective_on, e.ordinal, e.place, e.clause
FROM entry n JOIN effect e ON e.id = n.effect_id
WHERE n.thing = 'person' AND n.changes->>'exists' = 'true' AND n.effective_on <= %(on)s AND {NOW.entries("n")}
GROUP BY 3, 4, 5, 6"""


def people_out(on: date) -> list[Passing]:
    """Who left these books for work elsewhere (`transferred`) by the day, by clause."""
    return passings(_OUT, {"on": on})


def people_in(on: date) -> list[Passing]:
    """Who came into these books by the day, by clause."""
    return passings(_IN, {"on": on})


def people_by_category(as_of: AsOf) -> dict[str, int]:
    """How many people hold a main place on the day, by the category of their post; 'none' directly at a unit."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT coalesce(p.category, 'none'), count(DISTINCT a.person_id) FROM assignment_version a
                LEFT JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %(on)s::date AND {known.condition("p")}
                WHERE a.kind = 'substantive' AND a.valid @> %(on)s::date AND {known.condition("a")}
                GROUP BY 1 ORDER BY 1""",
            {"on": as_of.on},
        )
        return dict(cursor.fetchall())
