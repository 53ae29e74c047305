"""Establishment goes from a unit to another."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.books import quota_book
from tinhgon.registers.establishment.labels import Amount, counted
from tinhgon.registers.establishment.payloads import QuotaLine
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, UnitRef


class TransferQuota(Effect):
    """Điều chuyển biên chế: what the source holds goes down, what the target holds goes up, the sum stays."""

    title: ClassVar[str] = gettext_noop("Điều chuyển biên chế")
    kind: Literal["transfer_quota/1"] = "transfer_quota/1"
    source: UnitRef
    target: Destination
    line: QuotaLine
    amount: Amount

    def post(self, book: Books) -> None:
        units = unit_book(book)
        source, target = units.unit(self.source), units.unit(self.target)
        quota_book(book).move(source, target, self.line, self.amount)

    def describe(self) -> str:
        amount = counted(self.amount, self.line)
        return f"Điều chuyển {amount} từ {self.source.label()} sang {self.target.label()}."

    @classmethod
    def example(cls) -> Self:
        return cls(
            clause="Điều 1",
            source=UnitRef(code="S1", structure="state_agency"),
            target=UnitRef(code="S2", structure="state_agency"),
            line=QuotaLine(category="civil_servant"),
            amount=1,
        )
