"""What the checks of units ask of a decision: which units it has to do with, their states, who gave what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import Entry, State, state_on
from tinhgon.ledger.thing import ThingKind
from tinhgon.registers.units.payloads import Unit
from tinhgon.registers.units.things import SUCCESSION, UNIT

# Two indexes rather than one OR: quick also on a table that was never analysed.
_COLUMNS = "source_id, target_id, lower(valid), area_share, population_share, area_km2, population, entry_id"
_SUCCESSIONS = f"""
SELECT {_COLUMNS} FROM succession_version WHERE source_id = ANY(%(units)s) AND upper_inf(recorded)
UNION
SELECT {_COLUMNS} FROM succession_version WHERE target_id = ANY(%(units)s) AND upper_inf(recorded)
ORDER BY entry_id"""


class Given(NamedTuple):
    """What one unit gave to another on a day."""

    source_id: int
    target_id: int
    on: date
    area_share: str
    population_share: str
    area_km2: Decimal | None
    population: int | None
    entry_id: int


class UnitView:
    """Made by `context.view(UnitView)`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._postings = context.book.postings

    @cached_property
    def units(self) -> list[int]:
        """Units touched, and those named by touched successions."""
        postings = self._postings
        found = {thing_id for thing_id in postings.touched if postings.things[thing_id].kind is UNIT}
        for thing_id in postings.touched:
            thing = postings.things[thing_id]
            if thing.kind is SUCCESSION:
                for entry in thing.entries:
                    found |= {entry.changes["source"], entry.changes["target"]}
        return sorted(found)

    @cached_property
    def changed_from(self) -> dict[int, date]:
        """For each unit the first day on which this decision may have changed anything about it."""
        postings = self._postings
        found: dict[int, date] = {}
        for thing_id in postings.touched:
            thing = postings.things[thing_id]
            for entry in thing.entries:
                if entry.id < postings.head.entry_id and entry.id not in postings.flips:
                    continue
                units = _units_of(thing.kind, entry)
                for unit_id in units:
                    found[unit_id] = min(entry.effective_on, found.get(unit_id, entry.effective_on))
        return found

    @cached_property
    def successions(self) -> list[Given]:
        """The successions known now that any of the units takes part in."""
        return self.successions_of(self.units)

    def successions_of(self, unit_ids: Sequence[int]) -> list[Given]:
        """The successions known now that any of these units takes part in."""
        found = self._context.rows(_SUCCESSIONS, units=list(unit_ids))
        self._postings.load({unit_id for row in found for unit_id in row[:2]} | set(unit_ids))
        return [Given(*row) for row in found]

    def states(self, unit_id: int) -> Sequence[State]:
        """The states of a unit as this decision leaves them."""
        things = self._postings.things
        if unit_id not in things:
            self._postings.load([unit_id])
        thing = things.get(unit_id)
        return thing.states() if thing else ()

    def told(self, unit_id: int, on: date | None = None) -> str:
        """'xã An Hòa (31120)' as of a day, else as last known; from its entries when no state is left."""
        states = self.states(unit_id)
        state = state_on(states, on) if on else None
        if state or states:
            return Unit(unit_id, (state or states[-1]).fields).label()
        thing = self._postings.things.get(unit_id)
        fields = {key: value for entry in (thing.entries if thing else ()) for key, value in entry.changes.items()}
        return Unit(unit_id, fields).label() if "name" in fields else f"#{unit_id}"


def _units_of(kind: ThingKind, entry: Entry) -> tuple[int, ...]:
    if kind is UNIT:
        return (entry.thing_id,)
    return (entry.changes["source"], entry.changes["target"]) if kind is SUCCESSION else ()
