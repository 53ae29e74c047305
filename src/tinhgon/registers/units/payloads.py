"""Units as clauses name them and as the book reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    Field,
    model_validator,
)

from tinhgon.ledger.payload import Code, Name, NewThing, Payload, Reference, whole_number

Structure = Literal["territory", "state_agency", "party", "front", "public_service"]


STRUCTURES: tuple[Structure, ...] = get_args(Structure)


Bloc = Literal["party", "front", "state", "public_service"]


Share = Literal["full", "part", "remainder", "none"]


class Figure(Payload):
    """A figure and where it is from. `verified` is False until it was held against an official document."""

    value: Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=4)]
    source: Name
    verified: bool = False

    def stored(self) -> dict[str, Any]:
        return {"value": format(self.value.normalize(), "f"), "source": self.source, "verified": self.verified}


def _whole(figure: Figure) -> Figure:
    whole_number(figure.value)
    return figure


WholeFigure = Annotated[Figure, AfterValidator(_whole)]


class UnitRef(Reference):
    """A unit as a decision names it: by code, or by name (with kind and superior where the name is not enough).

    Read as of the eve of the effective date; a `Destination` is read on the day itself.
    In a file it may be just the code. `name` and `kind` are filled in at signing so that the clause can be told.
    """

    text_field: ClassVar[str] = "code"

    code: Code | None = None
    name: Name | None = None
    kind: Name | None = None
    under: Code | None = Field(default=None, title="Mã đơn vị cấp trên")
    structure: Structure = "territory"

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if self.code is None and self.name is None:
            raise ValueError("a unit is named by its code or by its name")
        return self

    def completed(self, thing: Unit) -> Self:
        """With code, name and kind of the unit; what the clause says itself of name and kind stays."""
        if self.code == thing.code and self.name and self.kind:
            return self
        return self.model_copy(
            update={"code": thing.code, "name": self.name or thing.name, "kind": self.kind or thing.kind}
        )

    def label(self) -> str:
        """'phường An Hòa', or the code while the name is not known."""
        if self.name:
            return f"{self.kind} {self.name}" if self.kind else self.name
        return f"đơn vị mã {self.code}"


class Destination(UnitRef):
    """A unit as it is on the effective date itself: where something goes. The same to write as any other reference."""

    @model_validator(mode="before")
    @classmethod
    def _any_reference(cls, value: Any) -> Any:
        return dict(value) if isinstance(value, UnitRef) and not isinstance(value, cls) else value


class NewUnit(NewThing):
    """A unit that a clause brings into being."""

    code: Code | None = None
    name: Name
    kind: Name
    structure: Structure = "territory"
    bloc: Bloc | None = None
    parent: Destination | None = Field(default=None, title="Đơn vị cấp trên")
    level: Annotated[int, Field(ge=1, le=9)] | None = None
    area_km2: Figure | None = None
    population: WholeFigure | None = None
    hamlets: WholeFigure | None = None

    def label(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the book reads it on one day."""

    id: int
    fields: Mapping[str, Any]

    @property
    def code(self) -> str | None:
        return self.fields.get("code")

    @property
    def name(self) -> str:
        return str(self.fields["name"])

    @property
    def kind(self) -> str:
        return str(self.fields["kind"])

    @property
    def structure(self) -> str:
        return str(self.fields["structure"])

    @property
    def level(self) -> int:
        return int(self.fields["level"])

    @property
    def parent_id(self) -> int | None:
        return self.fields.get("parent")

    def figure(self, key: str) -> Decimal | None:
        """The value of a figure (area_km2, population, hamlets), or None when it is not stated."""
        stated = self.fields.get(key)
        return None if stated is None else Decimal(stated["value"])

    def label(self) -> str:
        return f"{self.kind} {self.name} ({self.code})" if self.code else f"{self.kind} {self.name}"
