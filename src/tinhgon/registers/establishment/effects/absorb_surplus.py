"""A surplus is worked off before the day on which it would have ended."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day
from tinhgon.registers.establishment.books import quota_book
from tinhgon.registers.establishment.labels import (
    REASONS,
    Amount,
    counted,
)
from tinhgon.registers.establishment.payloads import CutReason, QuotaLine
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class SurplusLine(QuotaLine):
    """A line of the surplus."""

    layer: Literal["surplus"] = "surplus"


class AbsorbSurplus(Effect):
    """Giải quyết số dôi dư: with a reason it is cut, without one it goes into the official establishment of the unit.

    `until` names the part that ends on that day; without it what ends soonest goes first.
    """

    title: ClassVar[str] = gettext_noop("Giải quyết biên chế dôi dư")
    kind: Literal["absorb_surplus/1"] = "absorb_surplus/1"
    unit: UnitRef
    line: SurplusLine
    amount: Amount
    reason: CutReason | None = None
    until: Day | None = None

    def post(self, book: Books) -> None:
        quotas = quota_book(book)
        unit = unit_book(book).unit(self.unit)
        if self.reason:
            quotas.cut(unit, self.line, self.amount, reason=self.reason, ending=self.until)
        else:
            to = QuotaLine(**self.line.model_dump(exclude={"layer"}))
            quotas.settle(unit, unit, self.line, self.amount, to=to, ending=self.until)

    def describe(self) -> str:
        amount, unit = counted(self.amount, self.line), self.unit.label()
        term = f" có thời hạn đến {self.until:%d/%m/%Y}" if self.until else ""
        if self.reason:
            return f"Giải quyết {amount}{term} của {unit}: cắt giảm, lý do: {REASONS[self.reason]}."
        return f"Giải quyết {amount}{term} của {unit}: chuyển vào biên chế chính thức của đơn vị."

    @classmethod
    def example(cls) -> Self:
        unit = UnitRef(code="S2", structure="state_agency")
        return cls(clause="Điều 1", unit=unit, line=SurplusLine(category="civil_servant"), amount=1)
