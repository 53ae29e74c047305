"""The first plan: groups grown from seats over the borders, each connected by the way it is made."""

from __future__ import annotations

import heapq

from tinhgon.optimise.prices import Prices
from tinhgon.optimise.problem import Column, Problem, bits, mask_of, pieces


def grown(problem: Problem, groups: int, prices: Prices) -> list[Column]:
    """Exactly `groups` connected groups, or none where the parts of the graph are more than that. Standards, caps and
    pins within groups are not looked at."""
    parts = pieces(problem.borders)
    if len(parts) > groups:
        return []
    order = sorted(range(problem.size), key=lambda unit: (unit not in problem.pins.seats, prices.seats[unit], unit))
    seats = {next(unit for unit in order if part >> unit & 1) for part in parts}
    for unit in order:
        if len(seats) >= groups:
            break
        seats.add(unit)
    # Each seat is its own from the start: two units may be published at one and the same point.
    owner = {seat: seat for seat in sorted(seats)}
    ahead = [(0.0, seat, seat) for seat in owner]
    heapq.heapify(ahead)
    while ahead:
        way, unit, seat = heapq.heappop(ahead)
        if owner.setdefault(unit, seat) != seat:
            continue
        for other in bits(problem.borders[unit]):
            if other not in owner:
                heapq.heappush(ahead, (way + float(problem.km[unit, other]), other, seat))
    return [problem.column(mask_of(unit for unit, mine in owner.items() if mine == seat)) for seat in sorted(seats)]
