"""A planned office: its table, and how a folded state becomes a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.ledger.thing import Row, ThingKind, texts


def _row(fields: Mapping[str, Any]) -> Row:
    return (
        fields["person"], fields["unit"], fields["position"], fields["title"], fields["term"], fields["object"],
    )  # fmt: skip


def _move(changes: Mapping[str, Any]) -> tuple[str, int]:
    if (exists := changes.get("exists")) is not None:
        return ("planned_in" if exists else "planned_out"), 1
    return "planned_changed", 1


PLANNED = ThingKind(
    name="planned",
    table="planned_version",
    key="planned_id",
    columns=("person_id", "unit_id", "position", "title", "term", "object"),
    row=_row,
    sql={
        "person_id": "(fields->>'person')::bigint", "unit_id": "(fields->>'unit')::bigint",
        **texts("position", "title", "term", "object"),
    },
    look_ups=("person_id", "unit_id"),
    moves={
        "planned_in": gettext_noop("{count} lượt đưa vào quy hoạch"),
        "planned_out": gettext_noop("{count} lượt đưa ra khỏi quy hoạch"),
        "planned_changed": gettext_noop("{count} lượt thay đổi quy hoạch"),
    },
    move=_move,
)  # fmt: skip
