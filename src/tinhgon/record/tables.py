"""What the record reads from and writes to its tables. Written is the body alone: the database makes the rest of it.

On a standby (`TINHGON_PRIMARY_URL` is set) what is written goes to the primary; what is read is read where one is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import errors as pg

from tinhgon.basis.errors import Conflict, Refusal, gettext_noop
from tinhgon.record.actor import Actor, actor_from

PRIMARY = "primary"
_ACT_LOCK = 7_016_874
_COLUMNS = "ordinal, stream, seq, body, done_at, recorded_at, late, previous, hash"


@dataclass(frozen=True, slots=True)
class Act:
    """An act as it is kept. `payload` as it was written: what is personal in it is sealed text."""

    ordinal: int
    stream: str
    seq: int
    kind: str
    actor: Actor
    entered_by: Actor | None
    payload: Mapping[str, Any]
    done_at: datetime
    recorded_at: datetime
    late: bool
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many, and the hash of the last. Of an empty one 0 and ''."""

    ordinal: int = 0
    hash: str = ""


class StreamMoved(Conflict):
    """Somebody else was quicker: the stream is not where the caller saw it."""


class ReadOnlyServer(Refusal):
    """What must be written down cannot be, so it is not done either."""


def writing() -> BaseDatabaseWrapper:
    """The connection that writes: to the primary where this machine asks a standby."""
    return connections[PRIMARY if PRIMARY in connections.settings else "default"]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if isinstance(error.__cause__, pg.ReadOnlySqlTransaction):
            raise ReadOnlyServer(
                "read_only_server",
                gettext_noop(
                    "Máy chủ dữ liệu này chỉ đọc nên không ghi được nhật ký; đặt TINHGON_PRIMARY_URL để việc ghi "
                    "đến máy chủ chính. Chưa làm gì."
                ),
            ) from error
        raise


# -- acts --------------------------------------------------------------------------------------------------------------


def lock_acts() -> None:
    """Wait for the right to add acts; held to the end of the transaction, so it is taken last."""
    with writing().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ACT_LOCK])


def insert_act(stream: str, body: str) -> Act:
    """Add an act. Raises StreamMoved when its place in the stream is not the next one."""
    using = writing()
    try:
        with _told(), transaction.atomic(using=using.alias), using.cursor() as cursor:
            cursor.execute(f"INSERT INTO act (body) VALUES (%s) RETURNING {_COLUMNS}", [body])
            return act_of(cursor.fetchone())
    except DatabaseError as error:
        if isinstance(error.__cause__, pg.SerializationFailure):
            raise StreamMoved(
                "stream_moved",
                gettext_noop("Vừa có người khác làm một việc ở {stream}; xem lại rồi làm lại."),
                stream=stream,
            ) from error
        raise


def insert_acts(bodies: Iterable[str]) -> None:
    """Add many acts at once, each in its place."""
    with _told(), writing().cursor() as cursor, cursor.copy("COPY act (body) FROM STDIN") as copy:
        for body in bodies:
            copy.write_row((body,))


def last_of(stream: str, *, written: bool = False) -> Act | None:
    """The last act of a stream; `written`: by the connection that writes."""
    return next(iter(acts("stream = %s", [stream], newest=1, written=written)), None)


def acts(
    condition: str = "true",
    arguments: Iterable[Any] = (),
    *,
    newest: int | None = None,
    first: int | None = None,
    written: bool = False,
) -> list[Act]:
    """Acts in order; with `first` that many; with `newest` that many of the last ones, the newest first."""
    order = "ordinal" if newest is None else f"ordinal DESC LIMIT {int(newest)}"
    if first is not None:
        order = f"ordinal LIMIT {int(first)}"
    using = writing() if written else connection
    with using.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM act WHERE {condition} ORDER BY {order}", list(arguments))
        return [act_of(row) for row in cursor.fetchall()]


def latest_by_stream(kinds: Iterable[str]) -> list[Act]:
    """Of every stream that has acts of these kinds the last of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT ON (stream) {_COLUMNS} FROM act WHERE kind = ANY(%s) ORDER BY stream, seq DESC",
            [list(kinds)],
        )
        return [act_of(row) for row in cursor.fetchall()]


def head() -> Head:
    """The end of the chain of acts."""
    return _head("SELECT ordinal, hash FROM act ORDER BY ordinal DESC LIMIT 1")


def readings_head() -> Head:
    """The end of the chain of batches of readings."""
    return _head("SELECT number, hash FROM reading_batch ORDER BY number DESC LIMIT 1")


def _head(statement: str) -> Head:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return Head(*row) if row else Head()


def act_of(row: tuple[Any, ...]) -> Act:
    ordinal, stream, seq, body, done_at, recorded_at, late, previous, digest = row
    fields = json.loads(body)
    entered_by = fields.get("entered_by")
    return Act(
        ordinal, stream, seq, fields["kind"], actor_from(fields.get("actor", {})),
        actor_from(entered_by) if entered_by else None, fields["payload"], done_at, recorded_at, late, previous, digest,
    )  # fmt: skip


# -- readings ----------------------------------------------------------------------------------------------------------


def insert_reading(body: str) -> None:
    """Write down a reading at once: no lock, no chain yet."""
    with _told(), writing().cursor() as cursor:
        cursor.execute("INSERT INTO reading (body) VALUES (%s)", [body])


def seal_readings() -> int:
    """Chain what is not chained yet; how many readings that were."""
    sealed = 0
    while True:
        with _told(), writing().cursor() as cursor:
            cursor.execute("SELECT record_seal_readings()")
            row = cursor.fetchone()
        if not row or not row[0]:
            return sealed
        sealed += row[0]


def unsealed_readings() -> int:
    """How many readings wait for the sealer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reading WHERE batch IS NULL")
        return int(cursor.fetchone()[0])


# -- keys and contents -------------------------------------------------------------------------------------------------


def record_keys(wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    """The wrapped keys of (stream, person) that are there."""
    found: dict[tuple[str, int], bytes] = {}
    by_stream: dict[str, list[int]] = {}
    for stream, person_id in wanted:
        by_stream.setdefault(stream, []).append(person_id)
    with writing().cursor() as cursor:
        for stream, persons in by_stream.items():
            cursor.execute(
                "SELECT person_id, wrapped FROM record_key WHERE stream = %s AND person_id = ANY(%s)", [stream, persons]
            )
            found |= {(stream, person_id): bytes(wrapped) for person_id, wrapped in cursor.fetchall()}
    return found


def keep_record_key(stream: str, person_id: int, wrapped: bytes) -> bytes:
    """Keep a new key; gives the one that is kept, which is another's where that came first."""
    with _told(), writing().cursor() as cursor:
        cursor.execute(
            "INSERT INTO record_key (stream, person_id, wrapped) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [stream, person_id, wrapped],
        )
    return record_keys([(stream, person_id)])[stream, person_id]


def keep_content(digest: str, content: bytes) -> None:
    """Keep what an act names by its SHA-256; the same is kept once."""
    with _told(), writing().cursor() as cursor:
        cursor.execute("INSERT INTO kept_content VALUES (%s, %s) ON CONFLICT DO NOTHING", [digest, content])


def content_of(digest: str) -> bytes | None:
    """What is kept under a SHA-256."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM kept_content WHERE sha256 = %s", [digest])
        row = cursor.fetchone()
    return None if row is None else bytes(row[0])
