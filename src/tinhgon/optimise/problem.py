"""What is to be grouped: units with people, points and neighbours; pins; how a group stands against the standards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

MET, OPEN, BELOW, NO_FIGURE = 0, 1, 2, 3
"""Grades of a group: meets the standards in every case, in some case only, in none; a figure is missing, so that its
standing is not known and steers nothing."""


@dataclass(frozen=True, kw_only=True)
class Pins:
    """What a person has fixed, by index of unit."""

    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    alone: frozenset[int] = frozenset()
    seats: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """`people` weigh distances and are never 0; `km` is point to point; `beside` are bit masks of neighbours; `grade`
    says of the indices of a group how it stands. `within` are old districts that no group may cross, empty where
    they may."""

    people: NDArray[np.float64]
    km: NDArray[np.float64]
    beside: tuple[int, ...]
    grade: Callable[[tuple[int, ...]], int]
    pins: Pins = Pins()
    within: tuple[str, ...] = ()
    most_people: float = float("inf")
    most_members: int = 10_000

    @property
    def size(self) -> int:
        """How many units."""
        return len(self.beside)

    @cached_property
    def cost(self) -> NDArray[np.float64]:
        """Thousand people-km of unit i to seat s."""
        return self.people[:, None] * self.km / 1000

    @cached_property
    def borders(self) -> tuple[int, ...]:
        """`beside` without what pins and old districts part: neighbours that may be in one group."""
        alone = mask_of(self.pins.alone)
        found = []
        for unit, mask in enumerate(self.beside):
            near = 0 if unit in self.pins.alone else mask & ~alone
            if self.within:
                near &= mask_of(other for other in bits(near) if self.within[other] == self.within[unit])
            found.append(near)
        return tuple(found)

    def connected(self, mask: int) -> bool:
        """Is the group one piece?"""
        return reached(self.borders, mask & -mask, mask) == mask

    def allowed(self, mask: int) -> bool:
        """Pins and caps; not whether it is one piece."""
        members = tuple(bits(mask))
        if len(members) > 1 and (
            len(members) > self.most_members or self.people[list(members)].sum() > self.most_people
        ):
            return False
        if any((mask >> one & 1) != (mask >> other & 1) for one, other in self.pins.together):
            return False
        if any(mask >> one & 1 and mask >> other & 1 for one, other in self.pins.apart):
            return False
        return (mask & mask_of(self.pins.seats)).bit_count() <= 1 and not (
            len(members) > 1 and mask & mask_of(self.pins.alone)
        )

    def column(self, mask: int) -> Column:
        """The group with its best seat (the one that is pinned, where one is) and grade."""
        members = tuple(bits(mask))
        seats = [unit for unit in members if unit in self.pins.seats] or list(members)
        totals = self.cost[np.ix_(members, seats)].sum(axis=0)
        best = int(totals.argmin())
        return Column(mask=mask, members=members, seat=seats[best], cost=float(totals[best]), grade=self.grade(members))


@dataclass(frozen=True, kw_only=True)
class Column:
    """One group that may be part of a plan; `cost` in thousand people-km to its seat."""

    mask: int
    members: tuple[int, ...]
    seat: int
    cost: float
    grade: int


def bits(mask: int) -> Iterable[int]:
    """The indices of a mask, in order."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def mask_of(units: Iterable[int]) -> int:
    """The mask of indices."""
    mask = 0
    for unit in units:
        mask |= 1 << unit
    return mask


def reached(beside: Sequence[int], start: int, within: int) -> int:
    """What can be reached from `start` inside `within`."""
    seen = ahead = start
    while ahead:
        low = ahead & -ahead
        fresh = beside[low.bit_length() - 1] & within & ~seen
        seen |= fresh
        ahead = (ahead ^ low) | fresh
    return seen


def pieces(beside: Sequence[int]) -> list[int]:
    """The connected parts of the graph."""
    left, found = (1 << len(beside)) - 1, []
    while left:
        part = reached(beside, left & -left, left)
        found.append(part)
        left &= ~part
    return found
