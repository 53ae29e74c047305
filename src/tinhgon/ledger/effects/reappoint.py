"""A term of office is renewed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Day, Effect
from tinhgon.ledger.effects.staffing import PersonRef, PostRef


class Reappoint(Effect):
    """Bổ nhiệm lại: the place goes on, with a new end of term."""

    title: ClassVar[str] = gettext_noop("Bổ nhiệm lại")
    kind: Literal["reappoint/1"] = "reappoint/1"
    person: PersonRef
    at_post: PostRef
    until: Day

    def post(self, book: Books) -> None:
        held = book.staff.place_of(book.staff.person(self.person), book.staff.post(self.at_post))
        book.staff.change_assignment(held.id, {"until": self.until.isoformat()})

    def describe(self) -> str:
        return f"Bổ nhiệm lại {self.person.told()} giữ {self.at_post.told()} đến ngày {self.until:%d/%m/%Y}."

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-1", id=3001)
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.01"), until=date(2027, 1, 1))
