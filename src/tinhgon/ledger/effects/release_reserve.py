"""What was held in reserve is given to be used."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Effect, UnitRef
from tinhgon.ledger.effects.lines import Amount, counted
from tinhgon.ledger.effects.staffing import QuotaLine


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
    target: UnitRef | None = None

    def post(self, book: Books) -> None:
        unit = book.unit(self.unit)
        target = book.unit(self.target or self.unit, when="day")
        to = QuotaLine(**self.line.model_dump(exclude={"layer"}))
        book.quotas.settle(unit, target, self.line, self.amount, to=to)

    def describe(self) -> str:
        amount, unit = counted(self.amount, self.line), self.unit.told()
        if self.target is None:
            return f"Giao {amount} của {unit} thành biên chế chính thức của đơn vị."
        return f"Giao {amount} của {unit} cho {self.target.told()}."

    @classmethod
    def example(cls) -> Self:
        unit = UnitRef(code="S1", structure="state_agency")
        return cls(clause="Điều 1", unit=unit, line=ReserveLine(category="civil_servant"), amount=1)
