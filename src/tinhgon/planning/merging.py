"""Communes of the books merged by a plan: the problem from figures and outlines, solved, told in codes and units.

Grades come from the standards in every case the books leave open: below only where it is so in all of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

import numpy as np

from tinhgon.basis.errors import UnknownReference, fill
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.optimise.problem import BELOW, MET, NO_FIGURE, OPEN, Pins, Problem, bits, mask_of, pieces
from tinhgon.optimise.solving import Conflict, Plan, conflicts, smallest_conflict, solve
from tinhgon.planning.judging import Grouped
from tinhgon.planning.standards import KINDS, Floor, floors
from tinhgon.registers.units.queries.units import UnitRow

Point = tuple[float, float]
REASONS: Mapping[str, str] = {
    "together_apart": _("{units} vừa phải chung nhóm, vừa phải khác nhóm."),
    "together_alone": _("{units} phải chung nhóm, mà một đơn vị được giữ nguyên."),
    "two_seats": _("{units} phải chung nhóm, mà cả hai phải là trụ sở."),
    "unreachable": _("{units} phải chung nhóm, mà không có đường liền nhau nào giữa hai đơn vị."),
    "parts": _("Số nhóm quá ít: ranh giới và các ràng buộc cần ít nhất {relax} nhóm."),
    "most_groups": _("Số nhóm quá nhiều: các ràng buộc chỉ cho nhiều nhất {relax} nhóm."),
    "parts_pinned": _("Số nhóm quá ít: {units} phải để riêng hoặc là trụ sở, nên cần ít nhất {relax} nhóm."),
    "most_groups_pinned": _("Số nhóm quá nhiều: {units} phải chung nhóm, nên chỉ có nhiều nhất {relax} nhóm."),
    "no_plan": _("Không tìm thấy phương án nào trong các nhóm đã xét; bỏ một ràng buộc sau thì có: {units}."),
    "no_plan_at_all": _(
        "Không tìm thấy phương án nào trong các nhóm đã xét, cả khi bỏ hết ràng buộc; hãy đổi số nhóm."
    ),
}


def reason_told(
    reason: tuple[str, tuple[str, ...], int | None], units: Mapping[str, UnitRow], translate: Callable[[str], str] = str
) -> str:
    """What stands in the way, its units by name and code."""
    rule, named, relax = reason
    sentence = REASONS.get(f"{rule}_pinned" if named else rule, REASONS[rule])
    told = ", ".join("".join(_name(part, units) for part in re.split(r"([+/])", one)) for one in named)
    return fill(translate(sentence), {"units": told, "relax": relax})


def _name(part: str, units: Mapping[str, UnitRow]) -> str:
    return f"{units[part].full_name} ({part})" if part in units else f" {part} "


@dataclass(frozen=True, kw_only=True)
class CodePins:
    """What a person fixed, by code: `keep` stays alone, `seat` must be a seat."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    keep: tuple[str, ...] = ()
    seat: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The plan (None where there is none), its groups in codes, people-km of each, what stands in the way; `estimated`
    are units whose people were not stated: their weight in distances is an estimate, their standard is not known;
    `bridges` are borders over water or missing data."""

    plan: Plan | None
    groups: tuple[Grouped, ...] = ()
    km: tuple[tuple[float, float], ...] = ()
    """Of each group thousand people-km, and the furthest member in km."""
    reasons: tuple[tuple[str, tuple[str, ...], int | None], ...] = ()
    estimated: tuple[str, ...] = ()
    bridges: tuple[tuple[str, str], ...] = ()
    mean_km: float | None = None
    p95_km: float | None = None


def merge(
    units: Sequence[UnitRow],
    points: Mapping[str, Point],
    borders: Collection[tuple[str, str]],
    *,
    rules: str,
    on: date,
    groups: int | None = None,
    pins: CodePins | None = None,
    stated: Mapping[str, Mapping[str, str]] | None = None,
    seconds: float | None = None,
    seed: int = 1,
) -> Merged:
    """The best plan found. `points` are longitude and latitude of each unit, in which distances are measured. Raises
    UnknownReference for a pin or a point that is not there."""
    rows = sorted((row for row in units if row.code), key=lambda row: row.code or "")
    number = {row.code or "": index for index, row in enumerate(rows)}
    lost = [code for code in number if code not in points]
    if lost:
        raise UnknownReference(
            "plan_no_outline",
            _("Chưa có ranh giới của {codes}; hãy công bố ranh giới trước."),
            codes=", ".join(lost[:5]),
        )
    special = {row.code or "" for row in rows if row.kind not in KINDS}
    laid = ground(rows, number, points, borders)
    problem = Problem(
        people=laid.people,
        km=laid.km,
        beside=laid.beside,
        grade=_Grade(rows, rules, on, stated or {}),
        pins=_pins(pins or CodePins(), number, special),
    )
    found = conflicts(problem, groups)
    plan = None if found else solve(problem, groups, seed=seed, seconds=seconds)
    codes = list(number)
    bridged = tuple((codes[one], codes[other]) for one, other in laid.bridges)
    unstated = tuple(codes[unit] for unit in laid.estimated)
    if plan is None:
        return Merged(
            plan=None, reasons=_reasons(found, problem, groups, codes, seed=seed), estimated=unstated, bridges=bridged
        )
    far = np.concatenate([problem.km[list(one.members), one.seat] for one in plan.columns])
    weights = np.concatenate([problem.people[list(one.members)] for one in plan.columns])
    order = far.argsort()
    p95 = far[order][np.searchsorted(weights[order].cumsum(), 0.95 * weights.sum())]
    return Merged(
        plan=plan,
        groups=tuple(_grouped(one.members, one.seat, rows, stated or {}) for one in plan.columns),
        km=tuple((one.cost, float(problem.km[list(one.members), one.seat].max())) for one in plan.columns),
        mean_km=float((far * weights).sum() / weights.sum()),
        p95_km=float(p95),
        estimated=unstated,
        bridges=bridged,
    )


def kind_of(kinds: Collection[str]) -> str:
    """A ward with anything is a ward; communes and townships are a commune (76/2025)."""
    if len(set(kinds)) == 1:
        return next(iter(kinds))
    return "phường" if "phường" in kinds else "xã"


def stated_of(members: Sequence[str], stated: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What all members state alike; else it is not known of the group."""
    told = [stated.get(code, {}) for code in members]
    return {name: value for name, value in told[0].items() if all(one.get(name) == value for one in told)}


def _grouped(
    members: Sequence[int], seat: int, rows: Sequence[UnitRow], stated: Mapping[str, Mapping[str, str]]
) -> Grouped:
    codes = tuple(rows[unit].code or "" for unit in members)
    return Grouped(
        members=codes,
        seat=rows[seat].code or "",
        kind=kind_of([rows[unit].kind for unit in members]),
        name=rows[members[0]].name if len(members) == 1 else "",
        stated=stated_of(codes, stated),
    )


class _Grade:
    """How a group stands: sums against the floors of each open case."""

    def __init__(self, rows: Sequence[UnitRow], rules: str, on: date, stated: Mapping[str, Mapping[str, str]]) -> None:
        self.rows, self.rules, self.on, self.stated = rows, rules, on, stated
        self.known: dict[tuple[str, int, tuple[tuple[str, str], ...]], tuple[Floor, ...]] = {}

    def __call__(self, members: tuple[int, ...]) -> int:
        rows = [self.rows[unit] for unit in members]
        kind = kind_of([row.kind for row in rows])
        if kind not in KINDS:
            return MET if len(rows) == 1 else BELOW
        stated = stated_of([row.code or "" for row in rows], self.stated)
        key = (kind, min(len(rows), 3), tuple(sorted(stated.items())))
        if key not in self.known:
            self.known[key] = floors(kind, merged=key[1], stated=stated, rules=self.rules, on=self.on)
        cases = self.known[key]
        if cases and all(case.exempt for case in cases):
            return MET
        if not cases or any(row.area_km2 is None or row.population is None for row in rows):
            return NO_FIGURE
        people, area = (
            sum(row.population or 0 for row in rows),
            sum((row.area_km2 or Decimal(0) for row in rows), Decimal(0)),
        )
        met = [case.exempt or (people >= case.population and area >= case.area_km2) for case in cases]
        return MET if all(met) else OPEN if any(met) else BELOW


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What distances are measured on, by number of unit: km point to point, people (estimated where none are stated),
    neighbours as bit masks, bridges that join what water or missing data part."""

    km: np.ndarray
    people: np.ndarray
    beside: tuple[int, ...]
    bridges: tuple[tuple[int, int], ...]
    estimated: tuple[int, ...]


def ground(
    rows: Sequence[UnitRow],
    number: Mapping[str, int],
    points: Mapping[str, Point],
    borders: Collection[tuple[str, str]],
) -> Ground:
    """Of units that all have a point."""
    place = np.array([points[row.code or ""] for row in rows])
    middle = math.radians(float(place[:, 1].mean()))
    flat = place * np.array([111.32 * math.cos(middle), 110.57])
    km = np.sqrt(((flat[:, None] - flat[None]) ** 2).sum(axis=2))
    beside = [0] * len(rows)
    for one, other in borders:
        if one in number and other in number:
            beside[number[one]] |= 1 << number[other]
            beside[number[other]] |= 1 << number[one]
    bridges = bridged(beside, km)
    dense = [row.population / float(row.area_km2) for row in rows if row.population and row.area_km2]
    usual = median(dense) if dense else 1.0
    people = [float(row.population or max(1.0, usual * float(row.area_km2 or 10))) for row in rows]
    return Ground(
        km=km,
        people=np.array(people),
        beside=tuple(beside),
        bridges=tuple(bridges),
        estimated=tuple(index for index, row in enumerate(rows) if not row.population),
    )


def linked(borders: Collection[tuple[str, str]], bridges: Collection[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Borders with the bridges among them, each pair in order."""
    return frozenset(borders) | {pair if pair[0] < pair[1] else pair[::-1] for pair in bridges}


def bridged(beside: list[int], km: np.ndarray) -> list[tuple[int, int]]:
    """Joins the parts of the graph, nearest point to nearest point, one bridge a part; tells them."""
    found = []
    while len(parts := sorted(pieces(beside), key=lambda mask: (mask.bit_count(), mask))) > 1:
        inside = list(bits(parts[0]))
        outside = list(bits(mask_of(range(len(beside))) & ~parts[0]))
        where = np.unravel_index(km[np.ix_(inside, outside)].argmin(), (len(inside), len(outside)))
        one, other = inside[int(where[0])], outside[int(where[1])]
        beside[one] |= 1 << other
        beside[other] |= 1 << one
        found.append((one, other))
    return found


def _pins(pins: CodePins, number: Mapping[str, int], special: set[str]) -> Pins:
    named = {code for pair in (*pins.together, *pins.apart) for code in pair} | {*pins.keep, *pins.seat}
    if unknown := sorted(named - set(number)):
        raise UnknownReference(
            "plan_pin_unknown", _("Ràng buộc nêu mã {codes} không có trong vùng chọn."), codes=", ".join(unknown)
        )

    def pairs(given: Sequence[tuple[str, str]]) -> tuple[tuple[int, int], ...]:
        return tuple((number[one], number[other]) for one, other in given)

    return Pins(
        together=pairs(pins.together),
        apart=pairs(pins.apart),
        seats=frozenset(number[code] for code in pins.seat),
        alone=frozenset(number[code] for code in {*pins.keep, *special}),
    )


def _reasons(
    found: Sequence[Conflict], problem: Problem, groups: int | None, codes: Sequence[str], *, seed: int
) -> tuple[tuple[str, tuple[str, ...], int | None], ...]:
    """What the pins alone say; else the smallest set of pins without a plan."""
    if found:
        return tuple((one.rule, tuple(codes[unit] for unit in one.units), one.relax) for one in found)
    left = smallest_conflict(problem, groups, seed=seed)
    if left is None:
        return (("no_plan_at_all", (), None),)
    named = [f"{codes[one]}+{codes[other]}" for one, other in left.together]
    named += [f"{codes[one]}/{codes[other]}" for one, other in left.apart]
    named += [codes[unit] for unit in sorted(left.alone | left.seats)]
    return (("no_plan", tuple(named), None),)
