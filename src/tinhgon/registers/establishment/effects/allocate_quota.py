"""The establishment is allocated: from the level above, or out of what a unit holds undistributed."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day, Payload
from tinhgon.registers.establishment.books import quota_book
from tinhgon.registers.establishment.labels import Amount, counted
from tinhgon.registers.establishment.payloads import QuotaLine
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, UnitRef


class Allocation(Payload):
    """So many to a unit on a line. `until`: a surplus or a reserve that ends on that day."""

    unit: Destination
    line: QuotaLine
    amount: Amount
    until: Day | None = None

    def label(self) -> str:
        term = f" đến ngày {self.until:%d/%m/%Y}" if self.until else ""
        return f"{self.unit.label()} {counted(self.amount, self.line)}{term}"


class AllocateQuota(Effect):
    """Giao biên chế: without `source` the level above the books gives; with it, what the source holds goes down."""

    title: ClassVar[str] = gettext_noop("Giao biên chế")
    kind: Literal["allocate_quota/1"] = "allocate_quota/1"
    source: Destination | None = None
    allocations: Annotated[tuple[Allocation, ...], Field(min_length=1)]

    def post(self, book: Books) -> None:
        units = unit_book(book)
        quotas = quota_book(book)
        source = units.unit(self.source) if self.source else None
        for item in self.allocations:
            unit = units.unit(item.unit)
            if source is None:
                quotas.grant(unit, item.line, item.amount, until=item.until)
            else:
                quotas.move(source, unit, item.line, item.amount, until=item.until)

    def describe(self) -> str:
        source = f"{self.source.label()} giao" if self.source else "Giao"
        if len(self.allocations) == 1:
            return f"{source[:1].upper()}{source[1:]} {self.allocations[0].label()}."
        total = vietnamese_number(sum(item.amount for item in self.allocations))
        more = f"; và {len(self.allocations) - 5} dòng khác" if len(self.allocations) > 5 else ""
        told = "; ".join(item.label() for item in self.allocations[:5])
        return f"{source[:1].upper()}{source[1:]} tổng số {total}: {told}{more}."

    @classmethod
    def example(cls) -> Self:
        unit = UnitRef(code="S1", structure="state_agency")
        item = Allocation(unit=unit, line=QuotaLine(category="civil_servant"), amount=5)
        return cls(clause="Điều 1", allocations=(item,))
