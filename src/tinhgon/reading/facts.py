"""Figures that a text states of units as they are afterwards: of the new ones, and of those that go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Answer, Effected
from tinhgon.reading.clauses import Clause, Reading, Stated
from tinhgon.reading.names import key
from tinhgon.registers.units.effects.state_facts import Facts, StateFacts
from tinhgon.registers.units.payloads import Figure, UnitRef

_ROUNDING = Decimal("0.02")
_Named = tuple[str, str]


def named(one: Stated) -> _Named:
    return one.kind, key(one.name)


def figures_of(answer: Answer) -> Mapping[_Named, dict[str, Any]]:
    """Figures for the new units by kind and name, as a new unit takes them; none where two are formed of one name, or
    two figures are stated of one."""
    formed: dict[_Named, int] = defaultdict(int)
    for clause in answer.reading.clauses:
        for into in [clause.said.into, *(new for new, _, _ in clause.said.parts)]:
            if into and clause.said.effect:
                formed[into.kind, key(into.name)] += 1
    told: dict[_Named, list[tuple[str, Stated]]] = defaultdict(list)
    for clause, one in _stated(answer.reading):
        told[named(one)].append((clause.label, one))
    return {
        pair: _figures(answer, *found[0])
        for pair, found in told.items()
        if formed.get(pair) == 1 and len({(one.area_km2, one.population) for _, one in found}) == 1
    }


def stated_facts(answer: Answer) -> Iterator[Effect]:
    """The figures of units that go on, as effects; of units the text does not touch they are no part of it."""
    new = set(figures_of(answer))
    going = _going_on(answer)
    seen: set[tuple[str, str | None, int | None]] = set()
    for clause, one in _stated(answer.reading):
        codes = going.get((clause.label, *named(one))) or going.get(("", *named(one))) or set()
        if named(one) in new and not _is_changed(answer, named(one)):
            continue
        if len(codes) != 1 or (code := next(iter(codes))) is None or (code, one.area_km2, one.population) in seen:
            continue
        seen.add((code, one.area_km2, one.population))
        unit = answer.register.units[code]
        ref = UnitRef(code=code, name=unit.name, kind=unit.kind)
        facts = Facts(unit=ref, **_figures(answer, clause.label, one))
        yield StateFacts(clause=clause.label, facts=(facts,))


def _stated(reading: Reading) -> Iterable[tuple[Clause, Stated]]:
    """All but those that a clause drafts by itself."""
    return [(clause, one) for clause in reading.clauses if not clause.said.effect for one in clause.said.stated]


def _figures(answer: Answer, label: str, one: Stated) -> dict[str, Any]:
    head = answer.reading.head
    source = f"{head.kind or 'văn bản'} {head.number}, {label}"
    found: dict[str, Any] = {}
    if one.area_km2 is not None:
        found["area_km2"] = Figure(value=Decimal(one.area_km2), source=source, verified=True)
    if one.population is not None:
        found["population"] = Figure(value=Decimal(one.population), source=source, verified=True)
    return found


def _is_changed(answer: Answer, pair: _Named) -> bool:
    """Whether the unit of this name is an old one that changes its kind or name, and not a new one."""
    return any(
        effect.clause.said.effect in ("change_kind/1", "rename_unit/1")
        and effect.into is not None
        and (effect.into.target.kind, key(effect.into.target.name)) == pair
        for effect in answer.effects
    )


def _going_on(answer: Answer) -> Mapping[tuple[str, str, str], set[str | None]]:
    """Codes of units that live on, by clause and name, and by name alone ('' for the clause)."""
    found: dict[tuple[str, str, str], set[str | None]] = defaultdict(set)
    for effect in answer.effects:
        for kind, name, code in _living(effect):
            found[effect.clause.label, kind, key(name)].add(code)
            found["", kind, key(name)].add(code)
    return found


def _living(effect: Effected) -> Iterator[tuple[str, str, str | None]]:
    said = effect.clause.said
    if effect.receiver:
        yield effect.receiver.mention.kind, effect.receiver.mention.name, effect.receiver.code
    if said.effect in ("change_kind/1", "rename_unit/1") and effect.into and effect.sources:
        yield effect.into.target.kind, effect.into.target.name, effect.sources[0].code
        return
    for source in effect.sources:
        if source.mention.area_share in ("part", "none"):
            yield source.mention.kind, source.mention.name, source.code


def not_adding_up(reading: Reading) -> Iterator[tuple[Clause, Stated, str, str]]:
    """New units whose stated figure is not the sum of those of their sources: the clause, what is stated, the sum."""
    told = {(clause.label, named(one)): one for clause, one in _stated(reading)}
    for clause in reading.clauses:
        said = clause.said
        if not said.effect or said.into is None or not said.sources or said.other_ground:
            continue
        one = told.get((clause.label, (said.into.kind, key(said.into.name))))
        if one is None:
            continue
        areas = [source.area_km2 for source in said.sources]
        if one.area_km2 and all(areas):
            total = sum((Decimal(area or 0) for area in areas), Decimal(0))
            if abs(total - Decimal(one.area_km2)) > _ROUNDING * len(areas):
                yield clause, one, one.area_km2, str(total)
        people = [source.population for source in said.sources]
        if one.population is not None and None not in people:
            heads = sum(person or 0 for person in people)
            if heads != one.population:
                yield clause, one, str(one.population), str(heads)
