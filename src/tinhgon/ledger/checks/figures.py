"""Figures: the area and population of a unit made from whole units are the sums of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import state_on
from tinhgon.ledger.things import SUCCESSION, UNIT

TOLERANCE = Decimal("0.005")
"""Half a per cent: rounding of the published figures of many parts; more is a finding."""

_DAY = timedelta(days=1)
_SIDES = (("area_km2", "area_share", "diện tích", "km²"), ("population", "population_share", "dân số", "người"))


def check(context: Context) -> Iterator[Finding]:
    """Units opened by this decision from whole units whose figures are all known."""
    posted = context.book.journal.posted
    opened = {
        (p.entry.thing_id, p.entry.effective_on)
        for p in posted
        if p.thing == UNIT.name and p.entry.changes.get("exists")
    }
    gifts: dict[tuple[int, date], list[Mapping[str, Any]]] = defaultdict(list)
    for p in posted:
        if p.thing == SUCCESSION.name:
            gifts[p.entry.changes["target"], p.entry.effective_on].append(p.entry.changes)
    for unit_id, on in sorted(opened & gifts.keys()):
        for side in _SIDES:
            yield from _compare(context, unit_id, on, gifts[unit_id, on], side)


def _compare(
    context: Context, unit_id: int, on: date, gifts: list[Mapping[str, Any]], figure: tuple[str, str, str, str]
) -> Iterator[Finding]:
    """One figure of a new unit against the sum of its sources, when all gave the whole of it."""
    key, share, side, word = figure
    stated = _figure(context, unit_id, on, key)
    parts = [_figure(context, gift["source"], on - _DAY, key) for gift in gifts if gift[share] == "full"]
    known = [part for part in parts if part is not None]
    if stated is None or len(known) != len(gifts):
        return
    total = sum((Decimal(part["value"]) for part in known), Decimal(0))
    value = Decimal(stated["value"])
    if abs(value - total) <= TOLERANCE * max(value, Decimal(1)):
        return
    sure = stated["verified"] and all(part["verified"] for part in known)
    places = 2 if key == "area_km2" else 0
    yield Finding(
        severity="error" if sure else "warning",
        code="figures_do_not_add_up",
        message=gettext_noop(
            "{unit}: {side} ghi {stated} {word}, các đơn vị nhập lại cộng được {total} {word}; kiểm tra nguồn số liệu."
        ),
        data={
            "unit": context.told(unit_id, on), "side": side, "word": word,
            "stated": vietnamese_number(value, places), "total": vietnamese_number(total, places),
        },
        clause=context.clauses.get(unit_id, ""),
        units=(unit_id,),
    )  # fmt: skip


def _figure(context: Context, unit_id: int, on: date, key: str) -> Mapping[str, Any] | None:
    state = state_on(context.states(unit_id), on)
    return None if state is None else state.fields.get(key)
