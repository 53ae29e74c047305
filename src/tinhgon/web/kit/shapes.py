"""Outlines on a sheet: longitude and latitude to whole pixels. Pure: polygons in, paths out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Ring = Sequence[Point]
Polygon = Sequence[Ring]
Outline = Sequence[Polygon]

WIDTH = 640
FINE = 2  # steps in a pixel: half a pixel is finer than a line is wide


@dataclass(frozen=True)
class Sheet:
    """Paths by code on one sheet, and its size as text."""

    width: str
    height: str
    paths: Mapping[str, str]


def sheet(outlines: Mapping[str, Outline], *, width: int = WIDTH, most_height: int = 720) -> Sheet:
    """All outlines on one sheet, north up, degrees of longitude shortened as they are at this latitude."""
    points = [point for outline in outlines.values() for polygon in outline for ring in polygon for point in ring]
    if not points:
        return Sheet(str(width), "0", {})
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    margin = 4
    scale = min((width - 2 * margin) / across, (most_height - 2 * margin) / down)

    def place(point: Point) -> tuple[int, int]:
        x = margin + (point[0] - west) * squeeze * scale
        y = margin + (north - point[1]) * scale
        return round(x * FINE), round(y * FINE)

    paths = {code: "".join(_ring(map(place, ring)) for polygon in outline for ring in polygon)
             for code, outline in outlines.items()}  # fmt: skip
    right, bottom = across * scale + 2 * margin, down * scale + 2 * margin
    return Sheet(str(math.ceil(right * FINE)), str(math.ceil(bottom * FINE)), paths)


def _ring(places: Iterable[tuple[int, int]]) -> str:
    """A closed ring as relative steps; points that fall together are left out, and so is a ring of nothing."""
    kept: list[tuple[int, int]] = []
    for place in places:
        if not kept or place != kept[-1]:
            kept.append(place)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < 3:
        return ""
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z"
