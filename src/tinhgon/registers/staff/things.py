"""Persons and assignments: their tables, and how a folded state becomes a row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.thing import Account, Row, ThingKind, day_of, texts
from tinhgon.registers.staff.labels import ASSIGNMENTS
from tinhgon.registers.staff.payloads import IDENTITY

_PERSON_TEXTS = (
    "sex", "ethnicity", "education", "professional", "theory", "state_management", "pay_rank", "pay_scale", "pay_step",
)  # fmt: skip


_PERSON_DAYS = ("party_admitted_on", "party_official_on", "recruited_on", "coefficient_from")


def _person_row(fields: Mapping[str, Any]) -> Row:
    coefficient = fields.get("coefficient")
    return (
        fields["code"], *(fields.get(name) for name in IDENTITY),
        fields.get("birth_year"), fields.get("birth_month"), *(fields.get(name) for name in _PERSON_TEXTS),
        *(day_of(fields.get(name)) for name in _PERSON_DAYS), fields.get("languages") or "",
        None if coefficient is None else Decimal(coefficient), fields["status"], bool(fields.get("synthetic")),
    )  # fmt: skip


def _assignment_row(fields: Mapping[str, Any]) -> Row:
    return (
        fields["person"], fields.get("post"), fields.get("unit"), fields["kind"], Decimal(fields["share"]),
        bool(fields.get("away")), day_of(fields.get("until")),
    )  # fmt: skip


def _assignment_move(changes: Mapping[str, Any]) -> tuple[str, int]:
    if (exists := changes.get("exists")) is not None:
        return ("places_begun" if exists else "places_ended"), 1
    return ("places_moved" if {"post", "unit"} & changes.keys() else "places_changed"), 1


PERSON = ThingKind(
    name="person",
    table="person_version",
    key="person_id",
    columns=(
        "code", *IDENTITY, "birth_year", "birth_month", *_PERSON_TEXTS, *_PERSON_DAYS, "languages", "coefficient",
        "status", "synthetic",
    ),
    row=_person_row,
    sql={
        **texts("code", *IDENTITY, *(name for name in _PERSON_TEXTS if name != "pay_step"), "status"),
        **{name: f"(fields->>'{name}')::smallint" for name in ("birth_year", "birth_month", "pay_step")},
        **{name: f"(fields->>'{name}')::date" for name in _PERSON_DAYS},
        "languages": "coalesce(fields->>'languages', '')", "coefficient": "(fields->>'coefficient')::numeric(5,2)",
        "synthetic": "coalesce((fields->>'synthetic')::boolean, false)",
    },
    look_ups=("code",),
    moves={
        "persons_entered": gettext_noop("{count} người ghi vào sổ"),
        "records_changed": gettext_noop("{count} lần ghi hồ sơ"),
    },
    move=lambda changes: ("persons_entered" if changes.get("exists") else "records_changed", 1),
)  # fmt: skip


ASSIGNMENT = ThingKind(
    name="assignment",
    table="assignment_version",
    key="assignment_id",
    columns=("person_id", "post_id", "unit_id", "kind", "share", "away", "until"),
    row=_assignment_row,
    sql={
        "person_id": "(fields->>'person')::bigint", "post_id": "(fields->>'post')::bigint",
        "unit_id": "(fields->>'unit')::bigint", **texts("kind"),
        "share": "(fields->>'share')::numeric(3,2)", "away": "coalesce((fields->>'away')::boolean, false)",
        "until": "(fields->>'until')::date",
    },
    look_ups=("person_id", "post_id", "unit_id"),
    account=Account(
        name="people",
        label=gettext_noop("Người có vị trí"),
        key=("kind",),
        labels=ASSIGNMENTS,
        place=("post", "unit"),
        count="SELECT kind, count(*) FROM assignment_version WHERE {holds} GROUP BY 1",
    ),
    moves={
        "places_begun": gettext_noop("{count} chỗ làm việc nhận mới"),
        "places_ended": gettext_noop("{count} chỗ làm việc thôi giữ"),
        "places_moved": gettext_noop("{count} người chuyển chỗ làm việc"),
        "places_changed": gettext_noop("{count} chỗ làm việc thay đổi"),
    },
    move=_assignment_move,
)  # fmt: skip
