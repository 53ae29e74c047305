"""A signed decision is taken out of the books from now on; as known before, it remains."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Name


class AnnulDecision(Effect):
    """Hủy bỏ, bãi bỏ.

    None of its entries counts any more. Decisions that rest on it must be dealt with by the same one.
    """

    title: ClassVar[str] = gettext_noop("Hủy bỏ quyết định")
    kind: Literal["annul_decision/1"] = "annul_decision/1"
    decisions: Annotated[tuple[Name, ...], Field(min_length=1, title="Số, ký hiệu các quyết định bị hủy bỏ")]

    def post(self, book: Books) -> None:
        for number in self.decisions:
            book.standing(number, stands=False)

    def describe(self) -> str:
        return f"Hủy bỏ {joined(list(self.decisions))}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", effective_on=date(2022, 1, 1), decisions=("02/QĐ-MẪU",))
