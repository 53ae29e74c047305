"""What effects may ask of and post to the plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from tinhgon.ledger.effect import Books
from tinhgon.registers.plans.payloads import Office, Planned, PlanObject
from tinhgon.registers.staff.payloads import Person
from tinhgon.registers.units.payloads import Unit


class PlanBooks(Protocol):
    """Plans, as of the effective date and as the clauses so far leave them. Postings raise Conflict."""

    def planned(self, person: Person) -> Sequence[Planned]:
        """All offices a person is planned for."""
        ...

    def plan(self, person: Person, office: Office, unit: Unit, *, term: str, kind: PlanObject) -> None:
        """Plan a person for an office. Raises Conflict when the person is planned for it in that term already."""
        ...

    def unplan(self, person: Person, office: Office, unit: Unit, *, term: str, reason: str) -> None:
        """Out of the plan of an office in a term. Raises Conflict when the person is not in it."""
        ...


def plan_book(book: Books) -> PlanBooks:
    """The book of plans that an effect posts to."""
    return cast("PlanBooks", book.subject("plans"))
