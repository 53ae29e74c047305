"""Worked examples as people write them: names and words of the inputs brought to the facts that the rules ask for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.text import fold
from tinhgon.law.worked_inputs import Facts, Inputs
from tinhgon.law.worked_names import ASIDE, HINTS, READ_AS, SAME, WHOLE_PERCENT
from tinhgon.law.worked_words import HANDLERS

LEAVE_BEFORE = re.compile(r"^leave_before_(\d{4})_(\d{2})_(\d{2})$")


def read_inputs(*, given: Mapping[str, Any], instrument: str) -> Inputs:
    """Bring one example's inputs to facts. What cannot be understood stays under its own name."""
    found = Inputs()
    for name, value in given.items():
        if name.startswith("_"):
            continue
        if value is None:  # stated as not known, which is not left out: no usual value stands for it
            found.unread.append(name)
            continue
        before, meant = dict(found.facts), found.only
        handler = HANDLERS.get(name)
        if handler is not None:
            try:
                handler(found, value, given)
            except (TypeError, ValueError, AttributeError, KeyError):
                found.unread.append(name)
        elif name in HINTS and value is True:
            found.mean(*HINTS[name])
        elif match := LEAVE_BEFORE.match(name):
            limit = date(*(int(part) for part in match.groups()))
            found.facts["leave_from"] = (limit if not value else date.fromordinal(limit.toordinal() - 1)).isoformat()
        else:
            found.facts[SAME.get(name, name)] = value
        changed = {fact for fact, told in found.facts.items() if fact not in before or before[fact] is not told}
        found.heard[name] = changed | READ_AS.get(name, set()) or {name}
        if found.only != meant:
            found.hinted[name] = found.only[len(meant) :]
    _finish(found, given, fold(instrument))
    return found


def unheard_of(*, inputs: Inputs, known: Collection[str]) -> tuple[str, ...]:
    """The inputs that no rule of all asks for: nothing is answered beside them."""
    every = {*known, *READ_AS}
    return tuple(
        name
        for name, facts in inputs.heard.items()
        if not facts & every and name not in inputs.hinted and name not in ASIDE
    )


def _finish(found: Inputs, given: Mapping[str, Any], instrument: str) -> None:
    facts = found.facts
    if "retirement.lower" not in found.only:
        found.never = ("retirement.lower",)  # the usual age, unless the example says heavy work or a remote place
    for name in ("leave_from", "congress_on", "reorg_decision_effective", "pay_on"):
        if isinstance(facts.get(name), str) and re.fullmatch(r"\d{4}-\d{2}", facts[name]):
            facts[name] += "-01"
    for name, value in facts.items():
        if name.endswith("_pct") and name not in WHOLE_PERCENT and isinstance(value, int | Decimal):
            facts[name] = Decimal(value) / 100 if value >= 1 else value
    if "bhxh_months" not in facts and "bhxh_years" not in facts and "bhxh_from" in given:
        span = _months(str(given["bhxh_from"]), str(facts.get("leave_from", "")))
        if span is not None:
            facts["bhxh_months"] = span
    if "from" in given and "to" in given and "service_months" not in facts:
        facts["service_months"] = months_and_days(str(given["from"]), str(given["to"]))
    _reduction(facts, given, instrument)
    if "cap huyen" in instrument:
        facts.setdefault("level", "district")
    if "current_monthly_allowance" in facts:
        facts.setdefault("monthly_pay", facts["current_monthly_allowance"])
    if "merged_units" not in facts and isinstance(given.get("merged_from"), list):
        facts["merged_units"] = len(given["merged_from"])
    if (step := re.search(r"\(step (\d)\)|\(buoc (\d)\)", instrument)) and "step" not in facts:
        facts["step"] = int(step[1] or step[2])


def _reduction(facts: Facts, given: Mapping[str, Any], instrument: str) -> None:
    """What lowers a standard of an administrative unit: one of region and coast, by Nghị quyết 112/2025."""
    if "112/2025" in instrument and "region" in facts:
        facts["reduction"] = "red_river" if facts["region"] == "red_river" else facts.get("reduction", "none")
    if given.get("coastal") is True:
        facts["reduction"] = "coastal"


def _months(start: str, end: str) -> int | None:
    first, last = re.match(r"(\d{4})-(\d{2})", start), re.match(r"(\d{4})-(\d{2})", end)
    if not first or not last:
        return None
    return (int(last[1]) - int(first[1])) * 12 + int(last[2]) - int(first[2])


def months_and_days(start: str, end: str) -> int:
    """Months from one day to another, both counted; odd days make one more month."""
    try:
        first, last = date.fromisoformat(start), date.fromordinal(date.fromisoformat(end).toordinal() + 1)
    except ValueError:
        return -1  # no days: whoever asks for months of service refuses it
    months = (last.year - first.year) * 12 + last.month - first.month
    if last.day > first.day:
        months += 1
    return months
