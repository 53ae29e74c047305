"""Posts are set up at a unit, each with a number of its own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.access import access_told
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.effects.convert_posts import BLOCS, FUNDING, GROUPS, RANKS
from tinhgon.registers.establishment.labels import CATEGORIES
from tinhgon.registers.establishment.payloads import NewPost
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, UnitRef


class CreatePosts(Effect):
    """Lập vị trí: the posts exist from the effective date, without holders."""

    title: ClassVar[str] = gettext_noop("Lập vị trí")
    kind: Literal["create_posts/1"] = "create_posts/1"
    unit: Destination
    posts: Annotated[tuple[NewPost, ...], Field(min_length=1)]

    def post(self, book: Books) -> None:
        unit = unit_book(book).unit(self.unit)
        for new in self.posts:
            post_book(book).open_post(new, unit)

    def describe(self) -> str:
        rights = "".join(
            f" Người giữ vị trí {new.number} có quyền: {access_told(new.access)}." for new in self.posts if new.access
        )
        return f"Lập tại {self.unit.label()} các vị trí: {joined([_told(new) for new in self.posts])}.{rights}"

    @classmethod
    def example(cls) -> Self:
        new = NewPost(id=921, number="S1.09", title="Chuyên viên", category="civil_servant")
        return cls(clause="Điều 1", unit=UnitRef(code="S1", structure="state_agency"), posts=(new,))


def _told(new: NewPost) -> str:
    """'Trưởng phòng (S1.01; nhóm lãnh đạo, quản lý; cấp trưởng; công chức)': what goes by itself is left out."""
    stated = (
        new.position != "other" and f"vị trí việc làm {new.position}",
        new.group != "professional" and f"nhóm {GROUPS[new.group]}",
        new.rank and RANKS[new.rank],
        CATEGORIES[new.category],
        new.bloc and BLOCS[new.bloc],
        new.funding != "budget" and f"hưởng lương từ {FUNDING[new.funding]}",
    )
    return f"{new.title} ({'; '.join([new.number, *(text for text in stated if text)])})"
