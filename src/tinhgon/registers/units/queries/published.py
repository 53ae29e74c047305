"""What is told of units outside: every state that had begun by a day, and who took over from whom, with the clauses."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit as it was from `since` until the day before `until` (None: it goes on), and the clause that made it so."""

    unit_id: int
    structure: str
    bloc: str | None
    code: str | None
    name: str
    kind: str
    level: int
    parent_id: int | None
    area_km2: Decimal | None
    area_source: str | None
    area_verified: bool | None
    population: int | None
    population_source: str | None
    population_verified: bool | None
    hamlets: int | None
    hamlets_source: str | None
    hamlets_verified: bool | None
    since: date
    until: date | None
    ordinal: int
    place: int
    effect: str

    @property
    def full_name(self) -> str:
        """'Phường Cái Khế'."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"


@dataclass(frozen=True, slots=True)
class Taking:
    """From a day on `target_id` has taken over from `source_id` what the shares say, by one clause."""

    source_id: int
    target_id: int
    on: date
    area_share: str
    population_share: str
    area_km2: Decimal | None
    population: int | None
    ordinal: int
    place: int
    clause: str
    effect: str


_OWN = ", ".join(f"v.{field.name}" for field in fields(UnitState)[:17])


def states_until(as_of: AsOf) -> list[UnitState]:
    """Every state of every unit that had begun by the day, by unit, the oldest first. A unit that ends later than the
    day goes on, as of the day."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {_OWN}, lower(v.valid), CASE WHEN upper(v.valid) <= %(on)s THEN upper(v.valid) END,
                       e.ordinal, e.place, e.kind
                FROM unit_version v JOIN entry n ON n.id = v.entry_id JOIN effect e ON e.id = n.effect_id
                WHERE lower(v.valid) <= %(on)s AND {known.condition("v")} ORDER BY v.unit_id, lower(v.valid)""",
            {"on": as_of.on},
        )
        return [UnitState(*row) for row in cursor.fetchall()]


def takings_until(as_of: AsOf) -> list[Taking]:
    """Every succession that had taken effect by the day, in order of effect, signing and clause."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT s.source_id, s.target_id, lower(s.valid), s.area_share, s.population_share, s.area_km2,
                       s.population, e.ordinal, e.place, e.clause, e.kind
                FROM succession_version s JOIN entry n ON n.id = s.entry_id JOIN effect e ON e.id = n.effect_id
                WHERE lower(s.valid) <= %s AND {known.condition("s")} ORDER BY lower(s.valid), n.id""",
            [as_of.on],
        )
        return [Taking(*row) for row in cursor.fetchall()]
