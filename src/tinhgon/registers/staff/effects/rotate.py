"""A leader, or somebody who is to become one, is sent to another place for a term."""

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


class Rotate(Effect):
    """Luân chuyển: the main place is from now on the new one, for a term."""

    title: ClassVar[str] = gettext_noop("Luân chuyển")
    kind: Literal["rotate/1"] = "rotate/1"
    person: PersonRef
    at_post: PostRef
    until: Day

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        person, post = staff.person(self.person), post_book(book).post(self.at_post)
        staff.settle(person, post, reason="rotated", until=self.until)

    def describe(self) -> str:
        return f"Luân chuyển {self.person.label()} đến giữ {self.at_post.label()}, đến ngày {self.until:%d/%m/%Y}."

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-5", id=3005)
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.04"), until=date(2025, 1, 1))
