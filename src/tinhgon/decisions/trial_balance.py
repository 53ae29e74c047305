"""The trial balance: what the tables hold before and after a decision, against what it posted; what it moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import connection

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.book import Book
from tinhgon.ledger.postings import Postings
from tinhgon.ledger.registry import THINGS
from tinhgon.ledger.thing import Account, ThingKind

ACCOUNTS: Mapping[str, Account] = MappingProxyType(
    {kind.account.name: kind.account for kind in THINGS.values() if kind.account is not None}
)
"""What is weighed, by name: units by structure and level, posts and quota by category, people by kind of place."""
MOVES: Mapping[str, str] = MappingProxyType(
    {name: told for kind in THINGS.values() for name, told in kind.moves.items()}
    | {"entries_turned": gettext_noop("{count} bút toán hết hoặc trở lại hiệu lực")}
)
"""How a preview tells the moves, in this order."""
_HOLDS = """lower(valid) <= %(on)s AND coalesce(upper(valid), 'infinity') > %(on)s
  AND lower(recorded) <= %(known)s AND (upper_inf(recorded) OR upper(recorded) > %(known)s)"""
_Key = tuple[Any, ...]


@dataclass(frozen=True)
class BalanceLine:
    """One line of an account on the day on which the decision takes effect.

    Counted in the tables as known before and after; out and into are what was posted. The difference is 0 when it
    balances.
    """

    account: str
    key: tuple[Any, ...]
    before: int
    out: int
    into: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - (self.before - self.out + self.into)


def trial_balance(book: Book, on: date) -> Iterator[BalanceLine]:
    """The lines of every account that the decision touches. What it posts nothing to is not counted, unless the account
    is always weighed in full: national tables are large."""
    for kind in THINGS.values():
        if kind.account is None:
            continue
        out, into = _posted(book.postings, kind, kind.account, on)
        if not (out or into or kind.account.is_whole):
            continue
        ordinal = book.postings.head.ordinal
        before, after = (_counts(kind.account, on, known) for known in (ordinal - 1, ordinal))
        for key in sorted(before.keys() | after.keys()):
            yield BalanceLine(kind.account.name, key, before.get(key, 0), out[key], into[key], after.get(key, 0))


def _counts(account: Account, on: date, known: int) -> dict[_Key, int]:
    with connection.cursor() as cursor:
        cursor.execute(account.count.format(holds=_HOLDS), {"on": on, "known": known})
        return {tuple(key): amount for *key, amount in cursor.fetchall()}


def _posted(postings: Postings, kind: ThingKind, account: Account, on: date) -> tuple[Counter[_Key], Counter[_Key]]:
    """What leaves an account and what comes to it; a thing that moves within it does both."""
    out, into = Counter[_Key](), Counter[_Key]()
    columns = [3 + kind.columns.index(name) for name in account.key]
    into.update(tuple(row[column] for column in columns) for _, row in postings.begun(kind) if row[0] <= on)
    for thing_id in postings.touched:
        thing = postings.things[thing_id]
        if thing.kind is not kind:
            continue
        was, now = postings.before(thing, on), thing.on(on)
        if _weight(account, was) != _weight(account, now):
            _add(out, into, account, was)
            _add(into, out, account, now)
    return +out, +into


def _weight(account: Account, fields: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    if fields is None:
        return None
    return (*(fields[name] for name in account.key), *(fields.get(name) for name in account.place),
            account.amount(fields))  # fmt: skip


def _add(
    side: Counter[_Key], other: Counter[_Key], account: Account, fields: Mapping[str, Any] | None
) -> None:  # fmt: skip
    """To this side; what counts against the account (a negative leg) to the other."""
    if fields is not None:
        amount = account.amount(fields)
        (side if amount > 0 else other)[tuple(fields[name] for name in account.key)] += abs(amount)


def moves(book: Book) -> dict[str, int]:
    """How many things the decision begins, ends, moves and changes, by move; units are told by themselves."""
    postings, found = book.postings, Counter[str]()
    for kind in THINGS.values():
        begun = sum(1 for _ in postings.begun_ids(kind))
        if begun and (move := kind.move({"exists": True})) is not None:
            found[move[0]] += begun
    for posted in postings.posted:
        if (move := THINGS[posted.thing].move(posted.entry.changes)) is not None:
            found[move[0]] += move[1]
    found["entries_turned"] = len(postings.flips)
    return {name: found[name] for name in MOVES if found[name]}
