"""Prices of units, and a bound that no grouping into K can go below: Lagrangian of the K-median problem.

Connectedness, standards and pins only make a plan dearer, so the bound holds for every grouping.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Prices:
    """`each[i]` is what unit i may cost, `seats[s]` what a group seated at s saves (never above 0); `bound`
    in thousand people-km."""

    each: NDArray[np.float64]
    seats: NDArray[np.float64]
    bound: float


def prices(
    cost: NDArray[np.float64],
    groups: int,
    *,
    steps: int,
    start: NDArray[np.float64] | None = None,
    known: float | None = None,
) -> Prices:
    """The best prices of `steps` subgradient steps; `known` is the cost of a plan that exists."""
    size = len(cost)
    near = np.sort(cost, axis=1)
    each = near[:, min(max(1, size // max(1, groups)), size - 1)].copy() if start is None else start.copy()
    best = Prices(each=each, seats=np.zeros(size), bound=float("-inf"))
    theta, stale = 1.5, 0
    for _step in range(steps):
        saving = np.minimum(0.0, cost - each[:, None])
        seats = saving.sum(axis=0)
        chosen = np.argpartition(seats, groups - 1)[:groups] if groups < size else np.arange(size)
        bound = float(each.sum() + seats[chosen].sum())
        if bound > best.bound + 1e-9:
            best, stale = Prices(each=each.copy(), seats=seats, bound=bound), 0
        else:
            stale += 1
            if stale >= 15:
                theta, stale = theta * 0.6, 0
                each = best.each.copy()
                continue
        slope = 1.0 - (saving[:, chosen] < 0).sum(axis=1)
        norm = float((slope * slope).sum())
        if norm == 0:
            break
        goal = known if known is not None else max(bound * 1.1, best.bound + 0.05 * abs(best.bound) + 1)
        each = each + theta * max(goal - bound, 0.001 * abs(goal)) / norm * slope
    return best
