"""Official codes change without any change on the ground; two units may swap theirs on one day."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Code, Payload
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class CodeChange(Payload):
    """One unit and its new code."""

    unit: UnitRef
    code: Code


class ChangeCodes(Effect):
    """Đổi mã số: the code is a state of the unit, not its identity (936 and 937, Long Mỹ, 2015)."""

    title: ClassVar[str] = gettext_noop("Đổi mã số đơn vị")
    kind: Literal["change_codes/1"] = "change_codes/1"
    changes: Annotated[tuple[CodeChange, ...], Field(min_length=1)]

    def post(self, book: Books) -> None:
        units = [unit_book(book).unit(change.unit) for change in self.changes]
        for unit, change in zip(units, self.changes, strict=True):
            unit_book(book).change_unit(unit.id, {"code": change.code})

    def describe(self) -> str:
        told = [
            f"{change.unit.label()} từ {change.unit.code or '(chưa có)'} thành {change.code}" for change in self.changes
        ]
        return f"Đổi mã số {joined(told)}; địa giới và tên gọi không đổi."

    @classmethod
    def example(cls) -> Self:
        swap = (CodeChange(unit=UnitRef(code="A1"), code="A2"), CodeChange(unit=UnitRef(code="A2"), code="A1"))
        return cls(clause="Mục 1", changes=swap)
