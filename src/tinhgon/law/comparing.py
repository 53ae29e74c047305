"""Whether what an example expects is what a rule gave."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tinhgon.law.worked_names import MEANS


def plain(value: Any) -> Any:
    """A number as JSON has it: whole where it is whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def means(expected: Any, got: Any, *, rule: str) -> bool:
    """Whether an example states the rule's code in other words of its own (see `worked_names.MEANS`)."""
    if not isinstance(expected, str) or not isinstance(got, str):
        return False
    if got == "new_vote":
        return expected.startswith("new vote between ")
    return any(rule.startswith(subject) and got == code and expected in words for subject, code, words in MEANS)


def same(expected: Any, got: Any) -> bool:
    """Whether two values are one: numbers by value, lists whatever their order, texts as they stand."""
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if isinstance(expected, int | float | Decimal) and isinstance(got, int | float | Decimal):
        return Decimal(str(expected)) == Decimal(str(got))
    if isinstance(expected, list) and isinstance(got, list):
        return sorted(map(str, expected)) == sorted(map(str, got))
    return bool(expected == got)
