"""The calculator of a rule: its fields from the facts the rule asks for, the result told step by step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import Refusal
from tinhgon.law import choosing, engine, names
from tinhgon.law.explaining import Explanation, Told, explain
from tinhgon.law.kinds import KINDS, hold, worded
from tinhgon.law.model import Fact, Rule
from tinhgon.law.telling import asked_facts
from tinhgon.web.kit.asking import DAY, KNOWN
from tinhgon.web.kit.days import eve
from tinhgon.web.kit.formula import Part, parts_of
from tinhgon.web.kit.language import LANGUAGE

OF_PAGES = frozenset({DAY, KNOWN, LANGUAGE})  # words of an address that every page knows
DECIDING = ("leave_from", "pay_on", "congress_on")  # the facts whose day chooses the version of the law


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """One field of the form. `options` make it a choice."""

    name: str
    label: str
    kind: str
    value: str
    suffix: str
    why: str
    needed: bool
    options: tuple[Option, ...]
    problem: str = ""


@dataclass(frozen=True)
class Sum:
    """One line of the comparison."""

    title: str
    cite: str
    total: str
    reason: str
    is_best: bool
    is_this: bool


@dataclass(frozen=True)
class Other:
    """The same person leaving on another day."""

    day: date
    total: str
    reason: str
    is_this: bool


@dataclass(frozen=True)
class Calculation:
    """A form and, where the facts allow, its result."""

    version: Rule
    on: date
    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    is_example: bool
    problem: str
    outside: str
    result: str
    suffix: str
    label: str
    parts: tuple[Part, ...]
    facts: tuple[Told, ...]
    findings: tuple[tuple[str, str, str], ...]
    sums: tuple[Sum, ...]
    others: tuple[Other, ...]

    @property
    def has_result(self) -> bool:
        return bool(self.result)


def calculation(*, rule: str, given: Mapping[str, str], on: date) -> Calculation:
    """Calculate with what the form says; where it says nothing, with the rule's example, which is marked as one."""
    version, day = _version(rule, given, on)
    asked = asked_facts(rule=version, on=day)
    said = {fact.name: given[fact.name].strip() for fact in asked if given.get(fact.name, "").strip()}
    is_example = not said
    facts = _given({fact.name: example(fact, day) for fact in asked} if is_example else said)
    told, problem, culprit = _told(version, facts, day)
    if strange := unasked(given, names.known_to(rule=version, on=day), version.id):
        told, problem, culprit = None, strange, ""
    if is_example and told and told.outside:
        # The day of the page is past the instrument's time: an example that shows it at work says more.
        facts = _given({fact.name: fact.default if fact.default is not None else fact.example for fact in asked})
        told, problem, culprit = _told(version, facts, day)
    fields = tuple(field_of(fact, facts, problem if fact.name == culprit else "") for fact in asked)
    gives = given_by(told) if told else None
    return Calculation(
        version=version,
        on=day,
        fields=tuple(field for field in fields if field.needed),
        more=tuple(field for field in fields if not field.needed),
        is_example=is_example,
        problem=problem,
        outside=gettext(told.outside) if told else "",
        result=gettext(gives.text) if gives and told and not told.outside else "",
        suffix=gettext(gives.suffix) if gives else "",
        label=gettext(gives.label) if gives else "",
        parts=tuple(parts_of(told)) if told else (),
        facts=tuple(f for part in (*told.before, told) for f in part.facts if f.value is not None) if told else (),
        findings=_findings(told) if told else (),
        sums=_sums(version, facts, day) if told else (),
        others=_others(version, facts, day) if told else (),
    )


def unasked(given: Mapping[str, str], known: Collection[str], rule_id: str = "") -> str:
    """A sentence about a word of the address that is no fact and nothing else of a page; "" where there is none."""
    try:
        names.refuse_unknown(given=(name for name in given if name not in OF_PAGES), known=known, rule_id=rule_id)
    except Refusal as refusal:
        return refusal.render(gettext)
    return ""


def _version(rule: str, given: Mapping[str, str], on: date) -> tuple[Rule, date]:
    """The version for the deciding day of the facts, else for the day of the page, else the last one."""
    known = engine.versions(id=rule)
    days = [on]
    for name in DECIDING:
        if text := given.get(name, "").strip():
            try:
                days.insert(0, parse_day(text))
            except Refusal:
                continue
    for day in days:
        try:
            return engine.rule_on(id=rule, on=day), day
        except Refusal:
            continue
    last = known[-1]
    return last, max(min(days[0], _last_day(last)), last.effective_from)


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that say nothing."""
    return {name: value for name, value in facts.items() if value not in ("", None, False)}


def _last_day(rule: Rule) -> date:
    return eve(rule.effective_to) if rule.effective_to else date.max


def example(fact: Fact, day: date) -> Any:
    """What stands in a field before anyone has written in it."""
    if fact.name in DECIDING:
        return day.isoformat()
    value = fact.default if fact.default is not None else fact.example
    return "" if value is None or value is False else value


def _told(version: Rule, facts: Mapping[str, Any], day: date) -> tuple[Explanation | None, str, str]:
    try:
        return explain(rule=version, facts=facts, on=day, say=gettext), "", ""
    except Refusal as refusal:
        culprit = str(refusal.data.get("fact") or "")
        if not culprit:
            where = refusal.data.get("where")
            culprit = next((f.name for f in asked_facts(rule=version, on=day) if f.label == str(where)), "")
        return None, refusal.render(gettext), culprit


def field_of(fact: Fact, facts: Mapping[str, Any], problem: str = "") -> Field:
    """The field of a fact, with the value it has among the facts."""
    raw = facts.get(fact.name, fact.default if fact.default is not None else "")
    value = _as_typed(fact, raw)
    options: tuple[Option, ...] = ()
    if fact.choices is not None:
        empty = () if fact.is_needed or fact.default is not None else (Option("", gettext("không nêu"), value == ""),)
        options = (*empty, *(Option(code, gettext(label), code == value) for code, label in fact.choices.items()))
    elif fact.kind == "bool":
        yes = str(value).lower() in {"true", "1", "có"}
        options = (Option("false", gettext("không"), not yes), Option("true", gettext("có"), yes))
    suffix = "" if fact.kind == "percent" else gettext(fact.held_kind.suffix)
    return Field(
        fact.name, gettext(fact.label), fact.kind, value, suffix, gettext(fact.why), fact.is_needed, options, problem,
    )  # fmt: skip


def _as_typed(fact: Fact, value: Any) -> str:
    if value == "" or value is None:
        return ""
    try:
        held = hold(fact.held_kind, value, where=fact.label)
    except Refusal:
        return str(value)
    if fact.kind == "date":
        return f"{held:%d/%m/%Y}"
    if fact.kind == "month":
        return worded(fact.held_kind, held)
    if fact.held_kind.is_number and fact.held_kind.scale:
        number = Decimal(held).scaleb(-fact.held_kind.scale)
        return format(number.normalize(), "f").replace(".", ",")
    return str(value)


def given_by(told: Explanation) -> Told | None:
    """The step that is the result of the rule, when one came so far."""
    return next((step for step in told.steps if step.name == told.rule.gives), None)


def _findings(told: Explanation) -> tuple[tuple[str, str, str], ...]:
    every = [*told.findings, *(finding for part in told.before for finding in part.findings)]
    return tuple(dict.fromkeys((f.severity, f.render(gettext), gettext(f.citation)) for f in every))


def _sums(version: Rule, facts: Mapping[str, Any], day: date) -> tuple[Sum, ...]:
    """The same person under the other instruments of the ground, the most favourable marked."""
    ground = next((name for name, rules in choosing.GROUNDS.items() if version.id in rules), None)
    if ground is None:
        return ()
    found = choosing.alternatives(ground=ground, facts=facts, leave_on=day, say=gettext)
    if len(found) < 2:
        return ()
    return tuple(
        Sum(
            gettext(one.title), gettext(one.cite), worded(KINDS["dong"], one.total) if one.total is not None else "",
            gettext(one.reason), one.is_best, one.rule_id == version.id,
        )
        for one in found
    )  # fmt: skip


def _others(version: Rule, facts: Mapping[str, Any], day: date) -> tuple[Other, ...]:
    """The same person leaving some months later; only the day changes."""
    if version.gives != "total" or "leave_from" not in facts:
        return ()
    found = []
    for more in (0, 1, 2, 3, 4, 6):
        month = day.year * 12 + day.month - 1 + more
        other = day if not more else date(month // 12, month % 12 + 1, 1)
        total, reason = "", ""
        try:
            rule = engine.rule_on(id=version.id, on=other)
            told = explain(rule=rule, facts={**facts, "leave_from": other}, on=other, may_say_more=True, say=gettext)
            gives, reason = given_by(told), gettext(told.outside)
            total = gettext(gives.text) if gives and not told.outside else ""
        except Refusal as refusal:
            reason = refusal.render(gettext)
        found.append(Other(other, total, reason, not more))
    return tuple(found)
