"""The clauses that wrote some entries: where a figure that rests on an entry leads to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection


def places_of_entries(entry_ids: Iterable[int]) -> dict[int, int]:
    """For each of these entries the place of its clause in its decision."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.id, e.place FROM entry n JOIN effect e ON e.id = n.effect_id WHERE n.id = ANY(%s)",
            [list(entry_ids)],
        )
        return dict(cursor.fetchall())
