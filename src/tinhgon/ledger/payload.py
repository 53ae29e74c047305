"""What stands in a signed decision: frozen payloads, cleaned text, days, whole numbers, things named and begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self
from unicodedata import category

from pydantic import (
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

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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


class Reference(Shorthand):
    """How a clause names a thing. Resolving one gives the thing; what it is called is then written into the clause."""

    def completed(self, thing: Any) -> Self:  # noqa: ARG002
        """The reference with what is needed to tell the clause for ever, from the thing that it was resolved to."""
        return self


class NewThing(Payload):
    """What a clause brings into being. `id` is minted when the decision is drafted, so that replay is exact."""

    id: int | None = Field(default=None, ge=1, lt=10**15)

    def with_id(self, thing_id: int) -> Self:
        """The same with its id, and with whatever else is given together with it."""
        return self.model_copy(update={"id": thing_id})


class TableRef(Payload):
    """The attached table of a bulk effect: Parquet, kept beside the ledger under its SHA-256."""

    name: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: Annotated[int, Field(ge=1)]


def parts(value: BaseModel | tuple[Any, ...], wanted: Any) -> Iterator[Any]:
    """Every part of a payload that is of a type (or a union of types), also within such a part."""
    if isinstance(value, wanted):
        yield value
    for part in value if isinstance(value, tuple) else vars(value).values():
        if isinstance(part, BaseModel | tuple):
            yield from parts(part, wanted)


def mapped(value: Any, wanted: Any, change: Callable[[Any], Any]) -> Any:
    """The value with every part of a type changed; what does not change stays the very same object."""
    if isinstance(value, wanted):
        return change(value)
    if isinstance(value, BaseModel):
        changed = {}
        for field in type(value).model_fields:
            new = mapped(old := getattr(value, field), wanted, change)
            if new is not old:
                changed[field] = new
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(mapped(item, wanted, change) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value
