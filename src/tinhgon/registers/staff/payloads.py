"""Posts, persons, assignments and quota lines as clauses name them and as the book reads them.

Categories, blocs and layers are those of the establishment reports; what identifies a person directly is sealed when
the decision is drafted and never stands in a signed payload (adr/0008).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tinhgon.ledger.payload import (
    Code,
    Day,
    Name,
    NewThing,
    Payload,
    Shorthand,
    Text,
)

AssignmentKind = Literal["substantive", "concurrent", "acting", "seconded", "in_charge"]
Status = Literal["working", "retired", "left", "dismissed", "dead"]
Sex = Literal["male", "female"]
Professional = Literal["doctor", "master", "university", "college", "intermediate", "elementary", "none"]
Theory = Literal["advanced", "intermediate", "elementary", "none"]
StateManagement = Literal["senior_specialist", "principal_specialist", "specialist", "officer", "none"]

SEAL = "sealed:"
IDENTITY = ("name", "other_names", "id_number", "birth_day", "phone", "email", "address")
PERSON_FIELDS = (
    "birth_year", "birth_month", "sex", "ethnicity", "education", "professional", "theory", "state_management",
    "languages", "party_admitted_on", "party_official_on", "recruited_on", "pay_rank", "pay_scale", "pay_step",
    "coefficient", "coefficient_from",
)  # fmt: skip
_BORN = re.compile(r"^(?:(?:(?P<d>\d{1,2})[/.-])?(?P<m>\d{1,2})[/.-])?(?P<y>\d{4})$")
_BORN_ISO = re.compile(r"^(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?$")


class Identity(Payload):
    """What identifies a person directly. Plain in a draft file, sealed from the drafting on."""

    name: Annotated[Text, Field(max_length=400)] | None = None
    other_names: Annotated[Text, Field(max_length=400)] | None = None
    id_number: Annotated[Text, Field(max_length=200, pattern=rf"^(\d{{12}}|{SEAL}\S+)$")] | None = None
    birth_day: Annotated[Text, Field(max_length=200, pattern=rf"^(0?[1-9]|[12]\d|3[01]|{SEAL}\S+)$")] | None = None
    phone: Annotated[Text, Field(max_length=400)] | None = None
    email: Annotated[Text, Field(max_length=400)] | None = None
    address: Annotated[Text, Field(max_length=800)] | None = None

    @property
    def is_sealed(self) -> bool:
        return all(text is None or text.startswith(SEAL) for text in (getattr(self, name) for name in IDENTITY))

    def stated(self) -> dict[str, str]:
        """The fields that are given, in the order of IDENTITY."""
        return {name: text for name in IDENTITY if (text := getattr(self, name)) is not None}


class PersonRef(Shorthand):
    """A person as a decision names them: by file code; in a draft also by identification number.

    Drafting puts the code in its place, and fills in `id`.
    """

    text_field: ClassVar[str] = "code"

    code: Code | None = None
    id: Annotated[int, Field(ge=1, lt=10**15)] | None = None
    id_number: Annotated[Text, Field(pattern=r"^\d{12}$")] | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.code is None and self.id_number is None:
            raise ValueError("a person is named by a code or an identification number")
        return self

    def label(self) -> str:
        """'người có mã hồ sơ HS-0001'; screens put the name in its place for those who may see it."""
        return f"người có mã hồ sơ {self.code}" if self.code else "người có số định danh đã nêu"


class RecordFields(Payload):
    """What a personnel record holds beside the identity. Only what is given is stated; the rest stays as it was."""

    birth_year: Annotated[int, Field(ge=1880, le=2100)] | None = None
    birth_month: Annotated[int, Field(ge=1, le=12)] | None = None
    sex: Sex | None = None
    ethnicity: Name | None = None
    education: Name | None = None
    professional: Professional | None = None
    theory: Theory | None = None
    state_management: StateManagement | None = None
    languages: tuple[Name, ...] | None = None
    party_admitted_on: Day | None = None
    party_official_on: Day | None = None
    recruited_on: Day | None = None
    pay_rank: Name | None = None
    pay_scale: Code | None = None
    pay_step: Annotated[int, Field(ge=1, le=20)] | None = None
    coefficient: Annotated[Decimal, Field(gt=0, le=20, max_digits=4, decimal_places=2)] | None = None
    coefficient_from: Day | None = None
    identity: Identity | None = None

    @model_validator(mode="before")
    @classmethod
    def _birth_in_parts(cls, value: Any) -> Any:
        """`born` as people write it: 12/03/1975, 03/1975, 1975 or 1975-03-12. The day goes to the identity."""
        if not isinstance(value, dict) or value.get("born") is None:
            return value
        rest = {key: given for key, given in value.items() if key != "born"}
        text = value["born"].isoformat() if isinstance(value["born"], date) else str(value["born"]).strip()
        found = _BORN_ISO.match(text) or _BORN.match(text)
        if found is None:
            raise ValueError("birth_invalid")
        day, month, year = (int(found[part] or 1) for part in "dmy")
        try:
            date(year, month, day)
        except ValueError:
            raise ValueError("birth_invalid") from None
        if found["d"]:
            identity = rest.get("identity") or {}
            identity = identity if isinstance(identity, dict) else identity.model_dump(exclude_none=True)
            rest["identity"] = {**identity, "birth_day": f"{day:02d}"}
        return {**rest, "birth_year": year, **({"birth_month": month} if found["m"] else {})}

    def changes(self) -> dict[str, Any]:
        """The stated fields as an entry stores them: dates and decimals as text."""
        stated: dict[str, Any] = {}
        for name in PERSON_FIELDS:
            value = getattr(self, name)
            if value is not None:
                stated[name] = _stored(value)
        if self.identity:
            if not self.identity.is_sealed:
                raise ValueError("an identity is sealed when the decision is drafted")
            stated |= self.identity.stated()
        return stated


def _stored(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.quantize(Decimal("0.01")), "f")
    return "; ".join(value) if isinstance(value, tuple) else value


class NewPerson(RecordFields, NewThing):
    """A person that a clause brings into the books. `id` and `code` are given at drafting when they are missing."""

    code: Code | None = None
    synthetic: bool = False

    def with_id(self, thing_id: int) -> Self:
        """With the id, and a file code where none is stated."""
        return self.model_copy(update={"id": thing_id, "code": self.code or f"HS-{thing_id:07d}"})

    def label(self) -> str:
        return f"người có mã hồ sơ {self.code}" if self.code else "một người mới"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the book reads them on the effective date."""

    id: int
    fields: Mapping[str, Any]

    def label(self) -> str:
        return f"người có mã hồ sơ {self.fields['code']}"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person's place as the book reads it on the effective date: at a post, or directly at a unit."""

    id: int
    fields: Mapping[str, Any]

    @property
    def person_id(self) -> int:
        return int(self.fields["person"])

    @property
    def post_id(self) -> int | None:
        return self.fields.get("post")

    @property
    def kind(self) -> str:
        return str(self.fields["kind"])


ROSTER_COLUMNS = (
    "unit_id", "person_id", "code", "post_id", "post_number", "post_title", "position", "group", "rank", "category",
    "bloc", "funding", "kind", "share", "until", *IDENTITY, *PERSON_FIELDS, "synthetic",
)  # fmt: skip
"""Columns of the attached table of take_up_roster/1. Identities are sealed, ids minted; dates and decimals are text."""
