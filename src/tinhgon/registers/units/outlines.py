"""Outlines of units as they are kept: lines in whole steps, each once, so that neighbours share their border.

    {"origin": [105.22, 9.24], "step": 1e-05, "missing": {"31372": "..."}, "lines": [[x, y, dx, dy, ...], ...],
     "units": {"31120": {"rings": [[[0, 3, ~5], ...], ...]}, ...}}

A ring is put together from its lines; ~n is line n backwards, as in TopoJSON. Pure.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]
Outline = Sequence[Sequence[Ring]]
"""Polygons, each a list of rings of longitude and latitude; the first ring is the outer one."""

STEP = 1e-5
"""Degrees: about a metre."""


@dataclass(frozen=True)
class Outlines:
    """Outlines by the code of the unit; `missing` says of units why they have none, or not their own."""

    outlines: Mapping[str, Outline]
    missing: Mapping[str, str]


@dataclass(frozen=True)
class Lines:
    """Outlines as they are kept: `lines` in steps from `origin`, each once; `rings` of a code as numbers of lines."""

    origin: Point
    lines: Sequence[Sequence[int]]
    rings: Mapping[str, Sequence[Sequence[Sequence[int]]]]


def read_lines(content: bytes) -> Lines:
    """The lines from the bytes that `compact` wrote, shared borders as shared lines."""
    stored = json.loads(content)
    west, south = stored["origin"]
    return Lines((west, south), stored["lines"], {code: unit["rings"] for code, unit in stored["units"].items()})


def read_outlines(content: bytes) -> Outlines:
    """The outlines from the bytes that `compact` wrote."""
    stored = json.loads(content)
    lines = [_points(flat, stored["origin"], stored["step"]) for flat in stored["lines"]]
    found = {
        code: [[_ring(ring, lines) for ring in polygon] for polygon in unit["rings"]]
        for code, unit in stored["units"].items()
    }
    return Outlines(found, stored["missing"])


def neighbours(content: bytes) -> frozenset[tuple[str, str]]:
    """Pairs of codes that share a line of their borders, each once, the smaller code first. A point in common is no
    border."""
    users: dict[int, set[str]] = {}
    for code, unit in json.loads(content)["units"].items():
        for polygon in unit["rings"]:
            for ring in polygon:
                for number in ring:
                    users.setdefault(number if number >= 0 else ~number, set()).add(code)
    return frozenset((min(pair), max(pair)) for pair in map(tuple, users.values()) if len(pair) == 2)


def compact(
    lines: Sequence[Sequence[Point]], units: Mapping[str, Any], *, missing: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of some units: `units` has the rings of each as numbers of `lines`; lines nobody uses are left out."""
    used: dict[int, int] = {}
    rings = {
        code: {"rings": [[[_own(number, used) for number in ring] for ring in polygon] for polygon in polygons]}
        for code, polygons in sorted(units.items())
    }
    kept = [lines[number] for number in used]
    west = min((x for line in kept for x, _ in line), default=0.0)
    south = min((y for line in kept for _, y in line), default=0.0)
    origin = [math.floor(west * 100) / 100, math.floor(south * 100) / 100]
    stored = {
        "origin": origin, "step": STEP, "missing": dict(missing or {}),
        "lines": [_steps(line, origin) for line in kept], "units": rings,
    }  # fmt: skip
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()


def _own(number: int, used: dict[int, int]) -> int:
    line = number if number >= 0 else ~number
    own = used.setdefault(line, len(used))
    return own if number >= 0 else ~own


def _steps(line: Iterable[Point], origin: Sequence[float]) -> list[int]:
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


def _points(flat: list[int], origin: Sequence[float], step: float) -> list[Point]:
    x = y = 0
    points = []
    for step_x, step_y in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((round(origin[0] + x * step, 6), round(origin[1] + y * step, 6)))
    return points


def _ring(numbers: list[int], lines: Sequence[list[Point]]) -> list[Point]:
    ring: list[Any] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring += line[1:] if ring else line  # where two lines meet, the point stands once
    return ring
