"""Quota legs and posts: their tables, and how a folded state becomes a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinhgon.basis.text import fold
from tinhgon.ledger.thing import Row, ThingKind, day_of, texts


def _quota_row(fields: Mapping[str, Any]) -> Row:
    return (
        fields["unit"], fields["account"], fields["category"], fields["bloc"], fields["funding"], fields["layer"],
        fields["year"], fields["amount"], fields.get("reason"), day_of(fields.get("until")),
    )  # fmt: skip


def _post_row(fields: Mapping[str, Any]) -> Row:
    title = str(fields["title"])
    return (
        fields["unit"], fields["number"], fields["position"], title, fields["group"], fields.get("rank"),
        fields["category"], fields["bloc"], fields["funding"], bool(fields.get("frozen")),
        fields.get("access") or "", fold(title),
    )  # fmt: skip


QUOTA = ThingKind(
    name="quota",
    table="quota_version",
    key="thing_id",
    columns=("unit_id", "account", "category", "bloc", "funding", "layer", "year", "amount", "reason", "until"),
    row=_quota_row,
    sql={
        "unit_id": "(fields->>'unit')::bigint", **texts("account", "category", "bloc", "funding", "layer", "reason"),
        "year": "(fields->>'year')::smallint", "amount": "(fields->>'amount')::int",
        "until": "(fields->>'until')::date",
    },
    look_ups=("unit_id",),
    own_entry=True,
    ends_on=lambda fields: day_of(fields.get("until")),
)  # fmt: skip


POST = ThingKind(
    name="post",
    table="post_version",
    key="post_id",
    columns=(
        "unit_id", "number", "position", "title", '"group"', "rank", "category", "bloc", "funding", "frozen", "access",
        "search_key",
    ),
    row=_post_row,
    sql={
        "unit_id": "(fields->>'unit')::bigint",
        **texts("number", "position", "title", "group", "rank", "category", "bloc", "funding"),
        "frozen": "coalesce((fields->>'frozen')::boolean, false)", "access": "coalesce(fields->>'access', '')",
    },
    look_ups=("unit_id", "number"),
)  # fmt: skip
