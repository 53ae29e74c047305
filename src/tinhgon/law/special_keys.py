"""Keys of worked examples that ask for something about steps: a sum, what was left out, a value on another day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from tinhgon.basis.errors import Refusal
from tinhgon.law import engine
from tinhgon.law.comparing import plain
from tinhgon.law.explaining import Explanation, explain
from tinhgon.law.instruments import numbers, rank_of
from tinhgon.law.worked_inputs import Inputs

By = tuple[tuple[str, date], ...]
"""Versions of rules that answered: id and first day."""


def special_key(name: str, *, inputs: Inputs, instrument: str, on: date) -> tuple[Any, By] | None:
    if inputs.parts and name in {"area_km2", "population"}:
        return plain(_sum_of(inputs.parts, name)), ()
    if name == "excluded":
        return _left_out(inputs, instrument)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name) and name in _listed(inputs.facts.get("dates")):
        facts = {fact: told for fact, told in inputs.facts.items() if fact != "dates"}
        return _value_on("party.commune_level", Inputs(facts=facts), date.fromisoformat(name))
    if match := re.fullmatch(r"before_(\d{4})_(\d{2})_(\d{2})", name):
        day = date(*(int(part) for part in match.groups())) - timedelta(days=1)
        return _value_on("commune_staff.numbers", inputs, day)
    if re.fullmatch(r"\d{4}-\d{2}", name) and "post" in inputs.facts:
        day = date.fromisoformat(f"{name}-01")
        return _value_on("pay.leadership", Inputs(facts={**inputs.facts, "pay_on": day.isoformat()}), day)
    if match := re.fullmatch(r"increase_vs_(\d{4})", name):
        then = {**inputs.facts, "pay_on": f"{match[1]}-12-31"}
        now = _value_on("pay.grade", inputs, on)
        before = _value_on("pay.grade", Inputs(facts=then), on)
        return None if now is None or before is None else (now[0] - before[0], now[1])
    if match := re.fullmatch(r"band_(male|female)", name):
        return _band({**inputs.facts, "sex": match[1]}, on)
    return None


def _listed(dates: Any) -> Any:
    return dates if isinstance(dates, list) else ()


def _sum_of(parts: list[Mapping[str, Any]], name: str) -> Any:
    column = pl.Series(name, [Decimal(part[name]) for part in parts], dtype=pl.Decimal(38, 4))
    total = column.sum()
    return int(total) if total == int(total) else Decimal(total).normalize()


def _left_out(inputs: Inputs, instrument: str) -> tuple[list[str], By] | None:
    asked = numbers(instrument)
    for known in engine.rules().values():
        for version in known:
            names = [fact.name for fact in version.facts if not fact.counted and inputs.facts.get(fact.name)]
            if names and rank_of(version, asked) == 0:
                order = list(inputs.facts)
                left = [re.sub(r"_(coef|pct)$", "", name) for name in sorted(names, key=order.index)]
                return left, ((version.id, version.effective_from),)
    return None


def _value_on(name: str, inputs: Inputs, day: date) -> tuple[Any, By] | None:
    try:
        rule = engine.rule_on(id=name, on=day)
        told = explain(rule=rule, facts=inputs.facts, on=day, may_say_more=True)
    except Refusal:
        return None
    return (told.result, versions_of(told)) if told.result is not None else None


def _band(facts: Mapping[str, Any], on: date) -> tuple[str, By] | None:
    try:
        rule = engine.rule_on(id="decree_108.early_retirement", on=on)
        told = explain(rule=rule, facts=facts, on=on, targets=("band_from", "band_to"), may_say_more=True)
    except Refusal:
        return None
    ages = [divmod(told.values[name], 12) for name in ("band_from", "band_to")] if told.values else []
    words = "..".join(f"{years}y{months}m" for years, months in ages)
    return (words, versions_of(told)) if words else None


def versions_of(told: Explanation | None) -> tuple[tuple[str, date], ...]:
    """The versions that answered, those that supplied facts among them."""
    if told is None:
        return ()
    parts = [pair for part in told.before for pair in versions_of(part)]
    return ((told.rule.id, told.rule.effective_from), *parts)
