"""Writing acts: a stream, what was done, by whom. The last thing that a transaction does: it holds the lock.

A stream is what is folded by order: 'case/17', 'account/3', 'report/12', 'decision/240'. Whoever acts on a state says
after which act (`after`); when somebody else was quicker, StreamMoved says so and nothing was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.record import keys, tables
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.base import ActKind
from tinhgon.record.tables import Act, Head, StreamMoved, head

__all__ = [
    "Act", "Head", "StreamMoved", "after", "append", "body_of", "erase_key", "head", "history", "last", "last_of_each",
    "lock", "newest_of", "unsealed", "write",
]  # fmt: skip


def write(
    stream: str,
    content: ActKind,
    *,
    by: Actor,
    after: int,
    done_at: datetime | None = None,
    entered_by: Actor | None = None,
    late: bool = False,
) -> Act:
    """Add an act after the `after`-th of its stream (0: it is the first).

    `done_at`: when it happened, where that was not just now (aware). Raises StreamMoved when the stream has gone on,
    ValueError for an act of nobody.
    """
    if not by.is_somebody:
        raise ValueError("an act is done by somebody")
    with transaction.atomic(using=tables.writing().alias):
        body = body_of(
            stream, after + 1, content, by=by, done_at=done_at, entered_by=entered_by, late=late, key=keys.house_key()
        )
        return tables.insert_act(stream, body)


def lock() -> None:
    """Wait for the right to add acts. What an act needs beside itself is made before: nobody who holds the lock waits
    for somebody who waits for it."""
    keys.house_key()
    tables.lock_acts()


def append(stream: str, content: ActKind | Callable[[Act | None], ActKind], *, by: Actor, **more: Any) -> Act:
    """Add an act wherever the stream is by now, under the lock; a function gets the last act and gives the content."""
    with transaction.atomic(using=tables.writing().alias):
        lock()
        before = tables.last_of(stream, written=True)
        made = content if isinstance(content, ActKind) else content(before)
        return write(stream, made, by=by, after=before.seq if before else 0, **more)


def body_of(
    stream: str,
    seq: int,
    content: ActKind,
    *,
    by: Actor,
    key: bytes,
    done_at: datetime | None = None,
    entered_by: Actor | None = None,
    late: bool = False,
    moved: Mapping[str, Any] | None = None,
) -> str:
    """The canonical text of an act: what is personal sealed, and the mark of the house's `key`.

    `moved`: the row of an older table that it is taken from.
    """
    payload = keys.seal_payload(stream, content.kind, content, content.payload())
    body: dict[str, Any] = {
        "stream": stream, "seq": seq, "kind": content.kind, "actor": by.fields(), "payload": payload,
    }  # fmt: skip
    if done_at is not None:
        body["done_at"] = done_at.astimezone(UTC).isoformat(timespec="microseconds")
    if entered_by is not None:
        body["entered_by"] = entered_by.fields()
    if late:
        body["late"] = True
    if moved is not None:
        body["moved"] = dict(moved)
    return canonical({**body, "mark": keys.mark(body, key)})


def history(stream: str) -> list[Act]:
    """All acts of a stream in order."""
    return tables.acts("stream = %s", [stream])


def last(stream: str) -> Act | None:
    """The last act of a stream."""
    return tables.last_of(stream)


def last_of_each(*kinds: str) -> list[Act]:
    """Of every stream that has acts of these kinds the last of them."""
    return tables.latest_by_stream(kinds)


def newest_of(*kinds: str, before: int | None = None, limit: int = 100) -> list[Act]:
    """The newest acts of these kinds, the last one first; of those before an ordinal."""
    if before is None:
        return tables.acts("kind = ANY(%s)", [list(kinds)], newest=limit)
    return tables.acts("kind = ANY(%s) AND ordinal < %s", [list(kinds), before], newest=limit)


def after(ordinal: int, *, stream: str = "", limit: int = 100) -> list[Act]:
    """Acts after an ordinal in order, of one stream where it is named."""
    condition, arguments = (
        ("stream = %s AND ordinal > %s", [stream, ordinal]) if stream else ("ordinal > %s", [ordinal])
    )
    return tables.acts(condition, arguments, first=limit)


def unsealed(act: Act, model: type[ActKind]) -> dict[str, Any]:
    """The payload of an act with what is personal in plain text; None where the key was destroyed."""
    return keys.unseal_payload(act.stream, act.kind, model, act.payload)


def erase_key(stream: str, person_id: int, ground: str, *, by: Actor) -> Act:
    """Destroy the key of a person in a stream, in one with the act that says so. Raises Conflict when there is none."""
    from tinhgon.record.kinds.erase_record_key import EraseRecordKey

    using = tables.writing()
    with transaction.atomic(using=using.alias), using.cursor() as cursor:
        lock()
        before = tables.last_of(stream, written=True)
        content = EraseRecordKey(person=person_id, ground=ground)
        seq = (before.seq if before else 0) + 1
        body = body_of(stream, seq, content, by=by, key=keys.house_key())
        cursor.execute("SELECT record_erase_key(%s, %s, %s)", [stream, person_id, body])
        (ordinal,) = cursor.fetchone()
        if not ordinal:
            raise Conflict(
                "nothing_to_erase_there",
                gettext_noop("Ở {stream} không còn nội dung riêng nào của người này; không có gì để xóa."),
                stream=stream,
            )
    return tables.acts("ordinal = %s", [ordinal], written=True)[0]
