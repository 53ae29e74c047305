"""The book of posts: what effects read of them and post to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.basis.text import capital
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.lookups import ThingBook
from tinhgon.ledger.payload import parts
from tinhgon.ledger.thing import ThingKind
from tinhgon.registers.establishment.payloads import NewPost, Post, PostRef
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.units.payloads import Unit
from tinhgon.registers.units.things import UNIT


class PostBook(ThingBook):
    """See `PostBooks`."""

    indexed: ClassVar[Mapping[ThingKind, tuple[str, ...]]] = {POST: ("number", "unit")}
    owners: ClassVar[Mapping[str, ThingKind]] = {"unit_id": UNIT}

    def note_named(self, effects: Sequence[Effect]) -> None:
        """Which posts the effects name or open: one statement then asks about all of them."""
        self._named["number"].update(part.number for part in parts(tuple(effects), PostRef | NewPost))

    def post(self, ref: PostRef) -> Post:
        """See `PostBooks.post`."""
        for post_id, fields in self._living(POST, "number", "number", ref.number):
            found = Post(post_id, fields)
            self._book.resolved[ref] = found
            return found
        raise UnknownReference(
            "post_unknown",
            gettext_noop("Không có vị trí số {number} trong sổ ngày {on}; kiểm tra số hiệu vị trí."),
            number=ref.number,
            on=self._book.effective_on,
        )

    def posts_of(self, unit_id: int) -> Sequence[Post]:
        """See `PostBooks.posts_of`."""
        return [Post(post_id, fields) for post_id, fields in self._living(POST, "unit_id", "unit", unit_id)]

    def open_post(self, new: NewPost, unit: Unit) -> Post:
        """Create a post at a unit. Raises Conflict when the number is taken on that day."""
        for _, fields in self._living(POST, "number", "number", new.number):
            raise Conflict(
                "post_exists",
                gettext_noop("Số hiệu {number} đã là của vị trí {title}; mỗi vị trí có một số riêng."),
                number=new.number,
                title=fields["title"],
            )
        if new.id is None:
            raise ValueError(f"{new.label()}: a new post gets its id when it is drafted")
        bloc = new.bloc or unit.fields.get("bloc")
        if bloc is None:
            raise Conflict(
                "bloc_unknown",
                gettext_noop("{unit} chưa ghi thuộc khối nào; nêu khối (bloc) của vị trí {post}."),
                unit=capital(unit.label()),
                post=new.number,
            )
        fields = {
            "exists": True, "unit": unit.id, "number": new.number, "position": new.position, "title": new.title,
            "group": new.group, "rank": new.rank, "category": new.category, "bloc": bloc, "funding": new.funding,
            "frozen": False, "access": " ".join(new.access),
        }  # fmt: skip
        self._post_entry(POST, new.id, fields)
        return Post(new.id, fields)

    def change_post(self, post_id: int, changes: Mapping[str, Any]) -> None:
        """Refused when the post does not exist on the effective date."""
        self._refuse_ended(post_id)
        self._post_entry(POST, post_id, changes)

    def close_post(self, post_id: int) -> None:
        """Abolish a post; who holds it still is what the checks ask."""
        self._refuse_ended(post_id)
        self._post_entry(POST, post_id, {"exists": False})
