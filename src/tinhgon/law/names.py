"""The names of facts: which of them a rule can be told, and what is said of one that nobody asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law import engine
from tinhgon.law.model import Rule
from tinhgon.law.parameters import OutsideTable

NEAR = 0.6  # how alike two names are for one to be offered in place of the other
MISSPELT = 0.8  # how alike they are for a column to be taken for a misspelt fact


def known_to(*, rule: Rule, on: date) -> frozenset[str]:
    """The names that a rule can be told on a day: its facts and steps, and those of the rules that supply them."""
    return _known(rule.id, rule.effective_from, on)


@lru_cache(maxsize=1024)
def _known(rule_id: str, effective_from: date, on: date) -> frozenset[str]:
    rule = next(version for version in engine.versions(id=rule_id) if version.effective_from == effective_from)
    found = set(engine.kinds_of(rule=rule, on=on))
    for fact in rule.facts:
        if fact.supplied_by is not None:
            try:
                supplier = engine.rule_on(id=fact.supplied_by[0], on=on)
            except OutsideTable:
                continue
            found |= _known(supplier.id, supplier.effective_from, on)
    return frozenset(found)


@lru_cache(maxsize=256)
def known_in_time(rule_id: str) -> frozenset[str]:
    """The names that any version of a rule can be told."""
    return frozenset().union(*(known_to_version(version) for version in engine.versions(id=rule_id)))


def known_to_version(version: Rule) -> frozenset[str]:
    """The names that one version of a rule can be told, on the day it comes into force."""
    return known_to(rule=version, on=version.effective_from)


@lru_cache(maxsize=1)
def known_to_any() -> frozenset[str]:
    """The names of all facts and steps of all rules, in all their versions."""
    return frozenset(
        name
        for known in engine.rules().values()
        for version in known
        for name in engine.kinds_of(rule=version, on=version.effective_from)
    )


def near(name: str, known: Collection[str], *, least: float = NEAR) -> tuple[str, ...]:
    """Up to three known names that look like one, the likeliest first."""
    folded = {other.casefold(): other for other in sorted(known)}
    return tuple(folded[found] for found in get_close_matches(name.casefold(), folded, n=3, cutoff=least))


def unknown(*, name: str, known: Collection[str], rule_id: str = "") -> BadInput:
    """The refusal of a name that nobody asks for, with those that look like it."""
    alike = near(name, known)
    if alike and rule_id:
        message = _("Quy tắc {rule} không có số liệu tên “{fact}”; gần giống: {near}.")
    elif alike:
        message = _("Không quy tắc nào có số liệu tên “{fact}”; gần giống: {near}.")
    elif rule_id:
        message = _("Quy tắc {rule} không có số liệu tên “{fact}”; xem các tên bằng lệnh: tinhgon law show {rule}.")
    else:
        message = _("Không quy tắc nào có số liệu tên “{fact}”; xem các quy tắc bằng lệnh: tinhgon law list.")
    return BadInput("fact_unknown", message, fact=name, rule=rule_id, near=", ".join(alike))


def refuse_unknown(*, given: Iterable[str], known: Collection[str], rule_id: str = "") -> None:
    """Refuse the first name that is not known. Raises BadInput naming it and those that look like it."""
    for name in given:
        if name not in known:
            raise unknown(name=name, known=known, rule_id=rule_id)
