"""The roll is called: who came, who did not and why, who is taken off the base."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict

from tinhgon.basis.errors import Refusal
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Person, Told, error
from tinhgon.cases.acts.relation import Relation, relations_found
from tinhgon.cases.ledger import Ledger
from tinhgon.cases.state import Present, State
from tinhgon.law.ballots import REASONS, Deduction, Roll
from tinhgon.law.ballots.rolls import RELATED


class Absent(BaseModel):
    """Somebody who did not come. A reason that the rule knows takes them off the base, with its paper."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: Person
    reason: str = ""
    evidence: str = ""


class CallRoll(Kind):
    """Điểm danh. Relations are asked once more here: `related` is written by the door."""

    title: ClassVar[str] = _("Điểm danh")
    kind: Literal["roll/1"] = "roll/1"
    by_the_door: ClassVar[frozenset[str]] = frozenset({"related"})
    present: tuple[Person, ...]
    absent: tuple[Absent, ...] = ()
    related: tuple[Relation, ...] = ()

    def resolved(self, state: State, ledger: Ledger, act: Act) -> Self:
        people = frozenset(state.run.summoned)
        return self.model_copy(update={"related": relations_found(state, ledger, people, act.done_at.date())})

    def taken_out(self) -> tuple[Deduction, ...]:
        """Those off the base: the related, and the absent for a known reason."""
        related = {one.person for one in self.related}
        out = [Deduction(one.person, one.reason, one.evidence) for one in self.absent if one.reason in REASONS]
        return (
            *(one for one in out if one.person not in related),
            *(Deduction(one, RELATED) for one in sorted(related)),
        )

    def apply(self, state: State, act: Act) -> State:
        del act
        return state.running(roll=Present(present=frozenset(self.present), taken_out=self.taken_out()))

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        """Each of those summoned is there or not; nobody related is there; the list of names stands."""
        del act
        if not state.run.summoned:
            yield error("not_summoned", _("Chưa triệu tập."))
            return
        if state.run.counts or state.run.results:
            yield error("counted_already", _("Đã kiểm phiếu; rút kết quả kiểm phiếu trước."))
        if not state.run.names and any(
            vote.mode in ("choose", "elect", "higher") for vote in state.here.all_votes().values()
        ):
            yield error("no_names", _("Chưa chốt danh sách đưa ra bỏ phiếu."))
        missing = set(state.run.summoned) - set(self.present) - {one.person for one in self.absent}
        related = {one.person for one in self.related}
        for person in sorted(missing - related):
            yield error("not_on_the_roll", _("Người số {person} được triệu tập nhưng chưa điểm danh."), person=person)
        for person in sorted(related & set(self.present)):
            yield error(
                "related_present",
                _("Người số {person} có quan hệ gia đình với người được xem xét, không dự và không bỏ phiếu."),
                person=person,
            )
        try:
            Roll.of_people(summoned=state.run.summoned, present=self.present, taken_out=self.taken_out())
        except Refusal as refusal:
            if not related & set(self.present):
                yield error(refusal.code, refusal.message, **refusal.data)

    def tell(self) -> Told:
        return Told(
            _("Điểm danh: có mặt {present}, vắng {absent}."),
            {"present": len(self.present), "absent": len(self.absent)},
        )

    @classmethod
    def example(cls) -> Self:
        return cls(present=(1, 2), absent=(Absent(person=3, reason="force_majeure", evidence="Giấy ra viện 12/BV"),))
