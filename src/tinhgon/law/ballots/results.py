"""What comes out of a vote: the outcome, who, and the working with its article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tinhgon.basis.findings import Finding

Choice = int | str
"""A person by id, or the word of an answer."""

FEWEST_SHOWN = 3
"""Below three voters a distribution tells who voted how: it is not shown."""


@dataclass(frozen=True, kw_only=True)
class Base:
    """The number that shares are taken of, with its working: what it began with, and what was taken off."""

    name: str
    total: int
    whole: int
    less: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One name or answer: its votes, what share of the base they are, whether that is enough."""

    choice: Choice
    votes: int
    of_base: Fraction
    met: bool
    newcomer: bool = False


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one instrument makes of the same votes."""

    instrument: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """`chosen` are elected or chosen, in order of votes; `tied` stand level at the cut; `go_on` come to the next step
    or round; `why` says all of it, each finding with the article."""

    outcome: str
    base: Base
    needed: int | None = None
    chosen: tuple[Choice, ...] = ()
    tied: tuple[Choice, ...] = ()
    go_on: tuple[Choice, ...] = ()
    seats_left: int = 0
    lines: tuple[Line, ...] = ()
    readings: tuple[Reading, ...] = ()
    why: tuple[Finding, ...] = ()

    @property
    def may_be_shown(self) -> bool:
        """Whether the distribution may be shown: not of fewer than three voters."""
        return self.base.total >= FEWEST_SHOWN
