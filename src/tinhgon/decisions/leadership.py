"""How many deputies and how many people the bodies have whose places a decision touches: what the law is asked of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhgon.basis.findings import Finding
from tinhgon.basis.text import joined
from tinhgon.decisions.law_answers import answers, table
from tinhgon.ledger.checks import Context
from tinhgon.registers.establishment.positions import positions
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.staff.things import ASSIGNMENT
from tinhgon.registers.staff.view import Staffed

RULES_OF_BODIES = ("rule_of_deputies", "rule_of_deputies_together", "rule_of_size")
"""Tables of the law that name the rule for a kind of body: by kind, by kind and superior, or kind and structure."""
_OPENINGS = ("open_books", "take_up")
_DIVISION_DEPUTY = "division_deputy"
"""How the codes of a phòng's deputies end; where its places stand at the sở itself they are not deputies of the sở."""

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
         AND (a.kind = 'substantive' OR a.until IS NULL OR a.until >= %(on)s::date)
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


def led(context: Context) -> tuple[Led, ...]:
    """The bodies whose posts or holders the decision touches, as a view of the context.

    An opening makes nothing anew and is not asked.
    """
    document = context.book.document
    if all(effect.kind.startswith(_OPENINGS) for effect in document.effects):
        return ()
    if not context.touched(POST) and not context.touched(ASSIGNMENT):
        return ()
    on = document.operates_from or document.effective_on
    kinds = sorted({key.partition(".")[0] for name in RULES_OF_BODIES for key in table("deputies", name, on)})
    units = [row[0] for row in context.rows(_UNITS, posts=context.view(Staffed).posts)] if kinds else []
    found = context.rows(_ABOVE, units=units, on=on, kinds=kinds) if units else []
    return tuple(_counted(context, found, on, kinds)) if found else ()


def _counted(context: Context, found: Iterable[tuple[Any, ...]], on: date, asked_kinds: list[str]) -> Iterator[Led]:
    parents = {row[5] for row in found if row[5]} | {row[0] for row in found}
    beside: Mapping[tuple[int, str], list[int]] = {
        (parent, kind): ids
        for parent, kind, ids in context.rows(_BESIDE, parents=sorted(parents), on=on, kinds=asked_kinds)
    }
    kinds = {row[0]: row[1] for row in found} | {one: kind for (_, kind), ids in beside.items() for one in ids}
    asked = {
        "units": sorted(kinds), "divisions": [one for one, kind in kinds.items() if kind == "phòng"],
        "of_divisions": [code for code in positions() if code.endswith(_DIVISION_DEPUTY)], "on": on,
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


def rule_for(body: Led, name: str) -> str | None:
    """The rule that a table of the law names for a body on its day."""
    rules = table("deputies", name, body.on)
    return rules.get(f"{body.kind}.{body.above}") or rules.get(f"{body.kind}.{body.structure}") or rules.get(body.kind)


@dataclass(frozen=True)
class Missed:
    """The cases in which a body misses the figure of a rule, of all that may be."""

    figures: Mapping[str, int]
    in_every_case: bool
    cite: str

    def finding(self, body: Led, found: int, *, code: str, message: str) -> Finding:
        """A warning where it is missed in every case, else information with the cases."""
        limits = sorted(set(self.figures.values()))
        return Finding(
            severity="warning" if self.in_every_case else "info",
            code=code,
            message=message,
            data={
                "unit": body.told, "on": body.on, "found": found, "above": f"{body.above} ({body.above_code or '–'})",
                "limit": " – ".join(map(str, limits)) if len(limits) < 3 else f"{limits[0]} – {limits[-1]}",
                "where": "" if self.in_every_case else f" nếu là {joined(list(self.figures))}",
            },
            units=(body.unit_id,),
            citation=self.cite,
        )  # fmt: skip


def missed(
    rule_id: str, body: Led, cases: Mapping[str, Mapping[str, Any]], found: int, *, is_least: bool = False
) -> Missed | None:
    """Where so many are too many, or too few; None where the rule is kept in every case or not in force."""
    answered = answers(rule_id, body.on, list(cases.values())) if cases else None
    if answered is None:
        return None
    limits, cite = answered
    bad = {
        where: limit
        for where, limit in zip(cases, limits, strict=True)
        if limit is not None and (found < limit if is_least else found > limit)
    }
    return Missed(bad, len(bad) == len(cases), cite) if bad else None
