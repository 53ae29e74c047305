"""Outlines of communes by code, for the maps: small files that stand with the demo, each with its period."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]
Outline = Sequence[Sequence[Ring]]
"""Polygons, each a list of rings of longitude and latitude; the first ring is the outer one."""

_FOLDER = Path(__file__).resolve().parent / "demo" / "geometry"


@dataclass(frozen=True)
class Geometry:
    """The outlines that hold from `since` until (not including) `until`.

    `missing` says of communes of that time why they have no outline, or not their own.
    """

    title: str
    source: str
    since: date | None
    until: date | None
    missing: Mapping[str, str]
    provinces: Mapping[str, Mapping[str, Outline]]

    def holds_on(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def outlines(self, province_code: str) -> Mapping[str, Outline]:
        """Outlines by commune code of one province, by its code of that time; none is known: empty."""
        return self.provinces.get(province_code, {})


def geometry(on: date) -> Geometry | None:
    """The outlines of a day, or None when no file is for it."""
    return next((found for found in _all() if found.holds_on(on)), None)


@cache
def _all() -> tuple[Geometry, ...]:
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.json")))


def _read(path: Path) -> Geometry:
    stored = json.loads(path.read_text(encoding="utf-8"))
    lines = [_points(flat, stored["origin"], stored["step"]) for flat in stored["lines"]]
    provinces: dict[str, dict[str, Outline]] = {}
    for code, unit in stored["units"].items():
        outline = [[_ring(ring, lines) for ring in polygon] for polygon in unit["rings"]]
        provinces.setdefault(unit["province"], {})[code] = outline
    return Geometry(
        stored["title"], stored["source"], _day(stored["from"]), _day(stored["until"]), stored["missing"], provinces
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _points(flat: list[int], origin: Sequence[float], step: float) -> list[Point]:
    """Whole steps from point to point, in one list, as degrees."""
    x = y = 0
    points = []
    for step_x, step_y in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((round(origin[0] + x * step, 6), round(origin[1] + y * step, 6)))
    return points


def _ring(numbers: list[int], lines: Sequence[list[Point]]) -> list[Point]:
    """A ring put together from its lines; ~n is line n backwards; where two meet, the point stands once."""
    ring: list[Any] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring += line[1:] if ring else line
    return ring
