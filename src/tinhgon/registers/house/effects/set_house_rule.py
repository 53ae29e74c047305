"""The house sets a rule for itself: how much it forbids, who may sign."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Code
from tinhgon.registers.house.books import house_book
from tinhgon.registers.house.rules import RULES


class SetHouseRule(Effect):
    """Quy định của cơ quan: from the effective date on. What it was before stays true of the days before."""

    title: ClassVar[str] = gettext_noop("Quy định của cơ quan")
    kind: Literal["set_house_rule/1"] = "set_house_rule/1"
    rule: Code
    value: Code

    def post(self, book: Books) -> None:
        house_book(book).set_rule(self.rule, self.value)

    def describe(self) -> str:
        rule = RULES.get(self.rule)
        if rule is None:
            return f"Quy định “{self.rule}”: {self.value}."
        return f"Quy định về {rule.title}: {rule.values.get(self.value, self.value)}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", rule="over_quota", value="block")
