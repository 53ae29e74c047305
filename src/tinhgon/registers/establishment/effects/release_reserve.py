"""What was held in reserve is given to be used."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.books import quota_book
from tinhgon.registers.establishment.labels import Amount, counted
from tinhgon.registers.establishment.payloads import QuotaLine
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, UnitRef


class ReserveLine(QuotaLine):
    """A line of the reserve."""

    layer: Literal["reserve"] = "reserve"


class ReleaseReserve(Effect):
    """Giao từ dự phòng: out of the reserve of a unit, to its own official establishment or that of the target."""

    title: ClassVar[str] = gettext_noop("Giao biên chế dự phòng")
    kind: Literal["release_reserve/1"] = "release_reserve/1"
    unit: UnitRef
    line: ReserveLine
    amount: Amount
    target: Destination | None = None

    def post(self, book: Books) -> None:
        units = unit_book(book)
        unit = units.unit(self.unit)
        target = units.unit(self.target or Destination(**dict(self.unit)))
        to = QuotaLine(**self.line.model_dump(exclude={"layer"}))
        quota_book(book).settle(unit, target, self.line, self.amount, to=to)

    def describe(self) -> str:
        amount, unit = counted(self.amount, self.line), self.unit.label()
        if self.target is None:
            return f"Giao {amount} của {unit} thành biên chế chính thức của đơn vị."
        return f"Giao {amount} của {unit} cho {self.target.label()}."

    @classmethod
    def example(cls) -> Self:
        unit = UnitRef(code="S1", structure="state_agency")
        return cls(clause="Điều 1", unit=unit, line=ReserveLine(category="civil_servant"), amount=1)
