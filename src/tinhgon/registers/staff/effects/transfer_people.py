"""Many people go to other places by one decision: proposed, verified by the giving unit, signed."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.staff.places import Place
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class Move(Place):
    """One line of the list. `verified`: the giving unit has confirmed it; a check asks for every line."""

    person: PersonRef
    verified: bool = False

    def label(self) -> str:
        """The line as an individual extract of the decision has it."""
        return f"Điều động {self.person.label()} đến nhận công tác tại {self.place_told()}."


class TransferPeople(Effect):
    """Điều động theo danh sách: everyone's main place is from now on the new one."""

    title: ClassVar[str] = gettext_noop("Điều động theo danh sách")
    kind: Literal["transfer_people/1"] = "transfer_people/1"
    moves: Annotated[tuple[Move, ...], Field(min_length=1)]
    proposed_by: UnitRef
    verified_by: UnitRef

    def post(self, book: Books) -> None:
        units = unit_book(book)
        staff = staff_book(book)
        units.unit(self.proposed_by)
        units.unit(self.verified_by)
        for move in self.moves:
            staff.settle(staff.person(move.person), move.place(book), reason="transferred")

    def describe(self) -> str:
        told = "; ".join(f"{move.person.code} đến {move.place_told()}" for move in self.moves[:5])
        more = f"; và {vietnamese_number(len(self.moves) - 5)} người khác" if len(self.moves) > 5 else ""
        return (
            f"Điều động {vietnamese_number(len(self.moves))} người theo đề nghị của {self.proposed_by.label()} "
            f"và xác nhận của {self.verified_by.label()} (theo mã hồ sơ: {told}{more})."
        )

    def extract(self, code: str) -> str:
        return next((move.label() for move in self.moves if move.person.code == code), self.describe())

    @classmethod
    def example(cls) -> Self:
        giver, host = UnitRef(code="S2", structure="state_agency"), UnitRef(code="S1", structure="state_agency")
        first = Move(person=PersonRef(code="HS-5", id=3005), at_post=PostRef(number="S1.04"), verified=True)
        second = Move(person=PersonRef(code="HS-4", id=3004), at_unit=host, verified=True)
        return cls(clause="Điều 1", moves=(first, second), proposed_by=host, verified_by=giver)
