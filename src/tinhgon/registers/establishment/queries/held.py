"""What units hold of the establishment on a day, by line; and the legs behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge


@dataclass(frozen=True, slots=True)
class HeldLine:
    """What a unit itself holds of a category and layer: the sum of its held legs."""

    unit_id: int
    category: str
    layer: str
    amount: int


@dataclass(frozen=True, slots=True)
class HeldLeg:
    """One leg of a sum, with the clause that posted it."""

    unit_id: int
    unit_kind: str | None
    unit_name: str | None
    amount: int
    since: date
    until: date | None
    ordinal: int
    number: str
    place: int
    clause: str


def held(as_of: AsOf, unit_ids: Iterable[int]) -> list[HeldLine]:
    """What each of these units holds on the day, by category and layer; lines that come to 0 are left out."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.unit_id, v.category, v.layer, sum(v.amount)::bigint FROM quota_version v
                WHERE v.unit_id = ANY(%s) AND v.account = 'held' AND v.valid @> %s::date AND {known.condition("v")}
                GROUP BY 1, 2, 3 HAVING sum(v.amount) <> 0 ORDER BY 1, 2, 3""",
            [list(unit_ids), as_of.on],
        )
        return [HeldLine(*row) for row in cursor.fetchall()]


def held_legs(as_of: AsOf, unit_ids: Sequence[int], *, category: str, layer: str) -> list[HeldLeg]:
    """The legs that make up what these units hold of a category and layer, in order of effect."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.unit_id, u.kind, u.name, v.amount, lower(v.valid), v.until, d.ordinal, d.number, e.place,
                       e.clause
                FROM quota_version v
                JOIN entry n ON n.id = v.entry_id JOIN effect e ON e.id = n.effect_id
                JOIN decision d ON d.ordinal = n.ordinal
                LEFT JOIN unit_version u ON u.unit_id = v.unit_id AND u.valid @> %s::date AND {known.condition("u")}
                WHERE v.unit_id = ANY(%s) AND v.account = 'held' AND v.category = %s AND v.layer = %s
                  AND v.valid @> %s::date AND {known.condition("v")}
                ORDER BY lower(v.valid), n.id""",
            [as_of.on, list(unit_ids), category, layer, as_of.on],
        )
        return [HeldLeg(*row) for row in cursor.fetchall()]
