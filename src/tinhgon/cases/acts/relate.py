"""A relation that is declared or found in the course of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Person, Told, Words, error
from tinhgon.cases.ledger import Kin
from tinhgon.cases.state import State
from tinhgon.law.kinship import relations


class Relate(Kind):
    """Nêu quan hệ gia đình phát hiện trong quá trình làm. After the roll it blocks the step until it is begun again:
    no outcome recomputes itself."""

    title: ClassVar[str] = _("Nêu quan hệ gia đình")
    kind: Literal["relate/1"] = "relate/1"
    personal: ClassVar[Mapping[str, str]] = {"relation": "person", "evidence": "person"}
    person: Person
    of: Person
    relation: Words
    evidence: Words

    def apply(self, state: State, act: Act) -> State:
        del act
        kin = Kin(self.person, self.of, self.relation, self.evidence)
        found = state.changed(related=(*state.related, kin))
        took_part = state.run.roll is not None and self.person in state.run.roll.present
        if took_part and self.of in state.named:
            reason = "người tham gia bỏ phiếu có quan hệ gia đình với người được xem xét"
            return found.running(blocked=(*state.run.blocked, reason))
        return found

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        del state, act
        if self.person == self.of:
            yield error("related_to_oneself", _("Không ai có quan hệ với chính mình."))
        if self.relation not in relations():
            yield error("no_such_relation", _("Không có loại quan hệ “{relation}”."), relation=self.relation)

    def tell(self) -> Told:
        return Told(_("Nêu một quan hệ gia đình."), {})

    @classmethod
    def example(cls) -> Self:
        return cls(person=12, of=31, relation="sibling", evidence="Bản kê khai ngày 02/3/2026")
