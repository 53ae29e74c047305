"""One unit ends and two or more begin on its ground."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Payload
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import (
    NewUnit,
    Share,
    Unit,
    UnitRef,
)
from tinhgon.registers.units.terms import share_words, succession_terms


class DividedPart(Payload):
    """One of the new units, and which units under the old one go with it."""

    unit: NewUnit
    area_share: Share = "part"
    population_share: Share = "part"
    members: tuple[UnitRef, ...] = ()

    @model_validator(mode="after")
    def _takes_something(self) -> Self:
        if self.area_share == "none" and self.population_share == "none":
            raise ValueError("a source gives area, population or both")
        return self


class DivideUnit(Effect):
    """Chia: the unit ends; its parts are new units. One part takes the remainder; stated areas add up to the whole."""

    title: ClassVar[str] = gettext_noop("Chia đơn vị")
    kind: Literal["divide_unit/1"] = "divide_unit/1"
    unit: UnitRef
    parts: Annotated[tuple[DividedPart, ...], Field(min_length=2)]

    def post(self, book: Books) -> None:
        units = unit_book(book)
        old = units.unit(self.unit)
        self._refuse_other_sum(old)
        for part in self.parts:
            new = units.open_unit(part.unit, default_parent=old.parent_id)
            area, people = part.unit.area_km2, part.unit.population
            terms = succession_terms(
                part.area_share,
                part.population_share,
                area.value if area else None,
                int(people.value) if people else None,
            )
            units.succeed(old.id, new.id, terms)
            for member in part.members:
                units.place_under(units.unit(member), new)
        units.close_unit(old.id)

    def _refuse_other_sum(self, old: Unit) -> None:
        for key, unit_word in (("area_km2", "km²"), ("population", "người")):
            whole = old.figure(key)
            parts = [getattr(part.unit, key) for part in self.parts]
            if whole is None or any(part is None for part in parts):
                continue
            total = sum((part.value for part in parts), Decimal(0))
            if total != whole:
                raise Conflict(
                    "parts_do_not_add_up",
                    gettext_noop(
                        "{clause}: các phần của {unit} cộng lại là {total} "
                        "{word}, khác {whole} {word} của đơn vị bị chia."
                    ),
                    clause=self.clause,
                    unit=old.label(),
                    total=vietnamese_number(total),
                    whole=vietnamese_number(whole),
                    word=unit_word,
                )

    def describe(self) -> str:
        parts = [f"{part.unit.label()} ({share_words(part.area_share, part.population_share)})" for part in self.parts]
        return f"Chia {self.unit.label()} thành {joined(parts)}."

    @classmethod
    def example(cls) -> Self:
        first = DividedPart(unit=NewUnit(id=904, code="A8", name="An Bình Đông", kind="xã"))
        rest = DividedPart(
            unit=NewUnit(id=905, code="A9", name="An Bình Nam", kind="xã"),
            area_share="remainder",
            population_share="remainder",
        )
        return cls(clause="Điều 1", unit=UnitRef(code="A1"), parts=(first, rest))
