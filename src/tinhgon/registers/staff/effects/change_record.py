"""A personnel record changes from a day on."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.staff.books import staff_book
from tinhgon.registers.staff.labels import stated_words
from tinhgon.registers.staff.payloads import PersonRef, RecordFields


class ChangeRecord(Effect):
    """Cập nhật hồ sơ: what is stated holds from the effective date; before it, what stood there."""

    title: ClassVar[str] = gettext_noop("Cập nhật hồ sơ")
    kind: Literal["change_record/1"] = "change_record/1"
    person: PersonRef
    record: RecordFields

    @model_validator(mode="after")
    def _states_something(self) -> Self:
        if not stated_words(self.record):
            raise ValueError("at least one value is stated")
        return self

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        staff.change_person(staff.person(self.person).id, self.record.changes())

    def describe(self) -> str:
        return f"Cập nhật hồ sơ của {self.person.label()}: {joined(stated_words(self.record))}."

    @classmethod
    def example(cls) -> Self:
        record = RecordFields(professional="master", theory="advanced")
        return cls(clause="Điều 1", person=PersonRef(code="HS-3", id=3003), record=record)
