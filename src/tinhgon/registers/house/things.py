"""A house rule: each setting of it is a thing of its own; on a day the newest that has begun holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinhgon.ledger.thing import Row, ThingKind, texts


def _rule_row(fields: Mapping[str, Any]) -> Row:
    return fields["rule"], fields["value"]


HOUSE_RULE = ThingKind(
    name="house_rule",
    table="rule_version",
    key="thing_id",
    columns=("rule", "value"),
    row=_rule_row,
    sql=texts("rule", "value"),
    look_ups=("rule",),
    own_entry=True,
)
