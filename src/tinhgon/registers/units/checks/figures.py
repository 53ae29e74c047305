"""Figures: a unit made of others has the sum of what they gave; one that ends has given away what it had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import state_on
from tinhgon.registers.units.view import Given, UnitView

TOLERANCE = Decimal("0.005")
"""Half a per cent: rounding of the published figures of many parts; more is a finding."""

_DAY = timedelta(days=1)


class Side(NamedTuple):
    """One figure: its field, the share that goes with it, and how it is told."""

    key: str
    share: str
    name: str
    word: str

    def told(self, value: Decimal) -> str:
        return vietnamese_number(value, 2 if self.key == "area_km2" else 0)


SIDES = (Side("area_km2", "area_share", "diện tích", "km²"), Side("population", "population_share", "dân số", "người"))


class _Amount(NamedTuple):
    value: Decimal
    verified: bool


def check(context: Context) -> Iterator[Finding]:
    """Units that began or ended with successions this decision touches, where all amounts are known."""
    received, given = _by_side_of_gift(context)
    for side in SIDES:
        for (unit_id, on), gifts in sorted(received.items()):
            if _began(context, unit_id, on):
                yield from _compare(context, (unit_id, on), _figure(context, unit_id, on, side), gifts, side)
        for (unit_id, on), gifts in sorted(given.items()):
            if state_on(context.view(UnitView).states(unit_id), on) is None and all(
                _stated(gift, side) is not None for gift in gifts
            ):
                had = _figure(context, unit_id, on - _DAY, side)
                yield from _compare(context, (unit_id, on), had, gifts, side)


_Gifts = dict[tuple[int, date], list[Given]]


def _by_side_of_gift(context: Context) -> tuple[_Gifts, _Gifts]:
    """What each unit received, and what each gave, day by day: complete for every unit that is named."""
    view = context.view(UnitView)
    touched = set(view.units)
    others = {unit_id for gift in view.successions for unit_id in gift[:2]} - touched
    gifts = {gift.entry_id: gift for gift in view.successions}
    gifts |= {gift.entry_id: gift for gift in (view.successions_of(sorted(others)) if others else ())}
    received: _Gifts = defaultdict(list)
    given: _Gifts = defaultdict(list)
    for gift in gifts.values():
        received[gift.target_id, gift.on].append(gift)
        given[gift.source_id, gift.on].append(gift)
    return (
        {
            key: found
            for key, found in received.items()
            if key[0] in touched | others and _is_new(context, key[1], found)
        },
        {key: found for key, found in given.items() if key[0] in touched | others and _is_new(context, key[1], found)},
    )


def _is_new(context: Context, on: date, gifts: list[Given]) -> bool:
    """Whether this decision changed anything that the comparison rests on: old findings are not told again."""
    units = {unit_id for gift in gifts for unit_id in gift[:2]}
    return any(context.view(UnitView).changed_from.get(unit_id, date.max) <= on for unit_id in units)


def _compare(
    context: Context, unit_and_day: tuple[int, date], stated: _Amount | None, gifts: Iterable[Given], side: Side
) -> Iterator[Finding]:
    """One figure of a unit against the sum of the gifts, when all are known."""
    unit_id, on = unit_and_day
    parts = [_amount(context, gift, side) for gift in gifts]
    known = [part for part in parts if part is not None]
    if stated is None or len(known) != len(parts):
        return
    total = sum((part.value for part in known), Decimal(0))
    if abs(stated.value - total) <= TOLERANCE * max(stated.value, Decimal(1)):
        return
    yield Finding(
        severity="error" if stated.verified and all(part.verified for part in known) else "warning",
        code="figures_do_not_add_up",
        message=gettext_noop(
            "{unit}, ngày {on}: {side} ghi {stated} {word}, các phần theo điều khoản "
            "cộng được {total} {word}; kiểm tra số liệu."
        ),
        data={
            "unit": context.view(UnitView).told(unit_id, on), "on": on, "side": side.name, "word": side.word,
            "stated": side.told(stated.value), "total": side.told(total),
        },
        clause=context.clauses.get(unit_id, ""),
        units=(unit_id,),
    )  # fmt: skip


def _began(context: Context, unit_id: int, on: date) -> bool:
    states = context.view(UnitView).states(unit_id)
    return state_on(states, on) is not None and state_on(states, on - _DAY) is None


def _figure(context: Context, unit_id: int, on: date, side: Side) -> _Amount | None:
    state = state_on(context.view(UnitView).states(unit_id), on)
    stated: Mapping[str, Any] | None = None if state is None else state.fields.get(side.key)
    return None if stated is None else _Amount(Decimal(stated["value"]), bool(stated["verified"]))


def _stated(gift: Given, side: Side) -> Decimal | None:
    """The amount that the clause itself states, none of it included."""
    if getattr(gift, side.share) == "none":
        return Decimal(0)
    value = getattr(gift, side.key)
    return None if value is None else Decimal(value)


def _amount(context: Context, gift: Given, side: Side) -> _Amount | None:
    """What was given: as stated, or all that the source had."""
    value = _stated(gift, side)
    if value is not None:
        return _Amount(value, verified=True)
    if getattr(gift, side.share) == "full":
        return _figure(context, gift.source_id, gift.on - _DAY, side)
    return None
