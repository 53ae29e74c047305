"""Units and successions: their tables, and how a folded state becomes a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import fold, sort_key
from tinhgon.ledger.thing import Account, Row, ThingKind, day_of, texts
from tinhgon.registers.units.payloads import Unit

FIGURES = ("area_km2", "population", "hamlets")


_UNIT_COLUMNS = (
    "structure", "bloc", "code", "name", "kind", "level", "parent_id", "formal_on", "operates_from",
    "area_km2", "area_source", "area_verified", "population", "population_source", "population_verified",
    "hamlets", "hamlets_source", "hamlets_verified", "sort_key", "search_key",
)  # fmt: skip


def _figure(stated: Mapping[str, Any] | None, read: Callable[[str], Any]) -> Row:
    return (None, None, None) if stated is None else (read(stated["value"]), stated["source"], stated["verified"])


def _area(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("0.0001"))


def _unit_row(fields: Mapping[str, Any]) -> Row:
    name = str(fields["name"])
    return (
        fields["structure"], fields.get("bloc"), fields.get("code"), name, fields["kind"], fields["level"],
        fields.get("parent"),
        day_of(fields.get("formal_on")), day_of(fields.get("operates_from")),
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


UNIT = ThingKind(
    name="unit",
    table="unit_version",
    key="unit_id",
    columns=_UNIT_COLUMNS,
    row=_unit_row,
    sql={
        **texts("structure", "bloc", "code", "name", "kind"),
        "level": "(fields->>'level')::smallint", "parent_id": "(fields->>'parent')::bigint",
        "formal_on": "(fields->>'formal_on')::date", "operates_from": "(fields->>'operates_from')::date",
        "area_km2": "(fields->'area_km2'->>'value')::numeric(14,4)", "area_source": "fields->'area_km2'->>'source'",
        "area_verified": "(fields->'area_km2'->>'verified')::boolean",
        "population": "(fields->'population'->>'value')::bigint",
        "population_source": "fields->'population'->>'source'",
        "population_verified": "(fields->'population'->>'verified')::boolean",
        "hamlets": "(fields->'hamlets'->>'value')::int", "hamlets_source": "fields->'hamlets'->>'source'",
        "hamlets_verified": "(fields->'hamlets'->>'verified')::boolean",
    },
    look_ups=("parent_id", "code", "search_key"),
    account=Account(
        name="units",
        label=gettext_noop("Đơn vị"),
        key=("structure", "level"),
        count="SELECT structure, level, count(*) FROM unit_version WHERE {holds} GROUP BY 1, 2",
        is_whole=True,
    ),
    days_of_entry=("formal_on", "operates_from"),
    label=lambda fields: Unit(0, fields).label(),
)  # fmt: skip


SUCCESSION = ThingKind(
    name="succession",
    table="succession_version",
    key="thing_id",
    columns=("source_id", "target_id", "area_share", "population_share", "area_km2", "population"),
    row=_succession_row,
    sql={
        "source_id": "(fields->>'source')::bigint", "target_id": "(fields->>'target')::bigint",
        **texts("area_share", "population_share"),
        "area_km2": "(fields->>'area_km2')::numeric(14,4)", "population": "(fields->>'population')::bigint",
    },
    look_ups=("source_id", "target_id"),
    own_entry=True,
)  # fmt: skip


def _boundary_row(fields: Mapping[str, Any]) -> Row:
    return fields["unit"], fields["sha256"], fields["count"], fields["source"]


BOUNDARY = ThingKind(
    name="boundary",
    table="boundary_version",
    key="thing_id",
    columns=("unit_id", "sha256", "count", "source"),
    row=_boundary_row,
    sql={
        "unit_id": "(fields->>'unit')::bigint", **texts("sha256", "source"), "count": "(fields->>'count')::int",
    },
    look_ups=("unit_id",),
    own_entry=True,
)  # fmt: skip
