"""What there is to say about a rule before anyone asks it: its text, the facts it needs, its figures by date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tinhgon.law import engine
from tinhgon.law.model import Fact, Rule
from tinhgon.law.parameters import OutsideTable, Parameters


def names_used(*, rule: Rule, on: date | None = None) -> tuple[str, ...]:
    """The figures the rule reads, in the order of its steps."""
    seen = engine.parameters(subject=rule.subject)
    watched = _Watching(seen.subject, seen.entries, on or rule.effective_from, checked_on=seen.checked_on)
    rule.parts(watched)
    return tuple(dict.fromkeys(watched.asked))


class _Watching(Parameters):
    """Figures that remember by which name they were asked for."""

    def timeline(self, name: str) -> Any:
        self.asked.append(name)
        return super().timeline(name)


def figures_of(*, rule: Rule) -> list[dict[str, Any]]:
    """Every figure of the rule with all its values by date, their sources and how sure they are."""
    parameters = engine.parameters(subject=rule.subject)
    return [
        {
            "name": name,
            "label": parameters.timeline(name)[0].label,
            "unit": parameters.timeline(name)[0].kind.name,
            "values": [
                {
                    "from": entry.effective_from.isoformat(),
                    "to": entry.effective_to.isoformat() if entry.effective_to else None,
                    "value": entry.worded(),
                    "instrument": entry.instrument,
                    "article": entry.article,
                    "link": entry.link,
                    "checked_on": entry.checked_on.isoformat() if entry.checked_on else None,
                    "sure": "unverified" if entry.unverified_keys else entry.sure,
                    "unverified_keys": sorted(entry.unverified_keys),
                }
                for entry in parameters.timeline(name)
            ],
        }
        for name in names_used(rule=rule)
    ]


def asked_facts(*, rule: Rule, on: date, given: Mapping[str, Any] = {}) -> tuple[Fact, ...]:
    """The facts a person is asked for: those of the rule, and in place of what other rules supply, the facts of these.

    A fact that is given itself is asked for as it is.
    """
    asked: dict[str, Fact] = {}
    for fact in rule.facts:
        supplier = None
        if fact.supplied_by is not None and fact.name not in given:
            try:
                supplier = engine.rule_on(id=fact.supplied_by[0], on=on)
            except OutsideTable:
                supplier = None
        if supplier is None:
            asked.setdefault(fact.name, fact)
        else:
            for other in asked_facts(rule=supplier, on=on, given=given):
                asked.setdefault(other.name, other)
    return tuple(asked.values())
