"""Somebody has died."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Effect
from tinhgon.ledger.effects.staffing import PersonRef


class Die(Effect):
    """Từ trần: all places end. Also of somebody who had left the service before."""

    title: ClassVar[str] = gettext_noop("Từ trần")
    kind: Literal["die/1"] = "die/1"
    person: PersonRef

    def post(self, book: Books) -> None:
        person = book.staff.person(self.person)
        if book.staff.assignments(person.id):
            book.staff.leave(person, reason="died", status="dead")
        else:
            book.staff.change_person(person.id, {"status": "dead"})

    def describe(self) -> str:
        return f"Ghi nhận {self.person.told()} đã từ trần."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-2", id=3002))
