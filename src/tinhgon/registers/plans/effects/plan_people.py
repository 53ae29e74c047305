"""People are planned for an office of a term."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.plans.books import plan_book
from tinhgon.registers.plans.payloads import LeavingPlan, Office, PlannedPerson, Term
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class PlanPeople(Effect):
    """Phê duyệt quy hoạch, bổ sung và đưa ra: who is planned for an office of a term from now on, who no longer is.

    A plan gives no right and no place; it is known to a limited circle. Each line is an object 1 or 2; whoever goes
    out goes on a ground.
    """

    title: ClassVar[str] = gettext_noop("Phê duyệt, điều chỉnh quy hoạch")
    kind: Literal["plan_people/1"] = "plan_people/1"
    office: Office
    term: Term
    people: tuple[PlannedPerson, ...] = ()
    out: tuple[LeavingPlan, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.people and not self.out:
            raise ValueError("nobody_in_or_out")
        return self

    def post(self, book: Books) -> None:
        unit = unit_book(book).unit(self.office.unit)
        staff, plans = staff_book(book), plan_book(book)
        for line in self.out:
            plans.unplan(staff.person(line.person), self.office, unit, term=self.term, reason=line.reason)
        for new in self.people:
            plans.plan(staff.person(new.person), self.office, unit, term=self.term, kind=new.object)

    def describe(self) -> str:
        told = []
        if self.people:
            told.append(f"Đưa vào quy hoạch {self._whole()}: {_listed([line.label() for line in self.people])}.")
        if self.out:
            told.append(f"Đưa ra khỏi quy hoạch {self._whole()}: {_listed([line.label() for line in self.out])}.")
        return " ".join(told)

    def extract(self, code: str) -> str:
        """The clause as it concerns one person."""
        for way, lines in (("Đưa vào", self.people), ("Đưa ra khỏi", self.out)):
            for line in lines:
                if line.person.code == code:
                    return f"{way} quy hoạch {self._whole()}: {line.label()}."
        return self.describe()

    def _whole(self) -> str:
        return f"{self.office.label()}, nhiệm kỳ {self.term}"

    @classmethod
    def example(cls) -> Self:
        unit = UnitRef(code="S1", structure="state_agency")
        lines = (
            PlannedPerson(person=PersonRef(code="HS-2", id=3002)),
            PlannedPerson(person=PersonRef(code="HS-3", id=3003), object="second"),
        )
        office = Office(unit=unit, position="division_head", title="Trưởng phòng")
        return cls(clause="Điều 1", office=office, term="2025-2030", people=lines)


def _listed(told: list[str]) -> str:
    more = f"; và {vietnamese_number(len(told) - 5)} người khác" if len(told) > 5 else ""
    return f"{'; '.join(told[:5])}{more}"
