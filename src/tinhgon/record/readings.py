"""Who read, searched, logged in: written at once, chained in batches by a sealer; no page waits for the chain."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
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
    "STREAM", "Reading", "body_of", "note", "readings_head", "readings_of", "seal_readings", "sealing_every",
    "unsealed_readings",
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
