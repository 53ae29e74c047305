"""Somebody has died."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef


class Die(Effect):
    """Từ trần: all places end. Also of somebody who had left the service before."""

    title: ClassVar[str] = gettext_noop("Từ trần")
    kind: Literal["die/1"] = "die/1"
    person: PersonRef

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        person = staff.person(self.person)
        if staff.assignments(person.id):
            staff.leave(person, reason="died", status="dead")
        else:
            staff.change_person(person.id, {"status": "dead"})

    def describe(self) -> str:
        return f"Ghi nhận {self.person.label()} đã từ trần."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-2", id=3002))
