"""The entries of a decision or a clause, counted and listed; the findings that were kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.decisions import FINDING_COLUMNS, FindingRow
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.rows import parsed
from tinhgon.ledger.store.chain_end import PREVIEW_FROM

_ENTRY_COLUMNS = "n.id, e.place, e.clause, n.thing, n.thing_id, n.effective_on, n.changes::text"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry with the clause that posted it."""

    id: int
    place: int
    clause: str
    thing: str
    thing_id: int
    effective_on: date
    changes: Mapping[str, Any]


def entry_counts(ordinal: int, place: int | None = None) -> dict[str, int]:
    """How many entries a decision, or one clause of it, posted on each sort of thing (unit, succession)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT n.thing, count(*) FROM entry n JOIN effect e ON e.id = n.effect_id
               WHERE n.ordinal = %s AND (%s::int IS NULL OR e.place = %s) GROUP BY n.thing ORDER BY n.thing DESC""",
            [ordinal, place, place],
        )
        return dict(cursor.fetchall())


def entries(ordinal: int, place: int | None = None, *, limit: int, offset: int = 0) -> list[EntryRow]:
    """One page of the entries of a decision, or of one clause, as they were posted."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {_ENTRY_COLUMNS} FROM entry n JOIN effect e ON e.id = n.effect_id
                WHERE n.ordinal = %s AND (%s::int IS NULL OR e.place = %s) ORDER BY n.id LIMIT %s OFFSET %s""",
            [ordinal, place, place, limit, offset],
        )
        return [EntryRow(*parsed(row, 6)) for row in cursor.fetchall()]


def entries_by_clause(effect_ids: list[int], *, limit: int) -> list[EntryRow]:
    """The first entries of several clauses."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {_ENTRY_COLUMNS}
                FROM effect e JOIN LATERAL (SELECT * FROM entry n WHERE n.effect_id = e.id ORDER BY n.id LIMIT %s) n
                  ON true WHERE e.id = ANY(%s) ORDER BY n.id""",
            [limit, effect_ids],
        )
        return [EntryRow(*parsed(row, 6)) for row in cursor.fetchall()]


def recorded_findings(as_of: AsOf, *, limit: int) -> tuple[dict[str, int], list[tuple[FindingRow, int]]]:
    """What checks said at the signing of decisions that stand.

    How many by severity; and of each sort the latest, with the number of its sort, the gravest first.
    """
    known = knowledge(as_of)
    until = PREVIEW_FROM if known.ordinal is None else known.ordinal + 1
    condition = f"f.ordinal < %s AND {known.decisions('f.ordinal')}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT f.severity, count(*) FROM finding f WHERE {condition} GROUP BY f.severity", [until])
        counts = dict(cursor.fetchall())
        cursor.execute(
            f"""WITH numbered AS (
                  SELECT f.*, count(*) OVER sorts AS alike,
                         row_number() OVER (PARTITION BY f.severity, f.code ORDER BY f.ordinal DESC, f.id) AS place
                  FROM finding f WHERE {condition} WINDOW sorts AS (PARTITION BY f.severity, f.code))
                SELECT {FINDING_COLUMNS}, f.alike
                FROM numbered f JOIN decision d ON d.ordinal = f.ordinal WHERE f.place = 1
                ORDER BY array_position(ARRAY['error', 'warning', 'info'], f.severity::text), f.alike, f.ordinal DESC
                LIMIT %s""",
            [until, limit],
        )
        rows = [parsed(row, 3, 5) for row in cursor.fetchall()]
        return counts, [(FindingRow(*row[:9]), row[9]) for row in rows]
