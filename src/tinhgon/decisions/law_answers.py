"""A rule of law asked about several cases at once; the law is loaded only when a decision leads to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tinhgon.law.model import Rule


def rule_in_force(rule_id: str, on: date) -> Rule | None:
    """The version of a rule on a day, or None where there is none."""
    from tinhgon.law import engine
    from tinhgon.law.parameters import OutsideTable

    try:
        return engine.rule_on(id=rule_id, on=on)
    except OutsideTable:
        return None


def table(subject: str, name: str, on: date) -> Mapping[str, str]:
    """A table of words of the law on a day: which rule asks about what the books call a `phòng`. Empty before it."""
    from tinhgon.law import engine
    from tinhgon.law.parameters import OutsideTable

    try:
        found: Mapping[str, str] = engine.parameters(subject=subject).entry(name, on=on).value
    except OutsideTable:
        return {}
    return found


def answers(rule_id: str, on: date, cases: Sequence[Mapping[str, Any]]) -> tuple[list[Any], str] | None:
    """What the rule of the day gives for each case (None: nothing), and its article. None where there is no such rule.

    A case is facts by name, held as rules hold them; those that this version does not ask for are passed over, those
    that it lacks are not stated.
    """
    import polars as pl

    from tinhgon.law import engine

    rule = rule_in_force(rule_id, on)
    if rule is None:
        return None
    kinds = engine.kinds_of(rule=rule, on=on)
    stated = {name for case in cases for name in case}
    dtypes = {name: kind.dtype for name, kind in kinds.items() if name in stated}
    frame = pl.DataFrame({name: [case.get(name) for case in cases] for name in dtypes}, schema=dtypes)
    return engine.run(rule=rule, facts=frame, on=on)[rule.gives].to_list(), rule.cite


def every_case(
    rule_id: str, on: date, known: Mapping[str, Any], *, unknown: str = ""
) -> Mapping[str, Mapping[str, Any]]:
    """What may be, where the books do not say it: the known facts with each choice of a fact that they do not state.

    That fact is `unknown`, else the first that is asked by choice and not among the known; the key is the choice in
    words, "" where nothing is open. What is known stays within what the rule allows. Empty where no rule is in force.
    """
    rule = rule_in_force(rule_id, on)
    if rule is None:
        return {}
    asked = {fact.name: fact for fact in rule.facts}
    facts = {name: _within(asked[name], value) for name, value in known.items() if name in asked}
    left = [fact for fact in rule.facts if fact.choices and fact.name not in known]
    fact = asked.get(unknown) if unknown else next(iter(left), None)
    if fact is None or not fact.choices:
        return {"": facts}
    return {within_sentence(label): {**facts, fact.name: code} for code, label in fact.choices.items()}


def _within(fact: Any, value: Any) -> Any:
    low, high = fact.bounds()
    if low is not None and isinstance(value, int):
        value = max(low, value)
    return min(high, value) if high is not None and isinstance(value, int) else value


def within_sentence(label: str) -> str:
    """A label as it stands inside a sentence: "Tỉnh loại I" becomes "tỉnh loại I", a name keeps its capital."""
    first, _, rest = label.partition(" ")
    return label if rest[:1].isupper() or not rest else first.lower() + " " + rest
