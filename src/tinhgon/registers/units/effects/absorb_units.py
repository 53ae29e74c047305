"""Units are taken into one that exists and goes on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import UnitRef
from tinhgon.registers.units.terms import (
    Source,
    amounts,
    sources_words,
    take_from,
)


class AbsorbUnits(Effect):
    """Nhập vào đơn vị đang có: the sources end (or give a part); the receiving unit keeps its identity."""

    title: ClassVar[str] = gettext_noop("Nhập vào đơn vị đang có")
    kind: Literal["absorb_units/1"] = "absorb_units/1"
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    into: UnitRef

    def post(self, book: Books) -> None:
        units = unit_book(book)
        receiver = units.unit(self.into)
        for source in self.sources:
            unit = units.unit(source.unit)
            if unit.id == receiver.id:
                raise Conflict(
                    "merged_with_itself",
                    gettext_noop("{unit} không thể nhập với chính nó; bỏ đơn vị này khỏi danh sách nguồn."),
                    unit=unit.label(),
                )
            units.succeed(unit.id, receiver.id, source.terms())
            if source.area_share == "full":
                for child in units.children(unit.id):
                    units.place_under(child, receiver)
            carried = amounts(source, unit)
            if source.ends:
                units.close_unit(unit.id)
            else:
                take_from(book, unit, **carried)
            take_from(book, units.unit(self.into), **carried, sign=1)

    def describe(self) -> str:
        return f"Nhập {sources_words(self.sources)} vào {self.into.label()}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", sources=(Source(unit=UnitRef(code="A1")),), into=UnitRef(code="A2"))
