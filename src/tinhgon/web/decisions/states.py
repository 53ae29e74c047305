"""Units before and after a decision, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tinhgon.registers.units.queries import UnitRow, named_on
from tinhgon.registers.units.queries.origins import touched
from tinhgon.web.kit import words
from tinhgon.web.kit.changes import changed

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
