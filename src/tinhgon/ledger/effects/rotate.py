"""A leader, or somebody who is to become one, is sent to another place for a term."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Day, Effect
from tinhgon.ledger.effects.staffing import PersonRef, PostRef


class Rotate(Effect):
    """Luân chuyển: the main place is from now on the new one, for a term."""

    title: ClassVar[str] = gettext_noop("Luân chuyển")
    kind: Literal["rotate/1"] = "rotate/1"
    person: PersonRef
    at_post: PostRef
    until: Day

    def post(self, book: Books) -> None:
        person, post = book.staff.person(self.person), book.staff.post(self.at_post)
        book.staff.settle(person, post, reason="rotated", until=self.until)

    def describe(self) -> str:
        return f"Luân chuyển {self.person.told()} đến giữ {self.at_post.told()}, đến ngày {self.until:%d/%m/%Y}."

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-5", id=3005)
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.04"), until=date(2025, 1, 1))
