"""Posts go to another unit, with whoever holds them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Effect, Unit, UnitRef
from tinhgon.ledger.effects.lines import listed
from tinhgon.ledger.effects.staffing import PostRef


class MovePosts(Effect):
    """Chuyển vị trí: numbers stay, holders go along. A post takes the bloc of the unit it comes to, if that has one."""

    title: ClassVar[str] = gettext_noop("Chuyển vị trí sang đơn vị khác")
    kind: Literal["move_posts/1"] = "move_posts/1"
    posts: Annotated[tuple[PostRef, ...], Field(min_length=1)]
    target: UnitRef

    def post(self, book: Books) -> None:
        target = book.unit(self.target, when="day")
        for ref in self.posts:
            book.staff.change_post(book.staff.post(ref).id, placed_under(target))

    def describe(self) -> str:
        return f"Chuyển về {self.target.told()} các vị trí, cùng người đang giữ: {listed(self.posts)}."

    @classmethod
    def example(cls) -> Self:
        target = UnitRef(code="S2", structure="state_agency")
        return cls(clause="Điều 1", posts=(PostRef(number="S1.04"),), target=target)


def placed_under(unit: Unit) -> dict[str, Any]:
    """What changes about a post that comes to a unit."""
    bloc = unit.fields.get("bloc")
    return {"unit": unit.id, "bloc": bloc} if bloc else {"unit": unit.id}
