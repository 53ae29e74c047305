"""Opening balance of one person: somebody who is there when the books are opened, with their place."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Day, Effect, UnitRef
from tinhgon.ledger.effects.staffing import AssignmentKind, Identity, NewPerson, PostRef


class TakeUp(Effect):
    """Ghi vào sổ: the person and their place at a post, or directly at a unit, from the effective date."""

    title: ClassVar[str] = gettext_noop("Ghi người vào sổ")
    kind: Literal["take_up/1"] = "take_up/1"
    person: NewPerson
    at_post: PostRef | None = None
    at_unit: UnitRef | None = None
    assignment: AssignmentKind = "substantive"
    share: Annotated[Decimal, Field(gt=0, le=1, max_digits=3, decimal_places=2)] = Decimal(1)
    until: Day | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.at_post is None) == (self.at_unit is None):
            raise ValueError("a place is a post or a unit")
        return self

    def post(self, book: Books) -> None:
        person = book.staff.open_person(self.person)
        place = book.staff.post(self.at_post) if self.at_post else book.unit(self.at_unit, when="day")  # type: ignore[arg-type]
        book.staff.assign(person, place, kind=self.assignment, share=self.share, until=self.until)

    def describe(self) -> str:
        place = (self.at_post or self.at_unit).told()  # type: ignore[union-attr]
        return f"Ghi vào sổ {self.person.told()}, đang công tác tại {place}."

    @classmethod
    def example(cls) -> Self:
        person = NewPerson(id=911, code="HS-911", birth_year=1980, sex="female", identity=Identity(name="Trần Thị Mẫu"))
        return cls(clause="Điều 1", person=person, at_post=PostRef(number="S1.01"))
