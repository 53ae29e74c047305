"""Terms that several effects share: how much of a unit goes where, and how the law words it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.ledger.effect import Books
from tinhgon.ledger.payload import (
    Name,
    Payload,
    whole_number,
)
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import (
    Figure,
    Share,
    Unit,
    UnitRef,
)

_AREA = {
    "full": "toàn bộ diện tích tự nhiên",
    "part": "một phần diện tích tự nhiên",
    "remainder": "phần còn lại diện tích tự nhiên",
}
_PEOPLE = {"full": "toàn bộ quy mô dân số", "part": "một phần quy mô dân số", "remainder": "phần còn lại quy mô dân số"}
_BOTH = {
    "full": "toàn bộ diện tích tự nhiên, quy mô dân số",
    "part": "một phần diện tích tự nhiên, quy mô dân số",
    "remainder": "phần còn lại",
}

Area = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=4, title="km²")]
People = Annotated[int, BeforeValidator(whole_number), Field(ge=0)]


class Source(Payload):
    """What a unit gives.

    Area and population are shared independently, as real texts do ("một phần diện tích, toàn bộ dân số").
    """

    unit: UnitRef
    area_share: Share = "full"
    population_share: Share = "full"
    area_km2: Area | None = None
    population: People | None = None

    @model_validator(mode="after")
    def _gives_something(self) -> Self:
        if self.area_share == "none" and self.population_share == "none":
            raise ValueError("a source gives area, population or both")
        return self

    @property
    def ends(self) -> bool:
        """Whether the unit's ground is used up by this clause."""
        return self.area_share in ("full", "remainder")

    def terms(self) -> dict[str, Any]:
        return succession_terms(self.area_share, self.population_share, self.area_km2, self.population)


class OtherGround(Payload):
    """Ground that no unit of the books holds, quoted ("khu vực bãi bồi ven biển do huyện quản lý")."""

    text: Name
    area_share: Literal["full", "part", "remainder"] = "full"


def succession_terms(
    area_share: Share, population_share: Share, area_km2: Decimal | None = None, population: int | None = None
) -> dict[str, Any]:
    """The fields of a succession as an entry stores them."""
    return {
        "area_share": area_share,
        "population_share": population_share,
        "area_km2": None if area_km2 is None else format(area_km2.normalize(), "f"),
        "population": population,
    }


def share_words(area: Share, people: Share) -> str:
    """'một phần diện tích tự nhiên, quy mô dân số' and its sisters."""
    if area == people:
        return _BOTH[area]
    return ", ".join(part for part in (_AREA.get(area, ""), _PEOPLE.get(people, "")) if part)


def sources_words(sources: Iterable[Source]) -> str:
    """'toàn bộ ... của phường A, phường B và một phần ... của phường C'; agencies have no ground: 'sở A và sở B'."""
    groups: list[str] = []
    for (area, people, is_ground), members in groupby(sources, key=_terms_key):
        told = joined([amount_words(member) for member in members])
        groups.append(f"{share_words(area, people)} của {told}" if is_ground or area != "full" else told)
    return joined(groups)


def _terms_key(source: Source) -> tuple[Share, Share, bool]:
    return source.area_share, source.population_share, source.unit.structure == "territory"


def amount_words(source: Source) -> str:
    """The unit, with the figures that the clause states in brackets."""
    amounts = []
    if source.area_km2 is not None:
        amounts.append(f"{vietnamese_number(source.area_km2)} km²")
    if source.population is not None:
        amounts.append(f"{vietnamese_number(source.population)} người")
    return f"{source.unit.label()} ({', '.join(amounts)})" if amounts else source.unit.label()


def amounts(source: Source, unit: Unit) -> dict[str, Any]:
    """What a clause carries: as it states, or all that the unit has; `all_of` names the figures that are so derived."""
    area, population = source.area_km2, source.population
    derived: dict[str, int] = {}
    if area is None and source.area_share == "full":
        area = unit.figure("area_km2")
        derived["area_km2"] = unit.id
    if population is None and source.population_share == "full":
        people = unit.figure("population")
        population = None if people is None else int(people)
        derived["population"] = unit.id
    return {"area_km2": area, "population": population, "all_of": derived}


def take_from(
    book: Books, unit: Unit, *, area_km2: Decimal | None, population: int | None, sign: int = -1,
    all_of: Mapping[str, int] | None = None,
) -> None:  # fmt: skip
    """Carry a stated amount out of (or, sign=1, into) a unit that goes on. Figures not known stay not known.

    The entry says what was carried, so that a check can tell whether the figure still follows from the one before it.
    Raises Conflict when more is taken than the unit has.
    """
    units = unit_book(book)
    if sign < 0 and units.ended_here(unit.id):
        return  # an earlier clause of the day took the remainder
    changes: dict[str, Any] = {}
    for key, amount in (("area_km2", area_km2), ("population", population)):
        stated = unit.fields.get(key)
        if amount is None or stated is None:
            continue
        value = Decimal(stated["value"]) + sign * Decimal(amount)
        if value < 0:
            raise Conflict(
                "more_than_there_is",
                gettext_noop("{unit} chỉ có {has}, không thể chuyển đi {taken}; kiểm tra lại số trong điều khoản."),
                unit=unit.label(),
                has=vietnamese_number(Decimal(stated["value"])),
                taken=vietnamese_number(Decimal(amount)),
            )
        source = gettext_noop("tính từ số liệu trước và phần chuyển theo điều khoản")
        figure = Figure(value=value, source=source, verified=bool(stated["verified"]))
        changes[key] = {**figure.stored(), "carried": format((sign * Decimal(amount)).normalize(), "f")}
        if all_of and key in all_of:
            changes[key]["all_of"] = all_of[key]
    if changes:
        units.change_unit(unit.id, changes)
