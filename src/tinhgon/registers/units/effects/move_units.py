"""Units come under another superior and keep their extent."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, UnitRef


class MoveUnits(Effect):
    """Chuyển trực thuộc: all that is below the units goes with them."""

    title: ClassVar[str] = gettext_noop("Chuyển đơn vị trực thuộc")
    kind: Literal["move_units/1"] = "move_units/1"
    units: Annotated[tuple[UnitRef, ...], Field(min_length=1)]
    parent: Destination
    level: Annotated[int, Field(ge=1, le=9)] | None = None

    def post(self, book: Books) -> None:
        units = unit_book(book)
        parent = units.unit(self.parent)
        for ref in self.units:
            units.place_under(units.unit(ref), parent, level=self.level)

    def describe(self) -> str:
        return (
            f"Chuyển {joined([unit.label() for unit in self.units])} về trực thuộc "
            f"{self.parent.label()}, giữ nguyên diện tích tự nhiên, quy mô dân số."
        )

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 2", units=(UnitRef(code="A1"),), parent=UnitRef(code="D2"))
