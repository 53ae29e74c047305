"""A boundary between two units that go on is moved."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import Share, UnitRef
from tinhgon.registers.units.terms import (
    Area,
    People,
    Source,
    amount_words,
    succession_terms,
    take_from,
)


class AdjustBoundary(Effect):
    """Điều chỉnh địa giới hành chính: a part of one unit's ground, with its people or without, goes to another."""

    title: ClassVar[str] = gettext_noop("Điều chỉnh địa giới")
    kind: Literal["adjust_boundary/1"] = "adjust_boundary/1"
    giver: UnitRef
    receiver: UnitRef
    area_km2: Area | None = None
    population: People | None = None

    def post(self, book: Books) -> None:
        units = unit_book(book)
        giver, receiver = units.unit(self.giver), units.unit(self.receiver)
        if giver.id == receiver.id:
            raise Conflict(
                "merged_with_itself",
                gettext_noop("{unit} không thể nhập với chính nó; bỏ đơn vị này khỏi danh sách nguồn."),
                unit=giver.label(),
            )
        people: Share = "none" if self.population == 0 else "part"
        units.succeed(giver.id, receiver.id, succession_terms("part", people, self.area_km2, self.population))
        take_from(book, giver, area_km2=self.area_km2, population=self.population)
        take_from(book, receiver, area_km2=self.area_km2, population=self.population, sign=1)

    def describe(self) -> str:
        given = amount_words(
            Source(unit=self.giver, area_share="part", area_km2=self.area_km2, population=self.population)
        )
        return f"Điều chỉnh một phần diện tích tự nhiên, quy mô dân số của {given} về {self.receiver.label()} quản lý."

    @classmethod
    def example(cls) -> Self:
        return cls(clause="Điều 1", giver=UnitRef(code="A1"), receiver=UnitRef(code="A2"), population=120)
