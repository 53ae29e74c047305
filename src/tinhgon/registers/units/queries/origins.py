"""Where figures come from: the entries, clauses and decisions behind a count or a sum, and what a day turned over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.rows import parsed
from tinhgon.registers.units.queries.browsing import Wanted, condition_of

Field = Literal["exists", "area_km2", "population", "hamlets"]
_VALUES: Mapping[Field, str] = {
    "exists": "1", "area_km2": "v.area_km2", "population": "v.population", "hamlets": "v.hamlets",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """Units of a kind at a level: how many, the sums of their figures, how many state one and how many unverified."""

    structure: str
    level: int
    kind: str
    count: int
    area_km2: Decimal | None
    with_area: int
    unverified_area: int
    population: int | None
    with_population: int
    unverified_population: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What one decision contributes to a figure."""

    ordinal: int
    number: str
    kind: str
    signer: str
    issuer: str
    signed_on: date
    basis: list[dict[str, str]]
    units: int
    value: Decimal | int
    clauses: int


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One row of a figure: a unit, its value, and the clause that set it."""

    unit_id: int
    code: str | None
    name: str
    kind: str
    value: Decimal | int
    source: str | None
    verified: bool | None
    ordinal: int
    number: str
    place: int
    clause: str
    effective_on: date


@dataclass(frozen=True, slots=True)
class Turned:
    """What a day did to a unit: begun, ended, renamed, kind, code or moved."""

    what: str
    count: int
    examples: tuple[tuple[int, str, str | None, str], ...]  # unit id, kind and name, code, the name or kind it had


def stated(as_of: AsOf) -> list[Stated]:
    """Units by structure, level and kind on the day."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT structure, level, kind, count(*), sum(area_km2), count(area_km2),
                       count(*) FILTER (WHERE NOT area_verified), sum(population)::bigint, count(population),
                       count(*) FILTER (WHERE NOT population_verified)
                FROM unit_version v WHERE v.valid @> %s::date AND {knowledge(as_of).condition("v")}
                GROUP BY structure, level, kind ORDER BY structure, level, count(*) DESC, kind""",
            [as_of.on],
        )
        return [Stated(*row) for row in cursor.fetchall()]


def _causes(
    as_of: AsOf, wanted: Wanted, field: Field, kinds: tuple[str, ...], *, page: str = ""
) -> tuple[str, list[Any]]:
    """The units that fit and state the figure, each with the last standing entry that set it by the day."""
    known = knowledge(as_of)
    condition, arguments = condition_of(as_of, wanted)
    if kinds:
        condition, arguments = f"{condition} AND v.kind = ANY(%s)", [*arguments, list(kinds)]
    sets = "n.changes->>'exists' = 'true'" if field == "exists" else f"n.changes ? '{field}'"
    bare = field.removesuffix("_km2")
    source = ("NULL::text", "NULL::boolean") if field == "exists" else (f"v.{bare}_source", f"v.{bare}_verified")
    return (
        f"""WITH chosen AS MATERIALIZED (
              SELECT v.unit_id, v.code, v.name, v.kind, v.sort_key, {_VALUES[field]} AS value, {source[0]} AS source,
                     {source[1]} AS verified
              FROM unit_version v
              WHERE v.valid @> %s::date AND {known.condition("v")} AND {_VALUES[field]} IS NOT NULL AND {condition}
              {page}),
            cause AS (
              SELECT c.unit_id AS thing_id, k.* FROM chosen c CROSS JOIN LATERAL (
                SELECT n.id, n.effect_id, n.ordinal, n.effective_on FROM entry n
                WHERE n.thing_id = c.unit_id AND n.thing = 'unit' AND {sets} AND n.effective_on <= %s
                  AND {known.entries("n")}
                ORDER BY n.effective_on DESC, n.id DESC LIMIT 1) k)""",
        [as_of.on, *arguments, as_of.on],
    )


def origins(as_of: AsOf, wanted: Wanted, field: Field, *, kinds: tuple[str, ...] = ()) -> list[Origin]:
    """The decisions behind a count (field "exists") or a sum, in order of signing, each with its part."""
    causes, arguments = _causes(as_of, wanted, field, kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{causes}
                SELECT d.ordinal, d.number, d.kind, d.signer, d.issuer, d.signed_on, d.basis::text, count(*),
                       sum(c.value), count(DISTINCT k.effect_id)
                FROM chosen c JOIN cause k ON k.thing_id = c.unit_id JOIN decision d ON d.ordinal = k.ordinal
                GROUP BY d.ordinal ORDER BY d.ordinal""",
            arguments,
        )
        return [Origin(*parsed(row, 6)) for row in cursor.fetchall()]


def origin_rows(
    as_of: AsOf, wanted: Wanted, field: Field, *, kinds: tuple[str, ...] = (), limit: int, offset: int = 0
) -> list[OriginRow]:
    """One page of the rows of a figure, in Vietnamese order."""
    page = f'ORDER BY v.sort_key COLLATE "C", v.code, v.unit_id LIMIT {int(limit)} OFFSET {int(offset)}'
    causes, arguments = _causes(as_of, wanted, field, kinds, page=page)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{causes}
                SELECT c.unit_id, c.code, c.name, c.kind, c.value, c.source, c.verified, d.ordinal, d.number, e.place,
                       e.clause, k.effective_on
                FROM chosen c JOIN cause k ON k.thing_id = c.unit_id JOIN effect e ON e.id = k.effect_id
                JOIN decision d ON d.ordinal = k.ordinal ORDER BY c.sort_key COLLATE "C", c.code, c.unit_id""",
            arguments,
        )
        return [OriginRow(*row) for row in cursor.fetchall()]


def sources(as_of: AsOf, wanted: Wanted, field: Field, *, kinds: tuple[str, ...] = ()) -> list[tuple[str, bool, int]]:
    """The documents that the figures of a sum are from: name, held against an official document or not, how many."""
    causes, arguments = _causes(as_of, wanted, field, kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{causes} SELECT source, verified, count(*) FROM chosen WHERE source IS NOT NULL "
            "GROUP BY source, verified ORDER BY count(*) DESC, source LIMIT 12",
            arguments,
        )
        return [(row[0], row[1], row[2]) for row in cursor.fetchall()]


def turnover(as_of: AsOf, *, limit: int) -> list[Turned]:
    """What the day `as_of.on` did to units, with the first few of each sort in Vietnamese order."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH sides AS MATERIALIZED (
                    SELECT unit_id, lower(valid) = %(on)s AS now, kind, name, code, parent_id, level, sort_key
                    FROM unit_version v
                    WHERE (lower(v.valid) = %(on)s OR upper(v.valid) = %(on)s) AND {known.condition("v")}),
                  pairs AS (
                    SELECT unit_id, bool_or(now) AS begins, bool_or(NOT now) AS ends,
                           coalesce(max(kind) FILTER (WHERE now), max(kind)) AS kind,
                           coalesce(max(name) FILTER (WHERE now), max(name)) AS name,
                           coalesce(max(code) FILTER (WHERE now), max(code)) AS code,
                           coalesce(max(sort_key) FILTER (WHERE now), max(sort_key)) AS sort_key,
                           coalesce(max(level) FILTER (WHERE now), max(level)) AS level,
                           max(kind || ' ' || name) FILTER (WHERE NOT now) AS before,
                           count(DISTINCT name) AS names, count(DISTINCT kind) AS kinds,
                           count(DISTINCT coalesce(parent_id, 0)) AS parents,
                           count(DISTINCT coalesce(code, '')) AS codes
                    FROM sides GROUP BY unit_id),
                  turned AS (
                    SELECT *, CASE WHEN NOT ends THEN 'begun' WHEN NOT begins THEN 'ended' WHEN names > 1 THEN 'renamed'
                                   WHEN kinds > 1 THEN 'kind' WHEN parents > 1 THEN 'moved' WHEN codes > 1 THEN 'code'
                                   ELSE 'facts' END AS what FROM pairs),
                  placed AS (SELECT *, count(*) OVER (PARTITION BY what) AS total, row_number() OVER (
                    PARTITION BY what ORDER BY level, sort_key COLLATE "C", code, unit_id) AS place FROM turned)
                SELECT what, total, unit_id, kind || ' ' || name, code, coalesce(before, '') FROM placed
                WHERE place <= %(limit)s ORDER BY what, place""",
            {"on": as_of.on, "limit": limit},
        )
        rows = cursor.fetchall()
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    order = ("begun", "ended", "renamed", "kind", "moved", "code", "facts")
    return [
        Turned(what, found[what][0][1], tuple((row[2], row[3], row[4], row[5]) for row in found[what]))
        for what in order
        if what in found
    ]


@dataclass(frozen=True, slots=True)
class Touched:
    """How many units a decision touched, and how many of them it began and ended."""

    count: int
    begun: int
    ended: int


def touched_counts(ordinal: int, place: int | None = None) -> Touched:
    """Of a decision, or of one clause."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(DISTINCT n.thing_id),
                      count(DISTINCT n.thing_id) FILTER (WHERE n.changes->>'exists' = 'true'),
                      count(DISTINCT n.thing_id) FILTER (WHERE n.changes->>'exists' = 'false')
               FROM entry n JOIN effect e ON e.id = n.effect_id
               WHERE n.ordinal = %s AND n.thing = 'unit' AND (%s::int IS NULL OR e.place = %s)""",
            [ordinal, place, place],
        )
        return Touched(*cursor.fetchone())


def touched(ordinal: int, *, limit: int, offset: int = 0, place: int | None = None) -> list[tuple[int, date]]:
    """One page of the units a decision (or one clause of it) touched, each with the day of its last change."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT n.thing_id, max(n.effective_on) FROM entry n JOIN effect e ON e.id = n.effect_id
               WHERE n.ordinal = %s AND n.thing = 'unit' AND (%s::int IS NULL OR e.place = %s)
               GROUP BY n.thing_id ORDER BY min(n.id) LIMIT %s OFFSET %s""",
            [ordinal, place, place, limit, offset],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]
