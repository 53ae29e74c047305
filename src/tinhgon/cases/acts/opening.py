"""A case opens: which procedure and version, by which text of it, about what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Digest, Kind, Person, Told, Words, error
from tinhgon.cases.state import State


class About(BaseModel):
    """What the case is about: a draft, a person, a post, a unit, a congress, by its id in the ledger."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    thing: Words
    id: Words


class Open(Kind):
    """Mở hồ sơ công việc. The definition's digest keeps the text under which the case runs for ever."""

    title: ClassVar[str] = _("Mở hồ sơ")
    kind: Literal["open/1"] = "open/1"
    structural: ClassVar[bool] = True
    procedure: Words
    definition: Digest
    variant: Words
    version: date
    unit: int
    subject: Words
    about: tuple[About, ...] = ()
    people: tuple[Person, ...] = ()
    facts: Mapping[str, date] = Field(default_factory=dict)
    rule_of: str = ""
    parent: int | None = None

    def apply(self, state: State, act: Act) -> State:
        return state.changed(
            about=tuple((one.thing, one.id) for one in self.about),
            facts=self.facts,
            named=frozenset(self.people),
        ).entered(state.version.start, seq=act.seq, at=act.done_at)

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """The version is the one of the day, unless a more favourable one is cited."""
        of_day = state.procedure.version_of(act.done_at.date(), self.variant)
        if not self.rule_of and of_day is not state.version:
            yield error("version_of_another_day", _("Ngày mở {day} áp dụng phiên bản khác."), day=act.done_at.date())

    def tell(self) -> Told:
        return Told(_("Mở hồ sơ “{subject}”."), {"subject": self.subject})

    @classmethod
    def example(cls) -> Self:
        return cls(
            procedure="decision_desk",
            definition="0" * 64,
            variant="small_office",
            version=date(2025, 7, 1),
            unit=1,
            subject="Bổ nhiệm Phó Trưởng phòng",
            about=(About(thing="draft", id="12"),),
        )
