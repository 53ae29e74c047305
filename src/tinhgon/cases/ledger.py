"""What the door asks the first book, and nothing more: who held what, who is of a body, who is related to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class Body:
    """The members of a body on a day, by the list that the house has decided (its decision named)."""

    name: str
    people: frozenset[int]
    decision: str


@dataclass(frozen=True)
class Kin:
    """A declared relation: `person` is the `relation` of `of`, with the paper that says so."""

    person: int
    of: int
    relation: str
    evidence: str = ""


class Ledger(Protocol):
    """Asked at the door, of the day the act was done; answers are written into the act and never asked again."""

    def person_of(self, account: str, on: date) -> int | None:
        """Whose account it is."""
        ...

    def holds(self, person: int, post: int, on: date) -> bool:
        """Whether the person held the post on the day."""
        ...

    def roles(self, person: int, post: int | None, unit: int, on: date) -> Collection[str]:
        """The rights over the unit that the post gives its holder on the day; of every post where none is named."""
        ...

    def stands_in(self, person: int, absent: int, on: date) -> bool:
        """Whether the person stands in for an absent one on the day."""
        ...

    def body(self, name: str, unit: int, on: date) -> Body | None:
        """A body of the unit; None when the house has decided no list."""
        ...

    def kin(self, people: Collection[int], on: date) -> Collection[Kin]:
        """Every declared relation of these people to anybody, in either direction."""
        ...


def related(
    ledger: Ledger, people: Collection[int], to: Collection[int], counting: Collection[str], on: date
) -> list[Kin]:
    """Relations between `people` and those in `to` of the kinds that count. Nobody is related to themselves."""
    ones, others = set(people), set(to)
    found = []
    for kin in ledger.kin(ones, on):
        for one, other in ((kin.person, kin.of), (kin.of, kin.person)):
            if one in ones and other in others and one != other and kin.relation in counting:
                found.append(Kin(one, other, kin.relation, kin.evidence))
    return sorted(set(found), key=lambda kin: (kin.person, kin.of, kin.relation))
