"""An annulled decision counts again."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Name


class ReinstateDecision(Effect):
    """Khôi phục hiệu lực: what annulling took out is put back."""

    title: ClassVar[str] = gettext_noop("Khôi phục quyết định")
    kind: Literal["reinstate_decision/1"] = "reinstate_decision/1"
    decisions: Annotated[tuple[Name, ...], Field(min_length=1)]

    def post(self, book: Books) -> None:
        for number in self.decisions:
            book.standing(number, stands=True)

    def describe(self) -> str:
        return f"Khôi phục hiệu lực của {joined(list(self.decisions))}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", decisions=("03/QĐ-MẪU",))
