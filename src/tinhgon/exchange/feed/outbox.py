"""Subscribers, and telling them: each gets every decision in order, one at a time, until it takes it.

An attempt is one transaction: the row of the subscriber is locked, the message goes out, and how far it has come is
kept with what was answered. Two runners never send the same; a runner that dies after the answer and before the end
of its transaction sends the same message again, under the same id. A subscriber that fails holds up nobody but itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from tinhgon.basis.errors import BadInput, Conflict, UnknownReference, gettext_noop
from tinhgon.exchange.feed import messages
from tinhgon.exchange.feed.sending import Answer, checked_url
from tinhgon.ledger.queries.changes import links_after
from tinhgon.ledger.queries.heads import last_decision

WAITS = (5, 30, 120, 600, 1800, 3600, 7200, 18000, 36000)
"""Seconds until the next attempt, after each failure; the last is kept."""
MOST_FAILURES = 30
"""Then it is stopped, and somebody has to look (about ten days)."""
_COLUMNS = "id, name, url, generation, done, state, failures, next_try, last_error, made_at"
Post = Callable[[str, bytes, Mapping[str, str]], Answer]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A webhook as it stands."""

    id: int
    name: str
    url: str
    generation: int
    done: int
    state: str
    failures: int
    next_try: datetime
    last_error: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far a subscriber is behind: decisions that wait, and since when the first of them does."""

    subscriber: Subscriber
    waiting: int
    oldest: datetime | None


def subscribe(name: str, url: str, *, after: int | None, at: datetime) -> Subscriber:
    """A new subscriber, told of what is signed after `after` (None: from now on). Raises BadInput, Conflict."""
    if not name.strip() or len(name) > 60:
        raise BadInput("webhook_name_invalid", gettext_noop("Tên nơi nhận cần từ 1 đến 60 chữ."))
    head = last_decision()[0]
    start = head if after is None else after
    if not 0 <= start <= head:
        raise BadInput("webhook_from_invalid", gettext_noop("Sổ mới đến quyết định thứ {head}."), head=head)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO webhook (name, url, generation, done, state, failures, next_try, last_error, made_at)
                VALUES (%s, %s, 1, %s, 'active', 0, %s, '', %s) ON CONFLICT (name) DO NOTHING RETURNING {_COLUMNS}""",
            [name.strip(), checked_url(url), start, at, at],
        )
        row = cursor.fetchone()
    if row is None:
        raise Conflict("webhook_there", gettext_noop("Đã có nơi nhận tên “{name}”; chọn tên khác."), name=name)
    return Subscriber(*row)


def subscribers() -> list[Subscriber]:
    """All, by name."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {_COLUMNS} FROM webhook ORDER BY name COLLATE "C"')
        return [Subscriber(*row) for row in cursor.fetchall()]


def subscriber_named(name: str) -> Subscriber:
    """Raises UnknownReference."""
    found = next((one for one in subscribers() if one.name == name), None)
    if found is None:
        raise UnknownReference(
            "webhook_unknown", gettext_noop("Không có nơi nhận tên “{name}”; xem tinhgon webhook list."), name=name
        )
    return found


def set_state(name: str, state: str, *, at: datetime) -> None:
    """Pause it, or let it go on from where it was, at once. Raises UnknownReference."""
    subscriber = subscriber_named(name)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE webhook SET state = %s, failures = 0, next_try = %s WHERE id = %s", [state, at, subscriber.id]
        )


def renew_secret(name: str) -> Subscriber:
    """A new secret; the old one signs nothing any more. Raises UnknownReference."""
    subscriber = subscriber_named(name)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE webhook SET generation = generation + 1 WHERE id = %s", [subscriber.id])
    return subscriber_named(name)


def unsubscribe(name: str) -> None:
    """Raises UnknownReference."""
    subscriber = subscriber_named(name)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM webhook_try WHERE webhook_id = %s", [subscriber.id])
        cursor.execute("DELETE FROM webhook WHERE id = %s", [subscriber.id])


def backlog() -> list[Backlog]:
    """How far each is behind."""
    head = last_decision()[0]
    found = []
    for subscriber in subscribers():
        first = links_after(subscriber.done, limit=1)
        found.append(Backlog(subscriber, head - subscriber.done, first[0].recorded_at if first else None))
    return found


def send_due(post: Post, *, key: bytes, clock: Callable[[], datetime], most: int = 1_000_000) -> int:
    """Tell whoever is due, until nobody is; how many messages were taken. `key`: the house's key of webhooks."""
    took = 0
    for _ in range(most):
        outcome = _attempt(post, key=key, at=clock())
        if outcome is None:
            break
        took += outcome
    return took


_DUE = f"""
SELECT {_COLUMNS} FROM webhook WHERE state = 'active' AND next_try <= %s
  AND done < (SELECT coalesce(max(ordinal), 0) FROM decision WHERE ordinal <= %s)
ORDER BY next_try, id FOR UPDATE SKIP LOCKED LIMIT 1"""


def _attempt(post: Post, *, key: bytes, at: datetime) -> bool | None:
    """One attempt to one subscriber: whether it took it; None when nobody is due."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DUE, [at, last_decision()[0]])
        row = cursor.fetchone()
        if row is None:
            return None
        subscriber = Subscriber(*row)
        link = links_after(subscriber.done, limit=1)[0]
        content = messages.body(link)
        headers = messages.headers(
            link, content, key=key, name=subscriber.name, generation=subscriber.generation, at=at
        )
        answer = post(subscriber.url, content, headers)
        cursor.execute(
            "INSERT INTO webhook_try (webhook_id, ordinal, tried_at, status, error) VALUES (%s, %s, %s, %s, %s)",
            [subscriber.id, link.ordinal, at, answer.status, "" if answer.took else answer.error],
        )
        if answer.took:
            cursor.execute(
                "UPDATE webhook SET done = %s, failures = 0, next_try = %s, last_error = '' WHERE id = %s",
                [link.ordinal, at, subscriber.id],
            )
        else:
            failures = subscriber.failures + 1
            wait = max(WAITS[min(failures, len(WAITS)) - 1], answer.wait)
            state = "stopped" if answer.gone or failures >= MOST_FAILURES else "active"
            cursor.execute(
                "UPDATE webhook SET failures = %s, next_try = %s, last_error = %s, state = %s WHERE id = %s",
                [failures, at + timedelta(seconds=wait), answer.error, state, subscriber.id],
            )
        return answer.took
