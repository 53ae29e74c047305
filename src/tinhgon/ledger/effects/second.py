"""Somebody is lent to another place for a time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Day, Effect
from tinhgon.ledger.effects.places import Place
from tinhgon.ledger.effects.staffing import PersonRef, PostRef


class Second(Place, Effect):
    """Biệt phái: the home place stays and is marked as away; a seconded place begins at the host.

    Ending the seconded place (end_assignment) brings the person home.
    """

    title: ClassVar[str] = gettext_noop("Biệt phái")
    kind: Literal["second/1"] = "second/1"
    person: PersonRef
    until: Day

    def post(self, book: Books) -> None:
        person, host = book.staff.person(self.person), self.place(book)
        home = book.staff.substantive(person)
        book.staff.assign(person, host, kind="seconded", until=self.until)
        book.staff.change_assignment(home.id, {"away": True})

    def describe(self) -> str:
        return f"Biệt phái {self.person.told()} đến {self.place_told()}, đến ngày {self.until:%d/%m/%Y}."

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-3", id=3003)
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S2.02"), until=date(2023, 12, 31))
