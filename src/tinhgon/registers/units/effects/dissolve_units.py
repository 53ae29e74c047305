"""Units end without a successor of their own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Name
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef

SUBORDINATES = "Các đơn vị trực thuộc giữ nguyên địa giới"
UNDOCUMENTED = "Địa giới, dân số chuyển theo văn bản khác"


class DissolveUnits(Effect):
    """Giải thể, kết thúc hoạt động: the reason is stated. What is under the units must go elsewhere by other clauses.

    `ground` says what is known of the ground: it stays with the units below ("inferiors"), or the document that shares
    it is not at hand ("undocumented"; the check reports it), or the unit has none ("none").
    """

    title: ClassVar[str] = gettext_noop("Giải thể đơn vị")
    kind: Literal["dissolve_units/1"] = "dissolve_units/1"
    units: Annotated[tuple[UnitRef, ...], Field(min_length=1)]
    reason: Name
    ground: Literal["inferiors", "undocumented", "none"] = "none"

    def post(self, book: Books) -> None:
        units = unit_book(book)
        for ref in self.units:
            units.close_unit(units.unit(ref).id, undocumented=self.ground == "undocumented")

    def describe(self) -> str:
        ground = {"inferiors": f" {SUBORDINATES}.", "undocumented": f" {UNDOCUMENTED}.", "none": ""}[self.ground]
        return f"Kết thúc hoạt động của {joined([unit.label() for unit in self.units])}. Lý do: {self.reason}.{ground}"

    @classmethod
    def example(cls) -> Self:
        unit = UnitRef(code="A1")
        return cls(clause="Điều 3", units=(unit,), reason="sắp xếp đơn vị hành chính", ground="undocumented")
