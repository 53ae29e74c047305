"""Figures that clauses carry on from the one before: they must still follow when an earlier one has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import Entry
from tinhgon.registers.units.checks.figures import SIDES, Side
from tinhgon.registers.units.things import UNIT
from tinhgon.registers.units.view import UnitView

_SOURCES = """
SELECT d.number, e.clause FROM entry n JOIN effect e ON e.id = n.effect_id JOIN decision d ON d.ordinal = n.ordinal
WHERE n.id = %(entry)s"""


def check(context: Context) -> Iterator[Finding]:
    """A boundary moved in the past leaves later figures as they were resolved then: that is said, never repaired."""
    view = context.view(UnitView)
    postings = context.book.postings
    for unit_id in view.units:
        thing = postings.things.get(unit_id)
        if thing is None or thing.kind is not UNIT or unit_id not in view.changed_from:
            continue
        entries = sorted(thing.standing_entries(), key=lambda entry: (entry.effective_on, entry.id))
        for side in SIDES:
            for entry, wanted in _astray(entries, side):
                if entry.effective_on >= view.changed_from[unit_id]:
                    yield _finding(context, unit_id, entry, wanted, side)
    yield from _taken_over(context)


def _taken_over(context: Context) -> Iterator[Finding]:
    """Units that took over all that another had: had it then what it is now known to have had?"""
    view = context.view(UnitView)
    things = context.book.postings.things
    for gift in view.successions:
        if view.changed_from.get(gift.source_id, date.max) > gift.on:
            continue
        source = sorted(things[gift.source_id].standing_entries(), key=lambda entry: (entry.effective_on, entry.id))
        for entry in things[gift.target_id].standing_entries():
            for side in SIDES:
                figure = entry.changes.get(side.key) or {}
                if entry.effective_on != gift.on or figure.get("all_of") != gift.source_id:
                    continue
                had = _had_before(source, entry, side)
                if had is not None and Decimal(had["value"]) != Decimal(figure["carried"]):
                    wanted = Decimal(figure["value"]) - Decimal(figure["carried"]) + Decimal(had["value"])
                    yield _finding(context, gift.target_id, entry, wanted, side)


def _had_before(source: list[Entry], entry: Entry, side: Side) -> dict[str, Any] | None:
    """The figure of a unit just before it was carried away, apart from the entry that carries it away."""
    for earlier in reversed(source):
        if side.key in earlier.changes and (earlier.effective_on, earlier.id) < (entry.effective_on, entry.id):
            figure: dict[str, Any] | None = earlier.changes[side.key]
            if figure is None or figure.get("all_of") != earlier.thing_id:
                return figure
    return None


def _astray(entries: list[Entry], side: Side) -> Iterator[tuple[Entry, Decimal]]:
    """The last carried entry of each day on which the carried figure does not follow, and what would."""
    follows: Decimal | None = None
    last: Entry | None = None
    day: date | None = None
    for entry in [*entries, None]:
        if last is not None and (entry is None or entry.effective_on != day):
            stated = Decimal(last.changes[side.key]["value"])
            if "carried" in last.changes[side.key] and follows is not None and stated != follows:
                yield last, follows
            follows, last = stated, None
        if entry is None or side.key not in entry.changes:
            continue
        day, figure = entry.effective_on, entry.changes[side.key]
        if figure is None:
            follows, last = None, None
            continue
        follows = _next(follows, figure)
        last = entry


def _next(before: Decimal | None, figure: dict[str, Any]) -> Decimal | None:
    if "carried" not in figure:
        return Decimal(figure["value"])
    return None if before is None else before + Decimal(figure["carried"])


def _finding(context: Context, unit_id: int, entry: Entry, wanted: Decimal, side: Side) -> Finding:
    number, clause = context.rows(_SOURCES, entry=entry.id)[0]
    figure = entry.changes[side.key]
    return Finding(
        severity="error" if figure["verified"] else "warning",
        code="figure_no_longer_follows",
        message=gettext_noop(
            "{clause} của {number} ghi {unit} ngày {on} có {side} {stated} {word}, nhưng theo số liệu trước đó nay "
            "phải là {wanted} {word}; đính chính số liệu ngày đó cùng lúc."
        ),
        data={
            "clause": clause, "number": number, "unit": context.view(UnitView).told(unit_id, entry.effective_on),
            "on": entry.effective_on, "side": side.name, "word": side.word,
            "stated": side.told(Decimal(figure["value"])), "wanted": side.told(wanted),
        },
        clause=context.clauses.get(unit_id, ""),
        units=(unit_id,),
    )  # fmt: skip
