"""Somebody is appointed to a post: as the main place, beside it, or for the time being."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import PartOfTime

_TOLD = {
    "substantive": "Bổ nhiệm {person} giữ {post}",
    "concurrent": "Phân công {person} kiêm nhiệm {post}",
    "acting": "Giao {person} giữ quyền {post}",
    "in_charge": "Giao {person} phụ trách {post}",
}


class Appoint(Effect):
    """Bổ nhiệm, giao quyền, giao phụ trách, kiêm nhiệm.

    A substantive appointment leaves the former main place; with `keeps_place` that one stays, as a concurrent one. The
    other kinds come beside the main place. Who had left the service and is appointed again is back.
    """

    title: ClassVar[str] = gettext_noop("Bổ nhiệm, giao giữ vị trí")
    kind: Literal["appoint/1"] = "appoint/1"
    person: PersonRef
    at_post: PostRef
    assignment: Literal["substantive", "concurrent", "acting", "in_charge"] = "substantive"
    until: Day | None = None
    share: PartOfTime | None = None
    keeps_place: bool = False

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        person, post = staff.person(self.person), post_book(book).post(self.at_post)
        if self.assignment != "substantive":
            staff.assign(person, post, kind=self.assignment, share=self.share or Decimal(1), until=self.until)
            return
        staff.settle(person, post, reason="appointed", until=self.until, share=self.share, keeps_place=self.keeps_place)

    def describe(self) -> str:
        told = _TOLD[self.assignment].format(person=self.person.label(), post=self.at_post.label())
        until = f", đến ngày {self.until:%d/%m/%Y}" if self.until else ""
        return f"{told}{until}{', đồng thời giữ nguyên vị trí đang giữ' if self.keeps_place else ''}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-3", id=3003), at_post=PostRef(number="S1.04"))
