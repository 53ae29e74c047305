"""A personnel record was written wrongly: it was always the other (đính chính)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.labels import stated_words
from tinhgon.registers.staff.payloads import PersonRef, RecordFields


class CorrectRecord(Effect):
    """Đính chính: each value stands on the day of the entry that set the wrong one, and yields to later changes of it.

    `on` is a day on which the wrong value holds. A value never stated before stands from the first day of the record.
    """

    title: ClassVar[str] = gettext_noop("Đính chính hồ sơ")
    kind: Literal["correct_record/1"] = "correct_record/1"
    person: PersonRef
    on: Day
    record: RecordFields

    @model_validator(mode="after")
    def _corrects_something(self) -> Self:
        if not stated_words(self.record):
            raise ValueError("at least one value is corrected")
        return self

    def post(self, book: Books) -> None:
        staff_book(book).correct_person(self.person, self.on, self.record.changes())

    def describe(self) -> str:
        return (
            f"Đính chính hồ sơ của {self.person.label()} (theo sổ ngày {self.on:%d/%m/%Y}): "
            f"{joined(stated_words(self.record))}."
        )

    @classmethod
    def example(cls) -> Self:
        record = RecordFields(birth_year=1986)
        return cls(clause="Điều 1", person=PersonRef(code="HS-3", id=3003), on=date(2021, 8, 1), record=record)
