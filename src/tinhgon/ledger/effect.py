"""What an effect is: one clause of a decision, typed, that posts entries to a book and can be told as the law words it.

The ledger knows no subject. What a clause may ask of units, posts or people is the book of that subject, which the
registers lend by name (`Books.subject`).
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import Annotated, Any, ClassVar, Protocol, Self

from pydantic import Field

from tinhgon.ledger.payload import Day, Payload, Text


class Books(Protocol):
    """What any effect may ask of the ledger. No tables, no clocks: the effective date is given."""

    @property
    def effective_on(self) -> date: ...
    @property
    def legal_on(self) -> date:
        """The date of legal effect of the decision, which may be before the units start working."""
        ...

    def subject(self, name: str) -> Any:
        """The book of a subject, by the name of its folder in `registers`."""
        ...

    def standing(self, decision: str, *, stands: bool) -> None:
        """Take all entries of a signed decision out of the fold, or put them back."""
        ...

    def redate(self, decision: str, clause: str, thing_id: int | None, *, was_on: date, is_on: date) -> None:
        """Replace the entries of a clause (all, or those of one thing) by the same entries on another day."""
        ...


class Effect(Payload):
    """One clause. A subclass gives `kind` as a literal ("merge_units/1"), a `title`, and says how it posts."""

    title: ClassVar[str]

    kind: str
    clause: Annotated[Text, Field(max_length=120)] = ""
    effective_on: Day | None = None

    @abstractmethod
    def post(self, book: Books) -> None:
        """Post the entries. Refuses only the impossible; whether the outcome balances is asked of the checks."""

    @abstractmethod
    def describe(self) -> str:
        """The clause, in Vietnamese, worded as the law would."""

    def extract(self, code: str) -> str:  # noqa: ARG002  - a clause on one person says the same in its extract
        """What the clause says of the person with a file code: the line of an individual extract (trích quyết định)."""
        return self.describe()

    @classmethod
    @abstractmethod
    def example(cls) -> Self:
        """A worked case in the test world (docs/effects.md shows it)."""
