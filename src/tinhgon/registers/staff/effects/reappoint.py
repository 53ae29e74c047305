"""A term of office is renewed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef


class Reappoint(Effect):
    """Bổ nhiệm lại: the place goes on, with a new end of term."""

    title: ClassVar[str] = gettext_noop("Bổ nhiệm lại")
    kind: Literal["reappoint/1"] = "reappoint/1"
    person: PersonRef
    at_post: PostRef
    until: Day

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        held = staff.place_of(staff.person(self.person), post_book(book).post(self.at_post))
        staff.change_assignment(held.id, {"until": self.until.isoformat()})

    def describe(self) -> str:
        return f"Bổ nhiệm lại {self.person.label()} giữ {self.at_post.label()} đến ngày {self.until:%d/%m/%Y}."

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-1", id=3001)
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.01"), until=date(2027, 1, 1))
