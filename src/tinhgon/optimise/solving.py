"""Goals one by one: fewest groups below, fewest that hang on what is not known, then distance; with two bounds."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

import numpy as np

from tinhgon.optimise.columns import EVERY, around, by_price
from tinhgon.optimise.cover import AtMost, Covered, cover
from tinhgon.optimise.growing import grown
from tinhgon.optimise.prices import prices
from tinhgon.optimise.problem import BELOW, OPEN, Column, Pins, Problem, pieces, reached

FIRST_STEPS, MORE_STEPS, LAST_STEPS, ROUNDS, KEPT_PER_UNIT, MOST_AROUND = 150, 600, 400, 2, 12, 4
Seen = Callable[["Plan"], None]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`bound` (thousand people-km) holds over all groupings into so many groups, None where the number is open;
    `columns_bound` over the groups that were looked at, whose number is `looked_at`; `all_looked_at`: these are all."""

    columns: tuple[Column, ...]
    stage: str
    bound: float | None = None
    columns_bound: float | None = None
    proven: bool = False
    looked_at: int = 0
    all_looked_at: bool = False
    by_time: bool = False

    @property
    def cost(self) -> float:
        """Thousand people-km."""
        return sum(column.cost for column in self.columns)

    def graded(self, grade: int) -> int:
        """How many groups of a grade."""
        return sum(column.grade == grade for column in self.columns)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Pins that cannot all be kept (`rule`: together_apart, together_alone, two_seats, parts, most_groups, unreachable)
    by units; `relax`: the number of groups with which it can be."""

    rule: str
    units: tuple[int, ...] = ()
    relax: int | None = None


@dataclass
class _Watch:
    """The clock only stops; what is done is decided by limits in work."""

    seconds: float | None
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float | None:
        return None if self.seconds is None else self.seconds - (time.monotonic() - self.started)

    def up(self) -> bool:
        left = self.left()
        return left is not None and left <= 0


def conflicts(problem: Problem, groups: int | None) -> list[Conflict]:
    """What makes any plan impossible, told by pins and borders alone. Empty is no proof that there is a plan."""
    joined = _joined(problem.size, problem.pins.together)
    found = [
        Conflict(rule="together_apart", units=pair) for pair in problem.pins.apart if joined[pair[0]] == joined[pair[1]]
    ]
    found += [
        Conflict(rule="together_alone", units=pair)
        for pair in problem.pins.together
        if pair[0] != pair[1] and problem.pins.alone & set(pair)
    ]
    found += [
        Conflict(rule="two_seats", units=pair)
        for pair in combinations(sorted(problem.pins.seats), 2)
        if joined[pair[0]] == joined[pair[1]]
    ]
    everywhere = (1 << problem.size) - 1
    found += [
        Conflict(rule="unreachable", units=pair)
        for pair in problem.pins.together
        if not problem.pins.alone & set(pair) and not reached(problem.borders, 1 << pair[0], everywhere) >> pair[1] & 1
    ]
    if groups is not None:
        least = max(len(pieces(problem.borders)), len(problem.pins.seats))
        most = problem.size - _merged(joined)
        if groups < least:
            found.append(
                Conflict(rule="parts", units=tuple(sorted(problem.pins.alone | problem.pins.seats)), relax=least)
            )
        if groups > most:
            found.append(
                Conflict(rule="most_groups", units=tuple(sorted({*chain(*problem.pins.together)})), relax=most)
            )
    return found


def _joined(size: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Of each unit the smallest unit that pins put with it."""
    lead = list(range(size))
    for one, other in pairs:
        low, high = sorted((lead[one], lead[other]))
        lead = [low if mine == high else mine for mine in lead]
    return lead


def _merged(joined: Sequence[int]) -> int:
    return len(joined) - len(set(joined))


def solve(
    problem: Problem,
    groups: int | None,
    *,
    seed: int = 1,
    seconds: float | None = None,
    seen: Seen = lambda _plan: None,
) -> Plan | None:
    """The best plan, of `groups` groups or of as many as stay (None: fewest below, then most groups). `seen` is told of
    each better plan as it comes. None where no cover was found among the groups looked at."""
    watch = _Watch(seconds)
    if groups is None:
        return _solve_open(problem, seed=seed, watch=watch)
    # Prices before there is a plan, the plan they grow, better prices by its cost.
    first = prices(problem.cost, groups, steps=FIRST_STEPS)
    begun = grown(problem, groups, first)
    if begun:
        seen(Plan(columns=tuple(begun), stage="grown", bound=first.bound))
    known = sum(column.cost for column in begun) if begun else None
    better = first if watch.up() else prices(problem.cost, groups, steps=MORE_STEPS, start=first.each, known=known)
    bound = max(first.bound, better.bound, 0.0)
    pool = {column.mask: column for column in begun if problem.allowed(column.mask)}
    dear = 3 * max(bound, 1.0) / groups
    each = better.each
    for turn in range(ROUNDS):
        pool.update((column.mask, column) for column in by_price(problem, each, groups=groups, stop=watch.up))
        columns = _ordered(pool)
        relaxed = cover(
            columns,
            problem.size,
            [_soft(column, dear) for column in columns],
            [_count(columns, groups)],
            whole=False,
            seconds=watch.left(),
            seed=seed,
        )
        if not len(relaxed.prices) or problem.size <= EVERY or watch.up():
            break
        each = relaxed.prices
        if turn == ROUNDS - 1:
            columns = _cheapest(columns, each, KEPT_PER_UNIT * problem.size, begun, dear)
    start = [number for number, column in enumerate(columns) if column in begun] if begun else []
    found, taken, by_time = _by_goals(
        columns,
        problem.size,
        [_count(columns, groups)],
        dear=dear,
        watch=watch,
        seed=seed,
        start=start if len(start) == groups else (),
    )
    if not taken:
        return None
    by_time = by_time or watch.up()  # groups not looked at for want of time, too
    plan = tuple(columns[number] for number in taken)
    if not watch.up():
        # The step is as long as the bound is far from a plan: a better plan finds a better bound.
        known = sum(column.cost for column in plan)
        bound = max(bound, prices(problem.cost, groups, steps=LAST_STEPS, start=better.each, known=known).bound)
    return Plan(
        columns=plan,
        stage="covered",
        bound=bound,
        columns_bound=found.bound,
        proven=found.proven,
        looked_at=len(columns),
        all_looked_at=problem.size <= EVERY,
        by_time=by_time,
    )


def _solve_open(problem: Problem, *, seed: int, watch: _Watch) -> Plan | None:
    below = [unit for unit in range(problem.size) if problem.grade((unit,)) == BELOW]
    columns = around(problem, below, most=MOST_AROUND)
    goal = AtMost(weights=[-1.0] * len(columns), most=0.0)
    found, taken, by_time = _by_goals(
        columns,
        problem.size,
        [],
        dear=float(problem.cost.max()) * problem.size + 1,
        watch=watch,
        seed=seed,
        most_groups=goal,
    )
    if not taken:
        return None
    return Plan(
        columns=tuple(columns[number] for number in taken),
        stage="covered",
        columns_bound=found.bound,
        proven=found.proven,
        looked_at=len(columns),
        by_time=by_time,
    )


def _by_goals(
    columns: Sequence[Column],
    size: int,
    rows: list[AtMost],
    *,
    dear: float,
    watch: _Watch,
    seed: int,
    start: Sequence[int] = (),
    most_groups: AtMost | None = None,
) -> tuple[Covered, tuple[int, ...], bool]:
    """Each goal at its least, held by a row while the next is sought; people-km last."""
    goals = [[float(column.grade == BELOW) for column in columns], [float(column.grade == OPEN) for column in columns]]
    if most_groups is not None:
        goals.insert(1, list(most_groups.weights))
    rows, taken, proven, by_time = list(rows), tuple(start), True, False
    costs = [column.cost for column in columns]
    for weights in goals:
        if not any(weights):
            continue
        # The price makes the search quick; where it was not enough to reach the floor, the count alone is sought.
        least = cover(columns, size, weights, rows, whole=False, seconds=watch.left(), seed=seed)
        if least.impossible:
            return least, (), False
        floor = math.ceil(least.value - 1e-6) if least.proven else None
        found = cover(
            columns,
            size,
            [cost + dear * weight for cost, weight in zip(costs, weights, strict=True)],
            rows,
            seconds=watch.left(),
            seed=seed,
        )
        if found.taken and _sum(weights, found.taken) != floor:
            again = cover(columns, size, weights, rows, seconds=watch.left(), seed=seed)
            proven, found = proven and again.proven, again if again.taken else found
        by_time |= found.by_time
        if not found.taken and not taken:
            return found, (), by_time
        proven &= bool(found.taken)
        taken = min((one for one in (found.taken, taken) if one), key=lambda one: _sum(weights, one))
        rows.append(AtMost(weights=weights, most=_sum(weights, taken)))
    last = cover(columns, size, costs, rows, seconds=watch.left(), seed=seed)
    by_time |= last.by_time
    told = Covered(taken=last.taken or taken, value=last.value, bound=last.bound, proven=last.proven and proven)
    return told, last.taken or taken, by_time


def _sum(weights: Sequence[float], taken: Sequence[int]) -> float:
    return float(round(sum(weights[number] for number in taken)))


def _soft(column: Column, dear: float) -> float:
    return column.cost + dear * (column.grade == BELOW) + dear / 3 * (column.grade == OPEN)


def _count(columns: Sequence[Column], groups: int) -> AtMost:
    return AtMost(weights=[1.0] * len(columns), most=float(groups), exactly=True)


def _ordered(pool: dict[int, Column]) -> list[Column]:
    return [pool[mask] for mask in sorted(pool)]


def _cheapest(
    columns: Sequence[Column], each: np.ndarray, most: int, kept: Sequence[Column], dear: float
) -> list[Column]:
    """Those of least reduced price, and the plan there is."""
    always = {column.mask for column in kept}
    order = sorted(
        columns,
        key=lambda one: (
            one.mask not in always and len(one.members) > 1,
            _soft(one, dear) - float(each[list(one.members)].sum()),
            one.mask,
        ),
    )
    return sorted(order[:most], key=lambda one: one.mask)


def smallest_conflict(problem: Problem, groups: int | None, *, seed: int = 1) -> Pins | None:
    """Pins of which none can be left out without a plan being found, among the groups looked at: each in turn dropped,
    and kept dropped where there is still no plan. None where the borders and the number alone allow no plan."""
    left = problem.pins
    if solve(_with(problem, Pins()), groups, seed=seed) is None:
        return None
    for name in ("together", "apart", "alone", "seats"):
        for one in sorted(getattr(left, name)):
            fewer = type(getattr(left, name))(other for other in getattr(left, name) if other != one)
            trial = Pins(**{**vars(left), name: fewer})
            if solve(_with(problem, trial), groups, seed=seed) is None:
                left = trial
    return left


def _with(problem: Problem, pins: Pins) -> Problem:
    return Problem(
        **{name: getattr(problem, name) for name in Problem.__dataclass_fields__ if name != "pins"}, pins=pins
    )
