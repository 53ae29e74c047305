"""A unit becomes one of another kind on unchanged ground: xã becomes phường, huyện becomes thị xã."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Name
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class ChangeKind(Effect):
    """Chuyển loại đơn vị trên cơ sở nguyên trạng; the name may change with it."""

    title: ClassVar[str] = gettext_noop("Đổi loại đơn vị")
    kind: Literal["change_kind/1"] = "change_kind/1"
    unit: UnitRef
    to_kind: Name
    to_name: Name | None = None

    def post(self, book: Books) -> None:
        units = unit_book(book)
        changes = {"kind": self.to_kind} | ({"name": self.to_name} if self.to_name else {})
        units.change_unit(units.unit(self.unit).id, changes)

    def describe(self) -> str:
        name = self.to_name or self.unit.name or f"(mã {self.unit.code})"
        return (
            f"Thành lập {self.to_kind} {name} trên cơ sở nguyên trạng "
            f"diện tích tự nhiên, quy mô dân số của {self.unit.label()}."
        )

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1 khoản 2", unit=UnitRef(code="A2"), to_kind="thị trấn")
