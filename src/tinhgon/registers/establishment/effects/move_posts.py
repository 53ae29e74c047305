"""Posts go to another unit, with whoever holds them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.labels import listed
from tinhgon.registers.establishment.payloads import PostRef
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, Unit, UnitRef


class MovePosts(Effect):
    """Chuyển vị trí: numbers stay, holders go along. A post takes the bloc of the unit it comes to, if that has one."""

    title: ClassVar[str] = gettext_noop("Chuyển vị trí sang đơn vị khác")
    kind: Literal["move_posts/1"] = "move_posts/1"
    posts: Annotated[tuple[PostRef, ...], Field(min_length=1)]
    target: Destination

    def post(self, book: Books) -> None:
        posts = post_book(book)
        target = unit_book(book).unit(self.target)
        for ref in self.posts:
            posts.change_post(posts.post(ref).id, placed_under(target))

    def describe(self) -> str:
        return f"Chuyển về {self.target.label()} các vị trí, cùng người đang giữ: {listed(self.posts)}."

    @classmethod
    def example(cls) -> Self:
        target = UnitRef(code="S2", structure="state_agency")
        return cls(clause="Điều 1", posts=(PostRef(number="S1.04"),), target=target)


def placed_under(unit: Unit) -> dict[str, Any]:
    """What changes about a post that comes to a unit."""
    bloc = unit.fields.get("bloc")
    return {"unit": unit.id, "bloc": bloc} if bloc else {"unit": unit.id}
