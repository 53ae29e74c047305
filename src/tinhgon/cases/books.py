"""The first book as the door asks it: accounts, posts and their rights, and the house's own lists. One day, one use."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.auth import get_user_model

from tinhgon.access.ties import tied_person
from tinhgon.basis.asof import AsOf
from tinhgon.cases import house_data
from tinhgon.cases.ledger import Body, Kin
from tinhgon.registers.staff.queries.files import Access, access_of, holds_post
from tinhgon.registers.units import queries as unit_queries


class Books:
    """A `Ledger` on the tables. What was asked once is kept: make one for each act."""

    def __init__(self) -> None:
        self._access: dict[tuple[int, date], list[Access]] = {}
        self._above: dict[tuple[int, date], frozenset[int]] = {}
        self._kin: dict[int, list[Kin]] = {}
        self._persons: dict[str, int | None] = {}
        self._held: dict[tuple[int, int, date], bool] = {}

    def person_of(self, account: str, on: date) -> int | None:
        """Whose account it is; an account that is closed is nobody's. Ties have no day: the last one counts."""
        del on
        if account not in self._persons:
            user = get_user_model().objects.filter(username=account, is_active=True).first() if account else None
            self._persons[account] = None if user is None else tied_person(user.pk)
        return self._persons[account]

    def holds(self, person: int, post: int, on: date) -> bool:
        """Whether the person is at the post on the day."""
        if (person, post, on) not in self._held:
            self._held[person, post, on] = holds_post(person, post, on)
        return self._held[person, post, on]

    def roles(self, person: int, post: int | None, unit: int, on: date) -> Collection[str]:
        """Rights by posts whose unit is the case's or above it."""
        above = self.above(unit, on)
        return {
            one.code
            for one in self.access(person, on)
            if one.unit_id in above and (post is None or one.post_id == post)
        }

    def stands_in(self, person: int, absent: int, on: date) -> bool:
        """By a delegation that covers the day."""
        return absent in house_data.absent_of(person, on)

    def body(self, name: str, unit: int, on: date) -> Body | None:
        """By the house's list of the day."""
        return house_data.body_on(name, unit, on)

    def kin(self, people: Collection[int], on: date) -> Collection[Kin]:
        """Declared relations, whenever they were declared: a relation does not begin with its paper."""
        del on
        missing = [person for person in people if person not in self._kin]
        if missing:
            self._kin |= {person: [] for person in missing}
            for kin in house_data.kin_of(missing):
                for person in {kin.person, kin.of} & set(missing):
                    self._kin[person].append(kin)
        return {kin for person in people for kin in self._kin[person]}

    def access(self, person: int, on: date) -> list[Access]:
        """All rights of the person on the day."""
        if (person, on) not in self._access:
            self._access[person, on] = access_of(AsOf(on), person)
        return self._access[person, on]

    def above(self, unit: int, on: date) -> frozenset[int]:
        """The unit and all above it."""
        if (unit, on) not in self._above:
            rows = unit_queries.ancestors(AsOf(on), unit)
            self._above[unit, on] = frozenset({unit, *(row.id for row in rows)})
        return self._above[unit, on]
