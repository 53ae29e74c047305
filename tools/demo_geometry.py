"""Write the outlines of the demo (src/tinhgon/demo/boundaries/*.json) anew from the country's topologies.

    python -m tools.demo_geometry ../shared/data

A border that two communes share is one line in the topology; lines are simplified one by one with their ends fixed, so
neighbours keep sharing it. Whole steps of a hundred-thousandth of a degree, about a metre.
"""

import itertools
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tinhgon.registers.units import outlines
from tools.demo_tables import NEW, PROVINCES, province_of, read

OUT = Path(__file__).resolve().parent.parent / "src" / "tinhgon" / "demo" / "boundaries"
METRES = 111_320.0
Point = tuple[float, float]

MISSING = {
    "31372": "xã Phú An: kết thúc năm 2020; phần đất nằm trong mảnh của các xã bên cạnh",
    "31132": "phường An Hội: kết thúc năm 2020; phần đất nằm trong mảnh của phường Tân An",
    "31138": "phường An Lạc: kết thúc năm 2020; phần đất nằm trong mảnh của phường Tân An",
    "31126": "phường An Nghiệp: kết thúc năm 2024; phần đất nằm trong mảnh của phường Thới Bình",
    "31129": "phường An Cư: kết thúc năm 2024; phần đất nằm trong mảnh của phường Thới Bình",
    "31141": "phường An Phú: kết thúc năm 2024; phần đất nằm trong mảnh của phường Thới Bình",
    "31513": "Phường 1 cũ: kết thúc năm 2024; phần đất nằm trong mảnh mang mã 31522",
    "31473": "phường Bình Thạnh: chỉ có một hình tròn quanh điểm; phần đất còn lại nằm trong mảnh xã Long Bình",
    "31475": "phường Vĩnh Tường: chỉ có một hình tròn quanh điểm; phần đất còn lại nằm trong mảnh xã Long Bình",
}


def decoded(topology: Any) -> list[list[Point]]:
    """The lines of a topology in degrees."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for line in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in line:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        lines.append(points)
    return lines


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker, in metres on a local plane; a closed line keeps at least a triangle."""
    squeeze = math.cos(math.radians(line[0][1]))
    plane = [(x * squeeze * METRES, y * METRES) for x, y in line]
    keep = {0, len(line) - 1}
    if line[0] == line[-1] and len(line) > 3:
        keep |= {len(line) // 3, 2 * len(line) // 3}
    ends = sorted(keep)
    stack = list(itertools.pairwise(ends))
    while stack:
        first, last = stack.pop()
        far, at = max(((_distance(plane[i], plane[first], plane[last]), i) for i in range(first + 1, last)),
                      default=(0.0, 0))  # fmt: skip
        if far > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    if length == 0:
        return math.hypot(px - ax, py - ay)
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length**2))
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def write(
    code: str, day: str, lines: Sequence[Sequence[Point]], units: dict[str, Any], missing: dict[str, str]
) -> None:
    content = outlines.compact(lines, units, missing=missing) + b"\n"
    (OUT / f"{code}_{day}.json").write_bytes(content)
    print(f"{code}_{day}.json: {len(content) >> 10} KB, {len(units)} units")


def shapes(topology: Any, tolerance: float) -> tuple[list[list[Point]], dict[str, Any]]:
    """The lines, simplified, and the rings of every unit."""
    (collection,) = topology["objects"].values()
    units = {
        str(shape["id"]): [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for shape in collection["geometries"] if shape.get("arcs")
    }  # fmt: skip
    return [simplified(line, tolerance) for line in decoded(topology)], units


def main(data: Path) -> int:
    listed = {row["code"]: row for row in read(data / "units_before_20250701.csv")}
    OUT.mkdir(parents=True, exist_ok=True)
    lines, units = shapes(json.loads((data / "geo" / "communes_before.topojson").read_text(encoding="utf-8")), 5.0)
    for province in PROVINCES:
        mine = {code: rings for code, rings in units.items() if province_of(listed[code], listed) == province}
        write(province, "20190101", lines, mine, MISSING)
    lines, units = shapes(
        json.loads((data / "geo" / "units_after_92_can_tho.topojson").read_text(encoding="utf-8")), 15.0
    )
    write(NEW, "20250701", lines, units, {})
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
