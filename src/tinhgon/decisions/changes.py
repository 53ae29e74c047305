"""The units that a decision touches, before it and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tinhgon.ledger.checks import Context
from tinhgon.registers.units.things import UNIT

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """A unit before and after the decision, on the eve and on the day of its last change."""

    unit_id: int
    on: date
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def changes(context: Context) -> tuple[Change, ...]:
    """Units touched, as a view of the context: on the eve and on the day of the last posting; where entries only fall
    or come back, that day as it was known before and as it is known now."""
    return tuple(_changes(context))


def _changes(context: Context) -> Iterator[Change]:
    postings = context.book.postings
    last: dict[int, date] = {}
    for posted in postings.posted:
        if posted.thing == UNIT.name:
            day = posted.entry.effective_on
            last[posted.entry.thing_id] = max(day, last.get(posted.entry.thing_id, day))
    for unit_id, on in last.items():
        thing = postings.things[unit_id]
        before, after = thing.on(on - _DAY), thing.on(on)
        if before is not None or after is not None:
            yield Change(unit_id, on, before, after)
    for unit_id in sorted(postings.touched - last.keys()):
        thing = postings.things[unit_id]
        if thing.kind is UNIT:
            on = max(entry.effective_on for entry in thing.entries if entry.id in postings.flips)
            before, after = postings.before(thing, on), thing.on(on)
            if before != after:
                yield Change(unit_id, on, before, after)
