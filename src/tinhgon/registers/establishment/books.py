"""What effects may ask of and post to the establishment: posts, and amounts by double entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol, cast

from tinhgon.ledger.effect import Books
from tinhgon.registers.establishment.payloads import CutReason, Held, NewPost, Post, PostRef, QuotaLine
from tinhgon.registers.units.payloads import Unit


class PostBooks(Protocol):
    """Posts, as of the effective date and as the clauses so far leave them. Reads raise UnknownReference, postings
    Conflict."""

    def post(self, ref: PostRef) -> Post: ...
    def posts_of(self, unit_id: int) -> Sequence[Post]: ...
    def open_post(self, new: NewPost, unit: Unit) -> Post: ...
    def change_post(self, post_id: int, changes: Mapping[str, Any]) -> None: ...
    def close_post(self, post_id: int) -> None: ...


class QuotaBooks(Protocol):
    """Postings to the establishment. The amounts of one clause sum to 0 over all accounts on every day.

    What is taken out of a line is taken from what ends soonest. `ending`: only from what ends on that day.
    """

    def held(self, unit: Unit) -> Sequence[Held]:
        """What the unit holds on the effective date, as the clauses so far leave it; lines of 0 are not there."""
        ...

    def grant(self, unit: Unit, line: QuotaLine, amount: int, *, until: date | None = None) -> None:
        """From the level above the books: held by the unit, against `granted`."""
        ...

    def move(self, source: Unit, target: Unit, line: QuotaLine, amount: int, *, until: date | None = None) -> None:
        """From a unit to another. With `until` it goes back on that day; what ends by itself ends at the target too."""
        ...

    def move_all(self, source: Unit, target: Unit) -> None:
        """All that a unit holds. Lines of the source's own bloc become those of the target's."""
        ...

    def settle(
        self, source: Unit, target: Unit, line: QuotaLine, amount: int, *, to: QuotaLine, ending: date | None = None
    ) -> None:
        """From one line to another for good: what would have ended by itself does not end any more."""
        ...

    def cut(self, unit: Unit, line: QuotaLine, amount: int, *, reason: CutReason, ending: date | None = None) -> None:
        """Out of what the unit holds, to `cut` with its reason, for good."""
        ...


def post_book(book: Books) -> PostBooks:
    """The book of posts that an effect posts to."""
    return cast("PostBooks", book.subject("establishment").posts)


def quota_book(book: Books) -> QuotaBooks:
    """The book of quota legs that an effect posts to."""
    return cast("QuotaBooks", book.subject("establishment").quotas)
