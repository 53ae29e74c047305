"""Posts and lines of the establishment as clauses name them and as the book reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import Field

from tinhgon.ledger.payload import (
    Code,
    Name,
    NewThing,
    Payload,
    Reference,
)
from tinhgon.registers.units.payloads import Bloc

Category = Literal[
    "cadre", "civil_servant", "public_employee", "commune_official", "part_time_commune", "part_time_hamlet",
    "contract_111",
]  # fmt: skip
"""cán bộ; công chức; viên chức (số lượng người làm việc); cán bộ, công chức cấp xã; người hoạt động không chuyên trách
cấp xã; không chuyên trách ở ấp, khu vực; hợp đồng theo Nghị định 111/2022/NĐ-CP."""


CATEGORIES: tuple[Category, ...] = get_args(Category)


ESTABLISHMENT: frozenset[Category] = frozenset({"cadre", "civil_servant", "public_employee"})
"""What the establishment (biên chế) counts; part-time posts and contracts are outside it and never added to it."""


Funding = Literal["budget", "own_revenue"]


Layer = Literal["official", "surplus", "reserve"]


CutReason = Literal[
    "retired_on_time", "retired_early", "left_at_once", "resigned", "transferred", "died", "dismissed", "not_replaced",
]  # fmt: skip


Group = Literal["leadership", "professional", "shared", "support"]


Rank = Literal["head", "deputy"]


class PostRef(Reference):
    """A post as a decision names it: by its number. `title` is filled in at signing so that the clause can be told."""

    text_field: ClassVar[str] = "number"

    number: Code
    title: Name | None = None

    def completed(self, thing: Post) -> Self:
        """With the title of the post, unless the clause states one."""
        return self if self.title else self.model_copy(update={"title": thing.fields["title"]})

    def label(self) -> str:
        return f"{self.title} ({self.number})" if self.title else f"vị trí số {self.number}"


class NewPost(NewThing):
    """A post that a clause creates. Bloc: that of its unit where none is stated."""

    number: Code
    title: Name
    position: Code = "other"
    group: Group = "professional"
    rank: Rank | None = None
    category: Category
    bloc: Bloc | None = None
    funding: Funding = "budget"
    access: tuple[Code, ...] = ()

    def label(self) -> str:
        return f"{self.title} ({self.number})"


class QuotaLine(Payload):
    """Which line of the establishment: category, bloc (the unit's, where none is stated), funding, layer, year."""

    category: Category
    bloc: Bloc | None = None
    funding: Funding = "budget"
    layer: Layer = "official"
    year: Annotated[int, Field(ge=1945, le=2200)] | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the book reads it on the effective date."""

    id: int
    fields: Mapping[str, Any]

    @property
    def unit_id(self) -> int:
        return int(self.fields["unit"])

    def label(self) -> str:
        return f"{self.fields['title']} ({self.fields['number']})"


@dataclass(frozen=True, slots=True)
class Held:
    """What a unit holds of a line on the effective date; `until`: the part that ends by itself on that day."""

    line: QuotaLine
    amount: int
    until: date | None = None
