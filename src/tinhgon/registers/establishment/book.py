"""The books of the establishment that a decision posts to: posts, and quota legs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tinhgon.ledger.effect import Effect
from tinhgon.registers.establishment.post_book import PostBook
from tinhgon.registers.establishment.quota_book import QuotaBook

if TYPE_CHECKING:
    from tinhgon.ledger.book import Book


class SubjectBook:
    """Both side by side: a clause on posts says nothing of quota, nor the other way."""

    def __init__(self, book: Book) -> None:
        self.posts = PostBook(book)
        self.quotas = QuotaBook(book)

    def prefetch(self, effects: Sequence[Effect]) -> None:
        """Note which posts are named; they are read when the first is asked about."""
        self.posts.note_named(effects)

    def complete(self) -> None:
        """Nothing is refused of the whole: whether the legs come to 0 is asked of the checks."""
