"""Which header of an office's roster means which field: kept once, so that it is matched once."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import connection


def mapping_names() -> list[str]:
    """The offices that have a mapping."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM column_mapping ORDER BY name")
        return [row[0] for row in cursor.fetchall()]


def saved_mapping(name: str) -> dict[str, str] | None:
    """Header -> field ('' for a column left out), or None when nothing is saved under the name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT columns::text FROM column_mapping WHERE name = %s", [name])
        row = cursor.fetchone()
    return None if row is None else dict(json.loads(row[0]))


def save_mapping(name: str, columns: Mapping[str, str]) -> None:
    """Keep a mapping in the place of the one of that name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO column_mapping (name, columns) VALUES (%s, %s::jsonb)"
            " ON CONFLICT (name) DO UPDATE SET columns = excluded.columns",
            [name, json.dumps(dict(columns), ensure_ascii=False)],
        )
