"""A value was written wrongly: it was always the other (đính chính)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import (
    Code,
    Day,
    Name,
)
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import (
    Figure,
    UnitRef,
    WholeFigure,
)

FIELDS = {
    "name": "tên gọi", "unit_kind": "loại", "code": "mã số", "area_km2": "diện tích", "population": "dân số",
    "hamlets": "số ấp, khu vực",
}  # fmt: skip


class CorrectUnit(Effect):
    """Đính chính: the entry stands on the day of the one it corrects, and yields to later changes of the field.

    `on` is a day on which the wrong value holds; the unit is named as of that day.
    """

    title: ClassVar[str] = gettext_noop("Đính chính thông tin đơn vị")
    kind: Literal["correct_unit/1"] = "correct_unit/1"
    unit: UnitRef
    on: Day
    name: Name | None = None
    unit_kind: Name | None = None
    code: Code | None = None
    area_km2: Figure | None = None
    population: WholeFigure | None = None
    hamlets: WholeFigure | None = None

    @model_validator(mode="after")
    def _corrects_something(self) -> Self:
        if not any(getattr(self, key) for key in FIELDS):
            raise ValueError("at least one value is corrected")
        return self

    def post(self, book: Books) -> None:
        changes: dict[str, Any] = {}
        for key in FIELDS:
            value = getattr(self, key)
            if value is not None:
                changes["kind" if key == "unit_kind" else key] = value.stored() if isinstance(value, Figure) else value
        unit_book(book).correct_unit(self.unit, self.on, changes)

    def describe(self) -> str:
        told = []
        for key, word in FIELDS.items():
            value = getattr(self, key)
            if value is not None:
                told.append(f"{word} là {vietnamese_number(value.value) if isinstance(value, Figure) else value}")
        return f"Đính chính {self.unit.label()} (theo sổ ngày {self.on:%d/%m/%Y}): {joined(told)}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", unit=UnitRef(code="A1"), on=date(2021, 1, 1), name="An Bình Thượng")
