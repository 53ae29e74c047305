"""The reorganisations of 2025 as problems of the planner, from the country's tables: proxies where these say nothing.

People are an old count brought to the official figure of the province, areas those of fitted outlines, mountains a guess:
figures to compare two plans by on the same ground, never findings about a unit.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.place import SHARED
from tinhgon.optimise.problem import BELOW, MET, Column, Problem, mask_of
from tinhgon.planning.merging import bridged
from tinhgon.planning.standards import Floor, floors

ON = date(2025, 6, 30)
MOUNTAIN = frozenset(["02", "04", "06", "08", "10", "11", "12", "14", "15", "17", "20", "62", "64", "66", "67", "68"])
MIXED = frozenset(
    ["19", "22", "24", "25", "38", "40", "42", "44", "45", "46", "49", "51", "52", "54", "56", "58", "60", "70", "89"]
)
BORDER = frozenset(
    [
        "02",
        "04",
        "08",
        "10",
        "11",
        "12",
        "14",
        "15",
        "19",
        "20",
        "22",
        "38",
        "40",
        "42",
        "44",
        "51",
        "52",
        "62",
        "64",
        "66",
        "68",
    ]
)
SPARSE = 200
"""People a km2 of an old district below which it is taken for mountain in a mixed province."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What a plan comes to: groups below as assessed and by their figures alone, km to the seat, balance, and how many
    groups cross the line of an old district."""

    below: int
    below_figures: int
    mean: float
    p95: float
    balance: float
    crossing: int


@dataclass(frozen=True, kw_only=True)
class Reorganisation:
    """One province: its old communes (special zones left out), the problem, what was decided (each divided commune moved
    whole to where most of it went), and the parts of divided communes as they were decided: group -> unit, share of
    people, share of area."""

    code: str
    name: str
    codes: tuple[str, ...]
    problem: Problem
    districts: tuple[str, ...]
    real: tuple[tuple[int, ...], ...]
    parts: tuple[tuple[tuple[int, float, float], ...], ...]
    divided: int
    area: NDArray[np.float64]
    mountain: tuple[bool, ...]
    wards: tuple[bool, ...]
    province_kind: str

    def meets(self, members: Sequence[int], people: float, area: float, *, merged: int) -> bool:
        """By the targets of 76/2025, the terrain that most of the ground has."""
        rough = sum(self.area[unit] for unit in members if self.mountain[unit])
        terrain = "mountain" if 2 * rough >= sum(self.area[unit] for unit in members) else "other"
        kind = "phường" if any(self.wards[unit] for unit in members) else "xã"
        (floor,) = _floor(kind, min(merged, 3), terrain, self.province_kind)
        return floor.exempt or (people >= floor.population and area >= float(floor.area_km2))

    def grade(self, members: tuple[int, ...]) -> int:
        """Of whole communes."""
        people, area = float(self.problem.people[list(members)].sum()), float(self.area[list(members)].sum())
        return MET if self.meets(members, people, area, merged=len(members)) else BELOW

    def figures(self, groups: Iterable[Sequence[int]]) -> Figures:
        """Of whole communes."""
        return self.figures_of_parts([[(unit, 1.0, 1.0) for unit in group] for group in groups])

    def figures_of_parts(self, groups: Iterable[Sequence[tuple[int, float, float]]]) -> Figures:
        """Each part of a commune lies where the commune lies."""
        below = figures = crossing = 0
        far, weights, sums = [], [], []
        for group in groups:
            units = [unit for unit, _people, _area in group]
            people = np.array([share * self.problem.people[unit] for unit, share, _area in group])
            area = sum(share * self.area[unit] for unit, _people, share in group)
            below += not self.meets(units, people.sum(), area, merged=len(units))
            figures += not self.meets(units, people.sum(), area, merged=1)
            crossing += len({self.districts[unit] for unit in units}) > 1
            km = self.problem.km[np.ix_(units, units)]
            far.append(km[:, int((people[:, None] * km).sum(axis=0).argmin())])
            weights.append(people)
            sums.append(people.sum())
        km, weight = np.concatenate(far), np.concatenate(weights)
        order = km.argsort()
        p95 = km[order][np.searchsorted(weight[order].cumsum(), 0.95 * weight.sum())]
        return Figures(
            below=below, below_figures=figures, mean=float((km * weight).sum() / weight.sum()), p95=float(p95),
            balance=float(np.std(sums) / np.mean(sums)), crossing=crossing,
        )  # fmt: skip

    def columns(self, groups: Iterable[Sequence[int]]) -> list[Column]:
        """Groups of whole communes as columns."""
        return [self.problem.column(mask_of(group)) for group in groups]


@cache
def _floor(kind: str, merged: int, terrain: str, province_kind: str) -> tuple[Floor, ...]:
    stated = {"terrain": terrain, "province_kind": province_kind}
    return floors(kind, merged=merged, stated=stated, rules="76/2025", on=ON)


def rows(name: str) -> list[dict[str, str]]:
    """A table of the country."""
    with (SHARED / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@cache
def _tables() -> dict[str, Any]:
    into = defaultdict(list)
    after = {row["code"]: row for row in rows("units_after_20250701.csv")}
    for row in rows("successions_20250701.csv"):
        into[after[row["new_code"]]["parent_code"]].append(row)
    return {
        "after": after,
        "into": into,
        "before": {row["code"]: row for row in rows("units_before_20250701.csv")},
        "stats": {row["code"]: row for row in rows("communes_before_stats.csv")},
        "borders": [(row["code_a"], row["code_b"]) for row in rows("communes_before_adjacency.csv")],
        "pieces": {
            (row["old_code"], row["new_code"]): float(row["piece_km2_estimated"] or 0)
            for row in rows("split_pieces_estimated.csv")
        },
        "rings": _rings(),
    }


def provinces() -> list[str]:
    """Codes of the provinces whose reorganisation is in the tables."""
    return sorted(_tables()["into"])


def reorganisation(code: str, *, caps: bool = True) -> Reorganisation:
    """One province. `caps`: no group has more people or members than the largest that was decided."""
    told = _tables()
    after, before, stats = told["after"], told["before"], told["stats"]
    decided = [row for row in told["into"][code] if row["old_code"] in stats
               and after[row["new_code"]]["kind"] != "đặc khu"]  # fmt: skip
    codes = sorted({row["old_code"] for row in decided})
    number = {old: index for index, old in enumerate(codes)}
    area = np.array([_first(stats[old], "area_km2_tile", "area_km2_attr") for old in codes])
    districts = tuple(before[old]["parent_code"] for old in codes)
    people = _people([_first(stats[old], "population_attr") for old in codes], area, districts, after[code])
    km = _apart([_point(stats[old], told["rings"].get(old)) for old in codes])
    beside = [0] * len(codes)
    for one, other in told["borders"]:
        if one in number and other in number:
            beside[number[one]] |= 1 << number[other]
            beside[number[other]] |= 1 << number[one]
    bridged(beside, km)
    whole, parts, divided = _decided(decided, number, told["pieces"])
    made = Reorganisation(
        code=code, name=after[code]["name"], codes=tuple(codes), districts=districts, real=whole, parts=parts,
        divided=divided, area=area, wards=tuple(before[old]["kind"] == "phường" for old in codes),
        mountain=_mountain(codes, districts, people, area, stats),
        province_kind="central_city" if after[code]["kind"] == "thành phố" else "mountain_border" if code in BORDER
        else "other",
        problem=Problem(people=people, km=km, beside=tuple(beside), grade=lambda _members: MET),
    )  # fmt: skip
    limits: dict[str, Any] = {}
    if caps:
        limits = {"most_members": max(map(len, whole)),
                  "most_people": max(people[list(group)].sum() for group in whole) + 1}  # fmt: skip
    return replace(made, problem=replace(made.problem, grade=made.grade, **limits))


def _first(row: dict[str, str], *names: str) -> float:
    return next((float(row[name]) for name in names if row[name] and float(row[name]) > 0), 0.0)


def _people(
    stated: list[float], area: NDArray[np.float64], districts: Sequence[str], province: dict[str, str]
) -> NDArray[np.float64]:
    """Where none is stated by the median density of the district; all brought to the figure of the province."""
    people = np.array(stated)
    dense: dict[str, list[float]] = defaultdict(list)
    for one, ground, district in zip(people, area, districts, strict=True):
        if one and ground:
            dense[district].append(one / ground)
    usual = float(np.median([one for many in dense.values() for one in many]))
    for unit in np.flatnonzero(people == 0).tolist():
        near = dense[districts[unit]]
        people[unit] = max(1.0, (float(np.median(near)) if near else usual) * area[unit])
    told: NDArray[np.float64] = people * (float(province["population"]) / people.sum())
    return told


def _mountain(
    codes: Sequence[str], districts: Sequence[str], people: NDArray[np.float64], area: NDArray[np.float64],
    stats: dict[str, dict[str, str]],
) -> tuple[bool, ...]:  # fmt: skip
    inside: dict[str, NDArray[np.float64]] = defaultdict(lambda: np.zeros(2))
    for district, one, ground in zip(districts, people, area, strict=True):
        inside[district] += (one, ground)
    sparse = {district for district, (one, ground) in inside.items() if one < SPARSE * ground}
    old = [stats[code]["province_code"] for code in codes]
    return tuple(province in MOUNTAIN or (province in MIXED and district in sparse)
                 for province, district in zip(old, districts, strict=True))  # fmt: skip


def _decided(
    decided: list[dict[str, str]], number: dict[str, int], pieces: dict[tuple[str, str], float]
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[tuple[int, float, float], ...], ...], int]:
    """What was decided with every commune whole, and with its parts."""
    of_one: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in decided:
        of_one[row["old_code"]].append(row)
    whole, parts = defaultdict(list), defaultdict(list)
    for old, mine in of_one.items():
        shares = {name: _shares(mine, name, pieces) for name in ("population_share", "area_share")}
        for row, people, area in zip(mine, shares["population_share"], shares["area_share"], strict=True):
            parts[row["new_code"]].append((number[old], people, area))
        most = max(range(len(mine)), key=lambda place: (shares["population_share"][place], mine[place]["new_code"]))
        whole[mine[most]["new_code"]].append(number[old])
    divided = sum(len(mine) > 1 for mine in of_one.values())
    return tuple(map(tuple, whole.values())), tuple(map(tuple, parts.values())), divided


def _shares(mine: list[dict[str, str]], name: str, pieces: dict[tuple[str, str], float]) -> list[float]:
    """Parts and remainders by the ground of each piece: people of a piece are a guess."""
    if any(row[name] == "full" for row in mine):
        return [float(row[name] == "full") for row in mine]
    ground = [0.0 if row[name] == "none" else max(0.01, pieces.get((row["old_code"], row["new_code"]), 0.01))
              for row in mine]  # fmt: skip
    return [one / sum(ground) for one in ground]


def _apart(points: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    place = np.array(points)
    flat = place * np.array([111.32 * np.cos(np.radians(place[:, 1].mean())), 110.57])
    km: NDArray[np.float64] = np.sqrt(((flat[:, None] - flat[None]) ** 2).sum(axis=2))
    return km


def _rings() -> dict[str, list[tuple[float, float]]]:
    return lines_of(json.loads((SHARED / "geo" / "communes_before.topojson").read_text("utf-8")), "old_tiles")


def lines_of(told: dict[str, Any], name: str) -> dict[str, list[tuple[float, float]]]:
    """Of each shape of a topology its largest outer ring."""
    lines = [_line(line, told.get("transform")) for line in told["arcs"]]

    def ring(arcs: list[int]) -> list[tuple[float, float]]:
        return [point for arc in arcs for point in (lines[arc] if arc >= 0 else lines[~arc][::-1])[1:]]

    found = {}
    for shape in told["objects"][name]["geometries"]:
        many = shape.get("arcs", [])
        polygons = many if shape["type"] == "MultiPolygon" else [many] if shape["type"] == "Polygon" else []
        outer = [ring(polygon[0]) for polygon in polygons if polygon]
        if outer:
            found[str(shape["id"])] = max(outer, key=lambda one: abs(centre(one)[0]))
    return found


def _line(line: list[list[float]], transform: dict[str, list[float]] | None) -> list[tuple[float, float]]:
    if transform is None:
        return [(x, y) for x, y in line]
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    steps = np.cumsum(np.array(line), axis=0) * (wide, high) + (west, south)
    return [(float(x), float(y)) for x, y in steps]


def centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Signed area, and the centre of gravity."""
    near = np.array(ring) - ring[0]
    after = np.roll(near, -1, axis=0)
    cross = near[:, 0] * after[:, 1] - after[:, 0] * near[:, 1]
    area = cross.sum() / 2
    if not area:
        return 0.0, *ring[0]
    middle = ((near + after) * cross[:, None]).sum(axis=0) / (6 * area)
    return float(area), ring[0][0] + float(middle[0]), ring[0][1] + float(middle[1])


def _point(row: dict[str, str], ring: list[tuple[float, float]] | None) -> tuple[float, float]:
    """The published point where it lies in the tile, else the middle of the tile."""
    point = float(row["google_lon"]), float(row["google_lat"])
    if ring is None or _inside(point, ring):
        return point
    return centre(ring)[1:]


def _inside(point: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed
