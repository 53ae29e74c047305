"""The office's file on what a system asks for: columns, where each comes from, and code lists. Pure.

    system: CBCCVC
    due_working_days: 3
    columns:
      - {name: MA_VIEC, from: event.kind, codes: event, required: true}
      - {name: SO_DINH_DANH, from: person.id_number, required: true}
    codes:
      event: {appoint: "02", retire: "07", annulled: "99"}

A column from what people write (titles, names of units, levels of training) must go through a code list; only numbers,
days and what identifies may go out as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tinhgon.basis.errors import BadInput, gettext_noop

PLAIN = (
    "event.key", "event.on", "event.decision", "event.signed_on", "event.clause", "person.code", "person.id_number",
    "person.name", "person.birth_day", "person.birth_month", "person.birth_year", "person.recruited_on",
    "person.coefficient", "person.coefficient_from", "person.pay_step", "place.number", "place.since",
    "place.unit_code",
)  # fmt: skip
"""What may go out as it is."""
CODED = (
    "event.kind", "event.issuer", "person.sex", "person.ethnicity", "person.education", "person.professional",
    "person.theory", "person.state_management", "person.pay_rank", "person.pay_scale", "place.kind",
    "place.category", "place.title", "place.unit",
)  # fmt: skip
"""What goes out by a code only."""
SEALED = {"person.id_number": "id_number", "person.name": "name", "person.birth_day": "birth_day"}
MOST_BYTES = 4 << 20


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Said):
    """A column of the system's form."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    source: Annotated[str, Field(alias="from")]
    codes: str = ""
    required: bool = False


class SystemForm(_Said):
    """The whole file. `sha256` names it."""

    system: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    due_working_days: Annotated[int, Field(ge=0, le=60)] = 3
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    codes: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    sha256: str = ""

    @model_validator(mode="after")
    def _fits(self) -> SystemForm:
        names = [column.name for column in self.columns]
        for column in self.columns:
            if column.source not in (*PLAIN, *CODED):
                raise ValueError(f"from: {column.source}")
            if column.source in CODED and not column.codes:
                raise ValueError(f"{column.name}: codes")
            if column.codes and column.codes not in self.codes:
                raise ValueError(f"codes: {column.codes}")
        if len(set(names)) < len(names):
            raise ValueError("columns")
        return self

    def sealed_fields(self) -> tuple[str, ...]:
        """What identifies somebody and is asked for: nothing else is opened."""
        return tuple(SEALED[column.source] for column in self.columns if column.source in SEALED)


def read_mapping(data: bytes, name: str) -> SystemForm:
    """Raises BadInput naming the file and what in it is wrong."""
    try:
        if len(data) > MOST_BYTES:
            raise ValueError(len(data))
        told: Any = yaml.load(data.decode(), Loader=_Plain)  # noqa: S506 (makes nothing but texts, lists and tables of these)
        found = SystemForm.model_validate(told)
    except (ValueError, yaml.YAMLError, RecursionError, ValidationError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        where = ".".join(map(str, first["loc"])) if first else ""
        why = f"{where} {first['msg']}".strip() if first else " ".join(str(error).split())[:200]
        raise BadInput(
            "mapping_malformed", gettext_noop("{file}: bảng mã chưa đúng: {why}"), file=name, why=why
        ) from None
    return found.model_copy(update={"sha256": hashlib.sha256(data).hexdigest()})


class _Plain(yaml.BaseLoader):
    """Every scalar as text: `02` is a code. No aliases, so that a small file stays small."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)
