"""Somebody new begins to serve."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import Identity, NewPerson
from tinhgon.registers.staff.places import PartOfTime, Place


class Recruit(Place, Effect):
    """Tuyển dụng: the person enters the books with a place, recruited on that day unless the record says another."""

    title: ClassVar[str] = gettext_noop("Tuyển dụng")
    kind: Literal["recruit/1"] = "recruit/1"
    person: NewPerson
    share: PartOfTime = Decimal(1)

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        new = self.person
        if new.recruited_on is None:
            new = new.model_copy(update={"recruited_on": book.effective_on})
        staff.assign(staff.open_person(new), self.place(book), share=self.share)

    def describe(self) -> str:
        return f"Tuyển dụng {self.person.label()} vào {self.place_told()}."

    @classmethod
    def example(cls) -> Self:
        person = NewPerson(
            id=931, code="HS-931", birth_year=1999, sex="male", identity=Identity(name="Đỗ Văn Giả Định")
        )
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.04"))
