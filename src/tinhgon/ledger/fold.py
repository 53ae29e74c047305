"""A thing's dated states from its entries: pure, whatever the order in which the decisions arrived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One posting: from `effective_on`, `changes` hold of the thing. Ids ascend in order of signing."""

    id: int
    thing_id: int
    effective_on: date
    changes: Changes


@dataclass(frozen=True, slots=True)
class State:
    """What is true of a thing from `since` until (not including) `until`; `entry_id` is the last entry of that day."""

    since: date
    until: date | None
    entry_id: int
    fields: Changes

    def holds_on(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


def fold(entries: Iterable[Entry]) -> list[State]:
    """The states of one thing in order of time; days on which it does not exist are not in the list.

    Entries count by (effective_on, id), later ones win field by field; those of one day make one state. A thing exists
    from an entry that sets `exists`, never before: a change dated before the opening makes no ghost.
    """
    ordered = sorted(entries, key=lambda entry: (entry.effective_on, entry.id))
    states: list[State] = []
    fields: dict[str, Any] = {}
    for place, entry in enumerate(ordered):
        fields = {**fields, **entry.changes}
        following = ordered[place + 1].effective_on if place + 1 < len(ordered) else None
        if following == entry.effective_on or not fields.get("exists", False):
            continue
        states.append(State(entry.effective_on, following, entry.id, fields))
    return states


def state_on(states: Iterable[State], on: date) -> State | None:
    """The state that holds on a day, or None when the thing does not exist then."""
    return next((state for state in states if state.holds_on(on)), None)


def silent(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that change nothing: they set fields (not an end) on a day when the thing does not exist.

    An entry overtaken on the same day is not silent, nor is the end of a thing opened that very day.
    """
    by_day: dict[date, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.effective_on, entry.id)):
        by_day.setdefault(entry.effective_on, []).append(entry)
    exists = False
    found: list[Entry] = []
    for day_entries in by_day.values():
        existed, opened = exists, any(entry.changes.get("exists") for entry in day_entries)
        for entry in day_entries:
            exists = bool(entry.changes.get("exists", exists))
        if not existed and not opened:
            found.extend(day_entries)
    return found
