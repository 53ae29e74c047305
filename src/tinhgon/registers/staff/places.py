"""Where somebody works, as a clause says it, and the terms in which people come, move and leave."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tinhgon.ledger.effect import Books
from tinhgon.ledger.payload import Payload
from tinhgon.registers.establishment.books import post_book
from tinhgon.registers.establishment.payloads import Post, PostRef
from tinhgon.registers.staff.payloads import Status
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination, Unit

PartOfTime = Annotated[Decimal, Field(gt=0, le=1, max_digits=3, decimal_places=2)]
LeaveReason = Literal[
    "retired_on_time", "retired_early", "left_at_once", "resigned", "transferred", "died", "dismissed", "not_reelected",
]  # fmt: skip
LEAVING: Mapping[LeaveReason, tuple[Status, str]] = {
    "retired_on_time": ("retired", "nghỉ hưu đúng tuổi"),
    "retired_early": ("retired", "nghỉ hưu trước tuổi"),
    "left_at_once": ("left", "thôi việc ngay"),
    "resigned": ("left", "thôi việc theo nguyện vọng"),
    "transferred": ("left", "chuyển công tác ra ngoài"),
    "died": ("dead", "từ trần"),
    "dismissed": ("dismissed", "buộc thôi việc"),
    "not_reelected": ("retired", "nghỉ công tác do không tái cử"),
}
"""What becomes of the person, and how a list says it."""


class Place(Payload):
    """A post, or a unit itself where it keeps no posts."""

    at_post: PostRef | None = None
    at_unit: Destination | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.at_post is None) == (self.at_unit is None):
            raise ValueError("a place is a post or a unit")
        return self

    def place(self, book: Books) -> Post | Unit:
        """The place on the effective date, as the clauses so far leave it."""
        if self.at_post is not None:
            return post_book(book).post(self.at_post)
        assert self.at_unit is not None  # noqa: S101 - the validator holds it
        return unit_book(book).unit(self.at_unit)

    def place_told(self) -> str:
        named = self.at_post or self.at_unit
        return named.label() if named else ""
