"""Units before and after a decision, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext

from tinhgon.registers.units.queries import UnitRow, named_on
from tinhgon.registers.units.queries.origins import touched
from tinhgon.web import words

Figure = Decimal | int | None
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pair:
    """A unit on the eve and on the day; `same` when only what `note` says has changed."""

    unit_id: int
    code: str
    on: date
    eve: date
    before: str
    after: str
    same: bool
    note: str
    shown_on: date


def pairs_of(
    ordinal: int, *, place: int | None, limit: int, offset: int, recorded_at: datetime
) -> tuple[Pair, ...]:  # fmt: skip
    """One page of the units a decision touched, as known right after it."""
    found = touched(ordinal, place=place, limit=limit, offset=offset)
    by_day: dict[date, list[int]] = {}
    for unit_id, on in found:
        by_day.setdefault(on, []).append(unit_id)
    eves = named_on({on - _DAY: unit_ids for on, unit_ids in by_day.items()}, recorded_at)
    days = named_on(by_day, recorded_at)
    return tuple(pair(unit_id, on, eves.get((unit_id, on - _DAY)), days.get((unit_id, on))) for unit_id, on in found)


def pair(unit_id: int, on: date, before: UnitRow | None, after: UnitRow | None) -> Pair:
    """Words for the two states of a unit."""
    told_before, told_after = (told(state) if state else "" for state in (before, after))
    known = after or before
    return Pair(
        unit_id=unit_id,
        code=(known.code if known else None) or "",
        on=on,
        eve=on - _DAY,
        before=told_before,
        after=told_after,
        same=bool(told_before) and told_before == told_after,
        note=_note(before, after) if before and after else "",
        shown_on=on if after else on - _DAY,
    )


def told(state: UnitRow) -> str:
    """'Phường Cái Khế, quận Ninh Kiều'."""
    return ", ".join(part for part in (state.full_name, state.superior) if part)


def _note(before: UnitRow, after: UnitRow) -> str:
    figures = {field: (getattr(before, field), getattr(after, field)) for field in words.FIELDS}
    return changed((before.code, after.code), figures)


def changed(codes: tuple[str | None, str | None], figures: Mapping[str, tuple[Figure, Figure]]) -> str:
    """'mã 31120 thành 31117; dân số chưa ghi → 9.153': what differs between two states, but for names."""
    parts = []
    if codes[0] != codes[1]:
        parts.append(gettext("mã %(before)s thành %(after)s") % {"before": codes[0], "after": codes[1]})
    for field, (old, new) in figures.items():
        if old != new:
            shown = [gettext("chưa ghi") if value is None else words.number(value) for value in (old, new)]
            parts.append(f"{str(words.FIELDS[field]).lower()} {shown[0]} → {shown[1]}")
    return "; ".join(parts)
