"""The round under the standards of 2026, province by province, from the country's tables: terrain is a guess by density."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from bench.place import SHARED
from bench.reorganisations import SPARSE, centre, lines_of, rows
from tinhgon.planning.merging import Merged, Point, merge
from tinhgon.registers.units.queries.units import UnitRow

ON = date(2026, 12, 1)


def provinces_after() -> dict[str, list[UnitRow]]:
    """Province -> its communes; a figure that the table doubts is none."""
    found = defaultdict(list)
    for row in rows("units_after_20250701.csv"):
        if row["level"] == "2":
            sure = row["population"] and "suspect" not in row["flags"] and "truncated" not in row["flags"]
            bare: dict[str, Any] = {field.name: None for field in fields(UnitRow)}
            found[row["parent_code"]].append(UnitRow(**bare | {
                "id": int(row["code"]), "code": row["code"], "name": row["name"], "kind": row["kind"], "level": 2,
                "area_km2": Decimal(row["area_km2"]) if row["area_km2"] else None,
                "population": int(row["population"]) if sure else None,
            }))  # fmt: skip
    return dict(sorted(found.items()))


def points() -> dict[str, Point]:
    """The middle of each outline's largest ring."""
    told = json.loads((SHARED / "geo" / "units_after.topojson").read_text("utf-8"))
    return {code: centre(ring)[1:] for code, ring in lines_of(told, "new_wards").items()}


def borders() -> frozenset[tuple[str, str]]:
    """Pairs that share a border."""
    return frozenset((row["code_a"], row["code_b"]) for row in rows("wards_after_adjacency.csv"))


def handled(units: list[UnitRow], places: dict[str, Point], beside: frozenset[tuple[str, str]]) -> Merged:
    """Fewest below, then most units left, then distance."""
    drawn = [unit for unit in units if unit.code in places]
    stated = {
        unit.code or "": {"terrain": _terrain(unit), "reduction": "none"} for unit in drawn if unit.kind == "xã"
    }  # fmt: skip
    return merge(drawn, places, beside, rules="112/2025", on=ON, stated=stated)


def _terrain(unit: UnitRow) -> str:
    sparse = bool(unit.population and unit.area_km2 and unit.population < SPARSE * unit.area_km2)
    return "mountain" if sparse else "other"
