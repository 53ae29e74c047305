"""Area, population and hamlets of units are stated, each with its source."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import joined, vietnamese_number
from tinhgon.ledger.effect import Books, Effect
from tinhgon.ledger.payload import Payload
from tinhgon.registers.units.books import unit_book
from tinhgon.registers.units.payloads import (
    Figure,
    UnitRef,
    WholeFigure,
)

_WORDS = (
    ("area_km2", "diện tích tự nhiên", "km²"),
    ("population", "quy mô dân số", "người"),
    ("hamlets", "số ấp, khu vực", ""),
)


class Facts(Payload):
    """The figures of one unit; those not named stay as they are."""

    unit: UnitRef
    area_km2: Figure | None = None
    population: WholeFigure | None = None
    hamlets: WholeFigure | None = None

    @model_validator(mode="after")
    def _states_something(self) -> Self:
        if not any(getattr(self, key) for key, _, _ in _WORDS):
            raise ValueError("at least one figure is stated")
        return self

    def label(self) -> str:
        stated = [
            f"{word} {vietnamese_number(figure.value)} {unit}".strip()
            for key, word, unit in _WORDS
            if (figure := getattr(self, key))
        ]
        return f"{self.unit.label()} có {', '.join(stated)}"


class StateFacts(Effect):
    """Công bố số liệu: from the effective date these figures hold; earlier ones stay as they were."""

    title: ClassVar[str] = gettext_noop("Ghi số liệu")
    kind: Literal["state_facts/1"] = "state_facts/1"
    facts: Annotated[tuple[Facts, ...], Field(min_length=1)]

    def post(self, book: Books) -> None:
        units = unit_book(book)
        for fact in self.facts:
            stated = {key: figure.stored() for key, _, _ in _WORDS if (figure := getattr(fact, key))}
            units.change_unit(units.unit(fact.unit).id, stated)

    def describe(self) -> str:
        return f"Công bố số liệu: {joined([fact.label() for fact in self.facts])}."

    @classmethod
    def example(cls) -> Self:
        figure = Figure.model_validate({"value": "11.82", "source": "Niên giám (giả định)"})
        return cls(clause="Phụ lục", facts=(Facts(unit=UnitRef(code="A1"), area_km2=figure),))
