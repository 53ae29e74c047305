"""The book of plans: what effects read of them and post to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.lookups import ThingBook
from tinhgon.ledger.thing import ThingKind
from tinhgon.registers.plans.payloads import Office, Planned, PlanObject
from tinhgon.registers.plans.things import PLANNED
from tinhgon.registers.staff.payloads import Person
from tinhgon.registers.staff.things import PERSON
from tinhgon.registers.units.payloads import Unit
from tinhgon.registers.units.things import UNIT


class SubjectBook(ThingBook):
    """See `PlanBooks`."""

    indexed: ClassVar[Mapping[ThingKind, tuple[str, ...]]] = {PLANNED: ("person", "unit")}
    owners: ClassVar[Mapping[str, ThingKind]] = {"person_id": PERSON, "unit_id": UNIT}

    def prefetch(self, effects: Sequence[Effect]) -> None:
        """Nothing to note: the people of a clause are read by the book of staff, their plans all at once after them."""

    def complete(self) -> None:
        """Nothing is refused of the whole: how many are planned for an office is asked of the checks."""

    def planned(self, person: Person) -> Sequence[Planned]:
        """See `PlanBooks.planned`."""
        return [Planned(*found) for found in self._living(PLANNED, "person_id", "person", person.id)]

    def plan(self, person: Person, office: Office, unit: Unit, *, term: str, kind: PlanObject) -> None:
        """See `PlanBooks.plan`."""
        for held in self.planned(person):
            if _is_for(held, office, unit, term):
                raise Conflict(
                    "planned_already",
                    gettext_noop("Hồ sơ {code} đã trong quy hoạch {office}, nhiệm kỳ {term}; không ghi hai lần."),
                    code=person.fields["code"],
                    office=office.label(),
                    term=term,
                )
        fields = {
            "exists": True, "person": person.id, "unit": unit.id, "position": office.position, "title": office.title,
            "term": term, "object": kind,
        }  # fmt: skip
        self._post_entry(PLANNED, None, fields)

    def unplan(self, person: Person, office: Office, unit: Unit, *, term: str, reason: str) -> None:
        """See `PlanBooks.unplan`."""
        found = [held for held in self.planned(person) if _is_for(held, office, unit, term)]
        if not found:
            raise Conflict(
                "not_planned",
                gettext_noop("Hồ sơ {code} không có trong quy hoạch {office} ngày {on}; xem lại ngày hoặc chức danh."),
                code=person.fields["code"],
                office=office.label(),
                on=self._book.effective_on,
            )
        for held in found:
            self._post_entry(PLANNED, held.id, {"exists": False, "reason": reason})


def _is_for(held: Planned, office: Office, unit: Unit, term: str) -> bool:
    stated = (held.fields["position"], held.fields["unit"], held.fields["term"])
    return stated == (office.position, unit.id, term)
