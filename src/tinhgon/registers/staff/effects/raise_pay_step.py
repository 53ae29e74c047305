"""A pay step is raised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef, RecordFields


class RaisePayStep(Effect):
    """Nâng bậc lương: step and coefficient from the effective date; the next step counts from the day `from`."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    title: ClassVar[str] = gettext_noop("Nâng bậc lương")
    kind: Literal["raise_pay_step/1"] = "raise_pay_step/1"
    person: PersonRef
    step: Annotated[int, Field(ge=1, le=20)]
    coefficient: Annotated[Decimal, Field(gt=0, le=20, max_digits=4, decimal_places=2)]
    since: Day = Field(alias="from")

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        record = RecordFields(pay_step=self.step, coefficient=self.coefficient, coefficient_from=self.since)
        staff.change_person(staff.person(self.person).id, record.changes())

    def describe(self) -> str:
        return (
            f"Nâng bậc lương của {self.person.label()} lên bậc {self.step}, hệ số "
            f"{vietnamese_number(self.coefficient, 2)}, hưởng từ ngày {self.since:%d/%m/%Y}."
        )

    @classmethod
    def example(cls) -> Self:
        person = PersonRef(code="HS-5", id=3005)
        return cls(clause="Điều 1", person=person, step=4, coefficient=Decimal("3.33"), since=date(2022, 1, 1))
