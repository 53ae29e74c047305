"""Whether what a clause says fits the level and the place of the units that its names turned out to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tinhgon.reading.answer import Effected, Question, Resolved
from tinhgon.reading.clauses import Qualifier
from tinhgon.reading.entities import COMMUNE_KINDS, DISTRICT_KINDS
from tinhgon.reading.names import key
from tinhgon.reading.register import COMMUNE, DISTRICT, PROVINCE, Listed, Register
from tinhgon.reading.shapes.lists import one_level

_ABSORBS, _MOVES, _ADJUSTS = "absorb_units/1", "move_units/1", "adjust_boundary/1"


def rank(unit: Listed) -> int:
    """1 province, 2 district, 3 commune, also where there are two tiers and a commune's level is 2."""
    if unit.level == PROVINCE:
        return PROVINCE
    return COMMUNE if unit.kind in COMMUNE_KINDS else DISTRICT


def levelled(effect: Effected, register: Register) -> tuple[Effected, Question | None]:
    """The effect, told by the level of its units: 'nhập' among equals, or under a superior; a question if neither."""
    said, receiver = effect.clause.said, effect.receiver
    if effect.into and not _becomes(effect, register):
        target = effect.into.target
        return effect, Question("level", effect.clause.label, target.span, f"{target.kind} {target.name}", (), register)
    if said.effect not in (_ABSORBS, _MOVES, _ADJUSTS) or receiver is None or receiver.code is None:
        return effect, None
    units = [register.units.get(one.code or "") for one in effect.sources]
    above = register.units.get(receiver.code)
    if (
        above is None
        or None in units
        or not any(unit and unit.kind in (COMMUNE_KINDS | DISTRICT_KINDS) for unit in units)
    ):
        return effect, None
    ranks = {rank(unit) for unit in units if unit}
    whole = all((one.mention.area_share, one.mention.population_share) == ("full", "full") for one in effect.sources)
    kind = said.effect
    if ranks == {rank(above)}:
        kind = _ABSORBS if kind == _MOVES and said.shape == "absorb_units" else kind
    elif ranks == {rank(above) + 1} and whole and kind != _ADJUSTS:
        kind = _MOVES
    else:
        kind = ""
    if kind == _MOVES and ranks == {rank(above)}:
        kind = ""
    if not kind:
        told = f"{receiver.mention.kind} {receiver.mention.name}"
        return effect, Question("level", effect.clause.label, receiver.mention.span, told, (), register)
    return replace(effect, clause=replace(effect.clause, said=replace(said, effect=kind))), None


def _becomes(effect: Effected, register: Register) -> bool:
    """Whether what a clause forms is of the level that its sources turned out to have: a city may be of two."""
    levels = one_level([effect.into.target.kind]) if effect.into else frozenset()
    units = [
        register.units[one.code]
        for one in effect.sources
        if one.code and one.code in register.units and not one.through
    ]
    known = [unit for unit in units if unit.kind in COMMUNE_KINDS | DISTRICT_KINDS or unit.level == PROVINCE]
    spread = any(one.entity.spreads for one in effect.sources)
    return not levels or spread or all(rank(unit) in levels for unit in known)


def misplaced(effects: Sequence[Effected], register: Register) -> Iterator[Question]:
    """Units that are not in the district which the clause or the lead over it says, nor brought there by an earlier
    clause of the text."""
    joined: dict[str, set[str]] = defaultdict(set)
    for effect in effects:
        for source in effect.sources:
            mention = source.mention
            above = (effect.into.target.above if effect.into else None) or mention.within
            if source.code and not _lies(register, source.code, above, joined):
                told = f"{mention.kind} {mention.name}"
                yield Question("elsewhere", effect.clause.label, mention.span, told, (), register)
        if (
            effect.receiver
            and effect.receiver.code
            and not _lies(register, effect.receiver.code, effect.receiver.mention.within, joined)
        ):
            mention = effect.receiver.mention
            told = f"{mention.kind} {mention.name}"
            yield Question("elsewhere", effect.clause.label, mention.span, told, (), register)
        _join(effect, joined)


def _lies(register: Register, code: str, above: Qualifier | None, joined: dict[str, set[str]]) -> bool:
    if above is None or above.kind not in DISTRICT_KINDS or code not in register.units:
        return True
    if rank(register.units[code]) != COMMUNE:
        return True
    district = register.district(code)
    unit = register.units.get(district)
    province = register.units.get(register.province(code))
    if (unit and key(unit.name) == key(above.name)) or (province and key(province.name) == key(above.name)):
        return True
    return bool({code, district} & joined[key(above.name)])


def _join(effect: Effected, joined: dict[str, set[str]]) -> None:
    """Where communes are after this clause: under the district that takes theirs, or is formed of it or of them."""
    if effect.into and effect.into.target.kind in DISTRICT_KINDS:
        name = key(effect.into.target.name)
        whole = [one for one in effect.sources if one.mention.area_share in ("full", "remainder")]
        joined[name] |= _codes(whole) | _codes(effect.members)
    if effect.receiver:
        joined[key(effect.receiver.mention.name)] |= _codes(effect.sources)


def _codes(units: Iterable[Resolved]) -> set[str]:
    return {one.code for one in units if one.code}
