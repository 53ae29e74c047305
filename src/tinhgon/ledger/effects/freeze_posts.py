"""Posts are kept free, or opened again."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Effect
from tinhgon.ledger.effects.lines import listed
from tinhgon.ledger.effects.staffing import PostRef


class FreezePosts(Effect):
    """Tạm dừng tuyển: who holds a post stays; somebody newly placed on it is told by the check."""

    title: ClassVar[str] = gettext_noop("Tạm dừng tuyển vào vị trí")
    kind: Literal["freeze_posts/1"] = "freeze_posts/1"
    posts: Annotated[tuple[PostRef, ...], Field(min_length=1)]
    frozen: bool = True

    def post(self, book: Books) -> None:
        for ref in self.posts:
            book.staff.change_post(book.staff.post(ref).id, {"frozen": self.frozen})

    def describe(self) -> str:
        begins = "Tạm dừng tuyển dụng, tiếp nhận vào" if self.frozen else "Cho tuyển dụng, tiếp nhận trở lại vào"
        return f"{begins} các vị trí: {listed(self.posts)}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", posts=(PostRef(number="S1.04"),))
