"""Posts on a day without anybody at them: what may be told outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A post of a unit. Who holds it is not read here."""

    id: int
    unit_id: int
    number: str
    title: str
    rank: str | None
    category: str
    since: date


def open_posts(as_of: AsOf, unit_ids: Iterable[int]) -> list[OpenPost]:
    """The posts of these units on the day, by number."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.post_id, v.unit_id, v.number, v.title, v.rank, v.category, lower(v.valid) FROM post_version v
                WHERE v.unit_id = ANY(%s) AND v.valid @> %s::date AND {known.condition("v")}
                ORDER BY v.number COLLATE "C", v.post_id""",
            [sorted(unit_ids), as_of.on],
        )
        return [OpenPost(*row) for row in cursor.fetchall()]
