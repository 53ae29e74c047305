"""What the Book reads from and writes to the tables: set-wise, a constant number of statements for a decision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tinhgon.ledger.fold import Entry
from tinhgon.ledger.thing import Row, ThingKind

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
    """New thing ids. Gaps do not matter: ids are written into the payload when a decision is drafted.

    An id that a file brought along is passed over.
    """
    ids: list[int] = []
    with connection.cursor() as cursor:
        while len(ids) < count:
            cursor.execute(
                """WITH new AS MATERIALIZED (SELECT nextval('thing_id_seq') AS id FROM generate_series(1, %s))
                   SELECT id FROM new WHERE NOT EXISTS (SELECT FROM entry e WHERE e.thing_id = new.id) ORDER BY id""",
                [count - len(ids)],
            )
            ids += [row[0] for row in cursor.fetchall()]
    return ids


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


def acts() -> list[tuple[int, int, bool]]:
    """(author, target, stands) of every clause that annulled or reinstated a decision, in order of signing."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT e.ordinal, t.ordinal, e.kind LIKE 'reinstate%%'
               FROM effect e CROSS JOIN LATERAL jsonb_array_elements_text(e.payload->'decisions') n(number)
               JOIN decision t ON upper(t.number) = upper(n.number) AND t.ordinal < e.ordinal
               WHERE e.ordinal IN (SELECT ordinal FROM decision_standing)
                 AND (e.kind LIKE 'annul_decision/%%' OR e.kind LIKE 'reinstate_decision/%%')
               ORDER BY e.ordinal, e.place"""
        )
        return [(author, target, stands) for author, target, stands in cursor.fetchall()]


def superseded() -> set[int]:
    """Mistaken entries in whose place others were entered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT supersedes FROM decision WHERE supersedes IS NOT NULL")
        return {ordinal for (ordinal,) in cursor.fetchall()}


def standing_of(ordinal: int) -> bool | None:
    """Whether a decision stands; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT coalesce((SELECT s.stands FROM decision_standing s WHERE s.target_id = d.ordinal
                                ORDER BY s.ordinal DESC LIMIT 1), true) FROM decision d WHERE d.ordinal = %s""",
            [ordinal],
        )
        row = cursor.fetchone()
    return None if row is None else bool(row[0])


def numbered_in(number: str, issuer: str, series: str | None, signed_on: date) -> list[tuple[int, date]]:
    """(ordinal, signed_on) of the entries that bear a number of an issuer in a series; not of those put right."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT d.ordinal, d.signed_on FROM decision d
               WHERE upper(d.number) = upper(%s) AND lower(d.issuer) = lower(%s)
                 AND ledger_series(d.series, d.signed_on) = ledger_series(%s, %s::date)
                 AND NOT EXISTS (SELECT FROM decision later WHERE later.supersedes = d.ordinal) ORDER BY d.ordinal""",
            [number, issuer, series, signed_on],
        )
        return list(cursor.fetchall())


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


def keep_table(parts: Sequence[bytes], rows: int) -> str:
    """Keep the attached table of a bulk effect; the SHA-256 of all parts is its name: the same is kept once."""
    digest = hashlib.sha256()
    for content in parts:
        digest.update(content)
    name = digest.hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO attached_table (sha256, rows, kept_at) VALUES (%s, %s, clock_timestamp())"
            " ON CONFLICT DO NOTHING",
            [name, rows],
        )
        for place, content in enumerate(parts if cursor.rowcount else (), start=1):
            cursor.execute(
                "INSERT INTO attached_part (table_id, place, content) VALUES (%s, %s, %s)", [name, place, content]
            )
    return name


def table_parts(digest: str) -> Iterator[bytes]:
    """The parts of an attached table in order, one at a time; none when it is not kept here."""
    place = 0
    while True:
        place += 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT content FROM attached_part WHERE table_id = %s AND place = %s", [digest, place])
            row = cursor.fetchone()
        if row is None:
            return
        yield bytes(row[0])


def decisions_numbered(number: str) -> list[tuple[int, str, date, bool]]:
    """(ordinal, issuer, signed_on, stands) of the signed decisions with a number, upper or lower case alike; an entry
    that was put right has given its number to the corrected one.

    Those of this very preview are among them: what nobody commits nobody else sees.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT d.ordinal, d.issuer, d.signed_on,
                      coalesce((SELECT s.stands FROM decision_standing s WHERE s.target_id = d.ordinal
                                ORDER BY s.ordinal DESC LIMIT 1), true)
               FROM decision d WHERE upper(d.number) = upper(%s)
                 AND NOT EXISTS (SELECT FROM decision later WHERE later.supersedes = d.ordinal) ORDER BY d.ordinal""",
            [number],
        )
        return [(ordinal, issuer, signed_on, stands) for ordinal, issuer, signed_on, stands in cursor.fetchall()]


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


def seal_decision(ordinal: int, digest: str, sealed: str) -> None:
    """Seal the decision that is being signed; the trigger lets that happen once, in its own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE decision SET hash = %s, sealed = %s WHERE ordinal = %s", [digest, sealed, ordinal])


def minted() -> int:
    """The last id of a thing that was given out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM thing_id_seq")
        return int(cursor.fetchone()[0])


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


def wait_for_rows(milliseconds: int) -> None:
    """Until the transaction ends: wait for rows that others hold no longer than this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{milliseconds}ms"])
