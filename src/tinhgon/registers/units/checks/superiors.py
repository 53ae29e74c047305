"""No unit is left under a superior that does not exist, on any day; nobody is above himself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context, first_day_outside
from tinhgon.registers.units.things import UNIT
from tinhgon.registers.units.view import UnitView

# The units concerned and all that is directly under them: two indexes rather than one OR.
_PLACED = """
SELECT unit_id, parent_id, lower(valid), upper(valid), level FROM unit_version
WHERE unit_id = ANY(%(units)s) AND parent_id IS NOT NULL AND upper_inf(recorded)
UNION
SELECT unit_id, parent_id, lower(valid), upper(valid), level FROM unit_version
WHERE parent_id = ANY(%(units)s) AND upper_inf(recorded)
ORDER BY 1, 3"""

_CYCLES = """
WITH RECURSIVE up(start, id, valid, depth) AS (
  SELECT unit_id, parent_id, valid, 1 FROM unit_version
  WHERE unit_id = ANY(%(moved)s) AND upper_inf(recorded) AND parent_id IS NOT NULL
  UNION ALL
  SELECT up.start, v.parent_id, up.valid * v.valid, depth + 1 FROM up
  JOIN unit_version v ON v.unit_id = up.id AND upper_inf(v.recorded) AND v.valid && up.valid
  WHERE v.parent_id IS NOT NULL AND up.id <> up.start AND depth < 12)
SELECT up.start, min(lower(up.valid)), (SELECT v.kind || ' ' || v.name FROM unit_version v
        WHERE v.unit_id = up.start AND upper_inf(v.recorded) ORDER BY v.valid DESC LIMIT 1)
FROM up WHERE up.id = up.start GROUP BY up.start ORDER BY up.start"""


def check(context: Context) -> Iterator[Finding]:
    """Units whose superior has ended, and circles of superiors, on any day from the books' beginning on."""
    view = context.view(UnitView)
    circles = list(_circles(context))
    yield from circles
    placed = context.rows(_PLACED, units=view.units)
    context.book.postings.load({row[1] for row in placed})
    for unit_id, parent_id, since, until, level in placed:
        left = first_day_outside(since, until, view.states(parent_id))
        if left is None:
            if not circles:  # in a circle somebody is always too high
                yield from _above_its_superior(context, (unit_id, parent_id), since, until, level)
            continue
        yield Finding(
            severity="error",
            code="left_under_ended_unit",
            message=gettext_noop(
                "Từ ngày {since}, {unit} vẫn trực thuộc {parent} đã kết thúc; "
                "thêm điều khoản chuyển hoặc kết thúc đơn vị này."
            ),
            data={
                "unit": view.told(unit_id, left),
                "parent": view.told(parent_id, since),
                "since": left,
            },
            clause=context.clauses.get(parent_id, context.clauses.get(unit_id, "")),
            units=(unit_id, parent_id),
        )


def _circles(context: Context) -> Iterator[Finding]:
    postings = context.book.postings
    # An opening alone makes no circle: the superior was there before. Entries that fall or come back may.
    moved = {
        p.entry.thing_id
        for p in postings.posted
        if p.thing == UNIT.name and "parent" in p.entry.changes and "exists" not in p.entry.changes
    }
    moved |= {unit_id for unit_id in context.view(UnitView).units if postings.flips and unit_id in postings.touched}
    for unit_id, since, unit in context.rows(_CYCLES, moved=sorted(moved)) if moved else ():
        yield Finding(
            severity="error",
            code="parent_cycle_in_time",
            message=gettext_noop(
                "Từ ngày {since}, {unit} nằm dưới chính nó qua các đơn "
                "vị cấp trên; sửa đơn vị cấp trên trong điều khoản."
            ),
            data={"unit": unit, "since": since},
            clause=context.clauses.get(unit_id, ""),
            units=(unit_id,),
        )


def _above_its_superior(
    context: Context, pair: tuple[int, int], since: date, until: date | None, level: int
) -> Iterator[Finding]:
    """A superior moved in the past may come to stand no higher than what was put under it later."""
    view = context.view(UnitView)
    unit_id, parent_id = pair
    for state in view.states(parent_id):
        overlaps = (until is None or state.since < until) and (state.until is None or since < state.until)
        if overlaps and level <= int(state.fields["level"]):
            day = max(since, state.since)
            yield Finding(
                severity="error",
                code="level_above_superior",
                message=gettext_noop(
                    "Từ ngày {since}, {unit} ở cấp {level}, không thấp hơn {parent} (cấp {above}) là cấp trên của nó; "
                    "thêm điều khoản chuyển đơn vị này cùng lúc."
                ),
                data={
                    "unit": view.told(unit_id, day), "parent": view.told(parent_id, day), "since": day,
                    "level": level, "above": state.fields["level"],
                },
                clause=context.clauses.get(unit_id, context.clauses.get(parent_id, "")),
                units=pair,
            )  # fmt: skip
            return
