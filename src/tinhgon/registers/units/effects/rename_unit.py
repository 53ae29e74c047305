"""A unit changes its name and stays the same unit."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Name
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class RenameUnit(Effect):
    """Đổi tên: same ground, same people, same identity."""

    title: ClassVar[str] = gettext_noop("Đổi tên đơn vị")
    kind: Literal["rename_unit/1"] = "rename_unit/1"
    unit: UnitRef
    name: Name

    def post(self, book: Books) -> None:
        units = unit_book(book)
        units.change_unit(units.unit(self.unit).id, {"name": self.name})

    def describe(self) -> str:
        kind = f"{self.unit.kind} " if self.unit.kind else ""
        return f"Đổi tên {self.unit.label()} thành {kind}{self.name}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", unit=UnitRef(code="A1"), name="An Bình Tây")
