"""Offices that people are planned for, as a clause names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from tinhgon.ledger.payload import Code, Name, Payload, Text
from tinhgon.registers.plans.labels import OBJECTS, REASONS
from tinhgon.registers.staff.payloads import PersonRef
from tinhgon.registers.units.payloads import UnitRef

Reason = Literal["age", "discipline", "conclusion", "appointed", "left", "own_wish"]
PlanObject = Literal["first", "second"]
"""Đối tượng 1: may be placed in the term at once; đối tượng 2: in the one after."""


def _years(text: str) -> str:
    first, last = (int(year) for year in text.split("-"))
    if last <= first:
        raise ValueError("a term ends after it begins")
    return text


Term = Annotated[Text, Field(pattern=r"^\d{4}-\d{4}$"), AfterValidator(_years)]


class Office(Payload):
    """A title at a unit: position of the catalogue (which posts are of it), and the title as the plan words it."""

    unit: UnitRef
    position: Code
    title: Name

    def label(self) -> str:
        return f"{self.title} {self.unit.label()}"


class PlannedPerson(Payload):
    """One line of the plan."""

    person: PersonRef
    object: PlanObject = "first"

    def label(self) -> str:
        return f"{self.person.label()} ({OBJECTS[self.object]})"


class LeavingPlan(Payload):
    """One who goes out of the plan, and on what ground."""

    person: PersonRef
    reason: Reason

    def label(self) -> str:
        return f"{self.person.label()} ({REASONS[self.reason]})"


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as the book reads it on the effective date."""

    id: int
    fields: Mapping[str, Any]
