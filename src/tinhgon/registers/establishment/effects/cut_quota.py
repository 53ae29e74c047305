"""The establishment is cut, each line with its reason."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Payload
from tinhgon.registers.establishment.books import quota_book
from tinhgon.registers.establishment.labels import (
    REASONS,
    Amount,
    counted,
)
from tinhgon.registers.establishment.payloads import CutReason, QuotaLine
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class Cut(Payload):
    """So many off a line of a unit, and why."""

    unit: UnitRef
    line: QuotaLine
    amount: Amount
    reason: CutReason

    def label(self) -> str:
        return f"{self.unit.label()} {counted(self.amount, self.line)}, lý do: {REASONS[self.reason]}"


class CutQuota(Effect):
    """Cắt giảm, tinh giản biên chế: out of what the units hold, for good; it stays in the books under its reason."""

    title: ClassVar[str] = gettext_noop("Cắt giảm biên chế")
    kind: Literal["cut_quota/1"] = "cut_quota/1"
    cuts: Annotated[tuple[Cut, ...], Field(min_length=1)]

    def post(self, book: Books) -> None:
        for cut in self.cuts:
            quota_book(book).cut(unit_book(book).unit(cut.unit), cut.line, cut.amount, reason=cut.reason)

    def describe(self) -> str:
        if len(self.cuts) == 1:
            cut = self.cuts[0]
            return f"Cắt giảm {counted(cut.amount, cut.line)} của {cut.unit.label()}; lý do: {REASONS[cut.reason]}."
        total = vietnamese_number(sum(cut.amount for cut in self.cuts))
        more = f"; và {len(self.cuts) - 5} dòng khác" if len(self.cuts) > 5 else ""
        return f"Cắt giảm tổng số {total}: {'; '.join(cut.label() for cut in self.cuts[:5])}{more}."

    @classmethod
    def example(cls) -> Self:
        unit = UnitRef(code="S1", structure="state_agency")
        cut = Cut(unit=unit, line=QuotaLine(category="civil_servant"), amount=1, reason="not_replaced")
        return cls(clause="Điều 1", cuts=(cut,))
