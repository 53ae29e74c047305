"""Opening balance of people: everyone on an attached roster, with the post they hold."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import TableRef
from tinhgon.registers.staff.books import staff_book


class TakeUpRoster(Effect):
    """Mở sổ nhân sự theo danh sách: each row is a person at a post; posts that are not there are opened."""

    title: ClassVar[str] = gettext_noop("Mở sổ nhân sự theo danh sách")
    kind: Literal["take_up_roster/1"] = "take_up_roster/1"
    table: TableRef

    def post(self, book: Books) -> None:
        staff = staff_book(book)
        for row in staff.rows(self.table):
            staff.take_up(row)

    def describe(self) -> str:
        return f"Ghi vào sổ {vietnamese_number(self.table.rows)} người theo danh sách kèm theo ({self.table.name})."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", table=TableRef(name="danh-sach.parquet", sha256="0" * 64, rows=2))
