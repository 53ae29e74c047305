"""Units against the standards of area and population of a day, in every case that the books leave open.

What no book states (mountain lists, coastal and delta reductions, kinds of province) is asked both ways: a unit meets
or fails only when it does so in every case; else it is not known, and the cases are told. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import polars as pl

from tinhgon.basis.errors import UnknownReference
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law import engine
from tinhgon.law.kinds import hold
from tinhgon.law.model import Rule

MET, NOT_MET, EXEMPT, UNKNOWN = "met", "not_met", "exempt", "unknown"
KINDS: Mapping[str, str] = {"xã": "commune", "phường": "ward", "thị trấn": "township"}
"""Kinds of commune-level units of the books that the rules know; others cannot be judged."""
RULES: Mapping[str, tuple[str, date]] = {
    "1211/2016": ("standards.unit", date(2025, 12, 31)),
    "76/2025": ("standards.new_unit", date(2025, 4, 14)),
    "112/2025": ("standards.unit", date(2026, 1, 1)),
}
"""Resolution -> the rule and a day on which it stands so: a plan may be held against another than that of its day."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A unit or a group: its kind in the books, its figures (None: not stated), how many units it is made of, and what
    somebody states of it (`terrain`, `reduction`, `ward_of`, `province_kind`)."""

    kind: str
    area_km2: Decimal | None
    population: int | None
    merged: int = 1
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Meets:
    """The answer with its working: the standards asked (one figure each where all cases agree, else all of them), which
    cases were asked, which of them are met, and the articles."""

    answer: str
    area_floor: tuple[Decimal, ...] = ()
    population_floor: tuple[int, ...] = ()
    asked: tuple[Mapping[str, str], ...] = ()
    met_in: tuple[Mapping[str, str], ...] = ()
    no_figure: tuple[Mapping[str, str], ...] = ()
    """Cases for which the rule has no figure (communes on islands before 2026): the answer says nothing of them."""
    lacking: tuple[str, ...] = ()
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class Floor:
    """What a kind of unit must have in one case; `exempt`: it is not assessed."""

    population: int
    area_km2: Decimal
    exempt: bool = False


def rule_of(name: str, on: date) -> tuple[Rule, date]:
    """The rule that a plan is held against: by the number of the resolution, or that of the day where none is named.

    Raises UnknownReference for a resolution that is not there, or a day before the first.
    """
    if name:
        if name not in RULES:
            raise UnknownReference(
                "standards_unknown", _("Không có bộ tiêu chuẩn “{given}”; có: {known}."), given=name,
                known=", ".join(RULES),
            )  # fmt: skip
        rule, day = RULES[name]
        return engine.rule_on(id=rule, on=day), day
    return engine.rule_on(id="standards.unit", on=on), on


def judged(units: Sequence[Measured], *, rules: str = "", on: date) -> list[Meets]:
    """Each unit against the standards, asked in every case at once: one table for the law."""
    rule, day = rule_of(rules, on)
    asked = {fact.name: fact for fact in rule.facts}
    rows: list[dict[str, Any]] = []
    cases: list[list[dict[str, str]]] = []
    exempt = [_is_exempt(unit, rules=rules, on=on) for unit in units]
    for unit in units:
        open_ = _cases(unit, rule) if _can_be_judged(unit, rule) else []
        cases.append(open_)
        for case in open_:
            facts = {"type": KINDS[unit.kind], "area_km2": unit.area_km2, "population": unit.population,
                     "merged_units": unit.merged, **case}  # fmt: skip
            rows.append({name: value for name, value in facts.items() if name in asked})
    found = _run(rule, day, rows)
    answers, place = [], 0
    for unit, open_, spared in zip(units, cases, exempt, strict=True):
        told = _told(unit, open_, found[place : place + len(open_)], rule)
        answers.append(replace(told, answer=EXEMPT) if spared else told)
        place += len(open_)
    return answers


def _is_exempt(unit: Measured, *, rules: str, on: date) -> bool:
    """Not assessed for how many units it is made of, whatever its figures, also where one is missing."""
    if unit.merged < 2 or (unit.area_km2 is not None and unit.population is not None):
        return False
    cases = floors(unit.kind, merged=unit.merged, stated=unit.stated, rules=rules, on=on) if unit.kind in KINDS else ()
    return bool(cases) and all(case.exempt for case in cases)


def floors(kind: str, *, merged: int, stated: Mapping[str, str], rules: str = "", on: date) -> tuple[Floor, ...]:
    """The standards of a kind of unit in every case that is open; empty where the rule has none for it."""
    rule, day = rule_of(rules, on)
    unit = Measured(kind=kind, area_km2=Decimal(1), population=1, merged=merged, stated=stated)
    if not _can_be_judged(unit, rule):
        return ()
    names = {fact.name for fact in rule.facts}
    facts = {"type": KINDS[kind], "area_km2": Decimal(1), "population": 1, "merged_units": merged}
    rows = [{name: value for name, value in {**facts, **case}.items() if name in names} for case in _cases(unit, rule)]
    return tuple(
        Floor(population=int(row["population_floor"] or 0), area_km2=Decimal(row["area_floor"] or 0) / 10_000,
              exempt=bool(row.get("exempt")))
        for row in _run(rule, day, rows) if row[rule.gives] is not None
    )  # fmt: skip


def _can_be_judged(unit: Measured, rule: Rule) -> bool:
    types = next(fact for fact in rule.facts if fact.name == "type").choices or {}
    return KINDS.get(unit.kind, "") in types and unit.area_km2 is not None and unit.population is not None


def _cases(unit: Measured, rule: Rule) -> list[dict[str, str]]:
    """Every combination of what is open: facts by choice that nobody stated and that matter to this kind."""
    kind = KINDS[unit.kind]
    choices = []
    for fact in rule.facts:
        if not fact.choices or fact.name == "type" or not _matters(fact.name, kind):
            continue
        given = unit.stated.get(fact.name)
        taken = [given] if given and given in fact.choices else list(fact.choices)
        choices.append([(fact.name, one) for one in taken])
    return [dict(case) for case in product(*choices)]


def _matters(fact: str, kind: str) -> bool:
    """Terrain is asked of communes, whom a ward belongs to and the kind of its province of wards."""
    if fact in ("ward_of", "province_kind"):
        return kind == "ward"
    return kind == "commune"


def _run(rule: Rule, on: date, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if not rows:
        return []
    kinds = engine.kinds_of(rule=rule, on=on)
    dtypes = {name: kind.dtype for name, kind in kinds.items() if any(name in row for row in rows)}
    frame = pl.DataFrame(
        {name: [hold(kinds[name], row.get(name), where=name) for row in rows] for name in dtypes},
        schema=dtypes,
    )
    return engine.run(rule=rule, facts=frame, on=on).to_dicts()


def _told(unit: Measured, cases: Sequence[Mapping[str, str]], found: Sequence[Mapping[str, Any]], rule: Rule) -> Meets:
    lacking = tuple(
        name for name, value in (("area_km2", unit.area_km2), ("population", unit.population)) if value is None
    )
    pairs = [(case, row) for case, row in zip(cases, found, strict=True) if row[rule.gives] is not None]
    left = tuple(case for case, row in zip(cases, found, strict=True) if row[rule.gives] is None)
    if not pairs:
        return Meets(answer=UNKNOWN, lacking=lacking, no_figure=left, citation=rule.cite)
    answers, found = [row[rule.gives] for _case, row in pairs], [row for _case, row in pairs]
    if all(row.get("exempt") for row in found):
        answer = EXEMPT
    elif all(answers):
        answer = MET
    else:
        answer = UNKNOWN if any(answers) else NOT_MET
    return Meets(
        answer=answer,
        area_floor=tuple(sorted({Decimal(row["area_floor"]) / 10_000 for row in found if row.get("area_floor")})),
        population_floor=tuple(sorted({int(row["population_floor"]) for row in found if row.get("population_floor")})),
        asked=tuple(case for case, _row in pairs),
        met_in=tuple(case for (case, _row), met in zip(pairs, answers, strict=True) if met),
        no_figure=left,
        citation=rule.cite,
    )


def counts(answers: Iterable[Meets]) -> dict[str, int]:
    """How many of each answer."""
    found = dict.fromkeys((MET, NOT_MET, EXEMPT, UNKNOWN), 0)
    for one in answers:
        found[one.answer] += 1
    return found
