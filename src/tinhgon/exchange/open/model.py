"""What is published of a day: plain values that every format is made of. No field is of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache

from tinhgon.basis.asof import AsOf
from tinhgon.exchange.open.addresses import Addresses
from tinhgon.registers.establishment.queries.open_posts import OpenPost
from tinhgon.registers.units.outlines import Lines, Outline
from tinhgon.registers.units.queries.published import Taking, UnitState

WITHHELD = "(không công bố: có thể nêu tên người)"
"""What stands instead of free text that may name somebody."""
_CAPITAL = "[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ]"
_NAMES_SOMEBODY = re.compile(
    rf"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c|[Aa]nh|[Cc]hị)\s*:?\s+{_CAPITAL}\w*(?:\s+{_CAPITAL}\w*)+"
)


@lru_cache(maxsize=4096)
def public_text(text: str) -> str:
    """Free text, unless it seems to name somebody (“ông Nguyễn Văn A”): better nothing than a name."""
    return WITHHELD if _NAMES_SOMEBODY.search(text) else text


@dataclass(frozen=True)
class Body:
    """A unit through its life until the day: its states, the oldest first."""

    id: int
    states: Sequence[UnitState]
    exists: bool
    """Whether there is a state on the day."""

    @property
    def last(self) -> UnitState:
        return self.states[-1]

    @property
    def founded_on(self) -> date | None:
        """The day on which a decision brought it into being; None where it was there when the books were opened."""
        first = self.states[0]
        return None if first.effect == "open_books/1" else first.since

    @property
    def ended_on(self) -> date | None:
        """The first day on which it is no more."""
        return None if self.exists else self.last.until

    def names(self) -> list[tuple[str, date | None, date | None]]:
        """(full name, from, until) of every name it had, joined where neighbours agree; None: not known, or goes on."""
        found: list[tuple[str, date | None, date | None]] = []
        for state in self.states:
            began = self.founded_on if state is self.states[0] else state.since
            if found and found[-1][0] == state.full_name:
                found[-1] = (found[-1][0], found[-1][1], state.until)
            else:
                found.append((state.full_name, began, state.until))
        return found


@dataclass(frozen=True)
class Change:
    """What one clause did on a day to which units: who gave, who took, on which terms."""

    ordinal: int
    place: int
    on: date
    effect: str
    clause: str
    takings: Sequence[Taking]

    @property
    def originals(self) -> list[int]:
        return sorted({taking.source_id for taking in self.takings})

    @property
    def results(self) -> list[int]:
        return sorted({taking.target_id for taking in self.takings})


@dataclass(frozen=True)
class Clause:
    """A clause in words, as the ledger tells it."""

    place: int
    clause: str
    kind: str
    text: str


@dataclass(frozen=True)
class PublicDecision:
    """A signed decision with its clauses of units (and, where posts are published, of the establishment). Where it has
    other clauses too, `others` counts them, and its subject is not told: it may be of people."""

    ordinal: int
    number: str
    kind: str
    issuer: str
    signed_on: date
    effective_on: date
    subject: str
    basis: Sequence[str]
    fallen: str
    synthetic: bool
    clauses: Sequence[Clause]
    others: int


@dataclass(frozen=True)
class Map:
    """Outlines by unit id, why some have none, and where they are from. `arcs`: the sheet and the rings of a unit, as
    numbers of that sheet's lines."""

    outlines: Mapping[int, Outline] = field(default_factory=dict)
    missing: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)
    sheets: Sequence[Lines] = ()
    arcs: Mapping[int, tuple[int, Sequence[Sequence[Sequence[int]]]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Published:
    """Everything that is published of a day. `recorded_at`: when the last decision known was signed into the books."""

    as_of: AsOf
    recorded_at: datetime | None
    under: str
    access: str
    addresses: Addresses
    publisher: str
    licence: str
    bodies: Sequence[Body]
    changes: Sequence[Change]
    decisions: Sequence[PublicDecision]
    decisions_left_out: int
    posts: Sequence[OpenPost]
    within: frozenset[int]
    """The units that were asked for; other bodies are there because these came from them or stood under them."""
    map: Map

    @cached_property
    def units(self) -> list[UnitState]:
        """The units of the day that were asked for, in order of code."""
        found = [body.last for body in self.bodies if body.exists and body.id in self.within]
        return sorted(found, key=lambda one: (one.code is None, one.code or "", one.name, one.unit_id))

    @cached_property
    def by_id(self) -> Mapping[int, Body]:
        return {body.id: body for body in self.bodies}

    @cached_property
    def decided(self) -> Mapping[int, PublicDecision]:
        """The decisions by ordinal."""
        return {one.ordinal: one for one in self.decisions}

    def stated_by(self, ordinal: int, place: int) -> tuple[PublicDecision, str] | None:
        """The decision and what its clause is called; None where either is not published."""
        decision = self.decided.get(ordinal)
        clause = next((one for one in decision.clauses if one.place == place), None) if decision else None
        return None if decision is None or clause is None else (decision, clause.clause)

    def eli(self, decision: PublicDecision) -> str:
        return self.addresses.eli(decision.issuer, decision.signed_on, decision.number)
