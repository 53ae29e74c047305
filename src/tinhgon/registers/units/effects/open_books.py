"""Opening balance: the units that exist on the day the books are opened."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import (
    Figure,
    NewUnit,
    UnitRef,
)


class OpenBooks(Effect):
    """Mở sổ: every unit of the list exists from the effective date; what was before is not in the books.

    A superior stands in the list before its subordinates, or is in the books already.
    """

    title: ClassVar[str] = gettext_noop("Mở sổ")
    kind: Literal["open_books/1"] = "open_books/1"
    units: Annotated[tuple[NewUnit, ...], Field(min_length=1, title="Các đơn vị hiện có")]

    def post(self, book: Books) -> None:
        for unit in self.units:
            unit_book(book).open_unit(unit, opening=True)

    def describe(self) -> str:
        if len(self.units) == 1:
            return f"Ghi vào sổ đơn vị hiện có: {self.units[0].label()}."
        first, last = self.units[0].label(), self.units[-1].label()
        return f"Ghi vào sổ {vietnamese_number(len(self.units))} đơn vị hiện có, từ {first} đến {last}."

    @classmethod
    def example(cls) -> Self:
        area = Figure.model_validate({"value": "12.5", "source": "Số liệu kiểm kê (giả định)"})
        hamlet = NewUnit(id=901, code="Q1", name="Gò Me", kind="xã", parent=UnitRef(code="D1"), area_km2=area)
        return cls(clause="Điều 1", units=(hamlet,))
