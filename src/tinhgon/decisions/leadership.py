"""How many deputies and how many people the bodies have whose places a decision touches: what the law is asked of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhgon.ledger.book import Book
from tinhgon.ledger.checks import Context
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.staff.things import ASSIGNMENT
from tinhgon.registers.staff.view import Staffed

DISTRICTS = ("huyện", "quận", "thị xã", "thành phố")
COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")
_KINDS = ("sở", "phòng", "chi cục", "văn phòng", "trung tâm")
_OPENINGS = ("open_books", "take_up")
_OF_DIVISIONS = ("division_deputy", "district_division_deputy", "commune_division_deputy", "service_division_deputy")
"""Deputies of a phòng; where its places stand at the sở itself they are not deputies of the sở."""

_UNITS = "SELECT DISTINCT unit_id FROM post_version WHERE post_id = ANY(%(posts)s)"
_ABOVE = """
SELECT u.unit_id, lower(u.kind), u.name, u.code, u.structure, u.parent_id, a.kind, a.code
FROM unit_version u
LEFT JOIN unit_version a ON a.unit_id = u.parent_id AND a.valid @> %(on)s::date AND upper_inf(a.recorded)
WHERE u.unit_id = ANY(%(units)s) AND lower(u.kind) = ANY(%(kinds)s) AND u.valid @> %(on)s::date
  AND upper_inf(u.recorded) ORDER BY u.unit_id"""
_BESIDE = """
SELECT parent_id, lower(kind), array_agg(unit_id) FROM unit_version
WHERE parent_id = ANY(%(parents)s) AND lower(kind) = ANY(%(kinds)s) AND structure <> 'public_service'
  AND valid @> %(on)s::date AND upper_inf(recorded) GROUP BY 1, 2"""
# Bounds compared one by one, as in checks/over_quota.py.
_COUNTS = """
SELECT p.unit_id, count(DISTINCT a.person_id) FILTER (WHERE p.rank = 'deputy' AND a.kind <> 'seconded'
         AND (p.position <> ALL(%(of_divisions)s) OR p.unit_id = ANY(%(divisions)s))),
       count(DISTINCT a.person_id) FILTER (WHERE a.kind = 'substantive')
FROM post_version p JOIN assignment_version a ON a.post_id = p.post_id
WHERE p.unit_id = ANY(%(units)s)
  AND lower(p.valid) <= %(on)s AND coalesce(upper(p.valid), 'infinity') > %(on)s
  AND lower(p.recorded) <= %(known)s AND (upper_inf(p.recorded) OR upper(p.recorded) > %(known)s)
  AND lower(a.valid) <= %(on)s AND coalesce(upper(a.valid), 'infinity') > %(on)s
  AND lower(a.recorded) <= %(known)s AND (upper_inf(a.recorded) OR upper(a.recorded) > %(known)s)
GROUP BY 1"""


@dataclass(frozen=True)
class Count:
    """Of a body, or of several together: bodies, deputies and staff, as known before the decision and after it."""

    bodies: int
    was_deputies: int
    deputies: int
    was_staff: int
    staff: int

    @property
    def has_more_deputies(self) -> bool:
        return self.deputies > self.was_deputies


@dataclass(frozen=True)
class Led:
    """A body on the day on which the decision takes effect, with all of its kind under the same superior."""

    unit_id: int
    on: date
    told: str
    kind: str
    structure: str
    above: str
    above_code: str
    divisions: int
    own: Count
    together: Count


def led(book: Book, on: date) -> tuple[Led, ...]:
    """The bodies whose posts or holders the decision touches. An opening makes nothing anew and is not asked."""
    if all(effect.kind.startswith(_OPENINGS) for effect in book.document.effects):
        return ()
    context = Context(book)
    if not context.touched(POST) and not context.touched(ASSIGNMENT):
        return ()
    units = [row[0] for row in context.rows(_UNITS, posts=context.view(Staffed).posts)]
    found = context.rows(_ABOVE, units=units, on=on, kinds=list(_KINDS)) if units else []
    return tuple(_counted(context, found, on)) if found else ()


def _counted(context: Context, found: Iterable[tuple[Any, ...]], on: date) -> Iterator[Led]:
    parents = {row[5] for row in found if row[5]} | {row[0] for row in found}
    beside: Mapping[tuple[int, str], list[int]] = {
        (parent, kind): ids
        for parent, kind, ids in context.rows(_BESIDE, parents=sorted(parents), on=on, kinds=list(_KINDS))
    }
    kinds = {row[0]: row[1] for row in found} | {one: kind for (_, kind), ids in beside.items() for one in ids}
    asked = {
        "units": sorted(kinds), "divisions": [one for one, kind in kinds.items() if kind == "phòng"],
        "of_divisions": list(_OF_DIVISIONS), "on": on,
    }  # fmt: skip
    before, after = (
        {row[0]: row[1:] for row in context.rows(_COUNTS, **asked, known=known)}
        for known in (context.ordinal - 1, context.ordinal)
    )

    def count(ids: list[int]) -> Count:
        was, now = ([side.get(unit_id, (0, 0)) for unit_id in ids] for side in (before, after))
        return Count(len(ids), *(sum(row[place] for row in side) for place in (0, 1) for side in (was, now)))

    for unit_id, kind, name, code, structure, parent_id, above, above_code in found:
        yield Led(
            unit_id=unit_id,
            on=on,
            told=f"{kind} {name} ({code or '–'})",
            kind=kind,
            structure=structure,
            above=(above or "").lower(),
            above_code=above_code or "",
            divisions=len(beside.get((unit_id, "phòng"), ())),
            own=count([unit_id]),
            together=count(beside.get((parent_id, kind), [unit_id])),
        )
