"""Places of the establishment that went elsewhere, and that came in: by clause; and what the whole book holds."""

from __future__ import annotations

from datetime import date

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.decisions import NOW
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.passing import Passing, passings

_LEGS = """
SELECT 'quota ' || v.category, sum(v.amount)::bigint, lower(v.valid), e.ordinal, e.place, e.clause
FROM quota_version v JOIN entry n ON n.id = v.entry_id JOIN effect e ON e.id = n.effect_id
WHERE {meant} AND upper_inf(v.recorded) AND lower(v.valid) <= %(on)s AND {stands}
GROUP BY v.category, 3, 4, 5, 6 HAVING sum(v.amount) > 0"""


def quota_out(on: date) -> list[Passing]:
    """Places cut because they went elsewhere (`transferred`) by the day, by category and clause."""
    meant = "v.account = 'cut' AND v.reason = 'transferred'"
    return passings(_LEGS.format(meant=meant, stands=NOW.entries("n")), {"on": on})


def quota_in(on: date) -> list[Passing]:
    """Places given to these books by the day, by category and clause."""
    meant = "v.account = 'held' AND e.kind = 'allocate_quota/1'"
    return passings(_LEGS.format(meant=meant, stands=NOW.entries("n")), {"on": on})


def held_in_all(as_of: AsOf) -> dict[tuple[str, str], int]:
    """What all units hold together on the day, by category and layer."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.category, v.layer, sum(v.amount)::bigint FROM quota_version v
                WHERE v.account = 'held' AND v.valid @> %s::date AND {known.condition("v")}
                GROUP BY 1, 2 HAVING sum(v.amount) <> 0 ORDER BY 1, 2""",
            [as_of.on],
        )
        return {(category, layer): amount for category, layer, amount in cursor.fetchall()}
