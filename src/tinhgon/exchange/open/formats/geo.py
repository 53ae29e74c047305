"""GeoJSON (RFC 7946) and TopoJSON of the territory on a day: outlines with code, name, figures and where they are from.

A unit without an outline is there with no geometry and the reason; outer rings run anticlockwise, as the RFC asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tinhgon.exchange.open.model import Published
from tinhgon.registers.units.outlines import STEP, Outline, Point
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
    """One arc a ring, in whole steps from the corner: smaller than GeoJSON, the same points."""
    shown = {unit.unit_id: published.map.outlines.get(unit.unit_id) for unit in units}
    rings = [ring for outline in shown.values() for polygon in outline or () for ring in polygon]
    west = min((x for ring in rings for x, _ in ring), default=0.0)
    south = min((y for ring in rings for _, y in ring), default=0.0)
    arcs: list[list[list[int]]] = []
    geometries = []
    for unit in units:
        outline = shown[unit.unit_id]
        head: dict[str, Any] = {"id": unit.code, "properties": _properties(published, unit)}
        if outline is None:
            geometries.append({"type": None, **head})
            continue
        numbers = []
        for polygon in outline:
            numbers.append([[len(arcs) + place] for place in range(len(polygon))])
            arcs += [_steps(_wound(ring, outer=place == 0), west, south) for place, ring in enumerate(polygon)]
        geometries.append({"type": "MultiPolygon", "arcs": numbers, **head})
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [west, south]},
        "objects": {"units": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }


def _steps(ring: Sequence[Sequence[float]], west: float, south: float) -> list[list[int]]:
    steps, before = [], (0, 0)
    for x, y in ring:
        here = (round((x - west) / STEP), round((y - south) / STEP))
        steps.append([here[0] - before[0], here[1] - before[1]])
        before = here
    return steps
