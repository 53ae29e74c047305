"""The units and the people that a decision touches, before it and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.checks import Context
from tinhgon.registers.staff.codes import codes_of_persons
from tinhgon.registers.staff.queries.people import PlaceRow, places_on
from tinhgon.registers.staff.things import ASSIGNMENT
from tinhgon.registers.units.things import UNIT

MOST_PLACED = 300
"""Of how many people a preview tells the places; of a roster of thousands the balance tells how many."""
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


@dataclass(frozen=True)
class Placement:
    """A person whose places the decision changes: what they hold on the eve and on the day of the last change."""

    person_id: int
    code: str
    on: date
    before: tuple[PlaceRow, ...]
    after: tuple[PlaceRow, ...]


def placements(context: Context) -> tuple[Placement, ...]:
    """People whose places the decision changes, in the order of its clauses; asked of the tables as it leaves them."""
    postings = context.book.postings
    last: dict[int, date] = {}
    for posted in postings.posted:
        if posted.thing != ASSIGNMENT.name:
            continue
        on = posted.entry.effective_on
        state = postings.things[posted.entry.thing_id].on(on) or postings.things[posted.entry.thing_id].on(on - _DAY)
        if state is not None and len(last) < MOST_PLACED:
            last[state["person"]] = max(on, last.get(state["person"], on))
    codes = dict(codes_of_persons(last)) if last else {}
    held = {on: places_on(AsOf(on), last) for day in set(last.values()) for on in (day - _DAY, day)}
    return tuple(
        Placement(one, codes.get(one, f"#{one}"), on, tuple(held[on - _DAY].get(one, ())), tuple(held[on].get(one, ())))
        for one, on in last.items()
    )
