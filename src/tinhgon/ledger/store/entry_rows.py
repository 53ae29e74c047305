"""Entries as they are stored, with whether they count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tinhgon.ledger.fold import Entry

_STANDS = "COALESCE((SELECT s.stands FROM standing s WHERE s.entry_id = e.id ORDER BY s.ordinal DESC LIMIT 1), true)"


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it is stored, with its kind of thing and whether it counts."""

    entry: Entry
    thing: str
    stands: bool
    ordinal: int


def entries_of(thing_ids: Iterable[int]) -> Iterator[StoredEntry]:
    """All entries of some things, counting or not, in order of signing."""
    yield from _entries("e.thing_id = ANY(%s)", [list(thing_ids)])


def entries_by(ordinal: int) -> Iterator[StoredEntry]:
    """All entries of one decision."""
    yield from _entries("e.ordinal = %s", [ordinal])


def entries_of_clause(ordinal: int, clause: str, was_on: date) -> list[StoredEntry]:
    """The entries that a clause of a decision posted for a day."""
    return list(
        _entries(
            "e.ordinal = %s AND e.effective_on = %s AND e.effect_id IN "
            "(SELECT id FROM effect WHERE ordinal = %s AND clause = %s)",
            [ordinal, was_on, ordinal, clause],
        )
    )


def _entries(condition: str, arguments: list[Any]) -> Iterator[StoredEntry]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.id, e.thing_id, e.effective_on, e.changes::text, e.thing, {_STANDS}, e.ordinal"
            f" FROM entry e WHERE {condition} ORDER BY e.id",
            arguments,
        )
        for entry_id, thing_id, effective_on, changes, thing, stands, ordinal in cursor:
            yield StoredEntry(Entry(entry_id, thing_id, effective_on, json.loads(changes)), thing, stands, ordinal)


REPLACEMENTS = """
SELECT s.ordinal, s.entry_id FROM standing s JOIN entry x ON x.id = s.entry_id
WHERE NOT s.stands AND EXISTS (SELECT FROM effect c WHERE c.ordinal = s.ordinal AND c.kind LIKE 'correct_date/%%')
  AND NOT EXISTS (SELECT FROM decision_standing d WHERE d.target_id = x.ordinal AND d.ordinal = s.ordinal)"""
"""(decision, entry): the decision put the same on another day in the place of the entry."""


def replaced_by(ordinal: int) -> list[StoredEntry]:
    """Entries of other decisions in whose place this one put the same on another day."""
    with connection.cursor() as cursor:
        cursor.execute(f"{REPLACEMENTS} AND s.ordinal = %s", [ordinal])
        entry_ids = [entry_id for _, entry_id in cursor.fetchall()]
    return list(_entries("e.id = ANY(%s)", [entry_ids])) if entry_ids else []


def replacers_of(entry_ids: Sequence[int]) -> dict[int, list[int]]:
    """For each entry the decisions that put the same on another day in its place."""
    with connection.cursor() as cursor:
        cursor.execute(f"{REPLACEMENTS} AND s.entry_id = ANY(%s)", [list(entry_ids)])
        found: dict[int, list[int]] = {}
        for ordinal, entry_id in cursor.fetchall():
            found.setdefault(entry_id, []).append(ordinal)
    return found
