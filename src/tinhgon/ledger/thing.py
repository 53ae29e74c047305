"""What a kind of thing is: its version table, how a folded state becomes a row, and how SQL sees the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Account:
    """How things of a kind are weighed: a trial balance counts them before and after and holds that against what was
    posted. The figures are by `key`; a change of `place` is out of the account and into it again."""

    name: str
    label: str
    """What the account is called (Vietnamese, for translation)."""
    key: tuple[str, ...]
    count: str
    """SQL: the columns of `key` and the amount, grouped, of the versions that hold on %(on)s as known at %(known)s;
    `{holds}` stands for that condition."""
    place: tuple[str, ...] = ()
    amount: Callable[[Mapping[str, Any]], int] = lambda _: 1
    labels: Mapping[str, str] = field(default_factory=dict)
    """What a value of the key is called."""
    is_whole: bool = False
    """Weighed in full whatever the decision touches; else only when it posts something there."""


@dataclass(frozen=True)
class ThingKind:
    """One kind of thing that the ledger holds, with all that posting, writing and verifying need to know of it.

    A kind stands in `registers/<subject>/things.py` and is found there; no other file lists the kinds.
    """

    name: str
    table: str
    key: str
    """The column of the table that says which thing a version is of."""
    columns: tuple[str, ...]
    """The columns after valid, recorded, entry_id and the key."""
    row: Callable[[Mapping[str, Any]], Row]
    """The values of `columns` for the folded fields of a state."""
    sql: Mapping[str, str]
    """Column -> the same value from the jsonb `fields`: told twice on purpose, so that one can check the other."""
    look_ups: tuple[str, ...] = ()
    """Columns by which posting finds things. Each has an index, also in the scratch tables of a replay."""
    own_entry: bool = False
    """One entry and nothing else: on another day it is another thing, known by minus the entry's id."""
    ends_on: Callable[[Mapping[str, Any]], date | None] = lambda _: None
    """The day on which a thing begun with these fields ends by itself."""
    account: Account | None = None
    moves: Mapping[str, str] = field(default_factory=dict)
    """Name of a move -> how a preview tells how many there are ("{count} vị trí chuyển")."""
    move: Callable[[Mapping[str, Any]], tuple[str, int] | None] = lambda _: None
    """Which move an entry with these changes is, and how many it counts for."""
    days_of_entry: tuple[str, ...] = ()
    """Fields that repeat the day of their entry: an entry put on another day takes them along."""
    label: Callable[[Mapping[str, Any]], str] = lambda _: ""
    """What people call a thing with these fields."""

    def __hash__(self) -> int:
        return hash(self.name)


def day_of(text: str | None) -> date | None:
    """A date as entries store it."""
    return None if text is None else date.fromisoformat(text)


def texts(*names: str) -> dict[str, str]:
    """Columns of text that are called as the fields are."""
    return {f'"{name}"': f"fields->>'{name}'" for name in names}
