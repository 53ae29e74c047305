"""Somebody is lent to another place for a time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import Place


class Second(Place, Effect):
    """Biệt phái: the home place stays and is marked as away; a seconded place begins at the host.

    Ending the seconded place (end_assignment) brings the person home.
    """

    title: ClassVar[str] = gettext_noop("Biệt phái")
    kind: Literal["second/1"] = "second/1"
    person: PersonRef
    until: Day

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        person, host = staff.person(self.person), self.place(book)
        home = staff.substantive(person)
        staff.assign(person, host, kind="seconded", until=self.until)
        staff.change_assignment(home.id, {"away": True})

    def describe(self) -> str:
        return f"Biệt phái {self.person.label()} đến {self.place_told()}, đến ngày {self.until:%d/%m/%Y}."

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-3", id=3003)
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S2.02"), until=date(2023, 12, 31))
