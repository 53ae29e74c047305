"""Everything about a reading that a person should look at, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tinhgon.basis.findings import Finding
from tinhgon.basis.text import vietnamese_number
from tinhgon.reading.clauses import COUNTED, Reading
from tinhgon.reading.entities import Entity
from tinhgon.reading.facts import not_adding_up
from tinhgon.reading.names import key
from tinhgon.reading.register import Register
from tinhgon.reading.sums import astray, differing, out_of_order
from tinhgon.reading.telling import finding

_SHORT = 160
_COUNTED = {"total": "tổng số đơn vị", "unchanged": "đơn vị không sắp xếp"} | {
    code: kind for kind, code in COUNTED.items()
}
_WHY = {
    "proposes": "only_proposed",
    "refuses": "refused",
    "repeals": "repealed",
    "amends": "amended",
    "unknown": "lead_unread",
    "governed": "under_lead",
    "annex": "in_annex",
    "hamlets": "hamlets_uncounted",
}
_DIRECTIONS = frozenset({"Đông", "Tây", "Nam", "Bắc", "Trung"})


def review(
    *,
    reading: Reading,
    named: Sequence[Entity],
    register: Register,
    left: Sequence[str],
    stated: Mapping[str, Any],
    read: Mapping[str, Any],
    has_codes: bool,
    provinces: Sequence[str],
) -> list[Finding]:
    """The findings, the gravest first in the order of the text."""
    return [
        *_unread(reading),
        *_dates(reading),
        *_force(reading),
        *_order(reading),
        *_counts(stated, read),
        *_references(reading, named),
        *_shares(reading, named),
        *_targets(reading),
        *_figures(reading),
        *(() if has_codes else _new_names(reading, register, provinces)),
        *_not_named(register, left, is_whole=bool(stated)),
    ]


def _unread(reading: Reading) -> Iterable[Finding]:
    for part in reading.unread:
        text = part.text if len(part.text) <= _SHORT else part.text[: _SHORT - 1] + "…"
        code = _WHY.get(part.why, "clause_unread") if part.may_act else "text_unread"
        lead = part.lead if len(part.lead) <= _SHORT else part.lead[: _SHORT - 1] + "…"
        yield finding(code, clause=part.label, text=text, lead=lead)


def _dates(reading: Reading) -> Iterable[Finding]:
    head = reading.head
    if not any(clause.said.effect for clause in reading.clauses):
        return
    for which, value in (
        ("số, ký hiệu", head.number),
        ("ngày ký", head.signed_on),
        ("ngày có hiệu lực", head.effective_on),
    ):
        if not value:
            yield finding("no_date", which=which)


def _force(reading: Reading) -> Iterable[Finding]:
    """How a day of force was come by, and which text is replaced."""
    for clause in reading.clauses:
        facts = clause.said.facts
        if "effective_on" not in facts:
            continue
        if facts.get("replaces"):
            yield finding("replaces", clause=clause.label, text=str(facts["replaces"])[:_SHORT])
        if facts.get("days_after") and reading.head.effective_on:
            yield finding("day_counted", clause=clause.label, day=reading.head.effective_on, days=facts["days_after"])
        elif facts["effective_on"] == "passed" and reading.head.effective_on and not reading.head.is_adopted:
            yield finding("day_taken", clause=clause.label, day=reading.head.effective_on)


def _order(reading: Reading) -> Iterable[Finding]:
    for clause in out_of_order(clauses=reading.clauses):
        yield finding("clause_order", clause=clause.label)


def _counts(stated: Mapping[str, Any], read: Mapping[str, Any]) -> Iterable[Finding]:
    for which, one, other in differing(stated=stated, read=read):
        formed = " hình thành sau sắp xếp" if which.startswith("formed.") else ""
        told = _COUNTED.get(which.removeprefix("formed."), which)
        yield finding("count_differs", which=f"{told}{formed}", stated=one, read=other)


def _references(reading: Reading, named: Sequence[Entity]) -> Iterable[Finding]:
    for one in astray(named=named, clauses=reading.clauses):
        yield finding(
            "reference_differs",
            clause=reading.clauses[one.use.clause].label,
            name=f"{one.use.mention.kind} {one.use.mention.name}",
            says=_listed(one.says),
            parts=_listed(one.parts),
        )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers) or "không có"


def _shares(reading: Reading, named: Sequence[Entity]) -> Iterable[Finding]:
    """Shares that the words left open, and people of a unit that are given twice."""
    for entity in named:
        for use in entity.uses:
            clause = reading.clauses[use.clause] if use.clause < len(reading.clauses) else None
            if clause and use.role == "source" and clause.said.sources[use.slot].area_share is None:
                yield finding("share_settled", clause=clause.label, name=f"{entity.kind} {entity.name}")
        people = [use.mention.population_share for use in entity.uses if use.role == "source"]
        areas = [use.mention.area_share for use in entity.uses if use.role == "source"]
        twice = people.count("full") > 1 or ("full" in people and "part" in people)
        if areas and areas != ["full"] and twice:
            label = reading.clauses[entity.uses[0].clause].label
            yield finding("share_differs", clause=label, name=f"{entity.kind} {entity.name}")


def _targets(reading: Reading) -> Iterable[Finding]:
    """New units: two of one name, two kinds in one clause."""
    seen: dict[tuple[str, str], str] = {}
    for clause in reading.clauses:
        said = clause.said
        if "kinds_differ" in said.notes and said.into:
            yield finding("kinds_differ", clause=clause.label, name=said.into.name)
        named = [(one.kind, one.name) for one in said.unchanged]
        for kind, name in [(said.into.kind, said.into.name)] if said.into else named:
            other = seen.setdefault((kind, key(name)), clause.label)
            if other != clause.label:
                yield finding("same_new_name", clause=clause.label, name=f"{kind} {name}", other=other)


def _figures(reading: Reading) -> Iterable[Finding]:
    for clause, one, stated, total in not_adding_up(reading):
        yield finding(
            "figures_differ",
            clause=clause.label,
            name=f"{one.kind} {one.name}",
            stated=_number(stated),
            total=_number(total),
        )


def _number(text: str) -> str:
    return vietnamese_number(Decimal(text))


def _new_names(reading: Reading, register: Register, provinces: Sequence[str]) -> Iterable[Finding]:
    """Without a list of the units after: names that nobody has heard there, or that other clauses have as a source."""
    codes = [
        code for one in provinces for code in (one, *register.communes.get(one, ()), *register.districts.get(one, ()))
    ]
    known = {key(register.units[code].name) for code in codes}
    places = {key(register.units[code].name) for one in provinces for code in register.districts.get(one, ())}
    for clause in reading.clauses:
        said = clause.said
        if said.effect != "merge_units/1" or said.into is None:
            continue
        told = f"{said.into.kind} {said.into.name}"
        own = {key(source.name) for source in said.sources}
        if key(said.into.name) in own:
            continue
        if not _is_heard(said.into.name, known):
            yield finding("new_name_unknown", clause=clause.label, name=told)
        elif key(said.into.name) in known - own - places:
            yield finding("new_name_elsewhere", clause=clause.label, name=told)


def _is_heard(name: str, known: set[str]) -> bool:
    """A name of the list, alone, or with a number or a direction beside it ('Hà Giang 2', 'Nam Ninh Hòa')."""
    words = name.split()
    tries = [
        name,
        " ".join(words[:-1]) if words[-1].isdigit() or words[-1] in _DIRECTIONS else "",
        " ".join(words[1:]) if words[0] in _DIRECTIONS else "",
    ]
    return any(key(one) in known for one in tries if one)


def _not_named(register: Register, left: Sequence[str], *, is_whole: bool) -> Iterable[Finding]:
    """Units that no clause speaks of, where the text means to speak of all."""
    if is_whole:
        for code in left:
            yield finding("not_named", unit=register.units[code].label(), code=code)
