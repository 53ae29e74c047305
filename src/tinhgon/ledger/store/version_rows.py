"""Versions of things, as the fold reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from tinhgon.ledger.store.copying import copy_rows
from tinhgon.ledger.thing import Row, ThingKind


def thing_ids(kind: ThingKind, column: str, values: Iterable[Any]) -> list[int]:
    """Things of a kind that, as known now, on any day have `column = ANY(values)`."""
    if column not in kind.look_ups:
        raise ValueError(f"{kind.table}.{column}")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT {kind.key} FROM {kind.table} WHERE {column} = ANY(%s) AND upper_inf(recorded)",
            [list(values)],
        )
        return [row[0] for row in cursor.fetchall()]


def open_versions(kind: ThingKind, thing_ids: Sequence[int]) -> Iterator[tuple[int, int, Row]]:
    """(version id, thing id, (since, until, entry id, *columns)) of the versions that are known now."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {kind.key}, lower(valid), upper(valid), entry_id, {', '.join(kind.columns)} FROM {kind.table}"
            f" WHERE {kind.key} = ANY(%s) AND upper_inf(recorded)",
            [list(thing_ids)],
        )
        for row in cursor:
            yield row[0], row[1], row[2:]


def close_versions(kind: ThingKind, version_ids: Sequence[int], ordinal: int) -> None:
    """Supersede versions from this decision on. Before any insert: the other order is a conflict."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {kind.table} SET recorded = int8range(lower(recorded), %s) WHERE id = ANY(%s)",
            [ordinal, list(version_ids)],
        )


def insert_versions(kind: ThingKind, ordinal: int, rows: Iterable[tuple[int, Row]]) -> None:
    """Write new versions: (thing id, (since, until, entry id, *columns))."""
    columns = ("valid", "recorded", "entry_id", kind.key, *kind.columns)
    recorded = f"[{ordinal},)"
    copy_rows(
        kind.table,
        columns,
        (
            (f"[{since},{until or ''})", recorded, entry_id, thing_id, *rest)
            for thing_id, (since, until, entry_id, *rest) in rows
        ),
    )
