"""The planner against what was decided: the reorganisations of 2025, and the round under the standards of 2026."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from bench.measure import Result, clock
from bench.reorganisations import Figures, Reorganisation, provinces, reorganisation
from bench.round_2026 import borders, handled, points, provinces_after
from tinhgon.optimise.problem import BELOW
from tinhgon.optimise.solving import Plan, solve

LIMITS = ((80, 5.0), (263, 15.0), (412, 30.0), (550, 60.0))
"""Units at most -> seconds of a proven plan."""


def planner() -> Iterator[Result]:
    """Each province with the same number of new units as was decided; then within old districts; then all together."""
    worse = worse_inside = unproven = 0
    gaps, firsts, began = [], [], time.perf_counter()
    spent: dict[int, list[float]] = {size: [] for size, _bound in LIMITS}
    for code in provinces():
        one = reorganisation(code)
        plan, seconds, first = _solved(one)
        ours = one.figures(column.members for column in plan.columns)
        decided = (one.figures_of_parts(one.parts), one.figures(one.real))
        worse += any(_is_worse(ours, real) for real in decided)
        unproven += not plan.proven
        gaps.append(100 * (plan.cost / (plan.bound or plan.cost) - 1))
        firsts.append(first)
        yield Result(_name(one), (ours.mean,), "km", baseline=_told(ours, decided[0], gaps[-1], seconds, one.divided),
                     baseline_samples=(decided[0].mean,))  # fmt: skip
        spent[next(size for size, _bound in LIMITS if len(one.codes) <= size)].append(seconds)
    whole = time.perf_counter() - began
    for code in provinces():
        one = _inside_districts(reorganisation(code))
        plan, _seconds, _first = _solved(one)
        ours = one.figures(column.members for column in plan.columns)
        worse_inside += _is_worse(ours, one.figures_of_parts(one.parts))
    yield Result("24 reorganisations: worse than decided on units below, mean or p95", (worse,), "of 24", bound=0)
    yield Result("the same, every group within one old district", (worse_inside,), "of 24", bound=0)
    yield Result("24 reorganisations: not proven over the groups looked at", (unproven,), "of 24", bound=0)
    yield Result("24 reorganisations: gap to the bound over all groupings", tuple(gaps), "%", bound=10)
    yield Result("24 reorganisations: first plan", tuple(firsts), "s", bound=2)
    for size, bound in LIMITS:
        if spent[size]:
            yield Result(f"plan of up to {size} communes, proven", tuple(spent[size]), "s", bound=bound)
    yield Result("24 reorganisations, all", (whole,), "s", bound=180)


def round_2026() -> Iterator[Result]:
    """Each province of the country, no number of units given."""
    places, beside = points(), borders()
    seconds: list[float] = []
    unproven = left = fewer = 0
    for units in provinces_after().values():
        with clock(seconds):
            found = handled(units, places, beside)
        unproven += found.plan is None or not found.plan.proven
        if found.plan:
            left += found.plan.graded(BELOW)
            fewer += sum(len(one.members) - 1 for one in found.groups)
    yield Result(f"round of 2026, a province ({fewer} units fewer in all, {left} stay below)", tuple(seconds), "s",
                 bound=2)  # fmt: skip
    yield Result("round of 2026: not proven over the groups looked at", (unproven,), "of 34", bound=0)


def _solved(one: Reorganisation) -> tuple[Plan, float, float]:
    """The plan, its seconds, and those of the first."""
    began, first = time.perf_counter(), []
    plan = solve(one.problem, len(one.real), seen=lambda _plan: first.append(time.perf_counter() - began))
    if plan is None:
        raise RuntimeError(f"no plan for {one.name}")
    seconds = time.perf_counter() - began
    return plan, seconds, first[0] if first else seconds


def _inside_districts(one: Reorganisation) -> Reorganisation:
    """No group crosses the line of an old district; the caps are those of what was decided."""
    return replace(one, problem=replace(one.problem, within=one.districts))


def _is_worse(ours: Figures, real: Figures) -> bool:
    return ours.below > real.below or ours.mean > real.mean or ours.p95 > real.p95


def _name(one: Reorganisation) -> str:
    return f"{one.code} {one.name}, {len(one.codes)} communes to {len(one.real)}"


def _told(ours: Figures, real: Figures, gap: float, seconds: float, divided: int) -> str:
    """What stands beside the mean: decided → ours."""
    return (
        f"as decided ({real.mean:.2f} km; p95 {real.p95:.1f} → {ours.p95:.1f}; below {real.below} → {ours.below}, "
        f"by figures {real.below_figures} → {ours.below_figures}; gap {gap:.1f} %; balance {real.balance:.2f} → "
        f"{ours.balance:.2f}; across districts {real.crossing} → {ours.crossing}; {divided} divided; {seconds:.1f} s)"
    )
