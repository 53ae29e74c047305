"""Several instruments in force at once: which a person may come under, each computed, the most favourable marked.

The key is beneficiary, ground, decision date and leave date, never the leave date alone. Only one benefit is granted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

import polars as pl

from tinhgon.basis.errors import Refusal
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law import engine, names
from tinhgon.law.explaining import Explanation, explain
from tinhgon.law.model import Rule
from tinhgon.law.terms import Say

GROUNDS: Mapping[str, tuple[str, ...]] = {
    "reorganisation": (
        "decree_178.early_retirement",
        "decree_178.severance",
        "decree_154.early_retirement",
        "decree_154.severance",
    ),
    "streamlining": (
        "decree_154.early_retirement",
        "decree_154.severance",
        "decree_29.early_retirement",
        "decree_29.severance",
        "decree_108.early_retirement",
        "decree_108.severance",
    ),
    "re_election": ("reelection.early_retirement", "decree_178.early_retirement"),
    "past_age": ("resolution_07.lump_sum",),
    "own_wish": ("resignation.civil_servant",),
    "own_wish_public_employee": ("resignation.public_employee",),
    "part_time_commune": ("decree_154.commune_part_time", "decree_29.redundant_in_commune"),
    "part_time_hamlet": ("decree_154.hamlet_part_time",),
}


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One instrument for one person: what it gives, or why it gives nothing."""

    rule_id: str
    title: str
    cite: str
    total: int | None
    reason: str = ""
    told: Explanation | None = None
    is_best: bool = False


def alternatives(
    *,
    ground: str,
    facts: Mapping[str, Any],
    leave_on: date,
    only: Sequence[str] = (),
    estimates: Mapping[str, Any] = MappingProxyType({}),
    say: Say = str,
) -> tuple[Alternative, ...]:
    """Every instrument of a ground on the day of leaving, the most favourable marked.

    `only` narrows to some rules. Instruments not in force that day are left out unless a decision date before their
    end keeps them open; what is missing or outside is told as the reason. `estimates` are facts that stand only where
    no rule gives them; `say` is the language of reasons and steps. Raises BadInput for a fact that no rule knows.
    """
    names.refuse_unknown(given=facts, known=names.known_to_any())
    tried = [_one(name, facts, leave_on, estimates, say) for name in GROUNDS[ground] if not only or name in only]
    found = [one for one in tried if one is not None]
    retiring = {one.rule_id.partition(".")[0] for one in found if one.total is not None and _is_retiring(one)}
    found = [
        _barred(one, say) if _is_leaving(one) and one.rule_id.partition(".")[0] in retiring else one for one in found
    ]
    best = max((one.total for one in found if one.total is not None), default=None)
    return tuple(replace(one, is_best=one.total is not None and one.total == best) for one in found)


def _is_retiring(one: Alternative) -> bool:
    return one.rule_id.endswith(".early_retirement")


def _is_leaving(one: Alternative) -> bool:
    return one.rule_id.endswith(".severance")


def _barred(one: Alternative, say: Say) -> Alternative:
    """Severance is for those without a right to early retirement under the same decree."""
    reason = _("Đủ điều kiện nghỉ hưu trước tuổi thì không thuộc diện thôi việc ngay.")
    return replace(one, total=None, reason=say(reason))


def unsupplied(*, rule: Rule, estimates: Iterable[str]) -> tuple[str, ...]:
    """The names among `estimates` that the rule asks for and that no other rule gives."""
    return tuple(fact.name for fact in rule.facts if fact.name in set(estimates) and fact.supplied_by is None)


def _one(
    name: str, facts: Mapping[str, Any], leave_on: date, estimates: Mapping[str, Any], say: Say
) -> Alternative | None:
    try:
        rule = engine.rule_on(id=name, on=leave_on)
    except Refusal:
        return None
    known = {**{fact: estimates[fact] for fact in unsupplied(rule=rule, estimates=estimates)}, **facts}
    try:
        told = explain(rule=rule, facts=known, on=leave_on, may_say_more=True, say=say)
    except Refusal as refusal:
        return Alternative(rule_id=name, title=rule.title, cite=rule.cite, total=None, reason=refusal.render(say))
    return Alternative(
        rule_id=name, title=rule.title, cite=rule.cite, total=told.result, reason=told.outside, told=told
    )


def compare(*, ground: str, facts: pl.DataFrame, on: date, drafts: engine.Drafts = ()) -> pl.DataFrame:
    """The same choice for many rows who leave on one day: `best_rule` and `best_total`, null where nothing applies.

    `facts` are held columns. An instrument whose facts are not among the columns is left out.
    """
    totals: dict[str, pl.Series] = {}
    for name in GROUNDS[ground]:
        try:
            done = engine.run(
                rule=engine.rule_on(id=name, on=on), facts=facts, on=on, targets=("total",), drafts=drafts
            )
        except Refusal:
            continue
        totals[name] = done["total"].alias(name)
    if not totals:
        return facts.with_columns(best_rule=pl.lit(None, dtype=pl.String), best_total=pl.lit(None, dtype=pl.Int64))
    frame = pl.DataFrame(list(totals.values()))
    for name in totals:
        decree, _dot, what = name.partition(".")
        retiring = f"{decree}.early_retirement"
        if what == "severance" and retiring in totals:
            frame = frame.with_columns(pl.when(pl.col(retiring).is_null()).then(pl.col(name)).alias(name))
    best = frame.select(best_total=pl.max_horizontal(list(totals)))
    chain: Any = pl
    for name in totals:
        chain = chain.when(frame[name] == best["best_total"]).then(pl.lit(name))
    return facts.with_columns(best_rule=pl.select(chain.otherwise(None)).to_series(), best_total=best["best_total"])
