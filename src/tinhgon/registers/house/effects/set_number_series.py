"""What the numbers of an issuer are unique in: a Party committee counts them by term."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Day, Name
from tinhgon.registers.house.books import house_book


class SetNumberSeries(Effect):
    """Đánh số theo nhiệm kỳ: the first day of each term of the committee. The newest list counts, also for the past."""

    title: ClassVar[str] = gettext_noop("Đánh số văn bản theo nhiệm kỳ")
    kind: Literal["set_number_series/1"] = "set_number_series/1"
    issuer: Name
    terms: Annotated[tuple[Day, ...], Field(min_length=1, title="Ngày đầu của các nhiệm kỳ")]

    def post(self, book: Books) -> None:
        house_book(book).set_number_series(self.issuer, self.terms)

    def describe(self) -> str:
        days = joined([f"{day:%d/%m/%Y}" for day in sorted(self.terms)])
        return f"Văn bản của {self.issuer} đánh số theo nhiệm kỳ, các nhiệm kỳ bắt đầu từ {days}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", issuer="Tỉnh ủy Tân Giang", terms=(date(2015, 10, 20), date(2020, 10, 14)))
