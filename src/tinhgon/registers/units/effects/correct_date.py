"""A clause of a signed decision took effect on another day than was written (đính chính)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day, Name
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef


class CorrectDate(Effect):
    """Đính chính ngày: the clause's entries no longer stand; the same entries stand on the right day."""

    title: ClassVar[str] = gettext_noop("Đính chính ngày hiệu lực")
    kind: Literal["correct_date/1"] = "correct_date/1"
    decision: Name
    corrected_clause: Name
    unit: UnitRef | None = None
    was_on: Day
    is_on: Day

    @model_validator(mode="after")
    def _moves_something(self) -> Self:
        if self.was_on == self.is_on:
            raise ValueError("the right day differs from the wrong one")
        return self

    def post(self, book: Books) -> None:
        unit = unit_book(book).unit_around(self.unit, self.was_on) if self.unit else None
        book.redate(
            self.decision, self.corrected_clause, unit.id if unit else None, was_on=self.was_on, is_on=self.is_on
        )

    def describe(self) -> str:
        of_unit = f" đối với {self.unit.label()}" if self.unit else ""
        return (
            f"Đính chính ngày có hiệu lực của {self.corrected_clause} {self.decision}{of_unit}: "
            f"ngày {self.is_on:%d/%m/%Y}, không phải ngày {self.was_on:%d/%m/%Y}."
        )

    @classmethod
    def example(cls) -> Self:
        return cls(
            clause="Điều 1",
            decision="02/QĐ-MẪU",
            corrected_clause="Điều 1",
            was_on=date(2021, 3, 1),
            is_on=date(2021, 4, 1),
        )
