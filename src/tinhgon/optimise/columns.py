"""Groups worth looking at: around each seat those of the best price; or all small ones around a unit below standard."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from tinhgon.optimise.problem import BELOW, Column, Problem, bits, mask_of

NEAREST, TRIES, KEPT, KEPT_BELOW = 28, 700, 60, 20
EVERY = 10
"""Up to so many units every connected group is looked at."""


def by_price(
    problem: Problem, prices: NDArray[np.float64], *, groups: int, stop: Callable[[], bool] = lambda: False
) -> list[Column]:
    """Around each seat the connected groups of lowest price, those below standard few. Where few groups are wanted a
    seat looks further: to twice the units of a usual group."""
    nearest = max(NEAREST, 2 * -(-problem.size // groups))
    if problem.size <= EVERY:
        return every(problem)
    found: dict[int, Column] = {}
    for seat in range(problem.size):
        if stop():
            break
        if seat in problem.pins.alone:
            continue
        kept = below = 0
        for mask in _subsets(problem, seat, prices, nearest):
            if mask in found or not problem.allowed(mask) or not problem.connected(mask):
                continue
            column = problem.column(mask)
            if column.grade == BELOW:
                below += 1
                if below > KEPT_BELOW:
                    continue
            found[mask] = column
            kept += 1
            if kept >= KEPT:
                break
    for unit in range(problem.size):
        if problem.allowed(1 << unit):
            found.setdefault(1 << unit, problem.column(1 << unit))
    return list(found.values())


def _subsets(problem: Problem, seat: int, prices: NDArray[np.float64], nearest: int) -> Iterator[int]:
    """Subsets with the seat by rising price: the best one, then what one or more changes away costs least."""
    near = np.argsort(problem.km[seat], kind="stable")[: nearest + 1]
    gains = prices - problem.cost[:, seat]
    base, items = 1 << seat, []
    for unit in near:
        if unit == seat or unit in problem.pins.alone:
            continue
        if gains[unit] > 0:
            base |= 1 << int(unit)
        items.append((abs(float(gains[unit])), int(unit)))
    items.sort()
    yield base
    if not items:
        return
    heap = [(items[0][0], 0, 1 << items[0][1])]
    for _try in range(TRIES):
        if not heap:
            return
        dear, last, changed = heapq.heappop(heap)
        yield base ^ changed
        if last + 1 < len(items):
            more, unit = items[last + 1]
            heapq.heappush(heap, (dear + more, last + 1, changed | 1 << unit))
            heapq.heappush(heap, (dear - items[last][0] + more, last + 1, (changed ^ 1 << items[last][1]) | 1 << unit))


def every(problem: Problem) -> list[Column]:
    """All connected groups that pins and caps allow; for small graphs."""
    return [
        problem.column(mask)
        for mask in range(1, 1 << problem.size)
        if problem.allowed(mask) and problem.connected(mask)
    ]


def around(problem: Problem, units: Iterable[int], *, most: int) -> list[Column]:
    """Each unit by itself, and the connected groups of up to `most` units that hold one of `units` (or one that a pin
    puts with another)."""
    masks = {1 << unit for unit in range(problem.size)}
    starts = set(units) | {unit for pair in problem.pins.together for unit in pair}
    for unit in sorted(starts):
        layer = {1 << unit}
        for _more in range(most - 1):
            layer = {mask | 1 << other for mask in layer for other in bits(_beside(problem, mask))}
            masks |= layer
    return [problem.column(mask) for mask in sorted(masks) if problem.allowed(mask)]


def _beside(problem: Problem, mask: int) -> int:
    found = 0
    for unit in bits(mask):
        found |= problem.borders[unit]
    return found & ~mask


def as_columns(problem: Problem, groups: Iterable[Iterable[int]]) -> list[Column]:
    """Groups that somebody made."""
    return [problem.column(mask_of(group)) for group in groups]
