"""Somebody is dismissed from the service."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import LEAVING


class Dismiss(Effect):
    """Kỷ luật buộc thôi việc: all places end."""

    title: ClassVar[str] = gettext_noop("Buộc thôi việc")
    kind: Literal["dismiss/1"] = "dismiss/1"
    person: PersonRef

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        status, _ = LEAVING["dismissed"]
        staff.leave(staff.person(self.person), reason="dismissed", status=status)

    def describe(self) -> str:
        return f"Kỷ luật buộc thôi việc {self.person.label()}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-3", id=3003))
