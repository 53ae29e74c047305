"""GeoJSON (RFC 7946) and TopoJSON of the territory on a day: outlines with code, name, figures and where they are from.

A unit without an outline is there with no geometry and the reason; outer rings run anticlockwise, as the RFC asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tinhgon.exchange.open.model import Published
from tinhgon.registers.units.outlines import STEP, Lines, Outline, Point
from tinhgon.registers.units.queries.published import UnitState


def files(published: Published) -> Iterator[tuple[str, bytes]]:
    units = [one for one in published.units if one.structure == "territory"]
    features = [_feature(published, unit) for unit in units]
    yield "units.geojson", _bytes({"type": "FeatureCollection", "features": features})
    yield "units.topojson", _bytes(_topology(published, units))


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _feature(published: Published, unit: UnitState) -> dict[str, Any]:
    outline = published.map.outlines.get(unit.unit_id)
    geometry = None if outline is None else {"type": "MultiPolygon", "coordinates": _coordinates(outline)}
    return {
        "type": "Feature",
        "id": published.addresses.unit(unit.unit_id),
        "properties": _properties(published, unit),
        "geometry": geometry,
    }


def _properties(published: Published, unit: UnitState) -> dict[str, Any]:
    parent = published.by_id.get(unit.parent_id) if unit.parent_id is not None else None
    told: dict[str, Any] = {
        "code": unit.code, "name": unit.name, "kind": unit.kind, "level": unit.level,
        "parent_code": parent.last.code if parent else None,
        "area_km2": None if unit.area_km2 is None else float(unit.area_km2), "area_source": unit.area_source,
        "area_verified": unit.area_verified, "population": unit.population,
        "population_source": unit.population_source, "population_verified": unit.population_verified,
    }  # fmt: skip
    if unit.unit_id in published.map.outlines:
        return told | {"outline_source": published.map.sources.get(unit.unit_id)}
    return told | {"no_outline": published.map.missing.get(unit.unit_id, "chưa công bố ranh giới")}


def _coordinates(outline: Outline) -> list[list[list[list[float]]]]:
    return [
        [_wound(ring, outer=place == 0) for place, ring in enumerate(polygon)]
        for polygon in outline
    ]  # fmt: skip


def _wound(ring: Sequence[Point], *, outer: bool) -> list[list[float]]:
    """The ring closed, and the right way round: the outer one anticlockwise, holes clockwise."""
    points = [[x, y] for x, y in ring]
    if points[0] != points[-1]:
        points.append(points[0])
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    return points if (doubled > 0) is outer else points[::-1]


def _topology(published: Published, units: Sequence[UnitState]) -> dict[str, Any]:
    """Arcs as they are kept, so that a border that two units share is one arc of both; in whole steps."""
    kept = published.map
    west = min((sheet.origin[0] for sheet in kept.sheets), default=0.0)
    south = min((sheet.origin[1] for sheet in kept.sheets), default=0.0)
    numbers: dict[tuple[int, int], int] = {}
    geometries = []
    for unit in units:
        head: dict[str, Any] = {"id": unit.code, "properties": _properties(published, unit)}
        if unit.unit_id not in kept.arcs:
            geometries.append({"type": None, **head})
            continue
        sheet, polygons = kept.arcs[unit.unit_id]
        arcs = [[[_own(sheet, number, numbers) for number in ring] for ring in polygon] for polygon in polygons]
        geometries.append({"type": "MultiPolygon", "arcs": arcs, **head})
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [west, south]},
        "objects": {"units": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_arc(kept.sheets[sheet], line, west, south) for sheet, line in numbers],
    }


def _own(sheet: int, number: int, numbers: dict[tuple[int, int], int]) -> int:
    """The number of the arc among those that are used; ~n backwards."""
    own = numbers.setdefault((sheet, number if number >= 0 else ~number), len(numbers))
    return own if number >= 0 else ~own


def _arc(sheet: Lines, line: int, west: float, south: float) -> list[list[int]]:
    """The steps of a line, the first from the corner of all sheets."""
    flat = sheet.lines[line]
    steps = [list(pair) for pair in zip(flat[::2], flat[1::2], strict=True)]
    steps[0][0] += round((sheet.origin[0] - west) / STEP)
    steps[0][1] += round((sheet.origin[1] - south) / STEP)
    return steps
