"""The book of house rules: what a decision posts to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.ledger.effect import Effect
from tinhgon.registers.house.queries import NUMBERS
from tinhgon.registers.house.rules import RULES
from tinhgon.registers.house.things import HOUSE_RULE

if TYPE_CHECKING:
    from tinhgon.ledger.book import Book


class SubjectBook:
    """Settings are posted; nothing of them is read while posting."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def prefetch(self, effects: Sequence[Effect]) -> None:
        """Nothing to read."""

    def set_rule(self, rule: str, value: str) -> None:
        """From the effective date on the rule has the value. Raises UnknownReference where there is no such thing."""
        known = RULES.get(rule)
        if known is None or value not in known.values:
            raise UnknownReference(
                "house_rule_unknown",
                gettext_noop("Không có quy định “{rule}: {value}”; có: {known}."),
                rule=rule,
                value=value,
                known="; ".join(f"{one.name}: {', '.join(one.values)}" for one in RULES.values()),
            )
        fields = {"exists": True, "rule": rule, "value": value}
        self._book.postings.post(HOUSE_RULE, None, self._book.effective_on, fields)

    def set_number_series(self, issuer: str, terms: Sequence[date]) -> None:
        """The numbers of the issuer are unique in a term."""
        value = " ".join(day.isoformat() for day in sorted(set(terms)))
        fields = {"exists": True, "rule": NUMBERS + issuer.lower(), "value": value}
        self._book.postings.post(HOUSE_RULE, None, self._book.effective_on, fields)

    def complete(self) -> None:
        """Nothing is refused of the whole."""
