"""The outlines of the units under a unit are published, as an attached file."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Name, TableRef
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Destination


class PublishBoundaries(Effect):
    """Công bố ranh giới: from the effective date on the units below have the outlines of this file, until another
    decision publishes others for the same unit. `table`: the file as `registers.units.outlines` keeps it; its rows are
    the outlines."""

    title: ClassVar[str] = gettext_noop("Công bố ranh giới")
    kind: Literal["publish_boundaries/1"] = "publish_boundaries/1"
    unit: Destination
    table: TableRef
    source: Name

    def post(self, book: Books) -> None:
        units = unit_book(book)
        units.publish_boundaries(units.unit(self.unit).id, self.table, self.source)

    def describe(self) -> str:
        count = vietnamese_number(self.table.rows)
        return (
            f"Công bố ranh giới {count} đơn vị thuộc {self.unit.label()} theo tệp {self.table.name}; "
            f"nguồn: {self.source}."
        )

    @classmethod
    def example(cls) -> Self:
        return cls(
            clause="Điều 1",
            unit=Destination(code="T1"),
            table=TableRef(name="ranh-gioi.json", sha256="0" * 64, rows=6),
            source="Bản đồ kèm theo hồ sơ (giả định)",
        )
