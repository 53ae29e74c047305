"""What posts give access to is laid down anew."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Code
from tinhgon.registers.establishment.access import READ_FILES, access_told
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.labels import listed
from tinhgon.registers.establishment.payloads import PostRef


class SetAccess(Effect):
    """Quy định quyền truy cập của vị trí: what is stated takes the place of what the posts gave access to; an empty
    list leaves nothing. Whoever holds a post has its rights from the effective date on."""

    title: ClassVar[str] = gettext_noop("Quy định quyền truy cập theo vị trí")
    kind: Literal["set_access/1"] = "set_access/1"
    posts: Annotated[tuple[PostRef, ...], Field(min_length=1)]
    access: tuple[Code, ...]

    def post(self, book: Books) -> None:
        posts = post_book(book)
        for ref in self.posts:
            posts.change_post(posts.post(ref).id, {"access": " ".join(self.access)})

    def describe(self) -> str:
        posts = listed(self.posts)
        if not self.access:
            return f"Các vị trí {posts} không còn quyền truy cập nào."
        return f"Người giữ các vị trí {posts} có quyền: {access_told(self.access)}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", posts=(PostRef(number="S1.01"),), access=(READ_FILES,))
