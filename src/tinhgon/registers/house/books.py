"""What effects may post to the rules of the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, cast

from tinhgon.ledger.effect import Books


class HouseBooks(Protocol):
    """Settings are posted from the effective date on."""

    def set_rule(self, rule: str, value: str) -> None:
        """Raises UnknownReference where there is no such rule or value."""
        ...

    def set_number_series(self, issuer: str, terms: Sequence[date]) -> None: ...


def house_book(book: Books) -> HouseBooks:
    """The book of the rules of the house."""
    return cast("HouseBooks", book.subject("house"))
