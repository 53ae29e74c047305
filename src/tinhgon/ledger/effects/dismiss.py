"""Somebody is dismissed from the service."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effects.base import Books, Effect
from tinhgon.ledger.effects.places import LEAVING
from tinhgon.ledger.effects.staffing import PersonRef


class Dismiss(Effect):
    """Kỷ luật buộc thôi việc: all places end."""

    title: ClassVar[str] = gettext_noop("Buộc thôi việc")
    kind: Literal["dismiss/1"] = "dismiss/1"
    person: PersonRef

    def post(self, book: Books) -> None:
        status, _ = LEAVING["dismissed"]
        book.staff.leave(book.staff.person(self.person), reason="dismissed", status=status)

    def describe(self) -> str:
        return f"Kỷ luật buộc thôi việc {self.person.told()}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", person=PersonRef(code="HS-3", id=3003))
