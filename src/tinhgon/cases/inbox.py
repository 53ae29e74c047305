"""The work that waits for a person: every open step in which they may act now, by SQL over the derived rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.cases import house_data
from tinhgon.registers.staff.queries.files import access_of, reach_of, rights_held
from tinhgon.registers.units import queries as unit_queries

SUPERIOR = "cap-tren"
FIRST = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """One next thing to do. `for_person`: whom one stands in for; `unheld`: nobody holds the right, so it came up."""

    case: int
    seq: int
    title: str
    procedure: str
    step: str
    step_title: str
    unit_id: int
    act: str
    due: date | None
    entered_at: datetime
    for_person: int | None = None
    unheld: bool = False


def inbox(person: int, *, account: str = "", on: date, limit: int = FIRST) -> list[Waiting]:
    """What waits for the person on the day, what is due first first; one line a case and act."""
    found: dict[tuple[int, str], Waiting] = {}
    for whose in [person, *sorted(house_data.absent_of(person, on))]:
        stood = None if whose == person else whose
        for row in _own(whose, person, account, on, limit):
            found.setdefault((row[0], row[7]), replace(Waiting(*row), for_person=stood))
    for row in _come_up(person, account, on, limit):
        found.setdefault((row[0], row[7]), replace(Waiting(*row), unheld=True))
    ordered = sorted(found.values(), key=lambda one: (one.due or date.max, one.case, one.act))
    return ordered[:limit]


_ROWS = """SELECT n.case_id, n.seq, n.title, n.procedure, n.step, n.step_title, n.unit_id, s.act, n.due, n.entered_at
           FROM case_seat s JOIN case_now n USING (case_id)
           WHERE n.closed = '' AND NOT s.apart && %(hands)s::bigint[] AND NOT s.accounts && %(accounts)s::text[]
             AND NOT n.out_people && %(hands)s::bigint[] AND ({seats})
           ORDER BY n.due NULLS LAST, n.case_id, s.act LIMIT %(limit)s"""


def _rows(seats: list[str], arguments: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(seats=" OR ".join(seats)), arguments)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _own(whose: int, person: int, account: str, on: date, limit: int) -> list[tuple[Any, ...]]:
    """Seats of a person, and those of the rights that their posts give, each within its reach."""
    arguments: dict[str, Any] = {
        "hands": [whose, person], "accounts": [account] if account else [], "limit": limit, "self": f"person:{whose}",
    }  # fmt: skip
    seats = ["s.key = %(self)s"]
    for number, (code, units) in enumerate(_reach(whose, on).items()):
        seats.append(f"(s.key = %(key{number})s AND s.unit_id = ANY(%(units{number})s))")
        arguments |= {f"key{number}": f"role:{code}", f"units{number}": list(units)}
    return _rows(seats, arguments)


def _reach(person: int, on: date) -> dict[str, frozenset[int]]:
    access = access_of(AsOf(on), person)
    return {
        code: reach_of(AsOf(on), [one for one in access if one.code == code])
        for code in dict.fromkeys(one.code for one in access)
    }


def _come_up(person: int, account: str, on: date, limit: int) -> list[tuple[Any, ...]]:
    """Seats of rights that nobody holds over the unit, for whoever speaks for the superior there."""
    units = _reach(person, on).get(SUPERIOR)
    if not units:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT s.key, s.unit_id FROM case_seat s
               WHERE s.unit_id = ANY(%s) AND s.key LIKE 'role:%%'""",
            [list(units)],
        )
        asked = cursor.fetchall()
    unheld = list(_unheld(asked, on))
    if not unheld:
        return []
    arguments: dict[str, Any] = {
        "hands": [person], "accounts": [account] if account else [], "limit": limit,
        "keys": [key for key, _unit in unheld], "units": [unit for _key, unit in unheld],
    }  # fmt: skip
    return _rows(["(s.key, s.unit_id) IN (SELECT * FROM unnest(%(keys)s::text[], %(units)s::bigint[]))"], arguments)


def _unheld(asked: Iterable[tuple[str, int]], on: date) -> Iterable[tuple[str, int]]:
    held = rights_held(AsOf(on))
    above: dict[int, frozenset[int]] = {}
    for key, unit in asked:
        if unit not in above:
            above[unit] = frozenset({unit, *(row.id for row in unit_queries.ancestors(AsOf(on), unit))})
        if not any((key.removeprefix("role:"), one) in held for one in above[unit]):
            yield key, unit


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    case: int
    seq: int
    title: str
    procedure: str
    variant: str
    step: str
    step_title: str
    unit_id: int
    opened_at: datetime
    due: date | None
    closed: str


def case_rows(
    *, person: int | None = None, closed: bool = False, limit: int = FIRST, units: Collection[int] | None = None,
    not_for: int | None = None, after: int | None = None,
) -> list[CaseRow]:  # fmt: skip
    """Cases, the latest first, or those after a number in order: of those in which a person takes part where one is
    named; of these units; without those that are kept from somebody (`not_for`), as they or a relative are named
    there."""
    conditions = ["true" if closed else "closed = ''"]
    arguments: list[Any] = []
    if person is not None:
        seated = "EXISTS (SELECT FROM case_seat s WHERE s.case_id = n.case_id AND s.key = %s)"
        conditions.append(f"(people @> ARRAY[%s::bigint] OR {seated})")
        arguments += [person, f"person:{person}"]
    if units is not None:
        conditions.append("unit_id = ANY(%s)")
        arguments.append(list(units))
    if not_for is not None:
        conditions.append("NOT out_people @> ARRAY[%s::bigint]")
        arguments.append(not_for)
    if after is not None:
        conditions.append("case_id > %s")
        arguments.append(after)
    order = "DESC" if after is None else "ASC"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT case_id, seq, title, procedure, variant, step, step_title, unit_id, opened_at, due, closed
                FROM case_now n WHERE {" AND ".join(conditions)} ORDER BY case_id {order} LIMIT %s""",
            [*arguments, limit],
        )
        return [CaseRow(*row) for row in cursor.fetchall()]
