"""Who read, searched, logged in: written at once, chained in batches by a sealer; no page waits for the chain."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tinhgon.basis.canonical import canonical
from tinhgon.record import keys, tables
from tinhgon.record.actor import Actor, actor_from
from tinhgon.record.kinds.base import ActKind
from tinhgon.record.tables import readings_head, seal_readings, unsealed_readings

__all__ = [
    "STREAM", "Batch", "Noted", "Reading", "batches", "body_of", "hashes_of", "note", "noted", "readings_head",
    "readings_of", "seal_readings", "sealing_every", "unsealed_readings",
]  # fmt: skip

STREAM = "readings"
"""The stream whose key seals what is personal in a reading: the words of a search, the name of a failed log-in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the list of who read a file."""

    read_at: datetime
    actor: Actor
    kind: str
    payload: Mapping[str, Any]


def note(content: ActKind, *, by: Actor) -> None:
    """Write down a reading, a search or a log-in before anything is shown. Raises ReadOnlyServer on a standby alone."""
    tables.insert_reading(body_of(content, by=by, key=keys.house_key()))


def body_of(
    content: ActKind, *, by: Actor, key: bytes, done_at: str | None = None, moved: Mapping[str, Any] | None = None
) -> str:
    """The canonical text of a reading, with the mark of the house's `key`."""
    payload = keys.seal_payload(STREAM, content.kind, content, content.payload())
    body: dict[str, Any] = {"kind": content.kind, "actor": by.fields(), "payload": payload}
    if done_at is not None:
        body["done_at"] = done_at
    if moved is not None:
        body["moved"] = dict(moved)
    return canonical({**body, "mark": keys.mark(body, key)})


def readings_of(person_id: int, *, limit: int) -> list[Reading]:
    """Who read the file of a person, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT read_at, body FROM reading WHERE person_ids @> ARRAY[%s]::bigint[] ORDER BY id DESC LIMIT %s",
            [person_id, limit],
        )
        rows = cursor.fetchall()
    found = []
    for read_at, body in rows:
        fields = json.loads(body)
        found.append(Reading(read_at, actor_from(fields["actor"]), fields["kind"], fields["payload"]))
    return found


@dataclass(frozen=True, slots=True)
class Noted(Reading):
    """A line of the log with its number, its exact text, and the batch that it is chained in, if it is by now."""

    number: int
    persons: tuple[int, ...]
    body: str
    recorded_at: datetime
    batch: int | None


def noted(
    *,
    kinds: Collection[str] = (),
    account: str = "",
    person_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Noted]:
    """Lines of the log, the latest first: of these kinds, by an account, about a person, in a time, before a number."""
    asked: list[tuple[str, Any]] = [("kind = ANY(%s)", list(kinds))] if kinds else []
    asked += [("account = %s", account)] if account else []
    asked += [("person_ids @> ARRAY[%s]::bigint[]", person_id)] if person_id is not None else []
    asked += [("read_at >= %s", since)] if since else []
    asked += [("read_at < %s", until)] if until else []
    asked += [("id < %s", before)] if before is not None else []
    condition = " AND ".join(one for one, _value in asked) or "true"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT id, read_at, body, person_ids, recorded_at, batch FROM reading WHERE {condition}
                ORDER BY id DESC LIMIT %s""",
            [*(value for _one, value in asked), limit],
        )
        rows = cursor.fetchall()
    found = []
    for number, read_at, body, persons, recorded_at, batch in rows:
        fields = json.loads(body)
        found.append(Noted(read_at, actor_from(fields["actor"]), fields["kind"], fields["payload"], number,
                           tuple(persons), body, recorded_at, batch))  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Batch:
    """Readings that were chained together, as they are sealed."""

    number: int
    sealed_at: datetime
    readings: int
    digest: str
    act_ordinal: int
    act_hash: str
    previous: str
    hash: str


def batches(numbers: Collection[int]) -> list[Batch]:
    """The seals of these batches in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT number, sealed_at, readings, digest, act_ordinal, act_hash, previous, hash FROM reading_batch
               WHERE number = ANY(%s) ORDER BY number""",
            [list(numbers)],
        )
        return [Batch(*row) for row in cursor.fetchall()]


def hashes_of(batch: int) -> list[tuple[int, str]]:
    """(number, hash) of every line of a batch: what its digest is made of."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT id, record_hash(id::text, record_microseconds(recorded_at), body) FROM reading
               WHERE batch = %s ORDER BY id""",
            [batch],
        )
        return list(cursor.fetchall())


@contextmanager
def sealing_every(seconds: float) -> Iterator[None]:
    """A sealer beside a running server: chains what is new every few seconds, and once more at the end."""
    from django.db import DatabaseError, connections

    stop = threading.Event()

    def run() -> None:
        while not stop.wait(seconds):
            try:
                seal_readings()
            except DatabaseError:
                connections.close_all()  # the server is being started again: the next round finds what is left
        connections.close_all()

    thread = threading.Thread(target=run, name="sealer", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
