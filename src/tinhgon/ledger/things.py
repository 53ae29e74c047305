"""The kinds of thing the ledger holds: one version table each, and how a folded state becomes its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from tinhgon.basis.text import fold, sort_key
from tinhgon.ledger.effects.staffing import IDENTITY

Row = tuple[Any, ...]


@dataclass(frozen=True)
class ThingKind:
    """A version table: `columns` after valid and recorded and entry_id, and the row of a state."""

    name: str
    table: str
    key: str
    columns: tuple[str, ...]
    row: Callable[[Mapping[str, Any]], Row]


FIGURES = ("area_km2", "population", "hamlets")
_UNIT_COLUMNS = (
    "structure", "bloc", "code", "name", "kind", "level", "parent_id", "formal_on", "operates_from",
    "area_km2", "area_source", "area_verified", "population", "population_source", "population_verified",
    "hamlets", "hamlets_source", "hamlets_verified", "sort_key", "search_key",
)  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _figure(stated: Mapping[str, Any] | None, read: Callable[[str], Any]) -> Row:
    return (None, None, None) if stated is None else (read(stated["value"]), stated["source"], stated["verified"])


def _area(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("0.0001"))


def _unit_row(fields: Mapping[str, Any]) -> Row:
    name = str(fields["name"])
    return (
        fields["structure"], fields.get("bloc"), fields.get("code"), name, fields["kind"], fields["level"],
        fields.get("parent"),
        _day(fields.get("formal_on")), _day(fields.get("operates_from")),
        *_figure(fields.get("area_km2"), _area), *_figure(fields.get("population"), int),
        *_figure(fields.get("hamlets"), int),
        sort_key(name), fold(name),
    )  # fmt: skip


def _succession_row(fields: Mapping[str, Any]) -> Row:
    area = fields.get("area_km2")
    return (
        fields["source"], fields["target"], fields["area_share"], fields["population_share"],
        None if area is None else _area(area), fields.get("population"),
    )  # fmt: skip


def _quota_row(fields: Mapping[str, Any]) -> Row:
    return (
        fields["unit"], fields["account"], fields["category"], fields["bloc"], fields["funding"], fields["layer"],
        fields["year"], fields["amount"], fields.get("reason"), _day(fields.get("until")),
    )  # fmt: skip


def _post_row(fields: Mapping[str, Any]) -> Row:
    title = str(fields["title"])
    return (
        fields["unit"], fields["number"], fields["position"], title, fields["group"], fields.get("rank"),
        fields["category"], fields["bloc"], fields["funding"], bool(fields.get("frozen")),
        fields.get("access") or "", fold(title),
    )  # fmt: skip


_PERSON_TEXTS = (
    "sex", "ethnicity", "education", "professional", "theory", "state_management", "pay_rank", "pay_scale", "pay_step",
)  # fmt: skip
_PERSON_DAYS = ("party_admitted_on", "party_official_on", "recruited_on", "coefficient_from")


def _person_row(fields: Mapping[str, Any]) -> Row:
    coefficient = fields.get("coefficient")
    return (
        fields["code"], *(fields.get(name) for name in IDENTITY),
        fields.get("birth_year"), fields.get("birth_month"), *(fields.get(name) for name in _PERSON_TEXTS),
        *(_day(fields.get(name)) for name in _PERSON_DAYS), fields.get("languages") or "",
        None if coefficient is None else Decimal(coefficient), fields["status"], bool(fields.get("synthetic")),
    )  # fmt: skip


def _assignment_row(fields: Mapping[str, Any]) -> Row:
    return (
        fields["person"], fields.get("post"), fields.get("unit"), fields["kind"], Decimal(fields["share"]),
        bool(fields.get("away")), _day(fields.get("until")),
    )  # fmt: skip


UNIT = ThingKind("unit", "unit_version", "unit_id", _UNIT_COLUMNS, _unit_row)
SUCCESSION = ThingKind(
    "succession", "succession_version", "thing_id",
    ("source_id", "target_id", "area_share", "population_share", "area_km2", "population"), _succession_row,
)  # fmt: skip
QUOTA = ThingKind(
    "quota", "quota_version", "thing_id",
    ("unit_id", "account", "category", "bloc", "funding", "layer", "year", "amount", "reason", "until"), _quota_row,
)  # fmt: skip
POST = ThingKind(
    "post", "post_version", "post_id",
    (
        "unit_id", "number", "position", "title", '"group"', "rank", "category", "bloc", "funding", "frozen", "access",
        "search_key",
    ),
    _post_row,
)  # fmt: skip
PERSON = ThingKind(
    "person", "person_version", "person_id",
    (
        "code", *IDENTITY, "birth_year", "birth_month", *_PERSON_TEXTS, *_PERSON_DAYS, "languages", "coefficient",
        "status", "synthetic",
    ),
    _person_row,
)  # fmt: skip
ASSIGNMENT = ThingKind(
    "assignment", "assignment_version", "assignment_id",
    ("person_id", "post_id", "unit_id", "kind", "share", "away", "until"), _assignment_row,
)  # fmt: skip
THINGS: Mapping[str, ThingKind] = MappingProxyType(
    {kind.name: kind for kind in (UNIT, SUCCESSION, QUOTA, POST, PERSON, ASSIGNMENT)}
)
OWN_ENTRY: frozenset[ThingKind] = frozenset({SUCCESSION, QUOTA})
"""Things that are one entry and nothing else: on another day they are another thing."""
