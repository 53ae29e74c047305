"""Posts end."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.labels import listed
from tinhgon.registers.establishment.payloads import PostRef


class AbolishPosts(Effect):
    """Bãi bỏ vị trí: whoever holds one goes elsewhere, or leaves, by a clause of its own."""

    title: ClassVar[str] = gettext_noop("Bãi bỏ vị trí")
    kind: Literal["abolish_posts/1"] = "abolish_posts/1"
    posts: Annotated[tuple[PostRef, ...], Field(min_length=1)]

    def post(self, book: Books) -> None:
        posts = post_book(book)
        for ref in self.posts:
            posts.close_post(posts.post(ref).id)

    def describe(self) -> str:
        return f"Bãi bỏ các vị trí: {listed(self.posts)}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", posts=(PostRef(number="S1.04"),))
