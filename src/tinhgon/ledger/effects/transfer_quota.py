"""Establishment goes from a unit to another."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Effect, UnitRef
from tinhgon.ledger.effects.lines import Amount, counted
from tinhgon.ledger.effects.staffing import QuotaLine


class TransferQuota(Effect):
    """Điều chuyển biên chế: what the source holds goes down, what the target holds goes up, the sum stays."""

    title: ClassVar[str] = gettext_noop("Điều chuyển biên chế")
    kind: Literal["transfer_quota/1"] = "transfer_quota/1"
    source: UnitRef
    target: UnitRef
    line: QuotaLine
    amount: Amount

    def post(self, book: Books) -> None:
        source, target = book.unit(self.source), book.unit(self.target, when="day")
        book.quotas.move(source, target, self.line, self.amount)

    def describe(self) -> str:
        amount = counted(self.amount, self.line)
        return f"Điều chuyển {amount} từ {self.source.told()} sang {self.target.told()}."

    @classmethod
    def example(cls) -> Self:
        return cls(
            clause="Điều 1",
            source=UnitRef(code="S1", structure="state_agency"),
            target=UnitRef(code="S2", structure="state_agency"),
            line=QuotaLine(category="civil_servant"),
            amount=1,
        )
