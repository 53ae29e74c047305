"""What the law says of an outcome: communes and wards made or enlarged by a decision against the standards of the day.

The ledger does not say in which terrain a unit lies, so every terrain is asked: a unit that fails in all of them is a
warning, one that meets the standard only in some is told with these. Nothing here blocks a signing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.decisions.cases import answers
from tinhgon.decisions.deputies import of_leaders
from tinhgon.decisions.enacting import Change, Outcome

_FIRST_STANDARDS = date(2016, 5, 25)
_NEW_UNITS = (date(2025, 4, 14), date(2026, 1, 1))  # Nghị quyết 76/2025: for the units of that rearrangement
_TYPES = {"xã": "commune", "phường": "ward", "thị trấn": "township"}
_TERRAINS = {
    "mountain": gettext_noop("miền núi, vùng cao"),
    "other": gettext_noop("vùng còn lại"),
    "island": gettext_noop("hải đảo"),
}
_PROVINCES = {
    "central_city": gettext_noop("thành phố trực thuộc trung ương"),
    "mountain_border": gettext_noop("tỉnh miền núi, vùng cao, biên giới"),
    "other": gettext_noop("tỉnh còn lại"),
}
_WARDS = {
    "urban_district": gettext_noop("phường thuộc quận"),
    "provincial_city": gettext_noop("phường thuộc thành phố thuộc tỉnh"),
    "town": gettext_noop("phường thuộc thị xã"),
}


@dataclass(frozen=True)
class _Case:
    """A unit with its figures, in one of the places it may lie in."""

    change: Change
    where: str
    facts: Mapping[str, Any]


def lawful(outcome: Outcome) -> tuple[Finding, ...]:
    """Findings about units whose area or population this decision has made, and about the bodies whose leaders or staff
    it changes, with the instrument that asks for it."""
    merged = _merged(outcome)
    opens = any(effect.kind.startswith("open_books") for effect in outcome.document.effects)  # makes no unit anew
    by_day: dict[date, list[Change]] = {}
    for change in outcome.changes:
        if _is_asked(change) and not (opens and change.before is None):
            by_day.setdefault(change.on, []).append(change)
    of_units = (finding for on, changes in sorted(by_day.items()) for finding in _judged(changes, on, merged))
    return (*of_units, *of_leaders(outcome.led))


def _merged(outcome: Outcome) -> Mapping[str, int]:
    """How many units each receiving code was made of."""
    counted: Counter[str] = Counter()
    for effect in outcome.document.effects:
        into, sources = getattr(effect, "into", None), getattr(effect, "sources", ())
        code = getattr(into, "code", None)
        if code:
            counted[code] += len(sources) + (1 if effect.kind.startswith("absorb_units") else 0)
    return counted


def _is_asked(change: Change) -> bool:
    after, before = change.after, change.before
    if after is None or after.get("structure") != "territory" or after.get("kind") not in _TYPES:
        return False
    if change.on < _FIRST_STANDARDS or _figure(after, "area_km2") is None or _figure(after, "population") is None:
        return False
    if before is None:
        return True
    return any(_figure(after, name) != _figure(before, name) for name in ("area_km2", "population"))


def _figure(fields: Mapping[str, Any], name: str) -> Decimal | None:
    stated = fields.get(name)
    return None if stated is None else Decimal(stated["value"])


def _judged(changes: Sequence[Change], on: date, merged: Mapping[str, int]) -> Iterator[Finding]:
    is_new_unit = _NEW_UNITS[0] <= on < _NEW_UNITS[1]
    cases = [case for change in changes for case in _cases(change, on, merged, is_new_unit=is_new_unit)]
    rule_id = "standards.new_unit" if is_new_unit else "standards.unit"
    answered = answers(rule_id, on, [case.facts for case in cases]) if cases else None
    if answered is None:
        return
    met, cite = answered
    by_unit: dict[int, list[tuple[str, bool]]] = {}
    for case, meets in zip(cases, met, strict=True):
        if meets is not None:
            by_unit.setdefault(case.change.unit_id, []).append((case.where, meets))
    for change in changes:
        yield from _finding(change, by_unit.get(change.unit_id, []), cite)


def _cases(change: Change, on: date, merged: Mapping[str, int], *, is_new_unit: bool) -> Iterator[_Case]:
    fields = change.after or {}
    kind = _TYPES[fields["kind"]]
    area, population = _figure(fields, "area_km2"), _figure(fields, "population")
    assert area is not None  # noqa: S101 (asked in _is_asked)
    facts: dict[str, Any] = {
        "type": kind,
        "area_km2": int(area * 10_000),
        "population": int(population or 0),
        "merged_units": max(1, merged.get(fields.get("code") or "", 1)),
    }
    places: Mapping[str, str]
    if kind == "ward" and is_new_unit:
        places, name = _PROVINCES, "province_kind"
    elif kind == "ward" and on < _NEW_UNITS[1]:
        places, name = _WARDS, "ward_of"
    elif kind == "commune":
        places, name = _TERRAINS, "terrain"
    elif is_new_unit or (on >= _NEW_UNITS[1] and kind == "township"):
        return
    else:
        places, name = {"other": ""}, "terrain"
    for code, where in places.items():
        yield _Case(change, where, {**facts, name: code})


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
