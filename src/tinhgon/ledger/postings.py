"""The postings of one decision: things with all their entries, those posted so far among them; written out once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import merge
from typing import Any

from tinhgon.basis.canonical import canonical
from tinhgon.ledger.fold import Entry, State, fold, state_on
from tinhgon.ledger.registry import THINGS
from tinhgon.ledger.spool import Line, Spool
from tinhgon.ledger.store import chain_end, copying, entry_rows, version_rows
from tinhgon.ledger.thing import Row, ThingKind


@dataclass(slots=True)
class Thing:
    """A thing with its entries; `fallen` are those that do not count."""

    id: int
    kind: ThingKind
    entries: list[Entry] = field(default_factory=list)
    fallen: set[int] = field(default_factory=set)
    _states: list[State] | None = None

    def states(self) -> list[State]:
        if self._states is None:
            self._states = fold(self.standing_entries())
        return self._states

    def standing_entries(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.id not in self.fallen]

    def on(self, day: date) -> Mapping[str, Any] | None:
        """The fields on a day, or None when the thing does not exist then."""
        return next((state.fields for state in self.states() if state.holds_on(day)), None)

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self._states = None

    def set_standing(self, entry_id: int, *, stands: bool) -> None:
        (self.fallen.discard if stands else self.fallen.add)(entry_id)
        self._states = None


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry of this decision, with the effect that posted it."""

    entry: Entry
    thing: str
    effect_id: int


class Postings:
    """Loads things, takes postings, and at the end closes the versions that differ and inserts the new ones."""

    def __init__(self, head: chain_end.Head) -> None:
        self.head = head
        self.things: dict[int, Thing] = {}
        self.arrived: list[Thing] = []
        """The same in the order in which they came in."""
        self.posted: list[Posted] = []
        """The entries one by one, without those of bulk effects: checks ask the tables about these."""
        self.spool = Spool()
        """Things begun in bulk."""
        self.flips: dict[int, bool] = {}
        self.touched: set[int] = set()
        self.effect_id = head.effect_id - 1
        self._lines: list[Line] = []
        self._next_entry = head.entry_id
        self._asked: set[int] = set()  # things begun in bulk that another clause asks about
        self._written = False

    def __len__(self) -> int:
        """How many entries this decision has."""
        return len(self._lines) + len(self.spool)

    def lines(self) -> Iterator[Line]:
        """The entries of this decision as they are sealed and written, in order."""
        return merge(self._lines, self.spool.lines())

    # -- reading --------------------------------------------------------------------------------------------------

    def load(self, thing_ids: Iterable[int]) -> None:
        """Bring things into the buffer, with all their entries."""
        missing = [thing_id for thing_id in set(thing_ids) if thing_id not in self.things]
        loaded: dict[int, Thing] = {}
        if len(self.spool) and not self._written:
            loaded = {thing_id: self._unbulked(thing_id) for thing_id in missing if thing_id in self.spool}
            missing = [thing_id for thing_id in missing if thing_id not in loaded]
        for stored in entry_rows.entries_of(missing) if missing else ():
            thing = loaded.setdefault(stored.entry.thing_id, Thing(stored.entry.thing_id, THINGS[stored.thing]))
            thing.entries.append(stored.entry)
            if not stored.stands:
                thing.fallen.add(stored.entry.id)
        self.things.update(loaded)
        self.arrived += loaded.values()

    def _unbulked(self, thing_id: int) -> Thing:
        """A thing that was begun in bulk becomes one like any other: another clause asks about it."""
        line = self.spool.line_of(thing_id)
        self._asked.add(thing_id)
        self.touched.add(thing_id)
        return Thing(thing_id, THINGS[line.thing], [Entry(line.id, thing_id, line.effective_on, json.loads(line.text))])

    # -- posting --------------------------------------------------------------------------------------------------

    def post(self, kind: ThingKind, thing_id: int | None, on: date, changes: Mapping[str, Any]) -> Thing:
        """Add an entry. Without a thing id the entry is a thing of its own, known by minus the entry's id; where such
        a thing ends by itself (`ThingKind.ends_on`), so does the entry that ends it."""
        entry = Entry(self._next_entry, -self._next_entry if thing_id is None else thing_id, on, changes)
        self._next_entry += 1
        thing = self.things.get(entry.thing_id)
        if thing is None:
            thing = self.things[entry.thing_id] = Thing(entry.thing_id, kind)
            self.arrived.append(thing)
        thing.add(entry)
        self.posted.append(Posted(entry, kind.name, self.effect_id))
        self._lines.append(Line(entry.id, self.effect_id, kind.name, entry.thing_id, on, canonical(changes)))
        self.touched.add(thing.id)
        if thing_id is None and (end := kind.ends_on(changes)) is not None:
            self.post(kind, thing.id, end, {"exists": False})
        return thing

    def begin_in_bulk(self, kind: ThingKind, thing_id: int | None, on: date, fields: Mapping[str, Any]) -> None:
        """Add the first entry of a new thing; without a thing id it is known by minus the entry's."""
        entry_id = self._next_entry
        self._next_entry += 1
        thing_id = -entry_id if thing_id is None else thing_id
        self.spool.add(Line(entry_id, self.effect_id, kind.name, thing_id, on, canonical(fields)))

    def begun(self, kind: ThingKind) -> Iterator[tuple[int, Row]]:
        """Things begun in bulk that nothing has asked about since: (thing id, row of the version)."""
        for line in self.spool.lines(thing=kind.name) if kind.name in self.spool.things else ():
            if line.thing_id not in self._asked:
                yield line.thing_id, (line.effective_on, None, line.id, *kind.row(json.loads(line.text)))

    def begun_ids(self, kind: ThingKind) -> Iterator[int]:
        """The same things, by id only."""
        return (thing_id for thing_id in self.spool.things.get(kind.name, ()) if thing_id not in self._asked)

    def flip(self, thing_id: int, entry_id: int, *, stands: bool) -> None:
        """Take an entry out of the fold, or put it back."""
        self.load([thing_id])
        self.things[thing_id].set_standing(entry_id, stands=stands)
        self.flips[entry_id] = stands
        self.touched.add(thing_id)

    def before(self, thing: Thing, day: date) -> Mapping[str, Any] | None:
        """The fields on a day as they were known before this decision."""
        entries = [
            entry
            for entry in thing.entries
            if entry.id < self.head.entry_id
            and (not self.flips[entry.id] if entry.id in self.flips else entry.id not in thing.fallen)
        ]
        state = state_on(fold(entries), day)
        return None if state is None else state.fields

    # -- writing --------------------------------------------------------------------------------------------------

    def write_entries(self) -> None:
        """Entries and standings, in one COPY each."""
        ordinal = self.head.ordinal
        copying.copy_rows(
            "entry",
            ("id", "ordinal", "effect_id", "thing", "thing_id", "effective_on", "changes"),
            ((line.id, ordinal, *line[1:]) for line in self.lines()),
        )
        if self.flips:
            rows = ((entry_id, ordinal, stands) for entry_id, stands in sorted(self.flips.items()))
            copying.copy_rows("standing", ("entry_id", "ordinal", "stands"), rows)

    def write_versions(self) -> None:
        """Refold what was touched; equal rows stay, others are closed, then the new ones are inserted."""
        for name in self.spool.things:
            version_rows.insert_versions(THINGS[name], self.head.ordinal, self.begun(THINGS[name]))
        by_kind: dict[str, list[Thing]] = defaultdict(list)
        for thing_id in sorted(self.touched):
            by_kind[self.things[thing_id].kind.name].append(self.things[thing_id])
        for name, things in by_kind.items():
            self._write_kind(THINGS[name], things)
        self._written = True

    def _write_kind(self, kind: ThingKind, things: list[Thing]) -> None:
        wanted: set[tuple[int, Row]] = set()
        for thing in things:
            for state in thing.states():
                wanted.add((thing.id, (state.since, state.until, state.entry_id, *kind.row(state.fields))))
        known = [thing.id for thing in things if len(thing.entries) > len(self._own(thing))]
        outdated: list[int] = []
        for version_id, thing_id, row in version_rows.open_versions(kind, known) if known else ():
            if (thing_id, row) in wanted:
                wanted.remove((thing_id, row))
            else:
                outdated.append(version_id)
        if outdated:
            version_rows.close_versions(kind, outdated, self.head.ordinal)
        if wanted:
            version_rows.insert_versions(
                kind, self.head.ordinal, sorted(wanted, key=lambda item: (item[0], item[1][0]))
            )

    def _own(self, thing: Thing) -> list[Entry]:
        return [entry for entry in thing.entries if entry.id >= self.head.entry_id]
