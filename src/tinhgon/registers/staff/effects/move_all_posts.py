"""All that a unit has of posts, people and establishment goes to another: what a clause of a merger says."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.establishment.books import post_book, quota_book
from tinhgon.registers.establishment.effects.move_posts import placed_under
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, UnitRef


class MoveAllPosts(Effect):
    """Chuyển nguyên trạng: every post with its holders, whoever is placed at the unit itself, and, unless told
    otherwise, all that the unit holds on the effective date; what ends by itself ends at the target too."""

    title: ClassVar[str] = gettext_noop("Chuyển toàn bộ vị trí, người và biên chế")
    kind: Literal["move_all_posts/1"] = "move_all_posts/1"
    source: UnitRef
    target: Destination
    with_quota: bool = True

    def post(self, book: Books) -> None:
        units = unit_book(book)
        posts = post_book(book)
        staff = staff_book(book)
        source, target = units.unit(self.source), units.unit(self.target)
        for post in posts.posts_of(source.id):
            posts.change_post(post.id, placed_under(target))
        for place in staff.placed_at(source.id):
            staff.change_assignment(place.id, {"unit": target.id})
        if self.with_quota:
            quota_book(book).move_all(source, target)

    def describe(self) -> str:
        what = "vị trí, người đang giữ và biên chế" if self.with_quota else "vị trí và người đang giữ"
        return f"Chuyển toàn bộ {what} của {self.source.label()} về {self.target.label()}."

    @classmethod
    def example(cls) -> Self:
        source, target = (UnitRef(code=code, structure="state_agency") for code in ("S1", "S2"))
        return cls(clause="Điều 1", source=source, target=target)
