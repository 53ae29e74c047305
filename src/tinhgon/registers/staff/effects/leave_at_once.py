"""Somebody leaves at once under the staffing reduction."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import LEAVING


class LeaveAtOnce(Effect):
    """Thôi việc ngay: all places end, and the reason says that it was at once."""

    title: ClassVar[str] = gettext_noop("Thôi việc ngay")
    kind: Literal["leave_at_once/1"] = "leave_at_once/1"
    person: PersonRef

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        status, _ = LEAVING["left_at_once"]
        staff.leave(staff.person(self.person), reason="left_at_once", status=status)

    def describe(self) -> str:
        return f"Cho {self.person.label()} thôi việc ngay theo chính sách tinh giản biên chế."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-3", id=3003))
