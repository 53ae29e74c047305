"""All that a unit has of posts, people and establishment goes to another: what a clause of a merger says."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Effect, UnitRef
from tinhgon.ledger.effects.move_posts import placed_under


class MoveAllPosts(Effect):
    """Chuyển nguyên trạng: every post with its holders, whoever is placed at the unit itself, and, unless told
    otherwise, all that the unit holds on the effective date; what ends by itself ends at the target too."""

    title: ClassVar[str] = gettext_noop("Chuyển toàn bộ vị trí, người và biên chế")
    kind: Literal["move_all_posts/1"] = "move_all_posts/1"
    source: UnitRef
    target: UnitRef
    with_quota: bool = True

    def post(self, book: Books) -> None:
        source, target = book.unit(self.source), book.unit(self.target, when="day")
        for post in book.staff.posts_of(source.id):
            book.staff.change_post(post.id, placed_under(target))
        for place in book.staff.placed_at(source.id):
            book.staff.change_assignment(place.id, {"unit": target.id})
        if self.with_quota:
            book.quotas.move_all(source, target)

    def describe(self) -> str:
        what = "vị trí, người đang giữ và biên chế" if self.with_quota else "vị trí và người đang giữ"
        return f"Chuyển toàn bộ {what} của {self.source.told()} về {self.target.told()}."

    @classmethod
    def example(cls) -> Self:
        source, target = (UnitRef(code=code, structure="state_agency") for code in ("S1", "S2"))
        return cls(clause="Điều 1", source=source, target=target)
