"""The end of the chain: its lock, the numbers of the next decision, new ids, the decision written and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tinhgon.ledger.store.copying import copy_rows

PREVIEW_FROM = 10**15


_CHAIN_LOCK = 7_016_873


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: what the next decision follows."""

    ordinal: int
    hash: str
    recorded_at: datetime
    effect_id: int
    entry_id: int


def lock_chain() -> None:
    """Wait for the right to sign; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def wait_for_rows(milliseconds: int) -> None:
    """Until the transaction ends: wait for rows that others hold no longer than this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{milliseconds}ms"])


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


def minted() -> int:
    """The last id of a thing that was given out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM thing_id_seq")
        return int(cursor.fetchone()[0])


def insert_decision(row: Mapping[str, Any]) -> None:
    """The decision itself; the trigger refuses one that does not follow the newest."""
    copy_rows("decision", tuple(row), [tuple(row.values())])


def seal_decision(ordinal: int, digest: str, sealed: str) -> None:
    """Seal the decision that is being signed; the trigger lets that happen once, in its own transaction."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE decision SET hash = %s, sealed = %s WHERE ordinal = %s", [digest, sealed, ordinal])
