"""Units on a day: one, some, all; the tree above and below; counts; accent-free search."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.ledger.queries.knowledge import knowledge

Order = Literal["code", "name"]
BY_LEVEL = 'ORDER BY v.level, v.sort_key COLLATE "C", v.code, v.unit_id'
"""SQL that puts rows of `select` in the order of a tree: by level, then in Vietnamese order."""


class Named:
    """What is told by a kind and a name, its own and those of its superior."""

    __slots__ = ()
    kind: str
    name: str
    parent_kind: str | None
    parent_name: str | None

    @property
    def full_name(self) -> str:
        """'Phường Cái Khế'."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"

    @property
    def superior(self) -> str:
        """'quận Ninh Kiều', or nothing."""
        return f"{self.parent_kind} {self.parent_name}" if self.parent_name else ""


@dataclass(frozen=True, slots=True)
class UnitRow(Named):
    """A unit's state on a day, with its superior's code and name on that day."""

    id: int
    structure: str
    bloc: str | None
    code: str | None
    name: str
    kind: str
    level: int
    parent_id: int | None
    formal_on: date | None
    operates_from: date | None
    area_km2: Decimal | None
    area_source: str | None
    area_verified: bool | None
    population: int | None
    population_source: str | None
    population_verified: bool | None
    hamlets: int | None
    hamlets_source: str | None
    hamlets_verified: bool | None
    entry_id: int
    since: date
    until: date | None
    parent_code: str | None
    parent_name: str | None
    parent_kind: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many units of a kind there are at a level."""

    structure: str
    level: int
    kind: str
    count: int
    area_km2: Decimal | None
    population: int | None


_OWN = tuple(field.name for field in fields(UnitRow))[1:19]
COLUMNS = (
    "v.unit_id, "
    + ", ".join(f"v.{name}" for name in _OWN)
    + ", v.entry_id, lower(v.valid), upper(v.valid), p.code, p.name, p.kind"
)


def select(as_of: AsOf, condition: str, arguments: list[Any], tail: str = "") -> list[UnitRow]:
    """Rows of unit_version v (superior: p) that hold as of; `condition` and `tail` are SQL of ours, never of a user."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {COLUMNS} FROM unit_version v
                LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid @> %s::date AND {known.condition("p")}
                WHERE v.valid @> %s::date AND {known.condition("v")} AND {condition} {tail}""",
            [as_of.on, as_of.on, *arguments],
        )
        return [UnitRow(*row) for row in cursor.fetchall()]


def units(
    as_of: AsOf,
    *,
    structure: str | None = None,
    level: int | None = None,
    kind: str | None = None,
    under: int | None = None,
    order: Order = "code",
) -> list[UnitRow]:
    """All units that exist on the day, or those of a structure, a level, a kind, or below a unit (at any depth)."""
    condition, arguments = fitting(as_of, structure=structure, level=level, kind=kind, under=under)
    tail = (
        "ORDER BY v.code NULLS LAST, v.sort_key, v.unit_id"
        if order == "code"
        else 'ORDER BY v.sort_key COLLATE "C", v.code, v.unit_id'
    )
    return select(as_of, condition, arguments, tail)


def fitting(as_of: AsOf, *, under: int | None = None, **columns: str | int | None) -> tuple[str, list[Any]]:
    """The condition of `select` that these columns have these values, and its arguments; None asks nothing."""
    conditions: list[str] = ["true"]
    arguments: list[Any] = []
    for column, value in columns.items():
        if value is not None:
            conditions.append(f"v.{column} = %s")
            arguments.append(value)
    if under is not None:
        conditions.append("v.unit_id = ANY(%s)")
        arguments.append(below(as_of, under))
    return " AND ".join(conditions), arguments


def below(as_of: AsOf, unit_id: int) -> list[int]:
    """The ids of what is under a unit on the day, at any depth, without the unit itself."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE below(id) AS (
                  SELECT v.unit_id FROM unit_version v WHERE v.parent_id = %s AND v.valid @> %s::date
                    AND {known.condition("v")}
                  UNION
                  SELECT v.unit_id FROM below JOIN unit_version v ON v.parent_id = below.id
                    AND v.valid @> %s::date AND {known.condition("v")})
                SELECT id FROM below""",
            [unit_id, as_of.on, as_of.on],
        )
        return [row[0] for row in cursor.fetchall()]


def unit_by_id(as_of: AsOf, unit_id: int) -> UnitRow | None:
    """The unit on the day, or None when it does not exist then."""
    return next(iter(select(as_of, "v.unit_id = %s", [unit_id])), None)


def the_unit(as_of: AsOf, unit_id: int) -> UnitRow:
    """The unit on the day. Raises UnknownReference when it does not exist then."""
    unit = unit_by_id(as_of, unit_id)
    if unit is None:
        raise UnknownReference(
            "unit_unknown", gettext_noop("Ngày {on} không có đơn vị số {unit}."), on=as_of.on, unit=unit_id
        )
    return unit


def unit_by_code(as_of: AsOf, code: str, *, structure: str = "territory") -> UnitRow | None:
    """The unit that has the code on the day."""
    return next(iter(select(as_of, "v.code = %s AND v.structure = %s", [code, structure])), None)


def children(as_of: AsOf, unit_id: int | None, *, structure: str | None = None) -> list[UnitRow]:
    """Units directly under a unit in Vietnamese order; None gives the units that have no superior."""
    condition = "v.parent_id IS NULL" if unit_id is None else "v.parent_id = %s"
    arguments: list[Any] = [] if unit_id is None else [unit_id]
    if structure is not None:
        condition, arguments = f"{condition} AND v.structure = %s", [*arguments, structure]
    return select(as_of, condition, arguments, BY_LEVEL)


def ancestors(as_of: AsOf, unit_id: int) -> list[UnitRow]:
    """The superiors of a unit, the highest first."""
    found: list[UnitRow] = []
    current = unit_by_id(as_of, unit_id)
    while current is not None and current.parent_id is not None and len(found) < 12:
        current = unit_by_id(as_of, current.parent_id)
        if current is not None:
            found.insert(0, current)
    return found


def counts(as_of: AsOf, *, under: int | None = None) -> list[Count]:
    """Units by structure, level and kind; area and population are sums of the stated figures (None when none is)."""
    known = knowledge(as_of)
    condition, arguments = ("true", []) if under is None else ("v.unit_id = ANY(%s)", [below(as_of, under)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT structure, level, kind, count(*), sum(area_km2), sum(population)::bigint FROM unit_version v
                WHERE v.valid @> %s::date AND {known.condition("v")} AND {condition}
                GROUP BY structure, level, kind ORDER BY structure, level, count(*) DESC, kind""",
            [as_of.on, *arguments],
        )
        return [Count(*row) for row in cursor.fetchall()]


def named(as_of: AsOf, unit_ids: Collection[int]) -> dict[int, UnitRow]:
    """Several units on the day by id; those that do not exist then are missing."""
    return {row.id: row for row in select(as_of, "v.unit_id = ANY(%s)", [sorted(unit_ids)])} if unit_ids else {}


def named_on(wanted: Mapping[date, Collection[int]], known_at: datetime | None) -> dict[tuple[int, date], UnitRow]:
    """Units by id and day, each as it was on that day; those that did not exist then are missing."""
    return {
        (unit_id, on): unit
        for on, unit_ids in wanted.items()
        for unit_id, unit in named(AsOf(on, known_at), unit_ids).items()
    }
