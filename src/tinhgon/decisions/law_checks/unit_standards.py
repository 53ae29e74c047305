"""Communes and wards made or enlarged by a decision against the standards of area and population of the day.

The ledger does not say in which terrain a unit lies, so every terrain is asked. Nothing here blocks a signing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.decisions.changes import Change, changes
from tinhgon.decisions.law_answers import answers, every_case, rule_in_force, table
from tinhgon.ledger.checks import Context
from tinhgon.ledger.document import Document

_NEW, _STANDING = "standards.new_unit", "standards.unit"


@dataclass(frozen=True)
class _Case:
    """A unit with its figures, in one of the places it may lie in."""

    change: Change
    where: str
    facts: Mapping[str, Any]


def check(context: Context) -> Iterable[Finding]:
    """Findings about units whose area or population the decision has made, with the instrument that asks for it."""
    return of_changes(context.view(changes), context.book.document)


def of_changes(touched: Iterable[Change], document: Document) -> Iterator[Finding]:
    """The same of units given; an opening of the books makes no unit anew."""
    merged = _merged(document)
    opens = any(effect.kind.startswith("open_books") for effect in document.effects)
    by_day: dict[date, list[Change]] = {}
    for change in touched:
        if _has_new_figures(change) and not (opens and change.before is None):
            by_day.setdefault(change.on, []).append(change)
    for on, asked in sorted(by_day.items()):
        yield from _judged(asked, on, merged)


def _merged(document: Document) -> Mapping[str, int]:
    """How many units each receiving code was made of."""
    counted: Counter[str] = Counter()
    for effect in document.effects:
        into, sources = getattr(effect, "into", None), getattr(effect, "sources", ())
        code = getattr(into, "code", None)
        if code:
            counted[code] += len(sources) + (1 if effect.kind.startswith("absorb_units") else 0)
    return counted


def _has_new_figures(change: Change) -> bool:
    after, before = change.after, change.before
    if after is None or after.get("structure") != "territory":
        return False
    if _figure(after, "area_km2") is None or _figure(after, "population") is None:
        return False
    if before is None:
        return True
    return any(_figure(after, name) != _figure(before, name) for name in ("area_km2", "population"))


def _figure(fields: Mapping[str, Any], name: str) -> Decimal | None:
    stated = fields.get(name)
    return None if stated is None else Decimal(stated["value"])


def _judged(touched: Sequence[Change], on: date, merged: Mapping[str, int]) -> Iterator[Finding]:
    rule_id = _STANDING if rule_in_force(_NEW, on) is None else _NEW
    cases = [case for change in touched for case in _cases(change, on, rule_id, merged)]
    answered = answers(rule_id, on, [case.facts for case in cases]) if cases else None
    if answered is None:
        return
    met, cite = answered
    by_unit: dict[int, list[tuple[str, bool]]] = {}
    for case, meets in zip(cases, met, strict=True):
        if meets is not None:
            by_unit.setdefault(case.change.unit_id, []).append((case.where, meets))
    for change in touched:
        yield from _finding(change, by_unit.get(change.unit_id, []), cite)


def _cases(change: Change, on: date, rule_id: str, merged: Mapping[str, int]) -> Iterator[_Case]:
    fields = change.after or {}
    kind = table("standards", "types_of_units", on).get(str(fields["kind"]).lower())
    places = table("standards", "new_place_asked" if rule_id == _NEW else "place_asked", on)
    if kind is None or kind not in places:
        return
    known = {
        "type": kind,
        "area_km2": int((_figure(fields, "area_km2") or Decimal(0)) * 10_000),
        "population": int(_figure(fields, "population") or 0),
        "merged_units": max(1, merged.get(fields.get("code") or "", 1)),
    }
    for where, facts in every_case(rule_id, on, known, unknown=places[kind]).items():
        yield _Case(change, where, facts)


def _finding(change: Change, answers: Sequence[tuple[str, bool]], cite: str) -> Iterator[Finding]:
    good = [where for where, meets in answers if meets]
    bad = [where for where, meets in answers if not meets]
    if not bad:
        return
    fields = change.after or {}
    area, population = _figure(fields, "area_km2"), _figure(fields, "population")
    data = {
        "unit": f"{fields['kind']} {fields['name']} ({fields.get('code') or '–'})",
        "on": change.on,
        "area": vietnamese_number(area or Decimal(0), 2),
        "population": vietnamese_number(population or Decimal(0)),
    }
    if good:
        yield Finding(
            severity="info",
            code="unit_standard_depends",
            message=gettext_noop(
                "{unit}, ngày {on}: {area} km², {population} người; đạt tiêu chuẩn nếu là {good}, "
                "không đạt nếu là {bad}."
            ),
            data={**data, "good": joined(good), "bad": joined(bad)},
            units=(change.unit_id,),
            citation=cite,
        )
    else:
        yield Finding(
            severity="warning",
            code="unit_below_standard",
            message=gettext_noop(
                "{unit}, ngày {on}: {area} km², {population} người; chưa đạt tiêu chuẩn diện tích, dân số ở mọi vùng."
            ),
            data=data,
            units=(change.unit_id,),
            citation=cite,
        )
