"""Opening balance of one person: somebody who is there when the books are opened, with their place."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import (
    AssignmentKind,
    Identity,
    NewPerson,
)
from tinhgon.registers.staff.places import PartOfTime, Place


class TakeUp(Place, Effect):
    """Ghi vào sổ: the person and their place at a post, or directly at a unit, from the effective date."""

    title: ClassVar[str] = gettext_noop("Ghi người vào sổ")
    kind: Literal["take_up/1"] = "take_up/1"
    person: NewPerson
    assignment: AssignmentKind = "substantive"
    share: PartOfTime = Decimal(1)
    until: Day | None = None

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        person = staff.open_person(self.person)
        staff.assign(person, self.place(book), kind=self.assignment, share=self.share, until=self.until)

    def describe(self) -> str:
        return f"Ghi vào sổ {self.person.label()}, đang công tác tại {self.place_told()}."

    @classmethod
    def example(cls) -> Self:
        person = NewPerson(id=911, code="HS-911", birth_year=1980, sex="female", identity=Identity(name="Trần Thị Mẫu"))
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.04"))
