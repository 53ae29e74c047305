"""What effects may ask of and post to persons and assignments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, cast

from tinhgon.ledger.effect import Books
from tinhgon.ledger.payload import TableRef
from tinhgon.registers.establishment.payloads import Post
from tinhgon.registers.staff.payloads import Assignment, AssignmentKind, NewPerson, Person, PersonRef, Status
from tinhgon.registers.units.payloads import Unit


class StaffBooks(Protocol):
    """What effects may ask of and post to persons and assignments. All reads are of the effective date, as the
    clauses so far leave it. Reads raise UnknownReference, postings Conflict."""

    def person(self, ref: PersonRef) -> Person: ...
    def open_person(self, new: NewPerson) -> Person: ...
    def change_person(self, person_id: int, changes: Mapping[str, Any]) -> None: ...
    def correct_person(self, ref: PersonRef, on: date, changes: Mapping[str, Any]) -> None:
        """State each field on the day of the entry that set it: it was always so."""
        ...

    def assignments(self, person_id: int) -> Sequence[Assignment]:
        """All places of a person, the substantive one first."""
        ...

    def substantive(self, person: Person) -> Assignment:
        """The one substantive place. Raises Conflict when the person has none on that day."""
        ...

    def holders(self, post_id: int) -> Sequence[Assignment]: ...
    def placed_at(self, unit_id: int) -> Sequence[Assignment]:
        """Places directly at a unit, without a post."""
        ...

    def assign(
        self, person: Person, at: Post | Unit, *, kind: AssignmentKind = "substantive", share: Decimal = Decimal(1),
        until: date | None = None,
    ) -> Assignment: ...  # fmt: skip
    def settle(
        self, person: Person, at: Post | Unit, *, reason: str, until: date | None = None, share: Decimal | None = None,
        keeps_place: bool = False,
    ) -> None:  # fmt: skip
        """Make this the main place: the substantive assignment moves there, or begins. With `keeps_place` the former
        one goes on as a concurrent one."""
        ...

    def place_of(self, person: Person, at: Post | Unit) -> Assignment:
        """The place that the person has there. Raises Conflict when there is none on that day."""
        ...

    def change_assignment(self, assignment_id: int, changes: Mapping[str, Any]) -> None: ...
    def end_assignment(self, assignment_id: int, reason: str) -> None: ...
    def leave(self, person: Person, *, reason: str, status: Status) -> None:
        """End all places of a person with a reason, and note the status."""
        ...

    def rows(self, table: TableRef) -> Iterator[Mapping[str, Any]]:
        """The rows of an attached table, in order."""
        ...

    def take_up(self, row: Mapping[str, Any]) -> None:
        """One roster row of a bulk effect (columns: ROSTER_COLUMNS): a new person at a post, which is opened unless it
        stands in the books."""
        ...


def staff_book(book: Books) -> StaffBooks:
    """The book of persons and their places that an effect posts to."""
    return cast("StaffBooks", book.subject("staff"))
