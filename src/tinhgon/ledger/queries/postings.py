"""How a unit came to be as it is: its dated states, and the entries behind every field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.rows import parsed


@dataclass(frozen=True, slots=True)
class Posting:
    """An entry with the clause and decision that posted it."""

    entry_id: int
    thing_id: int
    effective_on: date
    changes: Mapping[str, Any]
    effect_id: int
    effect_kind: str
    clause: str
    ordinal: int
    number: str
    signed_on: date

    @property
    def ends(self) -> bool:
        return self.changes.get("exists") is False


def postings(as_of: AsOf, thing_id: int, *, field: str | None = None) -> list[Posting]:
    """The standing entries of a thing in order of effect; with `field`, those that set it (area_km2, name, parent ...).

    Entries effective after `as_of.on` are included: the future is part of a timeline, and each row says its day.
    """
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT n.id, n.thing_id, n.effective_on, n.changes::text, n.effect_id, e.kind, e.clause, n.ordinal,
              d.number, d.signed_on
                FROM entry n JOIN effect e ON e.id = n.effect_id JOIN decision d ON d.ordinal = n.ordinal
                WHERE n.thing_id = %s AND {known.entries("n")} ORDER BY n.effective_on, n.id""",
            [thing_id],
        )
        found = [Posting(*parsed(row, 3)) for row in cursor.fetchall()]
    return [posting for posting in found if field is None or field in posting.changes]
