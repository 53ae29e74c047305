"""Units, whole or in part, become one new unit."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.basis.text import joined
from tinhgon.ledger.effect import Books, Effect
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import (
    NewUnit,
    Unit,
    UnitRef,
)
from tinhgon.registers.units.terms import (
    OtherGround,
    Source,
    amounts,
    share_words,
    sources_words,
    take_from,
)


class MergeUnits(Effect):
    """Nhập (sắp xếp) thành đơn vị mới: a source that gives all, or all that was left, ends; the new unit begins.

    What is directly under a source given whole moves under the new unit. A source that gives a part goes on, or ends by
    another clause of the same day; its stated figures are carried out when it goes on.
    """

    title: ClassVar[str] = gettext_noop("Nhập đơn vị")
    kind: Literal["merge_units/1"] = "merge_units/1"
    sources: Annotated[tuple[Source, ...], Field(min_length=1, title="Các đơn vị được sắp xếp")]
    other_ground: tuple[OtherGround, ...] = ()
    into: NewUnit

    def post(self, book: Books) -> None:
        units = [unit_book(book).unit(source.unit) for source in self.sources]
        _refuse_twice(units)
        new = unit_book(book).open_unit(
            self.into, default_parent=None if self.into.parent else self._common_parent(units)
        )
        for unit, source in zip(units, self.sources, strict=True):
            unit_book(book).succeed(unit.id, new.id, source.terms())
            if source.area_share == "full":
                for child in unit_book(book).children(unit.id):
                    unit_book(book).place_under(child, new)
            if source.ends:
                unit_book(book).close_unit(unit.id)
            else:
                take_from(book, unit, **amounts(source, unit))

    def _common_parent(self, units: list[Unit]) -> int | None:
        parents = {unit.parent_id for unit in units}
        if len(parents) > 1:
            raise Conflict(
                "parent_not_stated",
                gettext_noop(
                    "{unit}: các đơn vị nguồn có cấp trên khác nhau; ghi rõ đơn vị cấp trên (parent) của đơn vị mới."
                ),
                unit=self.into.label(),
            )
        return parents.pop()

    def describe(self) -> str:
        told = sources_words(self.sources)
        if self.other_ground:
            ground = [f"{share_words(other.area_share, 'none')} của {other.text}" for other in self.other_ground]
            told = joined([told, *ground])
        return f"Sắp xếp {told} thành {self.into.kind} mới có tên gọi là {self.into.label()}."

    @classmethod
    def example(cls) -> Self:
        whole = Source(unit=UnitRef(code="A1"))
        part = Source(unit=UnitRef(code="A2"), area_share="part", population_share="part")
        return cls(
            clause="Điều 1 khoản 1", sources=(whole, part), into=NewUnit(id=903, code="A7", name="An Phú", kind="xã")
        )


def _refuse_twice(units: list[Unit]) -> None:
    seen: set[int] = set()
    for unit in units:
        if unit.id in seen:
            raise Conflict(
                "named_twice",
                gettext_noop(
                    "{unit} được nêu hai lần trong cùng một điều khoản; một đơn vị không thể nhập với chính nó."
                ),
                unit=unit.label(),
            )
        seen.add(unit.id)
