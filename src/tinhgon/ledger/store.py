"""What the Book reads from and writes to the tables: set-wise, a constant number of statements for a decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tinhgon.ledger.fold import Entry
from tinhgon.ledger.things import Row, ThingKind

PREVIEW_FROM = 10**15
_CHAIN_LOCK = 7_016_873
_STANDS = "COALESCE((SELECT s.stands FROM standing s WHERE s.entry_id = e.id ORDER BY s.ordinal DESC LIMIT 1), true)"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: what the next decision follows."""

    ordinal: int
    hash: str
    recorded_at: datetime
    effect_id: int
    entry_id: int


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it is stored, with its kind of thing and whether it counts."""

    entry: Entry
    thing: str
    stands: bool
    ordinal: int


def lock_chain() -> None:
    """Wait for the right to sign; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def head(*, preview: bool) -> Head:
    """Numbers for the next decision. A preview takes reserved ones of its own connection, far from all others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        base = PREVIEW_FROM + cursor.fetchone()[0] * 10**8 if preview else 0
        cursor.execute(
            """SELECT coalesce((SELECT max(ordinal) FROM decision WHERE ordinal BETWEEN %(base)s
              AND %(limit)s), %(base)s),
                      coalesce(last.hash, ''), greatest(clock_timestamp(), last.recorded_at + interval '1 microsecond'),
                      coalesce((SELECT max(id) FROM effect WHERE id BETWEEN %(base)s AND %(limit)s), %(base)s),
                      coalesce((SELECT max(id) FROM entry WHERE id BETWEEN %(base)s AND %(limit)s), %(base)s)
               FROM (SELECT 1) one LEFT JOIN LATERAL
                    (SELECT * FROM decision WHERE ordinal < %(limit)s ORDER BY ordinal DESC LIMIT 1) last ON true""",
            {"base": base, "limit": base + 10**8 - 1 if preview else PREVIEW_FROM - 1},
        )
        ordinal, digest, recorded_at, effect_id, entry_id = cursor.fetchone()
    return Head(ordinal + 1, digest, recorded_at, effect_id + 1, entry_id + 1)


def mint(count: int) -> list[int]:
    """New thing ids. Gaps do not matter: ids are written into the payload when a decision is drafted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('thing_id_seq') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def entries_of(thing_ids: Iterable[int]) -> Iterator[StoredEntry]:
    """All entries of some things, counting or not, in order of signing."""
    yield from _entries("e.thing_id = ANY(%s)", [list(thing_ids)])


def entries_by(ordinal: int) -> Iterator[StoredEntry]:
    """All entries of one decision."""
    yield from _entries("e.ordinal = %s", [ordinal])


def _entries(condition: str, arguments: list[Any]) -> Iterator[StoredEntry]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.id, e.thing_id, e.effective_on, e.changes::text, e.thing, {_STANDS}, e.ordinal"
            f" FROM entry e WHERE {condition} ORDER BY e.id",
            arguments,
        )
        for entry_id, thing_id, effective_on, changes, thing, stands, ordinal in cursor:
            yield StoredEntry(Entry(entry_id, thing_id, effective_on, json.loads(changes)), thing, stands, ordinal)


def flips_by(ordinal: int) -> list[tuple[int, bool]]:
    """Entries whose standing a decision set and still sets, with the standing they had before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT s.entry_id, coalesce((SELECT p.stands FROM standing p WHERE p.entry_id = s.entry_id
                                            AND p.ordinal < s.ordinal ORDER BY p.ordinal DESC LIMIT 1), true)
               FROM standing s WHERE s.ordinal = %s
                AND s.ordinal = (SELECT max(n.ordinal) FROM standing n WHERE n.entry_id = s.entry_id)
               ORDER BY s.entry_id""",
            [ordinal],
        )
        return [(entry_id, stands) for entry_id, stands in cursor.fetchall()]


def entry_things(entry_ids: Sequence[int]) -> dict[int, int]:
    """The thing of each entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, thing_id FROM entry WHERE id = ANY(%s)", [list(entry_ids)])
        return dict(cursor.fetchall())


def unit_ids(condition: str, values: Iterable[Any]) -> list[int]:
    """Units that, as known now, on any day have `column = ANY(values)`.

    Condition is 'code', 'parent_id' or 'search_key'.
    """
    if condition not in ("code", "parent_id", "search_key"):
        raise ValueError(condition)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT unit_id FROM unit_version WHERE {condition} = ANY(%s) AND upper_inf(recorded)",
            [list(values)],
        )
        return [row[0] for row in cursor.fetchall()]


def decisions_numbered(number: str) -> list[tuple[int, str, date, bool]]:
    """(ordinal, issuer, signed_on, stands) of the signed decisions with a number, upper or lower case alike."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT d.ordinal, d.issuer, d.signed_on,
                      coalesce((SELECT s.stands FROM decision_standing s WHERE s.target_id = d.ordinal
                                ORDER BY s.ordinal DESC LIMIT 1), true)
               FROM decision d WHERE upper(d.number) = upper(%s) AND d.ordinal < %s ORDER BY d.ordinal""",
            [number, PREVIEW_FROM],
        )
        return [(ordinal, issuer, signed_on, stands) for ordinal, issuer, signed_on, stands in cursor.fetchall()]


def annuller_of(ordinal: int) -> int | None:
    """The decision that annulled this one and still does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ordinal, stands FROM decision_standing WHERE target_id = %s ORDER BY ordinal DESC LIMIT 1",
            [ordinal],
        )
        row = cursor.fetchone()
    return None if row is None or row[1] else row[0]


def entries_of_clause(ordinal: int, clause: str, was_on: date) -> list[StoredEntry]:
    """The entries that a clause of a decision posted for a day."""
    return list(
        _entries(
            "e.ordinal = %s AND e.effective_on = %s AND e.effect_id IN "
            "(SELECT id FROM effect WHERE ordinal = %s AND clause = %s)",
            [ordinal, was_on, ordinal, clause],
        )
    )


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


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """COPY rows into a table, so that a decision of ten thousand entries is one statement."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def insert_decision(row: Mapping[str, Any]) -> None:
    """The decision itself; the trigger refuses one that does not follow the newest."""
    copy_rows("decision", tuple(row), [tuple(row.values())])


def json_text(value: Any) -> str:
    """JSON for a jsonb column."""
    return json.dumps(value, ensure_ascii=False)


def wait_for_rows(milliseconds: int) -> None:
    """Until the transaction ends: wait for rows that others hold no longer than this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{milliseconds}ms"])
