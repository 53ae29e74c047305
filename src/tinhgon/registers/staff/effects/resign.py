"""Somebody leaves the service at their own wish."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import LEAVING


class Resign(Effect):
    """Thôi việc theo nguyện vọng: all places end."""

    title: ClassVar[str] = gettext_noop("Thôi việc theo nguyện vọng")
    kind: Literal["resign/1"] = "resign/1"
    person: PersonRef

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        status, _ = LEAVING["resigned"]
        staff.leave(staff.person(self.person), reason="resigned", status=status)

    def describe(self) -> str:
        return f"Cho {self.person.label()} thôi việc theo nguyện vọng."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-3", id=3003))
