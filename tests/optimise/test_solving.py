"""Every plan of small graphs by brute force against the solver: grades, distance, pins, caps, the bound."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhgon.optimise.columns import by_price, every
from tinhgon.optimise.growing import grown
from tinhgon.optimise.prices import prices
from tinhgon.optimise.problem import BELOW, MET, OPEN, Pins, Problem, bits
from tinhgon.optimise.solving import conflicts, smallest_conflict, solve


def world(seed: int, size: int, pins: Pins | None = None, **caps: object) -> Problem:
    """Points in a square, each joined to those near it; groups are graded by people, three and more are exempt."""
    rng = np.random.default_rng(seed)
    points, people = rng.uniform(0, 30, (size, 2)), rng.integers(2_000, 12_000, size).astype(float)
    km = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    beside = [0] * size
    for one in range(size):
        for other in [*np.argsort(km[one])[1:4], *([one + 1] if one + 1 < size else [])]:
            beside[one] |= 1 << int(other)
            beside[int(other)] |= 1 << one

    def grade(members: tuple[int, ...]) -> int:
        total = people[list(members)].sum()
        return MET if len(members) >= 3 or total >= 14_000 else OPEN if total >= 11_000 else BELOW

    return Problem(people=people, km=km, beside=tuple(beside), grade=grade, pins=pins or Pins(), **caps)  # type: ignore[arg-type]


def partitions(masks: list[int], left: int) -> Iterator[list[int]]:
    if not left:
        yield []
        return
    low = left & -left
    for mask in masks:
        if mask & low and mask & left == mask:
            for rest in partitions(masks, left & ~mask):
                yield [mask, *rest]


def best(problem: Problem, groups: int) -> tuple[int, int, float] | None:
    """By trying them all; connectedness told anew by walking lists, not masks."""

    def one_piece(mask: int) -> bool:
        members = set(bits(mask))
        seen, ahead = set(), [min(members)]
        while ahead:
            unit = ahead.pop()
            if unit not in seen:
                seen.add(unit)
                ahead += [other for other in members if problem.beside[unit] >> other & 1]
        return seen == members

    masks = [mask for mask in range(1, 1 << problem.size) if problem.allowed(mask) and one_piece(mask)]
    columns = {mask: problem.column(mask) for mask in masks}
    plans = [
        (sum(columns[mask].grade == BELOW for mask in plan), sum(columns[mask].grade == OPEN for mask in plan),
         sum(columns[mask].cost for mask in plan))
        for plan in partitions(masks, (1 << problem.size) - 1) if len(plan) == groups
    ]  # fmt: skip
    return min(plans, default=None)


PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1]), max_size=2)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 9999), size=st.integers(5, 8), groups=st.integers(1, 4), together=PAIRS, apart=PAIRS,
       alone=st.frozensets(st.integers(0, 4), max_size=1), seats=st.frozensets(st.integers(0, 4), max_size=2),
       most=st.sampled_from([3, 5, 64]))  # fmt: skip
def test_brute_force_agrees(seed, size, groups, together, apart, alone, seats, most) -> None:
    pins = Pins(together=tuple(together), apart=tuple(apart), alone=alone, seats=seats)
    problem = world(seed, size, pins, most_members=most)
    right, found = best(problem, groups), solve(problem, groups)
    if right is None:
        assert found is None
        return
    assert conflicts(problem, groups) == [], "a conflict is told only where there is no plan"
    assert found is not None
    assert found.proven
    assert found.all_looked_at
    assert (found.graded(BELOW), found.graded(OPEN)) == right[:2]
    assert found.cost == pytest.approx(right[2], abs=1e-4)
    assert found.bound is not None
    assert found.bound <= right[2] + 1e-6
    assert found.columns_bound == pytest.approx(right[2], abs=1e-3)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 9999))
def test_groups_by_price_hold_the_best_plan_nearly(seed: int) -> None:
    """Around the limit of looking at all: groups by price are connected and allowed."""
    problem = world(seed, 14)
    all_masks = {column.mask for column in every(problem)}
    each = prices(problem.cost, 4, steps=200).each
    assert {column.mask for column in by_price(problem, each, groups=4)} <= all_masks
    assert len(grown(problem, 4, prices(problem.cost, 4, steps=50))) == 4


def test_the_same_seed_gives_the_same_plan_and_each_plan_is_a_partition() -> None:
    problem = world(7, 60)
    seen = []
    one, other = solve(problem, 20, seed=3, seen=seen.append), solve(problem, 20, seed=3)
    assert one is not None
    assert other is not None
    assert [column.mask for column in one.columns] == [column.mask for column in other.columns]
    assert sum(column.mask for column in one.columns) == (1 << 60) - 1
    assert all(problem.connected(column.mask) for column in one.columns)
    assert [plan.stage for plan in seen] == ["grown"]
    assert one.proven
    assert one.bound is not None
    assert one.bound <= one.cost + 1e-6


def test_an_open_number_merges_only_what_is_below() -> None:
    problem = world(5, 30)
    plan = solve(problem, None)
    below = {unit for unit in range(30) if problem.grade((unit,)) == BELOW}
    assert plan is not None
    assert plan.proven
    assert all(len(column.members) == 1 or below & set(column.members) for column in plan.columns)
    assert plan.graded(BELOW) < len(below)


def test_conflicts_are_named_and_the_smallest_set_is_found() -> None:
    problem = world(3, 8, Pins(together=((0, 1), (1, 2), (5, 6)), apart=((0, 2), (3, 7))))
    assert [(one.rule, one.units) for one in conflicts(problem, 3)] == [("together_apart", (0, 2))]
    assert solve(problem, 3) is None
    left = smallest_conflict(problem, 3)
    assert left is not None
    assert (left.together, left.apart) == (((0, 1), (1, 2)), ((0, 2),))
    assert [(one.rule, one.relax) for one in conflicts(world(3, 8, Pins(together=((0, 1),))), 8)] == [
        ("most_groups", 7)
    ]


def test_two_units_at_one_point_may_both_be_seats() -> None:
    """Published points repeat a neighbour's (up to sixteen in a province): a seat kept no unit, and the plan fell."""
    problem = world(7, 6)
    km = problem.km.copy()
    km[0], km[:, 0] = km[1], km[:, 1]
    km[0, 0] = km[0, 1] = km[1, 0] = 0.0
    twins = Problem(people=problem.people, km=km, beside=problem.beside, grade=problem.grade)
    plan = solve(twins, 5)
    assert plan is not None
    assert sum(len(column.members) for column in plan.columns) == 6


@pytest.mark.parametrize("groups", [1, 2])
def test_few_groups_are_as_wide_as_they_must_be(groups: int) -> None:
    """More units than a seat usually looks at, and than any cap was: 103 into one had no plan."""
    plan = solve(world(11, 70), groups)
    assert plan is not None
    assert len(plan.columns) == groups


def test_a_plan_cut_short_says_so() -> None:
    """The clock may run out before any cover is sought: the first plan is handed over, never as the whole answer."""
    plan = solve(world(11, 70), 20, seconds=0.0)
    assert plan is not None
    assert (len(plan.columns), plan.by_time) == (20, True)
