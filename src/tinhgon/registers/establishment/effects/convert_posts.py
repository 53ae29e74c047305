"""Posts become others: title, job position, group, category."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AliasChoices, Field, model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Code, Name
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.labels import COUNTED, listed
from tinhgon.registers.establishment.payloads import (
    Category,
    Funding,
    Group,
    PostRef,
    Rank,
)
from tinhgon.registers.units.payloads import Bloc

_FIELDS = ("position", "group", "rank", "category", "bloc", "funding")
GROUPS: dict[str, str] = {
    "leadership": "lãnh đạo, quản lý",
    "professional": "chuyên môn, nghiệp vụ",
    "shared": "chuyên môn dùng chung",
    "support": "hỗ trợ, phục vụ",
}
RANKS: dict[str, str] = {"head": "cấp trưởng", "deputy": "cấp phó"}
BLOCS: dict[str, str] = {
    "party": "khối Đảng",
    "front": "khối Mặt trận, đoàn thể",
    "state": "khối Nhà nước",
    "public_service": "khối sự nghiệp",
}
FUNDING: dict[str, str] = {"budget": "ngân sách nhà nước", "own_revenue": "nguồn thu của đơn vị"}


class ConvertPosts(Effect):
    """Chuyển đổi vị trí: only what is stated changes; numbers and holders stay. A group other than leadership has no
    rank."""

    title: ClassVar[str] = gettext_noop("Chuyển đổi vị trí việc làm")
    kind: Literal["convert_posts/1"] = "convert_posts/1"
    posts: Annotated[tuple[PostRef, ...], Field(min_length=1)]
    to_title: Name | None = Field(default=None, validation_alias=AliasChoices("to_title", "title"))
    position: Code | None = None
    group: Group | None = None
    rank: Rank | None = None
    category: Category | None = None
    bloc: Bloc | None = None
    funding: Funding | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self._changes():
            raise ValueError("at least one field of the posts changes")
        return self

    def post(self, book: Books) -> None:
        posts = post_book(book)
        changes = self._changes()
        for ref in self.posts:
            posts.change_post(posts.post(ref).id, changes)

    def _changes(self) -> dict[str, Any]:
        changes = {name: value for name in _FIELDS if (value := getattr(self, name)) is not None}
        if self.to_title is not None:
            changes["title"] = self.to_title
        if self.group not in (None, "leadership") and self.rank is None:
            changes["rank"] = None
        return changes

    def describe(self) -> str:
        told = [
            self.to_title and f"chức danh {self.to_title}",
            self.position and f"vị trí việc làm {self.position}",
            self.group and f"nhóm {GROUPS[self.group]}",
            self.rank and RANKS[self.rank],
            self.category and COUNTED[self.category],
            self.bloc and BLOCS[self.bloc],
            self.funding and f"hưởng lương từ {FUNDING[self.funding]}",
        ]
        return f"Chuyển đổi các vị trí {listed(self.posts)} thành: {joined([text for text in told if text])}."

    @classmethod
    def example(cls) -> Self:
        return cls(
            clause="Điều 1", posts=(PostRef(number="S1.04"),), to_title="Chuyên viên chính", group="professional"
        )
