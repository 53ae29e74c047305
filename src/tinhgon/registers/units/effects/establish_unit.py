"""A unit is set up that takes over no other: an agency, a party organisation, a unit of the Front."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import NewUnit, UnitRef


class EstablishUnit(Effect):
    """Thành lập.

    The unit exists from the effective date. Ground and people of others come by merging or splitting instead.
    """

    title: ClassVar[str] = gettext_noop("Thành lập đơn vị")
    kind: Literal["establish_unit/1"] = "establish_unit/1"
    unit: NewUnit

    def post(self, book: Books) -> None:
        unit_book(book).open_unit(self.unit)

    def describe(self) -> str:
        under = f" trực thuộc {self.unit.parent.label()}" if self.unit.parent else ""
        return f"Thành lập {self.unit.label()}{under}."

    @classmethod
    def example(cls) -> Self:
        unit = NewUnit(
            id=902, code="H01.07", name="Ban Quản lý chợ", kind="đơn vị sự nghiệp", structure="public_service",
            bloc="public_service", parent=UnitRef(code="D1"),
        )  # fmt: skip
        return cls(clause="Điều 1", unit=unit)
