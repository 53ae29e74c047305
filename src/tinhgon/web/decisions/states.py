"""Units before and after a decision, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries import UnitRow, named
from tinhgon.ledger.queries.origins import touched
from tinhgon.web import words

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
    states: dict[tuple[int, date], UnitRow] = {}
    for on, unit_ids in by_day.items():
        for day in (on - _DAY, on):
            rows = named(AsOf(day, recorded_at), unit_ids)
            states.update({(unit_id, day): unit for unit_id, unit in rows.items()})
    return tuple(
        pair(unit_id, on, states.get((unit_id, on - _DAY)), states.get((unit_id, on))) for unit_id, on in found
    )


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
    parent = f", {state.parent_kind} {state.parent_name}" if state.parent_name else ""
    return f"{state.full_name}{parent}"


def _note(before: UnitRow, after: UnitRow) -> str:
    parts = []
    if before.code != after.code:
        parts.append(gettext("mã %(before)s thành %(after)s") % {"before": before.code, "after": after.code})
    for field, word in words.FIELDS.items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            shown = [gettext("chưa ghi") if value is None else words.number(value) for value in (old, new)]
            parts.append(f"{str(word).lower()} {shown[0]} → {shown[1]}")
    return "; ".join(parts)
