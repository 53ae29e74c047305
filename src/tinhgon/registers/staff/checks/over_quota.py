"""More people than the establishment has room for: told or refused, as the house has set it (rule over_quota)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding, Severity
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.checks import Context
from tinhgon.registers.establishment.labels import COUNTED
from tinhgon.registers.establishment.payloads import ESTABLISHMENT
from tinhgon.registers.establishment.things import POST, QUOTA
from tinhgon.registers.house.queries import rule_on
from tinhgon.registers.house.rules import OVER_QUOTA
from tinhgon.registers.staff.things import ASSIGNMENT
from tinhgon.registers.staff.view import Staffed
from tinhgon.registers.units.view import UnitView

Line = tuple[int, str, str, str]
"""unit, category, bloc, funding"""

_UNITS = "SELECT DISTINCT unit_id FROM post_version WHERE post_id = ANY(%(posts)s)"
# Two questions instead of a join: tables just filled have no statistics, and a join of them is planned as if empty.
# Bounds are compared one by one: the index of ranges does not fit them, and without statistics it would be taken.
_THEN = """lower(valid) <= %(on)s AND coalesce(upper(valid), 'infinity') > %(on)s
  AND lower(recorded) <= %(known)s AND (upper_inf(recorded) OR upper(recorded) > %(known)s)"""
_POSTS = f"""
SELECT post_id, unit_id, category, bloc, funding FROM post_version WHERE unit_id = ANY(%(units)s) AND {_THEN}"""
_HOLDING = f"""
SELECT post_id, count(*) FROM assignment_version
WHERE post_id = ANY(%(posts)s) AND kind = 'substantive' AND {_THEN} GROUP BY 1"""
_HELD = f"""
SELECT unit_id, category, bloc, funding, sum(amount)::int FROM quota_version
WHERE unit_id = ANY(%(units)s) AND account = 'held' AND layer IN ('official', 'surplus') AND {_THEN}
GROUP BY 1, 2, 3, 4"""
_SEVERITIES: Mapping[str, Severity] = {"warn": "warning", "block": "error"}


def check(context: Context) -> Iterator[Finding]:
    """On the days on which this decision takes effect: lines over their limit that it has brought, or raised, there."""
    severity = _SEVERITIES.get(rule_on(OVER_QUOTA, context.book.document.signed_on))
    if severity is None:
        return
    units = _units(context)
    for on in _days(context) if units else ():
        held = _held(context, units, on, context.ordinal)
        lines = {(line[0], line[1]) for line in held}
        with_lines = sorted({unit_id for unit_id, _ in lines})
        if not with_lines:
            continue
        present = _present(context, with_lines, on, context.ordinal)
        over = {line: count - held.get(line, 0) for line, count in present.items() if count > held.get(line, 0)}
        over = {line: by for line, by in over.items() if line[1] in ESTABLISHMENT or (line[0], line[1]) in lines}
        if not over:
            continue
        units_over = sorted({line[0] for line in over})
        was_held = _held(context, units_over, on, context.ordinal - 1)
        was_present = _present(context, units_over, on, context.ordinal - 1)
        for line, by in sorted(over.items()):
            if by > max(0, was_present.get(line, 0) - was_held.get(line, 0)):
                yield _finding(context, severity, line, on, (present[line], held.get(line, 0)))


def _units(context: Context) -> list[int]:
    staffed = context.view(Staffed)
    postings, found = context.book.postings, set[int]()
    if staffed.posts:
        found = {row[0] for row in context.rows(_UNITS, posts=staffed.posts)}
    for thing_id in context.touched(QUOTA):
        found |= {entry.changes["unit"] for entry in postings.things[thing_id].entries if "unit" in entry.changes}
    return sorted(found)


def _days(context: Context) -> list[date]:
    """Days on which entries begin to hold; that a leg ends by itself some day is not what this decision is about."""
    postings = context.book.postings
    days = postings.spool.days[POST.name] | postings.spool.days[ASSIGNMENT.name]
    for thing, entry in ((posted.thing, posted.entry) for posted in postings.posted):
        if thing in (POST.name, ASSIGNMENT.name) or (thing == QUOTA.name and "amount" in entry.changes):
            days.add(entry.effective_on)
    for kind in (POST, ASSIGNMENT, QUOTA):
        for thing_id in context.touched(kind) if postings.flips else ():
            for entry in postings.things[thing_id].entries if thing_id in postings.things else ():
                if entry.id in postings.flips and (kind is not QUOTA or "amount" in entry.changes):
                    days.add(entry.effective_on)
    return sorted(days)


def _held(context: Context, units: list[int], on: date, known: int) -> dict[Line, int]:
    rows = context.rows(_HELD, units=units, on=on, known=known)
    return {(unit, category, bloc, funding): count for unit, category, bloc, funding, count in rows}


def _present(context: Context, units: list[int], on: date, known: int) -> dict[Line, int]:
    """Who is there at a main place, by the line of the post."""
    posts: dict[int, Line] = {row[0]: row[1:] for row in context.rows(_POSTS, units=units, on=on, known=known)}
    found: Counter[Line] = Counter()
    for post_id, count in context.rows(_HOLDING, posts=list(posts), on=on, known=known):
        found[posts[post_id]] += count
    return found


def _finding(context: Context, severity: Severity, line: Line, on: date, counts: tuple[int, int]) -> Finding:
    unit_id, category, *_ = line
    present, held = counts
    context.book.postings.load([unit_id])
    return Finding(
        severity=severity,
        code="over_quota",
        message=gettext_noop(
            "{unit}, ngày {on}: có mặt {present} {line}, vượt {over} so với {held} được giao kể cả dôi dư; "
            "giao thêm biên chế (allocate_quota, release_reserve) hoặc bố trí người ở đơn vị khác."
        ),
        data={
            "unit": context.view(UnitView).told(unit_id, on), "on": on, "present": vietnamese_number(present),
            "held": vietnamese_number(held), "over": vietnamese_number(present - held),
            "line": COUNTED[category],  # type: ignore[index]
        },
        clause=context.clauses.get(unit_id, ""),
        units=(unit_id,),
    )  # fmt: skip
