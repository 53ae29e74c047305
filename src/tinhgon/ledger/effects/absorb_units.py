"""Units are taken into one that exists and goes on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effects.base import Books, Effect, UnitRef
from tinhgon.ledger.effects.terms import Source, amounts, sources_words, take_from


class AbsorbUnits(Effect):
    """Nhập vào đơn vị đang có: the sources end (or give a part); the receiving unit keeps its identity."""

    title: ClassVar[str] = gettext_noop("Nhập vào đơn vị đang có")
    kind: Literal["absorb_units/1"] = "absorb_units/1"
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    into: UnitRef

    def post(self, book: Books) -> None:
        receiver = book.unit(self.into)
        for source in self.sources:
            unit = book.unit(source.unit)
            if unit.id == receiver.id:
                raise Conflict(
                    "merged_with_itself",
                    gettext_noop("{unit} không thể nhập với chính nó; bỏ đơn vị này khỏi danh sách nguồn."),
                    unit=unit.told(),
                )
            book.succeed(unit.id, receiver.id, source.terms())
            if source.area_share == "full":
                for child in book.children(unit.id):
                    book.place_under(child, receiver)
            carried = amounts(source, unit)
            if source.ends:
                book.close_unit(unit.id)
            else:
                take_from(book, unit, **carried)
            take_from(book, book.unit(self.into), **carried, sign=1)

    def describe(self) -> str:
        return f"Nhập {sources_words(self.sources)} vào {self.into.told()}."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", sources=(Source(unit=UnitRef(code="A1")),), into=UnitRef(code="A2"))
