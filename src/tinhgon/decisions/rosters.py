"""The attached table of a roster: ids minted, identities sealed, kept under its SHA-256."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from tinhgon.ledger import sealing, store
from tinhgon.ledger.effects.staffing import IDENTITY, ROSTER_COLUMNS, Identity, TableRef

_WHOLE = {"unit_id", "person_id", "post_id", "birth_year", "birth_month", "pay_step"}
SCHEMA: Mapping[str, Any] = {
    name: pl.Int64 if name in _WHOLE else pl.Boolean if name == "synthetic" else pl.String for name in ROSTER_COLUMNS
}


def attach_roster(rows: Sequence[Mapping[str, Any]], *, name: str) -> TableRef:
    """Keep the rows of a roster for take_up_roster/1. What the rows do not state is None.

    Columns: ROSTER_COLUMNS without person_id; identities in plain text, dates ISO, decimals text. A row without
    post_title names a post that is there (post_id), or sits directly in its unit (post_id None). A row with post_title
    opens a post; its post_id is minted. A row without `code` gets one from the person's id.
    """
    new_posts = sum(1 for row in rows if row.get("post_title") is not None)
    ids = iter(store.mint(len(rows) + new_posts))
    ring = sealing.Keyring()
    columns: dict[str, list[Any]] = {name: [] for name in ROSTER_COLUMNS}
    for row in rows:
        person_id = next(ids)
        identity = ring.seal(person_id, Identity.model_construct(**{key: row.get(key) for key in IDENTITY}))
        stated = {
            "unit_id": row["unit_id"], "person_id": person_id, "code": row.get("code") or f"HS-{person_id:07d}",
            "post_id": next(ids) if row.get("post_title") is not None else row.get("post_id"),
            "kind": row.get("kind") or "substantive", "share": row.get("share") or "1.00",
            "synthetic": bool(row.get("synthetic")), **{key: getattr(identity, key) for key in IDENTITY},
        }  # fmt: skip
        for column, values in columns.items():
            values.append(stated[column] if column in stated else row.get(column))
    ring.keep()
    out = io.BytesIO()
    pl.DataFrame(columns, schema=dict(SCHEMA)).write_parquet(out, compression="zstd")
    content = out.getvalue()
    return TableRef(name=name, sha256=store.keep_table(content, len(rows)), rows=len(rows))
