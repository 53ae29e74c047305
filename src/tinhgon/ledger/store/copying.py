"""Many rows at once, and the planner told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from tinhgon.ledger.thing import Row


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """COPY rows into a table, so that a decision of ten thousand entries is one statement."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def json_text(value: Any) -> str:
    """JSON for a jsonb column."""
    return json.dumps(value, ensure_ascii=False)


def have_grown(rows: Mapping[str, int]) -> bool:
    """Whether the new rows of some table are a tenth or more of all that the planner believes it to have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid::regclass::text, reltuples FROM pg_class WHERE oid = ANY(%s::regclass[])", [[*rows]])
        return any(rows[table] * 10 >= believed for table, believed in cursor.fetchall())


def refresh_statistics() -> None:
    """Let the planner know of many new rows at once, not at the next autovacuum."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_refresh_statistics()")
