"""What an effect is.

One clause of a decision, typed, that posts entries to a book and can be told as the law words it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Protocol, Self, get_args
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput
from tinhgon.basis.text import clean

if TYPE_CHECKING:
    from tinhgon.ledger.effects.staffing import QuotaBooks, StaffBooks

Structure = Literal["territory", "state_agency", "party", "front", "public_service"]
STRUCTURES: tuple[Structure, ...] = get_args(Structure)
Bloc = Literal["party", "front", "state", "public_service"]
Share = Literal["full", "part", "remainder", "none"]
When = Literal["eve", "day"]

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2200, 1, 1)
MOST = 1_000_000_000


def _text(value: Any) -> Any:
    """Cleaned; what no paper can show (control characters, halves of characters) is refused."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    if not text.isprintable() and any(category(char) in ("Cc", "Cs") for char in text):
        raise ValueError("text_unprintable")
    return text


def _day(value: Any) -> Any:
    """A date, or one written 2025-07-01 or 01/07/2025; a bare number is none, and a slip of the pen is not year 205."""
    if isinstance(value, str):
        try:
            value = parse_day(value)
        except BadInput:
            raise ValueError("day_invalid") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("day_invalid")
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError("day_out_of_range")
    return value


def whole_number(value: Any) -> Any:
    """Digits only. In Viet Nam 12.000 is twelve thousand: with a point nobody can tell which is meant."""
    if isinstance(value, bool | float) or (isinstance(value, str) and not value.strip().isdecimal()):
        raise ValueError("not_a_whole_number")
    if isinstance(value, Decimal) and value.as_tuple().exponent:
        raise ValueError("not_a_whole_number")
    if int(value) > MOST:
        raise ValueError("number_too_large")
    return int(value)


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
Code = Annotated[Text, Field(min_length=1, max_length=40, pattern=r"^\S+$")]


class Payload(BaseModel):
    """Frozen, nothing extra: what stands in a signed decision keeps its meaning for ever."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Shorthand(Payload):
    """A payload that a file may write as one text; the JSON Schema says so too."""

    text_field: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _just_the_text(cls, value: Any) -> Any:
        return {cls.text_field: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        full = handler.resolve_ref_schema(handler(schema))
        title = full.pop("title", cls.__name__)
        return {"title": title, "anyOf": [{"type": "string"}, full]}


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


class UnitRef(Shorthand):
    """A unit as a decision names it: by code, or by name (with kind and superior where the name is not enough).

    Read as of the eve of the effective date, except a destination, which is read on the day itself.
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

    def told(self) -> str:
        """'phường An Hòa', or the code while the name is not known."""
        if self.name:
            return f"{self.kind} {self.name}" if self.kind else self.name
        return f"đơn vị mã {self.code}"


class NewUnit(Payload):
    """A unit that a clause brings into being. `id` is minted when the decision is drafted, so that replay is exact."""

    id: int | None = Field(default=None, ge=1, lt=10**15)
    code: Code | None = None
    name: Name
    kind: Name
    structure: Structure = "territory"
    bloc: Bloc | None = None
    parent: UnitRef | None = Field(default=None, title="Đơn vị cấp trên")
    level: Annotated[int, Field(ge=1, le=9)] | None = None
    area_km2: Figure | None = None
    population: WholeFigure | None = None
    hamlets: WholeFigure | None = None

    def told(self) -> str:
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

    def told(self) -> str:
        return f"{self.kind} {self.name} ({self.code})" if self.code else f"{self.kind} {self.name}"


class Books(Protocol):
    """What an effect may ask of and post to the ledger. No tables, no clocks: the effective date is given."""

    @property
    def effective_on(self) -> date: ...
    @property
    def legal_on(self) -> date:
        """The date of legal effect of the decision, which may be before the units start working."""
        ...

    @property
    def staff(self) -> StaffBooks: ...
    @property
    def quotas(self) -> QuotaBooks: ...

    def unit(self, ref: UnitRef, *, when: When = "eve") -> Unit:
        """The unit a clause names. Raises UnknownReference when none or several fit, or when it has ended."""
        ...

    def ended_here(self, unit_id: int) -> bool:
        """Whether an earlier clause of this very decision ended the unit by the effective date."""
        ...

    def children(self, unit_id: int) -> Sequence[Unit]:
        """The units directly under a unit, as effects posted so far leave them on the effective date."""
        ...

    def open_unit(self, new: NewUnit, *, default_parent: int | None = None, opening: bool = False) -> Unit:
        """Begin a unit under its stated parent, else under `default_parent`. `opening`: it existed before the books."""
        ...

    def change_unit(self, unit_id: int, changes: Mapping[str, Any]) -> None: ...
    def place_under(self, unit: Unit, parent: Unit, *, level: int | None = None) -> None:
        """Move a unit, and the levels of all below it, under another. Raises Conflict on a cycle."""
        ...

    def close_unit(self, unit_id: int, *, undocumented: bool = False) -> None:
        """End a unit. `undocumented`: who took over its ground is not known, and the check says so."""
        ...

    def succeed(self, source_id: int, target_id: int, terms: Mapping[str, Any]) -> None:
        """State that `target` takes over from `source`; terms: area_share, population_share, area_km2, population."""
        ...

    def standing(self, decision: str, *, stands: bool) -> None:
        """Take all entries of a signed decision out of the fold, or put them back."""
        ...

    def redate(self, decision: str, clause: str, unit: UnitRef | None, *, was_on: date, is_on: date) -> None:
        """Replace the entries of a clause (all, or those of one unit) by the same entries on another day."""
        ...

    def correct_unit(self, ref: UnitRef, on: date, changes: Mapping[str, Any]) -> None:
        """Add an entry on the day of the state that held `on`: it was always so."""
        ...


class Effect(Payload):
    """One clause. A subclass gives `kind` as a literal ("merge_units/1"), a `title`, and says how it posts."""

    title: ClassVar[str]

    kind: str
    clause: Annotated[Text, Field(max_length=120)] = ""
    effective_on: Day | None = None

    @abstractmethod
    def post(self, book: Books) -> None:
        """Post the entries. Refuses only the impossible; whether the outcome balances is asked of the checks."""

    @abstractmethod
    def describe(self) -> str:
        """The clause, in Vietnamese, worded as the law would."""

    def extract(self, code: str) -> str:  # noqa: ARG002  - a clause on one person says the same in its extract
        """What the clause says of the person with a file code: the line of an individual extract (trích quyết định)."""
        return self.describe()

    @classmethod
    @abstractmethod
    def example(cls) -> Self:
        """A worked case in the test world (docs/effects.md shows it)."""
