"""Days of what comes and goes: the eve of a day, and the state to show on a day on which there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A state that holds from a day until before another, or for good."""

    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


S = TypeVar("S", bound=Dated)


def eve(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def state_shown(states: Sequence[S], on: date) -> tuple[S, date]:
    """The state of the day; else the last before it, on its last day; else the first to come, on its first day.

    `states` are those of one thing, oldest first; there is at least one.
    """
    for state in states:
        if state.since <= on and (state.until is None or on < state.until):
            return state, on
    ended = [(state, state.until) for state in states if state.until is not None and state.until <= on]
    if ended:
        last, until = ended[-1]
        return last, eve(until)
    return states[0], states[0].since
