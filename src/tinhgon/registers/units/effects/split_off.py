"""A new unit is made from parts of units that go on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import NewUnit, UnitRef
from tinhgon.registers.units.terms import (
    Source,
    amounts,
    sources_words,
    take_from,
)


class SplitOff(Effect):
    """Tách: the givers keep their identity and what is left of their ground."""

    title: ClassVar[str] = gettext_noop("Tách đơn vị")
    kind: Literal["split_off/1"] = "split_off/1"
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    unit: NewUnit
    members: tuple[UnitRef, ...] = ()

    @model_validator(mode="after")
    def _only_parts(self) -> Self:
        if any(source.ends for source in self.sources):
            raise ValueError("a unit that gives all or its remainder does not go on: merge or divide it")
        return self

    def post(self, book: Books) -> None:
        units = unit_book(book)
        givers = [units.unit(source.unit) for source in self.sources]
        new = units.open_unit(self.unit, default_parent=givers[0].parent_id)
        for unit, source in zip(givers, self.sources, strict=True):
            units.succeed(unit.id, new.id, source.terms())
            take_from(book, unit, **amounts(source, unit))
        for member in self.members:
            units.place_under(units.unit(member), new)

    def describe(self) -> str:
        return f"Thành lập {self.unit.label()} trên cơ sở {sources_words(self.sources)}."

    @classmethod
    def example(cls) -> Self:
        part = Source(unit=UnitRef(code="A1"), area_share="part", population_share="part")
        return cls(clause="Điều 1", sources=(part,), unit=NewUnit(id=906, code="A10", name="An Lạc", kind="xã"))
