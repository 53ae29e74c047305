"""Somebody goes to work at another place."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import Place


class Transfer(Place, Effect):
    """Điều động, thuyên chuyển: the main place is from now on the new one. Other places end by clauses of their own."""

    title: ClassVar[str] = gettext_noop("Điều động")
    kind: Literal["transfer/1"] = "transfer/1"
    person: PersonRef
    agreed: bool = False

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        staff.settle(staff.person(self.person), self.place(book), reason="transferred")

    def describe(self) -> str:
        agreed = ", theo thỏa thuận giữa nơi đi và nơi đến" if self.agreed else ""
        return f"Điều động {self.person.label()} đến nhận công tác tại {self.place_told()}{agreed}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-5", id=3005), at_post=PostRef(number="S1.04"))
