"""People on a day: who is where, the states of a file, and names, which are read only by somebody and for a purpose.

Rows carry no name. `identities` gives names and numbers in plain text, and writes down who read whose and why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.rows import literal
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.read_names import ReadNames
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.payloads import IDENTITY
from tinhgon.registers.staff.queries.order import PLACES_FIRST
from tinhgon.registers.units.queries.units import below


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A state of a personal file, without what is sealed."""

    id: int
    code: str
    birth_year: int | None
    birth_month: int | None
    sex: str | None
    ethnicity: str | None
    education: str | None
    professional: str | None
    theory: str | None
    state_management: str | None
    languages: str
    party_admitted_on: date | None
    party_official_on: date | None
    recruited_on: date | None
    pay_rank: str | None
    pay_scale: str | None
    pay_step: int | None
    coefficient: Decimal | None
    coefficient_from: date | None
    status: str
    synthetic: bool
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A state of an assignment, with its post and unit as of the day asked, or of its first day. `until` is the day up
    to which it was given, `ended_on` the day from which it no longer holds."""

    id: int
    person_id: int
    kind: str
    share: Decimal
    away: bool
    until: date | None
    since: date
    ended_on: date | None
    post_id: int | None
    number: str | None
    title: str | None
    category: str | None
    unit_id: int | None
    unit_kind: str | None
    unit_name: str | None

    @property
    def unit(self) -> str:
        return f"{self.unit_kind} {self.unit_name}" if self.unit_name else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read a personal file, when, and for what purpose."""

    read_at: datetime
    who: str
    purpose: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPeople:
    """Which people a list shows. `person_ids`: only these; `code` how the file code begins; `under` a unit in which, or
    below which, they are placed; `categories` of the post of their main place; `working`: only those who are; `after` a
    file code in the order of the list."""

    under: int | None = None
    categories: frozenset[str] | None = None
    person_ids: Collection[int] | None = None
    code: str = ""
    working: bool = True
    after: str = ""


_COLUMNS = ", ".join(f"v.{field.name}" for field in fields(PersonRow)[1:-2])


def person_id_of(as_of: AsOf, code: str) -> int | None:
    """The person who has, had or will have this file code."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.person_id FROM person_version v WHERE v.code = %s AND {knowledge(as_of).condition("v")}
                ORDER BY v.valid @> %s::date DESC, lower(v.valid) DESC LIMIT 1""",
            [code, as_of.on],
        )
        row = cursor.fetchone()
    return None if row is None else row[0]


def person_states(as_of: AsOf, person_id: int) -> list[PersonRow]:
    """The states of a file, oldest first; those to come are among them."""
    return _persons(f"v.person_id = %s AND {knowledge(as_of).condition('v')} ORDER BY lower(v.valid)", [person_id])


def _persons(condition: str, arguments: list[Any]) -> list[PersonRow]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.person_id, {_COLUMNS}, lower(v.valid), upper(v.valid) FROM person_version v
                WHERE {condition}""",
            arguments,
        )
        return [PersonRow(*row) for row in cursor.fetchall()]


# -- lists ------------------------------------------------------------------------------------------------------------


def count_people(as_of: AsOf, wanted: WantedPeople) -> int:
    """How many people fit."""
    condition, arguments = _wanted(as_of, wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM person_version v WHERE {condition}", arguments)
        count: int = cursor.fetchone()[0]
    return count


def people(as_of: AsOf, wanted: WantedPeople, *, limit: int, offset: int = 0) -> list[PersonRow]:
    """One page of the people who fit, by file code."""
    condition, arguments = _wanted(as_of, wanted)
    order = f'ORDER BY v.code COLLATE "C", v.person_id LIMIT {int(limit)} OFFSET {int(offset)}'
    return _persons(f"{condition} {order}", arguments)


def _wanted(as_of: AsOf, wanted: WantedPeople) -> tuple[str, list[Any]]:
    known = knowledge(as_of)
    conditions, arguments = [f"v.valid @> %s::date AND {known.condition('v')}"], [as_of.on]
    more: list[Any] = []
    if wanted.working:
        conditions.append("v.status = 'working'")
    if wanted.person_ids is not None:
        conditions.append("v.person_id = ANY(%s)")
        more.append(list(wanted.person_ids))
    if wanted.code:
        conditions.append("v.code ILIKE %s")
        more.append(f"{literal(wanted.code)}%")
    if wanted.after:
        conditions.append('v.code COLLATE "C" > %s')
        more.append(wanted.after)
    if wanted.under is not None or wanted.categories is not None:
        condition, placed = _placed(as_of, wanted)
        conditions.append(condition)
        more += placed
    return " AND ".join(conditions), [*arguments, *more]


def _placed(as_of: AsOf, wanted: WantedPeople) -> tuple[str, list[Any]]:
    """Where people are: at a post of the units, or directly at one of them where no category is asked for."""
    known = knowledge(as_of)
    units = None if wanted.under is None else [wanted.under, *below(as_of, wanted.under)]
    conditions, arguments = [f"a.valid @> %s::date AND {known.condition('a')}"], [as_of.on, as_of.on]
    more: list[Any] = []
    if units is not None:
        conditions.append("p.unit_id = ANY(%s)")
        more.append(units)
    if wanted.categories is not None:
        conditions.append("a.kind = 'substantive' AND p.category = ANY(%s)")
        more.append(sorted(wanted.categories))
    at_posts = f"""SELECT a.person_id FROM assignment_version a JOIN post_version p ON p.post_id = a.post_id
        AND p.valid @> %s::date AND {known.condition("p")} WHERE {" AND ".join(conditions)}"""
    if wanted.categories is not None or units is None:
        return f"v.person_id IN ({at_posts})", [*arguments, *more]
    directly = f"""SELECT a.person_id FROM assignment_version a
        WHERE a.unit_id = ANY(%s) AND a.valid @> %s::date AND {known.condition("a")}"""
    return f"v.person_id IN ({at_posts} UNION ALL {directly})", [*arguments, *more, units, as_of.on]


# -- places -----------------------------------------------------------------------------------------------------------


def places_on(as_of: AsOf, person_ids: Iterable[int]) -> dict[int, list[PlaceRow]]:
    """For each of these people the places of the day, the substantive one first."""
    found: dict[int, list[PlaceRow]] = {}
    condition, order = "a.person_id = ANY(%s) AND a.valid @> %s::date", f"a.person_id, {PLACES_FIRST}, a.assignment_id"
    for row in _places(as_of, condition, [list(person_ids), as_of.on], on="%s::date", days=[as_of.on] * 2, order=order):
        found.setdefault(row.person_id, []).append(row)
    return found


def places_of(as_of: AsOf, person_id: int) -> list[PlaceRow]:
    """All places a person had, has and will have, the latest first; post and unit as of the first day of each."""
    order = f"lower(a.valid) DESC, {PLACES_FIRST}, a.assignment_id"
    return _places(as_of, "a.person_id = %s", [person_id], on="lower(a.valid)", days=[], order=order)


def _places(
    as_of: AsOf, condition: str, arguments: list[Any], *, on: str, days: list[Any], order: str
) -> list[PlaceRow]:  # fmt: skip
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT a.assignment_id, a.person_id, a.kind, a.share, a.away, a.until, lower(a.valid), upper(a.valid),
                       a.post_id, p.number, p.title, p.category, coalesce(p.unit_id, a.unit_id), u.kind, u.name
                FROM assignment_version a
                LEFT JOIN post_version p ON p.post_id = a.post_id AND p.valid @> {on} AND {known.condition("p")}
                LEFT JOIN unit_version u ON u.unit_id = coalesce(p.unit_id, a.unit_id) AND u.valid @> {on}
                  AND {known.condition("u")}
                WHERE {known.condition("a")} AND {condition} ORDER BY {order}""",
            [*days, *arguments],
        )
        return [PlaceRow(*row) for row in cursor.fetchall()]


# -- names ------------------------------------------------------------------------------------------------------------


def identities(
    as_of: AsOf, person_ids: Sequence[int], *, by: Actor, what: str, only: Sequence[str] = IDENTITY
) -> dict[int, dict[str, str | None]]:
    """Names and numbers in plain text on the day, of people who are in the books then. The reading is written down.

    A person whose key was destroyed has nothing but None. Raises ValueError without a reader or a purpose.
    """
    if not (by.is_somebody and by.purpose):
        raise ValueError("an identity is read by somebody and for a purpose")
    if not person_ids:
        return {}
    columns = tuple(name for name in IDENTITY if name in only)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT person_id, {", ".join(columns)} FROM person_version v
                WHERE person_id = ANY(%s) AND valid @> %s::date AND {knowledge(as_of).condition("v")}""",
            [list(person_ids), as_of.on],
        )
        sealed = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in cursor.fetchall()}
    if sealed:
        readings.note(ReadNames(what=what, persons=tuple(sorted(sealed))), by=by)
    return sealing.unseal(sealed)


def names(as_of: AsOf, person_ids: Sequence[int], *, by: Actor, what: str) -> dict[int, str]:
    """Names alone, for lists; whoever has none that can be read is missing. The reading is written down."""
    found = identities(as_of, person_ids, by=by, what=what, only=("name",))
    return {person_id: name for person_id, one in found.items() if (name := one["name"])}


def readings_of(person_id: int, *, limit: int) -> list[Reading]:
    """Who read this file, the latest first."""
    return [
        Reading(one.read_at, one.actor.name, one.actor.purpose, str(one.payload.get("what", "")))
        for one in readings.readings_of(person_id, limit=limit)
    ]
