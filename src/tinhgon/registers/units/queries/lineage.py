"""Who became whom: successions between units and the changes of a unit that stays itself, any number of steps."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import Knowledge, knowledge

Direction = Literal["back", "forward"]
Side = Literal["source", "target"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StepUnit:
    """One end of a step: the unit as it was on the eve, or as it is on the day."""

    id: int
    code: str | None
    name: str
    kind: str
    parent_name: str | None
    area_km2: Decimal | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a lineage. Source and target are the same unit when it only changed (name, kind, code, superior)."""

    source: StepUnit
    target: StepUnit
    area_share: str
    population_share: str
    area_km2: Decimal | None
    population: int | None
    effective_on: date
    ordinal: int
    decision: str
    effect_id: int
    clause: str
    depth: int

    @property
    def is_same_unit(self) -> bool:
        return self.source.id == self.target.id


@dataclass(frozen=True, slots=True)
class _Edge:
    source_id: int
    target_id: int
    on: date
    terms: tuple[str, str, Decimal | None, int | None]
    cause: tuple[int, str, int, str]  # ordinal, number, effect id, clause
    entry_id: int  # in order of signing, of the clauses, and of the units as a clause names them


def lineage(as_of: AsOf, unit_id: int, direction: Direction, *, depth: int | None = None) -> list[Step]:
    """Steps from the unit back to its origins (effective on or before the day), or forward (effective after it).

    In order of distance, then day, then signing. `depth` limits the number of steps from the unit.
    """
    known = knowledge(as_of)
    bounds = {unit_id: as_of.on}
    found: list[tuple[int, _Edge]] = []
    seen: set[_Edge] = set()
    level = 1
    while bounds and (depth is None or level <= depth):
        following: dict[int, date] = {}
        for edge in sorted(_edges(known, bounds, direction), key=_in_order):
            near, far = (edge.target_id, edge.source_id) if direction == "back" else (edge.source_id, edge.target_id)
            within = edge.on <= bounds[near] if direction == "back" else edge.on > bounds[near]
            if not within or edge in seen:
                continue
            seen.add(edge)
            found.append((level, edge))
            if far != near:
                bound = edge.on - _DAY if direction == "back" else edge.on
                choose = max if direction == "back" else min
                following[far] = choose(bound, following.get(far, bound))
        bounds, level = following, level + 1
    return _named(known, found)


def exchanges(as_of: AsOf, unit_ids: Iterable[int], side: Side, *, on: date | None = None) -> list[Step]:
    """All successions in which these units are the source, or the target; only those of one day when it is given."""
    known = knowledge(as_of)
    edges = sorted(
        (edge for edge in _successions(known, side, list(unit_ids)) if on is None or edge.on == on),
        key=_in_order,
    )
    return _named(known, [(1, edge) for edge in edges])


def _in_order(edge: _Edge) -> tuple[date, int]:
    return edge.on, edge.entry_id


def _edges(known: Knowledge, bounds: dict[int, date], direction: Direction) -> Iterable[_Edge]:
    yield from _successions(known, "target" if direction == "back" else "source", list(bounds))
    yield from _own_changes(known, list(bounds))


def _successions(known: Knowledge, side: Side, unit_ids: list[int]) -> Iterable[_Edge]:
    column = {"source": "source_id", "target": "target_id"}[side]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT s.source_id, s.target_id, lower(s.valid), s.area_share, s.population_share, s.area_km2,
                       s.population, d.ordinal, d.number, e.id, e.clause, n.id
                FROM succession_version s JOIN entry n ON n.id = s.entry_id JOIN effect e ON e.id = n.effect_id
                JOIN decision d ON d.ordinal = n.ordinal
                WHERE s.{column} = ANY(%s) AND {known.condition("s")}""",
            [unit_ids],
        )
        for row in cursor.fetchall():
            yield _Edge(row[0], row[1], row[2], row[3:7], row[7:11], row[11])


def _own_changes(known: Knowledge, unit_ids: list[int]) -> Iterable[_Edge]:
    """Days on which a unit that goes on changed its name, kind, code or superior."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.unit_id, lower(v.valid) FROM unit_version v
                JOIN unit_version b ON b.unit_id = v.unit_id AND upper(b.valid) = lower(v.valid)
                  AND {known.condition("b")}
                WHERE v.unit_id = ANY(%s) AND {known.condition("v")}
                  AND (v.name, v.kind, v.code, v.parent_id) IS DISTINCT FROM (b.name, b.kind, b.code, b.parent_id)""",
            [unit_ids],
        )
        days: dict[int, list[date]] = defaultdict(list)
        for unit_id, on in cursor.fetchall():
            days[unit_id].append(on)
        if not days:
            return
        cursor.execute(
            f"""SELECT n.thing_id, n.effective_on, n.changes::text, n.id, d.ordinal, d.number, e.id, e.clause
                FROM entry n JOIN effect e ON e.id = n.effect_id JOIN decision d ON d.ordinal = n.ordinal
                WHERE n.thing_id = ANY(%s) AND n.effective_on = ANY(%s) AND {known.entries("n")} ORDER BY n.id""",
            [list(days), sorted({on for all_days in days.values() for on in all_days})],
        )
        causes: dict[tuple[int, date], tuple[int, tuple[Any, ...]]] = {}
        for unit_id, on, changes, *cause in cursor.fetchall():
            keys = json.loads(changes).keys()
            weight = 2 if keys & {"name", "kind", "code"} else 1 if "parent" in keys else 0
            if weight >= causes.get((unit_id, on), (1, ()))[0]:
                causes[unit_id, on] = (weight, tuple(cause))
    for unit_id, unit_days in days.items():
        for on in unit_days:
            entry_id, *cause = causes[unit_id, on][1]
            yield _Edge(
                unit_id, unit_id, on, ("full", "full", None, None), (cause[0], cause[1], cause[2], cause[3]), entry_id
            )


def _named(known: Knowledge, found: list[tuple[int, _Edge]]) -> list[Step]:
    wanted = {(e.source_id, e.on - _DAY) for _, e in found} | {(e.target_id, e.on) for _, e in found}
    if not wanted:
        return []
    ends = _ends(known, wanted)
    return [
        Step(
            ends[edge.source_id, edge.on - _DAY], ends[edge.target_id, edge.on], *edge.terms, edge.on,
            edge.cause[0], edge.cause[1], edge.cause[2], edge.cause[3], depth,
        )
        for depth, edge in found
        if (edge.source_id, edge.on - _DAY) in ends and (edge.target_id, edge.on) in ends
    ]  # fmt: skip


def _ends(known: Knowledge, wanted: set[tuple[int, date]]) -> dict[tuple[int, date], StepUnit]:
    """Units on days, with their superiors' names then. Read whole by id and matched here: no plan can go wrong."""
    units = _histories(known, {unit_id for unit_id, _ in wanted})
    found = {(unit_id, on): state for unit_id, on in wanted if (state := _on(units.get(unit_id, ()), on))}
    parents = _histories(known, {state.parent_id for state in found.values() if state.parent_id is not None})
    ends = {}
    for (unit_id, on), state in found.items():
        parent = _on(parents.get(state.parent_id or 0, ()), on)
        parent_name = f"{parent.kind} {parent.name}" if parent else None
        ends[unit_id, on] = StepUnit(
            unit_id, state.code, state.name, state.kind, parent_name, state.area_km2, state.population
        )
    return ends


class _Held(NamedTuple):
    """A state of a unit with the span of days on which it held."""

    since: date
    until: date | None
    code: str | None
    name: str
    kind: str
    parent_id: int | None
    area_km2: Decimal | None
    population: int | None


def _histories(known: Knowledge, unit_ids: set[int]) -> dict[int, list[_Held]]:
    states: dict[int, list[_Held]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.unit_id, lower(v.valid), upper(v.valid), v.code, v.name, v.kind, v.parent_id,
                       v.area_km2, v.population
                FROM unit_version v WHERE v.unit_id = ANY(%s) AND {known.condition("v")}""",
            [sorted(unit_ids)],
        )
        for unit_id, *cells in cursor.fetchall():
            states[unit_id].append(_Held(*cells))
    return states


def _on(states: Iterable[_Held], on: date) -> _Held | None:
    return next((s for s in states if s.since <= on and (s.until is None or on < s.until)), None)
