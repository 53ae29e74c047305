"""Posts, persons, assignments and quota lines as clauses name them and as the book reads them.

Categories, blocs and layers are those of the establishment reports; what identifies a person directly is sealed when
the decision is drafted and never stands in a signed payload (adr/0008).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Protocol, Self, get_args

from pydantic import Field, model_validator

from tinhgon.ledger.effects.base import Bloc, Code, Day, Name, Payload, Shorthand, Text, Unit

Category = Literal[
    "cadre", "civil_servant", "public_employee", "commune_official", "part_time_commune", "part_time_hamlet",
    "contract_111",
]  # fmt: skip
"""cán bộ; công chức; viên chức (số lượng người làm việc); cán bộ, công chức cấp xã; người hoạt động không chuyên trách
cấp xã; không chuyên trách ở ấp, khu vực; hợp đồng theo Nghị định 111/2022/NĐ-CP."""
CATEGORIES: tuple[Category, ...] = get_args(Category)
ESTABLISHMENT: frozenset[Category] = frozenset({"cadre", "civil_servant", "public_employee"})
"""What the establishment (biên chế) counts; part-time posts and contracts are outside it and never added to it."""
Funding = Literal["budget", "own_revenue"]
Layer = Literal["official", "surplus", "reserve"]
CutReason = Literal[
    "retired_on_time", "retired_early", "left_at_once", "resigned", "transferred", "died", "dismissed", "not_replaced",
]  # fmt: skip
Group = Literal["leadership", "professional", "shared", "support"]
Rank = Literal["head", "deputy"]
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

    def told(self) -> str:
        """'người có mã hồ sơ HS-0001'; screens put the name in its place for those who may see it."""
        return f"người có mã hồ sơ {self.code}" if self.code else "người có số định danh đã nêu"


class PostRef(Shorthand):
    """A post as a decision names it: by its number. `title` is filled in at signing so that the clause can be told."""

    text_field: ClassVar[str] = "number"

    number: Code
    title: Name | None = None

    def told(self) -> str:
        return f"{self.title} ({self.number})" if self.title else f"vị trí số {self.number}"


class TableRef(Payload):
    """The attached table of a bulk effect: Parquet, kept beside the ledger under its SHA-256."""

    name: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: Annotated[int, Field(ge=1)]


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


class NewPerson(RecordFields):
    """A person that a clause brings into the books. `id` and `code` are given at drafting when they are missing."""

    id: int | None = Field(default=None, ge=1, lt=10**15)
    code: Code | None = None
    synthetic: bool = False

    def told(self) -> str:
        return f"người có mã hồ sơ {self.code}" if self.code else "một người mới"


class NewPost(Payload):
    """A post that a clause creates. Bloc: that of its unit where none is stated. `id` is minted at drafting."""

    id: int | None = Field(default=None, ge=1, lt=10**15)
    number: Code
    title: Name
    position: Code = "other"
    group: Group = "professional"
    rank: Rank | None = None
    category: Category
    bloc: Bloc | None = None
    funding: Funding = "budget"
    access: tuple[Code, ...] = ()

    def told(self) -> str:
        return f"{self.title} ({self.number})"


class QuotaLine(Payload):
    """Which line of the establishment: category, bloc (the unit's, where none is stated), funding, layer, year."""

    category: Category
    bloc: Bloc | None = None
    funding: Funding = "budget"
    layer: Layer = "official"
    year: Annotated[int, Field(ge=1945, le=2200)] | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the book reads it on the effective date."""

    id: int
    fields: Mapping[str, Any]

    @property
    def unit_id(self) -> int:
        return int(self.fields["unit"])

    def told(self) -> str:
        return f"{self.fields['title']} ({self.fields['number']})"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the book reads them on the effective date."""

    id: int
    fields: Mapping[str, Any]

    def told(self) -> str:
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


@dataclass(frozen=True, slots=True)
class Held:
    """What a unit holds of a line on the effective date; `until`: the part that ends by itself on that day."""

    line: QuotaLine
    amount: int
    until: date | None = None


class StaffBooks(Protocol):
    """What effects may ask of and post to posts, persons and assignments. All reads are of the effective date, as the
    clauses so far leave it. Reads raise UnknownReference, postings Conflict."""

    def post(self, ref: PostRef) -> Post: ...
    def posts_of(self, unit_id: int) -> Sequence[Post]: ...
    def open_post(self, new: NewPost, unit: Unit) -> Post: ...
    def change_post(self, post_id: int, changes: Mapping[str, Any]) -> None: ...
    def close_post(self, post_id: int) -> None: ...
    def person(self, ref: PersonRef) -> Person: ...
    def open_person(self, new: NewPerson) -> Person: ...
    def change_person(self, person_id: int, changes: Mapping[str, Any]) -> None: ...
    def correct_person(self, ref: PersonRef, on: date, changes: Mapping[str, Any]) -> None:
        """State each field on the day of the entry that set it: it was always so."""
        ...

    def assignments(self, person_id: int) -> Sequence[Assignment]:
        """All places of a person, the substantive one first."""
        ...

    def substantive(self, person: Person) -> Assignment:
        """The one substantive place. Raises Conflict when the person has none on that day."""
        ...

    def holders(self, post_id: int) -> Sequence[Assignment]: ...
    def placed_at(self, unit_id: int) -> Sequence[Assignment]:
        """Places directly at a unit, without a post."""
        ...

    def assign(
        self, person: Person, at: Post | Unit, *, kind: AssignmentKind = "substantive", share: Decimal = Decimal(1),
        until: date | None = None,
    ) -> Assignment: ...  # fmt: skip
    def settle(
        self, person: Person, at: Post | Unit, *, reason: str, until: date | None = None, share: Decimal | None = None,
        keeps_place: bool = False,
    ) -> None:  # fmt: skip
        """Make this the main place: the substantive assignment moves there, or begins. With `keeps_place` the former
        one goes on as a concurrent one."""
        ...

    def place_of(self, person: Person, at: Post | Unit) -> Assignment:
        """The place that the person has there. Raises Conflict when there is none on that day."""
        ...

    def change_assignment(self, assignment_id: int, changes: Mapping[str, Any]) -> None: ...
    def end_assignment(self, assignment_id: int, reason: str) -> None: ...
    def leave(self, person: Person, *, reason: str, status: Status) -> None:
        """End all places of a person with a reason, and note the status."""
        ...

    def rows(self, table: TableRef) -> Iterator[Mapping[str, Any]]:
        """The rows of an attached table, in order."""
        ...

    def take_up(self, row: Mapping[str, Any]) -> None:
        """One roster row of a bulk effect (columns: ROSTER_COLUMNS): a new person at a post, which is opened unless it
        stands in the books."""
        ...


class QuotaBooks(Protocol):
    """Postings to the establishment. The amounts of one clause sum to 0 over all accounts on every day.

    What is taken out of a line is taken from what ends soonest. `ending`: only from what ends on that day.
    """

    def held(self, unit: Unit) -> Sequence[Held]:
        """What the unit holds on the effective date, as the clauses so far leave it; lines of 0 are not there."""
        ...

    def grant(self, unit: Unit, line: QuotaLine, amount: int, *, until: date | None = None) -> None:
        """From the level above the books: held by the unit, against `granted`."""
        ...

    def move(self, source: Unit, target: Unit, line: QuotaLine, amount: int, *, until: date | None = None) -> None:
        """From a unit to another. With `until` it goes back on that day; what ends by itself ends at the target too."""
        ...

    def move_all(self, source: Unit, target: Unit) -> None:
        """All that a unit holds. Lines of the source's own bloc become those of the target's."""
        ...

    def settle(
        self, source: Unit, target: Unit, line: QuotaLine, amount: int, *, to: QuotaLine, ending: date | None = None
    ) -> None:
        """From one line to another for good: what would have ended by itself does not end any more."""
        ...

    def cut(self, unit: Unit, line: QuotaLine, amount: int, *, reason: CutReason, ending: date | None = None) -> None:
        """Out of what the unit holds, to `cut` with its reason, for good."""
        ...


ROSTER_COLUMNS = (
    "unit_id", "person_id", "code", "post_id", "post_number", "post_title", "position", "group", "rank", "category",
    "bloc", "funding", "kind", "share", "until", *IDENTITY, *PERSON_FIELDS, "synthetic",
)  # fmt: skip
"""Columns of the attached table of take_up_roster/1. Identities are sealed, ids minted; dates and decimals are text."""
