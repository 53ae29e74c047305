"""Write the outlines of the demo (src/tinhgon/importing/demo/geometry/*.json) anew from the country's topologies.

    python -m tools.demo_geometry ../shared/data

A border that two communes share is one line in the topology; lines are simplified one by one with their ends fixed, so
neighbours keep sharing it. Whole steps of a hundred-thousandth of a degree, about a metre.
"""

import itertools
import json
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tools.demo_tables import NEW, PROVINCES, province_of, read

OUT = Path(__file__).resolve().parent.parent / "src" / "tinhgon" / "importing" / "demo" / "geometry"
STEP = 1e-5
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


def compact(topology: Any, wanted: Callable[[str], str | None], tolerance: float) -> dict[str, Any]:
    """The wanted units with only the lines that they use, in whole steps from an origin."""
    lines = decoded(topology)
    (collection,) = topology["objects"].values()
    shapes = [(shape, wanted(str(shape["id"]))) for shape in collection["geometries"]]
    shapes = [(shape, province) for shape, province in shapes if province and shape.get("arcs")]
    used: dict[int, int] = {}
    units = {}
    for shape, province in sorted(shapes, key=lambda item: str(item[0]["id"])):
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [[[_own(number, used) for number in ring] for ring in polygon] for polygon in polygons]
        units[str(shape["id"])] = {"province": province, "rings": rings}
    kept = [simplified(lines[number], tolerance) for number in used]
    west, south = min(x for line in kept for x, _ in line), min(y for line in kept for _, y in line)
    origin = [math.floor(west * 100) / 100, math.floor(south * 100) / 100]
    return {"origin": origin, "step": STEP, "lines": [steps(line, origin) for line in kept], "units": units}


def _own(number: int, used: dict[int, int]) -> int:
    """The line's number in our file; ~n is the line n backwards, as in TopoJSON."""
    line = number if number >= 0 else ~number
    own = used.setdefault(line, len(used))
    return own if number >= 0 else ~own


def steps(line: Iterable[Point], origin: Sequence[float]) -> list[int]:
    """x, y of the first point, then the steps from point to point, in one list."""
    flat: list[int] = []
    before = (0, 0)
    for x, y in line:
        here = (round((x - origin[0]) / STEP), round((y - origin[1]) / STEP))
        if flat and here == before:
            continue
        flat += [here[0] - before[0], here[1] - before[1]]
        before = here
    return flat if len(flat) > 2 else [*flat, 0, 0]


def write(name: str, head: dict[str, Any], body: dict[str, Any]) -> None:
    text = json.dumps({**head, **body}, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('"lines":', '\n"lines":').replace('"units":', '\n"units":')
    (OUT / name).write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(text) >> 10} KB, {len(body['lines'])} lines, {len(body['units'])} units")


def main(data: Path) -> int:
    listed = {row["code"]: row for row in read(data / "units_before_20250701.csv")}
    old = json.loads((data / "geo" / "communes_before.topojson").read_text(encoding="utf-8"))
    new = json.loads((data / "geo" / "units_after_92_can_tho.topojson").read_text(encoding="utf-8"))

    def province(code: str) -> str | None:
        above = province_of(listed[code], listed)
        return above if above in PROVINCES else None

    OUT.mkdir(parents=True, exist_ok=True)
    write(
        "communes_until_20250630.json",
        {
            "title": "Xã, phường, thị trấn của Cần Thơ, Hậu Giang, Sóc Trăng trước 01/7/2025 (xấp xỉ)",
            "from": None, "until": "2025-07-01",
            "source": "choisy/censusVN2009 (MIT), khoảng 2011, cắt theo ranh giới mới của thanglequoc (MIT)",
            "missing": MISSING,
        },
        compact(old, province, 5.0),
    )  # fmt: skip
    write(
        "communes_from_20250701.json",
        {
            "title": "Xã, phường của thành phố Cần Thơ từ 01/7/2025 (đơn giản hóa)",
            "from": "2025-07-01", "until": None,
            "source": "thanglequoc/vietnamese-provinces-database (MIT), theo sapnhap.bando.com.vn",
            "missing": {},
        },
        compact(new, lambda _: NEW, 15.0),
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
