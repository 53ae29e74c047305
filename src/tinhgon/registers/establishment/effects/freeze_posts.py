"""Posts are kept free, or opened again."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.labels import listed
from tinhgon.registers.establishment.payloads import PostRef


class FreezePosts(Effect):
    """Tạm dừng tuyển: who holds a post stays; somebody newly placed on it is told by the check."""

    title: ClassVar[str] = gettext_noop("Tạm dừng tuyển vào vị trí")
    kind: Literal["freeze_posts/1"] = "freeze_posts/1"
    posts: Annotated[tuple[PostRef, ...], Field(min_length=1)]
    frozen: bool = True

    def post(self, book: Books) -> None:
        posts = post_book(book)
        for ref in self.posts:
            posts.change_post(posts.post(ref).id, {"frozen": self.frozen})

    def describe(self) -> str:
        begins = "Tạm dừng tuyển dụng, tiếp nhận vào" if self.frozen else "Cho tuyển dụng, tiếp nhận trở lại vào"
        return f"{begins} các vị trí: {listed(self.posts)}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", posts=(PostRef(number="S1.04"),))
