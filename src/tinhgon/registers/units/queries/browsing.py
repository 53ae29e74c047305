"""Reads for pages that browse units: one page of a sorted list, counts below many units, names of other days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold, same_letters
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.rows import literal
from tinhgon.registers.units.queries.finding import find_units
from tinhgon.registers.units.queries.units import (
    BY_LEVEL,
    Named,
    UnitRow,
    fitting,
    select,
)

Sort = Literal["name", "code", "kind", "parent", "area", "population"]

EVERYTHING = 1_000_000  # a limit that is none

_ORDERS = MappingProxyType(
    {
        "name": 'v.sort_key COLLATE "C" {way}',
        "code": 'v.code COLLATE "C" {way} NULLS LAST',
        "kind": 'v.level {way}, v.kind COLLATE "C" {way}, v.sort_key COLLATE "C"',
        "parent": 'p.sort_key COLLATE "C" {way} NULLS LAST, v.sort_key COLLATE "C"',
        "area": "v.area_km2 {way} NULLS LAST",
        "population": "v.population {way} NULLS LAST",
    }
)


# Kinds of territorial units as they are typed before a name.
_KINDS = MappingProxyType(
    {
        fold(kind): kind
        for kind in ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "phường", "xã", "thị trấn", "đặc khu")
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which units a list shows; `under` at any depth, `parent` directly; `text` accent-free name or start of a code."""

    structure: str | None = None
    level: int | None = None
    kind: str | None = None
    under: int | None = None
    parent: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many units fit, the sums of their stated figures, how many state one, and how many levels they are of.

    A sum over several levels counts a unit and what is under it: it says nothing.
    """

    count: int
    area_km2: Decimal | None
    population: int | None
    with_area: int
    with_population: int
    levels: int


@dataclass(frozen=True, slots=True)
class Span(Named):
    """A unit by a name or code it has, and the days on which it has it."""

    unit_id: int
    code: str | None
    name: str
    kind: str
    parent_kind: str | None
    parent_name: str | None
    since: date
    until: date | None
    same: str = ""

    def shown_on(self, on: date) -> date:
        """Seen from a day: the last day on which it was so, or the first when that is yet to come."""
        return self.since if self.since > on or self.until is None else self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClauseAt:
    """Where a clause stands: decision and place in it."""

    ordinal: int
    place: int


def condition_of(as_of: AsOf, wanted: Wanted) -> tuple[str, list[Any]]:
    """The condition on unit_version v that a unit is wanted, and its arguments."""
    condition, arguments = fitting(
        as_of,
        structure=wanted.structure, level=wanted.level, kind=wanted.kind, parent_id=wanted.parent, under=wanted.under,
    )  # fmt: skip
    if fold(wanted.text):
        return f"{condition} AND v.unit_id = ANY(%s)", [*arguments, find_units(as_of, wanted.text)]
    return condition, arguments


def _matches(folded: str) -> tuple[str, list[str]]:
    """A name that contains the words, with or without the kind before it, or a code that begins with them."""
    pattern = literal(folded)
    alternatives, arguments = ["v.search_key LIKE %s", "v.code LIKE %s"], [f"%{pattern}%", f"{pattern}%"]
    for bare, kind in _KINDS.items():
        if pattern.startswith(f"{bare} "):
            alternatives.append("(v.kind = %s AND v.search_key LIKE %s)")
            arguments += [kind, f"%{pattern.removeprefix(bare).strip()}%"]
    return f"({' OR '.join(alternatives)})", arguments


def totals(as_of: AsOf, wanted: Wanted) -> Totals:
    """The foot of a list."""
    condition, arguments = condition_of(as_of, wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*), sum(v.area_km2), sum(v.population)::bigint, count(v.area_km2), count(v.population),
                       count(DISTINCT v.level)
                FROM unit_version v
                WHERE v.valid @> %s::date AND {knowledge(as_of).condition("v")} AND {condition}""",
            [as_of.on, *arguments],
        )
        return Totals(*cursor.fetchone())


def listed(
    as_of: AsOf, wanted: Wanted, *, sort: Sort = "name", descending: bool = False, limit: int, offset: int = 0
) -> list[UnitRow]:
    """One page of the units that fit, in Vietnamese order; a figure that is not stated comes last either way."""
    condition, arguments = condition_of(as_of, wanted)
    order = _ORDERS[sort].format(way="DESC" if descending else "ASC")
    order = f'ORDER BY {order}, v.sort_key COLLATE "C", v.code, v.unit_id'
    page = f"LIMIT {int(limit)} OFFSET {int(offset)}"
    if sort == "parent" or limit >= EVERYTHING:
        return select(as_of, condition, arguments, f"{order} {page}")
    # The page is chosen first: only its rows are then joined to their superiors, and only they are wide.
    chosen = f"""v.unit_id = ANY(ARRAY(SELECT v.unit_id FROM unit_version v
        WHERE v.valid @> %s::date AND {knowledge(as_of).condition("v")} AND {condition} {order} {page}))"""
    return select(as_of, chosen, [as_of.on, *arguments], order)


def roots(as_of: AsOf, structure: str) -> list[UnitRow]:
    """The units of a structure that have no superior in it, in Vietnamese order."""
    return select(
        as_of,
        "v.structure = %s AND (v.parent_id IS NULL OR p.structure IS DISTINCT FROM v.structure)",
        [structure],
        BY_LEVEL,
    )


def subordinate_counts(as_of: AsOf, unit_ids: Sequence[int], *, structure: str | None = None) -> dict[int, int]:
    """How many units are directly under each of these; those with none are missing."""
    condition, arguments = ("true", []) if structure is None else ("v.structure = %s", [structure])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.parent_id, count(*) FROM unit_version v
                WHERE v.parent_id = ANY(%s) AND v.valid @> %s::date AND {knowledge(as_of).condition("v")}
                  AND {condition} GROUP BY v.parent_id""",
            [list(unit_ids), as_of.on, *arguments],
        )
        return dict(cursor.fetchall())


def subordinates(as_of: AsOf, unit_ids: Sequence[int], *, structure: str, limit: int) -> list[UnitRow]:
    """The units directly under any of these, in Vietnamese order: several open branches in one question."""
    condition = "v.parent_id = ANY(%s) AND v.structure = %s"
    return select(as_of, condition, [list(unit_ids), structure], f"{BY_LEVEL} LIMIT {int(limit)}")


def elsewhen(as_of: AsOf, text: str, *, limit: int) -> list[Span]:
    """Units with the name on other days only: not one of them has it, or is there at all, on the day."""
    folded = fold(same_letters(text))
    if not folded:
        return []
    condition, patterns = _matches(folded)
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.unit_id, v.code, v.name, v.kind, p.kind, p.name, w.since, w.until FROM (
                  SELECT v.unit_id, min(lower(v.valid)) AS since, max(lower(v.valid)) AS last,
                         CASE WHEN bool_or(upper_inf(v.valid)) THEN NULL ELSE max(upper(v.valid)) END AS until
                  FROM unit_version v WHERE {condition} AND {known.condition("v")}
                  GROUP BY v.unit_id HAVING NOT bool_or(v.valid @> %s::date)) w
                JOIN unit_version v ON v.unit_id = w.unit_id AND lower(v.valid) = w.last AND {known.condition("v")}
                LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid @> w.last AND {known.condition("p")}
                ORDER BY v.search_key <> %s, v.level, v.sort_key COLLATE "C", w.since, v.unit_id LIMIT {int(limit)}""",
            [*patterns, as_of.on, folded],
        )
        return [Span(*row) for row in cursor.fetchall()]


def namesakes(as_of: AsOf, unit: UnitRow) -> list[Span]:
    """Other units that have, had or will have this unit's code, or its very name under a superior of the same name."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.unit_id, max(v.code), max(v.name), max(v.kind), max(p.kind), max(p.name), min(lower(v.valid)),
                       CASE WHEN bool_or(upper_inf(v.valid)) THEN NULL ELSE max(upper(v.valid)) END,
                       CASE WHEN bool_or(v.code = %(code)s) THEN 'code' ELSE 'name' END
                FROM unit_version v
                LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid @> lower(v.valid)
                  AND {known.condition("p")}
                WHERE v.unit_id <> %(id)s AND v.structure = %(structure)s AND {known.condition("v")}
                  AND v.unit_id IN (
                    SELECT c.unit_id FROM unit_version c WHERE c.code = %(code)s
                    UNION SELECT s.source_id FROM succession_version s WHERE s.target_id = %(id)s
                      AND {known.condition("s")}
                    UNION SELECT s.target_id FROM succession_version s WHERE s.source_id = %(id)s
                      AND {known.condition("s")})
                  AND (v.code = %(code)s OR v.name = %(name)s)
                GROUP BY v.unit_id ORDER BY 9, 7, 1""",
            {"code": unit.code, "id": unit.id, "structure": unit.structure, "name": unit.name},
        )
        return [Span(*row) for row in cursor.fetchall()]


def clauses_at(effect_ids: Iterable[int]) -> dict[int, ClauseAt]:
    """Where the clauses with these ids stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT e.id, e.ordinal, e.place FROM effect e WHERE e.id = ANY(%s)", [list(effect_ids)])
        return {row[0]: ClauseAt(*row[1:]) for row in cursor.fetchall()}


def twins(as_of: AsOf, unit: UnitRow) -> list[UnitRow]:
    """The units of other structures that carry the code of the unit on the day: its organisations, and back."""
    if unit.code is None:
        return []
    return select(as_of, "v.code = %s AND v.structure <> %s", [unit.code, unit.structure], "ORDER BY v.structure")
