"""Somebody retires: on time, before time, or because they do not stand again."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Text
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import LEAVING, LeaveReason

Ground = Literal["on_time", "early", "not_reelected"]
REASONS: dict[Ground, LeaveReason] = {
    "on_time": "retired_on_time", "early": "retired_early", "not_reelected": "not_reelected",
}  # fmt: skip


class Retire(Effect):
    """Nghỉ hưu: all places end. `basis` names the rule under which somebody retires early."""

    title: ClassVar[str] = gettext_noop("Nghỉ hưu")
    kind: Literal["retire/1"] = "retire/1"
    person: PersonRef
    ground: Ground = "on_time"
    basis: Text | None = None

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        reason = REASONS[self.ground]
        status, _ = LEAVING[reason]
        staff.leave(staff.person(self.person), reason=reason, status=status)

    def describe(self) -> str:
        basis = f", theo {self.basis}" if self.basis else ""
        return f"Cho {self.person.label()} {LEAVING[REASONS[self.ground]][1]}{basis}."

    @classmethod
    def example(cls) -> Self:
        return cls(
            clause="Điều 1", person=PersonRef(code="HS-1", id=3001), ground="early", basis="Nghị định 29/2023/NĐ-CP"
        )
