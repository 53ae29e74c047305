"""Quota legs and posts: their tables, and how a folded state becomes a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import fold
from tinhgon.ledger.thing import Account, Row, ThingKind, day_of, texts
from tinhgon.registers.establishment.labels import CATEGORIES


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


def _quota_move(changes: Mapping[str, Any]) -> tuple[str, int] | None:
    amount = changes.get("amount", 0)
    name = {"held": "quota_given", "cut": "quota_cut"}.get(changes.get("account", "")) if amount > 0 else None
    return (name, amount) if name else None


def _post_move(changes: Mapping[str, Any]) -> tuple[str, int]:
    if (exists := changes.get("exists")) is not None:
        return ("posts_created" if exists else "posts_abolished"), 1
    return ("posts_moved" if "unit" in changes else "posts_changed"), 1


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
    account=Account(
        name="quota",
        label=gettext_noop("Biên chế"),
        key=("category",),
        labels=CATEGORIES,
        amount=lambda fields: int(fields["amount"]) if fields["account"] == "held" else 0,
        count="SELECT category, sum(amount)::int FROM quota_version WHERE account = 'held' AND {holds} GROUP BY 1",
    ),
    moves={
        "quota_given": gettext_noop("{count} biên chế giao, chuyển đến"),
        "quota_cut": gettext_noop("{count} biên chế cắt giảm"),
    },
    move=_quota_move,
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
    account=Account(
        name="posts",
        label=gettext_noop("Vị trí"),
        key=("category",),
        labels=CATEGORIES,
        place=("unit",),
        count="SELECT category, count(*) FROM post_version WHERE {holds} GROUP BY 1",
    ),
    moves={
        "posts_created": gettext_noop("{count} vị trí lập mới"),
        "posts_abolished": gettext_noop("{count} vị trí bãi bỏ"),
        "posts_moved": gettext_noop("{count} vị trí chuyển"),
        "posts_changed": gettext_noop("{count} vị trí thay đổi"),
    },
    move=_post_move,
)  # fmt: skip
