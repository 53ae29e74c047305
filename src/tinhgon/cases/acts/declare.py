"""Everybody summoned declares whether they are related to somebody considered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, Person, Told, error
from tinhgon.cases.ledger import Kin
from tinhgon.cases.state import State
from tinhgon.law.kinship import relations


class Declare(Kind):
    """Cam kết không có (hoặc nêu) quan hệ gia đình với người được xem xét."""

    title: ClassVar[str] = _("Cam kết về quan hệ gia đình")
    kind: Literal["declare/1"] = "declare/1"
    personal: ClassVar[Mapping[str, str]] = {"relation": ""}
    commutes: ClassVar[bool] = True
    is_related: bool
    relation: str = ""
    of: Person | None = None

    def apply(self, state: State, act: Act) -> State:
        person = act.actor.principal
        declared = state.running(declared=state.run.declared | {person})
        if self.is_related and self.of is not None:
            kin = Kin(person, self.of, self.relation, "tự khai")
            return declared.changed(related=(*declared.related, kin))
        return declared

    def fits(self, state: State, act: Act) -> Iterable[Finding]:
        if act.actor.principal in state.run.declared:
            yield error("declared_already", _("Đã cam kết trong bước này."))
        if self.is_related and (self.of is None or self.relation not in relations()):
            yield error("relation_unstated", _("Nêu rõ quan hệ gì, với ai."))
        if state.run.roll:
            yield error("roll_called", _("Đã điểm danh; rút việc điểm danh trước."))

    def tell(self) -> Told:
        return Told(_("Khai có quan hệ gia đình.") if self.is_related else _("Cam kết không có quan hệ gia đình."), {})

    @classmethod
    def example(cls) -> Self:
        return cls(is_related=False)
