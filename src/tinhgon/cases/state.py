"""What a case is after its acts: the step, the path that led there, what each visit of a step was given and did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tinhgon.cases.definition import Procedure, Step, Version
from tinhgon.cases.ledger import Kin
from tinhgon.law.ballots import Count, Deduction, Roll


@dataclass(frozen=True)
class Actor:
    """Who acts: account, person, the post held, whose place is taken in the flow (`for_person`), and the form of
    signing (KT., TL., TUQ.), which is another thing."""

    account: str
    person: int
    post: int | None = None
    for_person: int | None = None
    form: str = ""

    @property
    def people(self) -> frozenset[int]:
        """The person, and the person stood in for."""
        return frozenset({self.person} if self.for_person is None else {self.person, self.for_person})

    @property
    def principal(self) -> int:
        """Whose competence is used."""
        return self.person if self.for_person is None else self.for_person


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who did what once, withdrawn or not: separation of duties forgets nothing."""

    doing: str
    step: str
    seq: int
    people: frozenset[int]
    accounts: frozenset[str]
    principal: int

    def meets(self, people: frozenset[int], accounts: frozenset[str]) -> bool:
        """Whether one person or one account is in both."""
        return bool(self.people & people or self.accounts & accounts)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One count of one vote in one round, by its counter."""

    vote: str
    matter: str
    round: int
    seq: int
    count: Count


@dataclass(frozen=True, kw_only=True)
class Resulted:
    """A result that was declared."""

    vote: str
    matter: str
    round: int
    seq: int
    outcome: str
    chosen: tuple[int, ...] = ()
    go_on: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What one person decided, on which text."""

    doing: str
    seq: int
    outcome: str
    digest: str = ""
    person: int | None = None


@dataclass(frozen=True, kw_only=True)
class Present:
    """The roll of a meeting as it was called."""

    present: frozenset[int]
    taken_out: tuple[Deduction, ...]


@dataclass(frozen=True, kw_only=True)
class Overridden:
    """A need that a superior's paper set aside; it stands in the supervision report for ever."""

    check: str
    step: str
    document: str
    reason: str
    seq: int


@dataclass(frozen=True, kw_only=True)
class Run:
    """One visit of a step. What it was given (`names_in`) is kept beside what it made of it (`names`)."""

    step: str
    attempt: int
    entered_seq: int
    entered_at: datetime
    names_in: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    seats: int = 1
    members: frozenset[int] = frozenset()
    summoned: tuple[int, ...] = ()
    body_decision: str = ""
    related: tuple[Kin, ...] = ()
    roll: Present | None = None
    declared: frozenset[int] = frozenset()
    counts: tuple[Counted, ...] = ()
    results: tuple[Resulted, ...] = ()
    answers: tuple[tuple[int, str], ...] = ()
    decided: tuple[Decided, ...] = ()
    papers: tuple[str, ...] = ()
    minuted: bool = False
    views: str = ""
    overridden: tuple[Overridden, ...] = ()
    blocked: tuple[str, ...] = ()
    left_seq: int | None = None
    left_at: datetime | None = None
    outcome: str = ""

    def decision(self, doing: str) -> Decided | None:
        """The last decision of that name in this visit."""
        return next((one for one in reversed(self.decided) if one.doing == doing), None)

    def counts_of(self, vote: str, matter: str, round: int) -> tuple[Counted, ...]:  # noqa: A002
        """The counts of one vote, matter and round."""
        return tuple(one for one in self.counts if (one.vote, one.matter, one.round) == (vote, matter, round))

    def results_of(self, vote: str, matter: str = "") -> tuple[Resulted, ...]:
        """The results of one vote, round after round."""
        return tuple(one for one in self.results if (one.vote, one.matter) == (vote, matter))

    def base(self) -> Roll:
        """The roll in numbers, for a vote. A relative who was not summoned is no member of this base either (PC-04)."""
        not_called = {kin.person for kin in self.related} - set(self.summoned)
        return Roll.of_people(
            summoned=self.summoned,
            present=self.roll.present if self.roll else None,
            members=self.members - not_called or None,
            taken_out=self.roll.taken_out if self.roll else (),
        )


DRAFT = "draft"
"""What a case that brings a draft of the ledger to its signing is about."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """The draft that the case is about: the digest of its last revision, whom it concerns, what was found in it."""

    digest: str
    seq: int
    concerns: frozenset[int] = frozenset()
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """A term that ran out, written once."""

    clock: str
    step: str
    due: date
    seq: int


@dataclass(frozen=True, kw_only=True)
class State:
    """A case after its acts. Frozen: an act gives a new one."""

    case: int
    procedure: Procedure
    version: Version
    unit: int
    title: str
    seq: int
    opened_at: datetime
    about: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, date] = field(default_factory=dict)
    step: str = ""
    closed: str = ""
    path: tuple[Run, ...] = ()
    past: tuple[Run, ...] = ()
    named: frozenset[int] = frozenset()
    text: Text | None = None
    acknowledged: frozenset[str] = frozenset()
    number: str = ""
    number_key: str = ""
    dated: date | None = None
    signed: str = ""
    hands: tuple[Hand, ...] = ()
    related: tuple[Kin, ...] = ()
    papers: tuple[str, ...] = ()
    overridden: tuple[Overridden, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    pauses: tuple[tuple[date, date | None], ...] = ()
    marks: Mapping[str, datetime] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    acts: tuple[Any, ...] = ()
    withdrawn: frozenset[int] = frozenset()

    @property
    def draft(self) -> int | None:
        """The number of the draft of a decision that the case is about, if it is about one."""
        return next((int(key) for thing, key in self.about if thing == DRAFT), None)

    @property
    def run(self) -> Run:
        """The visit of the present step."""
        return self.path[-1]

    @property
    def here(self) -> Step:
        """The present step as the version defines it."""
        return self.version.step(self.step)

    @property
    def is_open(self) -> bool:
        """Whether anything may still be done."""
        return not self.closed

    @property
    def paused(self) -> bool:
        """Whether the case stands still."""
        return bool(self.pauses) and self.pauses[-1][1] is None

    def running(self, **changes: Any) -> State:
        """The same case, with this changed in the present visit."""
        return replace(self, path=(*self.path[:-1], replace(self.run, **changes)))

    def changed(self, **changes: Any) -> State:
        """The same case with this changed."""
        return replace(self, **changes)

    def entered(self, step: str, *, seq: int, at: datetime, given: Run | None = None) -> State:
        """The case in another step. `given` is the visit whose beginning is restored, when a step is begun again."""
        if step not in {one.id for one in self.version.steps}:
            return replace(self, closed=step, step="", marks={**self.marks, f"enter:{step}": at})
        before = self.path[-1] if self.path else None
        names = given.names_in if given else (_handed_on(before) if before else ())
        run = Run(
            step=step,
            attempt=1 + sum(1 for one in (*self.path, *self.past) if one.step == step),
            entered_seq=seq,
            entered_at=at,
            names_in=names,
            names=names,
        )
        return replace(self, step=step, path=(*self.path, run), marks={**self.marks, f"enter:{step}": at})

    def visits(self) -> Iterator[Run]:
        """Every visit of a step in order, those that were begun again among them."""
        yield from sorted((*self.past, *self.path), key=lambda run: run.entered_seq)


def _handed_on(run: Run) -> tuple[int, ...]:
    """The names that a step hands on: the one decided, those elected in all rounds, those chosen or carried, else those
    that it was given."""
    for decided in reversed(run.decided):
        if decided.person is not None:
            return (decided.person,)
    chosen = tuple(dict.fromkeys(name for result in run.results for name in result.chosen))
    return chosen or (run.results[-1].go_on if run.results else ()) or run.names
