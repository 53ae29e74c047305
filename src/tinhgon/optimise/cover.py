"""Every unit in exactly one group, at the least cost: HiGHS over given columns, one thread, limits in work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from highspy._core import _Highs
from numpy.typing import NDArray

from tinhgon.optimise.problem import Column

NODES = 20_000
"""Nodes of the search: a limit in work, so that the same input gives the same plan."""


@dataclass(frozen=True, kw_only=True)
class AtMost:
    """A row: the weights of the columns taken come to at most (`exactly`: just) so much."""

    weights: Sequence[float]
    most: float
    exactly: bool = False


@dataclass(frozen=True, kw_only=True)
class Covered:
    """`taken` are indices of columns, empty where there is no cover; `bound` holds over these columns; `proven`:
    nothing over these columns is better; `by_time`: the clock stopped the search, not its work."""

    taken: tuple[int, ...] = ()
    value: float = float("inf")
    bound: float = float("-inf")
    proven: bool = False
    impossible: bool = False
    by_time: bool = False
    prices: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))


def cover(
    columns: Sequence[Column],
    size: int,
    costs: Sequence[float],
    rows: Sequence[AtMost] = (),
    *,
    whole: bool = True,
    seconds: float | None = None,
    seed: int = 1,
) -> Covered:
    """The cheapest cover; `whole=False` takes shares of columns and gives the prices of units. No plan is handed
    to HiGHS to begin with: 1.16 then answered "optimal" with value 0 for a plan that was not (docs/adr/0022)."""
    solver = _Highs()  # highspy.Highs prints a banner on stdout before it can be told not to
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("mip_max_nodes", NODES)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    if seconds is not None:
        solver.setOptionValue("time_limit", max(0.05, seconds))
    solver.passModel(_model(columns, size, costs, rows, whole=whole))
    solver.run()
    return _told(solver, size, whole=whole)


def _model(
    columns: Sequence[Column], size: int, costs: Sequence[float], rows: Sequence[AtMost], *, whole: bool
) -> highspy.HighsLp:
    model = highspy.HighsLp()
    count = len(columns)
    model.num_col_, model.num_row_ = count, size + len(rows)
    model.col_cost_ = np.asarray(costs, dtype=float)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.row_lower_ = np.array([1.0] * size + [row.most if row.exactly else -highspy.kHighsInf for row in rows])
    model.row_upper_ = np.array([1.0] * size + [row.most for row in rows])
    starts: list[int] = [0]
    index: list[int] = []
    value: list[float] = []
    for number, column in enumerate(columns):
        index += column.members
        value += [1.0] * len(column.members)
        for place, row in enumerate(rows):
            if row.weights[number]:
                index.append(size + place)
                value.append(float(row.weights[number]))
        starts.append(len(index))
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(index, dtype=np.int32)
    model.a_matrix_.value_ = np.array(value)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
    return model


def _told(solver: _Highs, size: int, *, whole: bool) -> Covered:
    status, info = solver.getModelStatus(), solver.getInfo()
    by_time = status == highspy.HighsModelStatus.kTimeLimit
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Covered(impossible=True)
    proven = status == highspy.HighsModelStatus.kOptimal
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Covered(by_time=by_time)
    solution = solver.getSolution()
    return Covered(
        taken=tuple(int(number) for number in np.flatnonzero(np.asarray(solution.col_value) > 0.5)) if whole else (),
        value=float(info.objective_function_value),
        bound=float(info.mip_dual_bound if whole else info.objective_function_value),
        proven=proven,
        by_time=by_time,
        prices=np.zeros(0) if whole else np.asarray(solution.row_dual)[:size],
    )
