"""Every rule that applies to one set of facts, with its result: what a specialist looks through before choosing one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import Refusal
from tinhgon.law import engine, names
from tinhgon.law.explaining import Explanation, explain
from tinhgon.law.model import Fact, Rule
from tinhgon.law.telling import asked_facts
from tinhgon.web.kit.asking import Asked
from tinhgon.web.law.calculator import DECIDING, Field, example, field_of, given_by, unasked
from tinhgon.web.law.page import grouped

PERSON, UNIT = "nguoi", "don-vi"
ABOUT = "ve"  # the word of the address that says which of the two
OF_A_PERSON = (
    "retirement", "pay", "decree_178", "resolution_07", "decree_154", "decree_29", "decree_108", "reelection",
    "resignation",
)  # fmt: skip
TITLES = {PERSON: gettext_lazy("Chế độ của một người"), UNIT: gettext_lazy("Tiêu chuẩn, định mức của một đơn vị")}


@dataclass(frozen=True)
class Line:
    """One rule: its result, or why there is none."""

    title: str
    cite: str
    label: str
    result: str
    suffix: str
    reason: str
    href: str
    unverified: bool


@dataclass(frozen=True)
class Group:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Results:
    """`groups` are rules with a result, `without` those that have none for these facts."""

    title: str
    tabs: tuple[tuple[str, str, bool], ...]
    on: date
    about: str
    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    groups: tuple[Group, ...]
    without: tuple[Group, ...]
    count: int
    is_example: bool
    carried: tuple[tuple[str, str], ...]
    catalogue_href: str
    problem: str


def results_page(asked: Asked, given: Mapping[str, str]) -> Results:
    """All rules in force on the day, of a person or of a unit, for what the form says, else for their examples."""
    about = given.get(ABOUT, "") if given.get(ABOUT) in TITLES else PERSON
    on = _day(given, asked.on)
    rules = [(rule, asked_facts(rule=rule, on=on)) for rule in _in_force(about, on)]
    facts = {fact.name: fact for _, of_rule in rules for fact in reversed(of_rule)}
    said = {name: given[name].strip() for name in facts if given.get(name, "").strip()}
    problem = unasked({name: given[name] for name in given if name != ABOUT}, names.known_to_any())
    rules = [] if problem else rules
    is_example = not said
    values = said or {name: value for name, fact in facts.items() if (value := example(fact, on)) not in ("", None)}
    lines = [(rule.subject, _line(asked, rule, of_rule, values, on)) for rule, of_rule in rules]
    fields = [(fact, field_of(fact, values)) for fact in facts.values()]
    return Results(
        title=str(TITLES[about]),
        tabs=tuple((str(title), asked.here(**{ABOUT: name}), name == about) for name, title in TITLES.items()),
        on=on,
        about=about,
        fields=tuple(field for fact, field in fields if fact.is_needed),
        more=tuple(field for fact, field in fields if not fact.is_needed),
        groups=_groups([(subject, line) for subject, line in lines if line.result]),
        without=_groups([(subject, line) for subject, line in lines if not line.result]),
        count=sum(1 for _, line in lines if line.result),
        is_example=is_example,
        carried=tuple(asked.carried()),
        catalogue_href=asked.link("law"),
        problem=problem,
    )


def _day(given: Mapping[str, str], on: date) -> date:
    """The day of leaving, of pay or of the congress where the form states one: it chooses the versions of the law."""
    for name in DECIDING:
        try:
            return parse_day(given.get(name, ""))
        except Refusal:
            continue
    return on


def _in_force(about: str, on: date) -> Iterator[Rule]:
    for known in engine.rules().values():
        if (known[0].subject in OF_A_PERSON) == (about == PERSON):
            try:
                yield engine.rule_on(id=known[0].id, on=on)
            except Refusal:
                continue


def _line(asked: Asked, rule: Rule, facts: Sequence[Fact], values: Mapping[str, Any], on: date) -> Line:
    own = {fact.name: values[fact.name] for fact in facts if fact.name in values}
    told: Explanation | None = None
    try:
        told = explain(rule=rule, facts=own, on=on, say=gettext)
        reason = gettext(told.outside)
    except Refusal as refusal:
        reason = refusal.render(gettext)
    step = None if told is None or told.outside else given_by(told)
    return Line(
        title=gettext(rule.title),
        cite=gettext(rule.cite),
        label=gettext(step.label) if step else "",
        result=gettext(step.text) if step else "",
        suffix=gettext(step.suffix) if step else "",
        reason=reason,
        href=asked.link("law_rule", rule.id, **own),
        unverified=told is not None and told.sure == "unverified",
    )


def _groups(lines: Sequence[tuple[str, Line]]) -> tuple[Group, ...]:
    return tuple(Group(title, found) for title, found in grouped(lines))
