"""What a procedure is: versions by date, steps, ways out, who may act, votes, clocks, needs. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tinhgon.law.ballots import VoteRule

Sure = Literal["read", "secondary", "unverified", "house"]
StepKind = Literal["ballot_meeting", "decision_of", "hand_in", "plain"]
Ident = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]

ENDS: Mapping[str, str] = {"done": "Hoàn thành", "stopped": "Dừng, báo cáo", "withdrawn": "Đã rút"}
"""Where a case ends; a way out leads to a step or to one of these."""


class Part(BaseModel):
    """Frozen; a field that the grammar does not know is a fault of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def __hash__(self) -> int:
        """By identity: what is computed of a step is kept per object, and mappings have no hash."""
        return id(self)


class Instrument(Part):
    """What a version rests on, and how it is known: read, from a secondary source, unverified, or the house's own."""

    name: str
    article: str = ""
    link: str = ""
    sure: Sure = "unverified"

    def label(self) -> str:
        """Article and instrument, as a citation."""
        return f"{self.article} {self.name}".strip()


class By(Part):
    """Who may do an act: holders of a right that posts give, members of a body, who did another act, who is on the
    roll, or anybody who takes part."""

    role: str | None = None
    body: str | None = None
    did: str | None = None
    roll: Literal["summoned", "present"] | None = None
    anybody: Literal["participant"] | None = None
    clock: Literal["runner"] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("nêu đúng một: role, body, did, roll, anybody")
        return self

    def key(self) -> str:
        """How an inbox finds it: role:kiem-tra, body:leadership."""
        name = next(iter(self.model_fields_set))
        return f"{name}:{getattr(self, name)}"


def _many(value: Any) -> Any:
    return value if value is None or isinstance(value, list | tuple) else [value]


Bys = Annotated[tuple[By, ...], BeforeValidator(_many)]


class Need(Part):
    """Something that must hold before an act or a way: a check by name, with what it is told."""

    check: str
    given: tuple[str, ...] = ()

    @classmethod
    def read(cls, value: Any) -> Any:
        """`minutes`, or `{papers: [party_opinion]}`."""
        if isinstance(value, str):
            return {"check": value}
        if isinstance(value, Mapping) and len(value) == 1 and "check" not in value:
            ((check, given),) = value.items()
            return {"check": check, "given": _many(given)}
        return value


Needs = tuple[Annotated[Need, BeforeValidator(Need.read)], ...]


class ActRule(Part):
    """One act of a step: its kind (by default that of its name), who may do it, what must hold before."""

    kind: str | None = None
    by: Bys = ()
    needs: Needs = ()
    title: str = ""


class Way(Part):
    """One way out of a step."""

    to: str
    needs: Needs = ()

    @classmethod
    def read(cls, value: Any) -> Any:
        """`t2`, or `{to: t2, needs: [...]}`."""
        return {"to": value} if isinstance(value, str) else value


class ClockRule(Part):
    """A term: so many working days, days or months since a mark or a dated fact, or before a dated fact.

    Marks: `open`, an act by its name, `enter:step`, `leave:step`. Facts: what the opening act states (`term_end`).
    `least`: so long something must last; it is never late, and the check `least_time` waits for its end.
    """

    name: str
    working_days: Annotated[int, Field(gt=0)] | None = None
    days: Annotated[int, Field(gt=0)] | None = None
    months: Annotated[int, Field(gt=0)] | None = None
    since: str | None = None
    since_fact: Ident | None = None
    before: str | None = None
    until: str | None = None
    least: bool = False
    roll: bool = False
    stops: bool = True
    article: str = ""

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if sum(length is not None for length in (self.working_days, self.days, self.months)) != 1:
            raise ValueError("nêu đúng một: working_days, days, months")
        if sum(start is not None for start in (self.since, self.since_fact, self.before)) != 1:
            raise ValueError("nêu đúng một: since, since_fact, before")
        if self.least and (self.before or self.until):
            raise ValueError("least: chỉ tính từ một mốc trở đi, không có before, until")
        return self


class Step(Part):
    """A place in the procedure. `kind` brings the usual acts and needs; `acts` says otherwise where it must."""

    id: Ident
    title: str
    kind: StepKind = "plain"
    by: Bys = ()
    does: Ident | None = None
    body: str | None = None
    vote: VoteRule | None = None
    votes: Mapping[Ident, VoteRule] = {}
    acts: Mapping[Ident, ActRule] = {}
    needs: Needs = ()
    clocks: tuple[ClockRule, ...] = ()
    papers: tuple[str, ...] = ()
    then: Mapping[Ident, Annotated[Way, BeforeValidator(Way.read)]]
    note: str = ""

    @model_validator(mode="after")
    def _one_vote(self) -> Self:
        if self.vote and self.votes:
            raise ValueError("nêu vote hoặc votes, không nêu cả hai")
        return self

    def all_votes(self) -> Mapping[str, VoteRule]:
        """The votes of the step by name; a single one is called `vote`."""
        return {"vote": self.vote} if self.vote else self.votes


class Result(Part):
    """What a case that is done comes to: the clause of a decision.

    `fields` say where each comes from: `about` (what the case is about), `chosen` (the one that the last step was
    about), `main_post` (the only post that the person holds), `fact.NAME` (a day stated at the opening), else the value
    itself. `asks`: fields that a person must state even where they have a usual value. `at`: the step in which it is
    drafted, where that is not the end; `not_through`: steps by which the case comes to something else.
    """

    effect: str
    fields: Mapping[Ident, str | bool] = {}
    asks: tuple[Ident, ...] = ()
    at: str | None = None
    not_through: tuple[str, ...] = ()


class Version(Part):
    """A procedure from a day on, under an instrument. A case keeps the version of the day it opened."""

    since: date = Field(alias="from")
    until: date | None = Field(default=None, alias="to")
    variant: Ident = "standard"
    title: str = ""
    instrument: Instrument
    start: str
    kinship: Annotated[tuple[str, ...], BeforeValidator(_many)] = ()
    oneself: Literal["out", "votes"] = "out"
    apart: tuple[tuple[Ident, ...], ...] = ()
    hands: Annotated[int, Field(ge=1)] = 1
    may_override: tuple[str, ...] = ()
    late_after_days: Annotated[int, Field(ge=0)] = 3
    anywhere: Mapping[Ident, ActRule] = {}
    steps: tuple[Step, ...]
    result: Result | None = None
    note: str = ""

    def step(self, name: str) -> Step:
        """The step called so; KeyError if there is none."""
        for step in self.steps:
            if step.id == name:
                return step
        raise KeyError(name)

    def is_of(self, day: date, variant: str) -> bool:
        """Whether a case of this variant that opens on the day runs under this version."""
        return self.variant == variant and self.since <= day and (self.until is None or day <= self.until)


class Procedure(Part):
    """A procedure with its versions. `text` is what the file states, canonical; `digest` its SHA-256."""

    procedure: Ident
    title: str
    about: str
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    digest: str = ""
    text: str = Field(default="", repr=False)

    def variants(self) -> tuple[str, ...]:
        """The names under which the procedure runs, in the order of the file."""
        return tuple(dict.fromkeys(version.variant for version in self.versions))

    def facts_of(self, day: date, variant: str = "") -> frozenset[str]:
        """The dates that a case opened on the day must state: those from which terms are counted, on or back."""
        version = self.version_of(day, variant)
        clocks = [clock for step in version.steps for clock in step.clocks] if version else []
        return frozenset(fact for clock in clocks for fact in (clock.before, clock.since_fact) if fact)

    def version_of(self, day: date, variant: str = "") -> Version | None:
        """The version of a case that opens on the day."""
        name = variant or self.variants()[0]
        return next((version for version in self.versions if version.is_of(day, name)), None)

    def version(self, since: date, variant: str) -> Version:
        """The version that an opening act names; KeyError if there is none."""
        for version in self.versions:
            if (version.since, version.variant) == (since, variant):
                return version
        raise KeyError((since, variant))
