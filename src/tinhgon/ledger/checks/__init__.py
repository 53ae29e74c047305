"""What must balance, asked of the resulting state inside the signing transaction: one account a file, found by folder.

Each module has `check(context) -> Iterable[Finding]`. All are asked and all findings reported; an error blocks.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection

from tinhgon.basis.findings import Finding
from tinhgon.ledger.book import Book
from tinhgon.ledger.effects.base import Unit
from tinhgon.ledger.fold import Entry, State, state_on
from tinhgon.ledger.things import ASSIGNMENT, PERSON, POST, SUCCESSION, UNIT, ThingKind

# Two indexes rather than one OR: quick also on a table that was never analysed.
_COLUMNS = "source_id, target_id, lower(valid), area_share, population_share, area_km2, population, entry_id"
_SUCCESSIONS = f"""
SELECT {_COLUMNS} FROM succession_version WHERE source_id = ANY(%(units)s) AND upper_inf(recorded)
UNION
SELECT {_COLUMNS} FROM succession_version WHERE target_id = ANY(%(units)s) AND upper_inf(recorded)
ORDER BY entry_id"""

_PLACES = """
SELECT array_agg(DISTINCT person_id), array_remove(array_agg(DISTINCT post_id), NULL),
       array_remove(array_agg(DISTINCT unit_id), NULL)
FROM assignment_version WHERE assignment_id = ANY(%(assignments)s)"""


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


@dataclass(frozen=True)
class Staffed:
    """Persons, posts and units that this decision has to do with: as touched things, or by a place that is touched."""

    persons: list[int]
    posts: list[int]
    units: list[int]


@dataclass(frozen=True)
class Context:
    """The decision as posted and written; the tables show its outcome."""

    book: Book

    @property
    def ordinal(self) -> int:
        return self.book.journal.head.ordinal

    @cached_property
    def units(self) -> list[int]:
        """Units touched, and those named by touched successions."""
        journal = self.book.journal
        found = {thing_id for thing_id in journal.touched if journal.things[thing_id].kind is UNIT}
        for thing_id in journal.touched:
            thing = journal.things[thing_id]
            if thing.kind is SUCCESSION:
                for entry in thing.entries:
                    found |= {entry.changes["source"], entry.changes["target"]}
        return sorted(found)

    @cached_property
    def _touched(self) -> Mapping[str, list[int]]:
        journal, found = self.book.journal, defaultdict[str, set[int]](set)
        for posted in journal.posted:
            found[posted.thing].add(posted.entry.thing_id)
        for name, begun in journal.spool.things.items():
            found[name].update(begun)
        for thing_id in journal.touched:
            found[journal.things[thing_id].kind.name].add(thing_id)
        return {name: sorted(ids) for name, ids in found.items()}

    def touched(self, kind: ThingKind) -> list[int]:
        """Things of a kind that this decision posts to, or whose entries it takes out or puts back."""
        return self._touched.get(kind.name, [])

    @cached_property
    def staffed(self) -> Staffed:
        """See Staffed."""
        places: tuple[Any, ...] = (None, None, None)
        if self.touched(ASSIGNMENT):
            places = self.rows(_PLACES, assignments=self.touched(ASSIGNMENT))[0]
        persons, posts, units = (set(ids or ()) for ids in places)
        return Staffed(sorted(persons | set(self.touched(PERSON))), sorted(posts | set(self.touched(POST))),
                       sorted(units))  # fmt: skip

    @cached_property
    def changed_from(self) -> dict[int, date]:
        """For each unit the first day on which this decision may have changed anything about it."""
        journal = self.book.journal
        found: dict[int, date] = {}
        for thing_id in journal.touched:
            thing = journal.things[thing_id]
            for entry in thing.entries:
                if entry.id < journal.head.entry_id and entry.id not in journal.flips:
                    continue
                units = _units_of(thing.kind, entry)
                for unit_id in units:
                    found[unit_id] = min(entry.effective_on, found.get(unit_id, entry.effective_on))
        return found

    def rows(self, sql: str, **arguments: Any) -> list[tuple[Any, ...]]:
        """Rows of a question about the tables as they are now."""
        with connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            return list(cursor.fetchall())

    @cached_property
    def successions(self) -> list[Given]:
        """The successions known now that any of the units takes part in."""
        return self.successions_of(self.units)

    def successions_of(self, unit_ids: Sequence[int]) -> list[Given]:
        """The successions known now that any of these units takes part in."""
        found = self.rows(_SUCCESSIONS, units=list(unit_ids))
        self.book.journal.load({unit_id for row in found for unit_id in row[:2]} | set(unit_ids))
        return [Given(*row) for row in found]

    def states(self, unit_id: int) -> Sequence[State]:
        """The states of a unit as this decision leaves them."""
        things = self.book.journal.things
        if unit_id not in things:
            self.book.journal.load([unit_id])
        thing = things.get(unit_id)
        return thing.states() if thing else ()

    def told(self, unit_id: int, on: date | None = None) -> str:
        """'xã An Hòa (31120)' as of a day, else as last known; from its entries when no state is left."""
        states = self.states(unit_id)
        state = state_on(states, on) if on else None
        if state or states:
            return Unit(unit_id, (state or states[-1]).fields).told()
        thing = self.book.journal.things.get(unit_id)
        fields = {key: value for entry in (thing.entries if thing else ()) for key, value in entry.changes.items()}
        return Unit(unit_id, fields).told() if "name" in fields else f"#{unit_id}"

    @cached_property
    def clauses(self) -> dict[int, str]:
        """The clause of this decision that last touched each thing."""
        by_effect = {
            self.book.journal.head.effect_id + place: e.clause for place, e in enumerate(self.book.document.effects)
        }
        return {posted.entry.thing_id: by_effect[posted.effect_id] for posted in self.book.journal.posted}


def _units_of(kind: ThingKind, entry: Entry) -> tuple[int, ...]:
    if kind is UNIT:
        return (entry.thing_id,)
    return (entry.changes["source"], entry.changes["target"]) if kind is SUCCESSION else ()


def first_day_outside(since: date, until: date | None, states: Sequence[State]) -> date | None:
    """The first day of [since, until) on which none of the states holds."""
    day = since
    for state in states:
        if state.since > day:
            break
        if state.until is None:
            return None
        day = max(day, state.until)
    return day if until is None or day < until else None


Check = Callable[[Context], Iterable[Finding]]


def _discover() -> tuple[Check, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").check for name in names)


def run_checks(book: Book) -> tuple[Finding, ...]:
    """Every finding of every check, errors first."""
    context = Context(book)
    found = [finding for check in _discover() for finding in check(context)]
    order = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))
