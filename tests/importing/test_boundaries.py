"""Outlines from GeoJSON and TopoJSON: what is kept, what is refused, what a decision publishes for which days."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.world import SQUARE

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput
from tinhgon.importing.boundaries import boundary_sheet
from tinhgon.registers.units.outlines import STEP, read_outlines

HERE = [[x, y] for x, y in SQUARE]
FEATURES = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"ma_xa": "A1"}, "geometry": {"type": "Polygon", "coordinates": [HERE]}},
        {"type": "Feature", "properties": {"ma_xa": 2},
         "geometry": {"type": "MultiPolygon", "coordinates": [[HERE], [HERE]]}},
        {"type": "Feature", "properties": None, "geometry": None},
    ],
}  # fmt: skip
TOPOLOGY = {
    "type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": [105, 10]},
    "arcs": [[[0, 0], [1, 0]], [[1, 0], [0, 1], [-1, 0], [0, -1]]],
    "objects": {"x": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "id": "A1", "arcs": [[0, 1]]}, {"type": "Polygon", "id": "A2", "arcs": [[-2, -1]]}]}},
}  # fmt: skip


def day(text: str) -> AsOf:
    return AsOf(date.fromisoformat(text))


def raw(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_geojson_with_codes_of_several_kinds() -> None:
    sheet = boundary_sheet(raw(FEATURES), name="xa.geojson")
    assert sheet.codes == ("2", "A1")
    found = read_outlines(sheet.content).outlines
    assert [len(polygons) for polygons in (found["A1"], found["2"])] == [1, 2]
    assert found["A1"][0][0] == [pytest.approx(point, abs=STEP) for point in SQUARE]


def test_topojson_keeps_a_shared_border_once() -> None:
    sheet = boundary_sheet(raw(TOPOLOGY), name="xa.topojson")
    assert sheet.codes == ("A1", "A2")
    assert len(json.loads(sheet.content)["lines"]) == 2
    found = read_outlines(sheet.content).outlines
    assert found["A1"][0][0] == [pytest.approx(point, abs=STEP) for point in SQUARE]
    assert found["A2"][0][0] == found["A1"][0][0][::-1]


def test_only_the_wanted_codes() -> None:
    assert boundary_sheet(raw(TOPOLOGY), name="x", only=["A2", "B9"]).codes == ("A2",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<kml/>", "boundaries_not_json"),
        (b"[" * 100_000, "boundaries_not_json"),
        (raw({"type": "Polygon", "coordinates": []}), "boundaries_unknown"),
        (raw([1]), "boundaries_unknown"),
        (raw({**TOPOLOGY, "arcs": [[[0]]]}), "boundaries_malformed"),
        (raw({**TOPOLOGY, "objects": {}}), "boundaries_no_codes"),
        (raw({"type": "FeatureCollection", "features": [
            {"properties": {"code": "1"}, "geometry": {"type": "Polygon", "coordinates": [[[586000, 1110000]]]}}]}),
         "boundaries_not_degrees"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_of_outlines_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        boundary_sheet(data, name="ranh.json")
    assert refused.value.code == code
    assert "ranh.json" in str(refused.value)


@pytest.mark.nation
def test_real_files_of_others(nation: Path) -> None:
    """The communes of three provinces before 2025 (GeoJSON) and of the country since (TopoJSON)."""
    before = boundary_sheet((nation / "geo" / "communes_before_92_93_94.geojson").read_bytes(), name="truoc.geojson")
    after = boundary_sheet((nation / "geo" / "units_after.topojson").read_bytes(), name="sau.topojson")
    assert (len(before.codes), len(after.codes)) == (263, 3321)
    for sheet in (before, after):
        for polygons in read_outlines(sheet.content).outlines.values():
            assert all(ring[0] == ring[-1] and len(ring) >= 4 for polygon in polygons for ring in polygon)
