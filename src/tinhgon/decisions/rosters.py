"""The attached table of a roster: ids minted, identities sealed, kept under its SHA-256."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from django.db import connection, transaction

from tinhgon.decisions.desk import draft_document, withdraw
from tinhgon.ledger import bulk
from tinhgon.ledger.payload import TableRef
from tinhgon.ledger.store import attached_tables, chain_end
from tinhgon.record.actor import Actor
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.payloads import IDENTITY, ROSTER_COLUMNS

PART_ROWS = 100_000
"""Rows that are sealed at a time and kept as one part, some 13 MB; the parts of a table wait for its SHA-256."""
_WHOLE = {"unit_id", "person_id", "post_id", "birth_year", "birth_month", "pay_step"}
SCHEMA: Mapping[str, Any] = {
    name: pl.Int64 if name in _WHOLE else pl.Boolean if name == "synthetic" else pl.String for name in ROSTER_COLUMNS
}


def attach_roster(rows: Sequence[Mapping[str, Any]] | pl.DataFrame, *, name: str) -> TableRef:
    """Keep the rows of a roster for take_up_roster/1. What the rows do not state is None.

    Columns: ROSTER_COLUMNS without person_id; identities in plain text, dates ISO, decimals text. A row without
    post_title names a post that is there (post_id), or sits directly in its unit (post_id None). A row with post_title
    opens a post; its post_id is minted. A row without `code` gets one from the person's id.
    """
    parts = []
    for start in range(0, len(rows), PART_ROWS):
        out = io.BytesIO()
        _sealed(_with_ids(_stated(rows[start : start + PART_ROWS]))).write_parquet(out, compression="zstd")
        parts.append(out.getvalue())
    return TableRef(name=name, sha256=attached_tables.keep_table(parts, len(rows)), rows=len(rows))


def _stated(rows: Sequence[Mapping[str, Any]] | pl.DataFrame) -> pl.DataFrame:
    """All columns of the table, with what holds where a row says nothing."""
    if isinstance(rows, pl.DataFrame):
        frame = rows.select(
            (pl.col(name).cast(dtype) if name in rows.columns else pl.lit(None, dtype)).alias(name)
            for name, dtype in SCHEMA.items()
        )
    else:
        frame = pl.DataFrame({name: [row.get(name) for row in rows] for name in SCHEMA}, schema=dict(SCHEMA))
    return frame.with_columns(
        pl.col("kind").fill_null("substantive"), pl.col("share").fill_null("1.00"), pl.col("synthetic").fill_null(False)
    )


def _with_ids(frame: pl.DataFrame) -> pl.DataFrame:
    """An id for every person and every new post, minted in one go; a file code for whoever has none."""
    opens = frame["post_title"].is_not_null()
    ids = chain_end.mint(frame.height + int(opens.sum()))
    persons = pl.Series("person_id", ids[: frame.height], pl.Int64)
    posts = iter(ids[frame.height :])
    post_ids = [next(posts) if new else old for new, old in zip(opens, frame["post_id"], strict=True)]
    codes = pl.Series("code", [f"HS-{person_id:07d}" for person_id in persons], pl.String)
    return frame.with_columns(
        persons, pl.Series("post_id", post_ids, pl.Int64), pl.coalesce(pl.col("code"), codes).alias("code")
    )


def _sealed(frame: pl.DataFrame) -> pl.DataFrame:
    """The identities sealed, each with a key of the person's own; columns that nobody states stay empty."""
    ring = sealing.Keyring()
    used = [name for name in IDENTITY if frame[name].null_count() < frame.height]
    sealed: dict[str, list[str | None]] = {name: [] for name in used}
    for person_id, *texts in zip(frame["person_id"], *(frame[name] for name in used), strict=True):
        fields = ring.seal_fields(person_id, {name: text for name, text in zip(used, texts, strict=True) if text})
        for name, values in sealed.items():
            values.append(fields.get(name))
    ring.keep()
    return frame.with_columns(pl.Series(name, values, pl.String) for name, values in sealed.items())


def discard_draft(number: int, *, by: Actor) -> None:
    """Take a draft back: it is withdrawn, and the keys of persons who are nowhere else and its tables are deleted.

    Raises Conflict when it has been signed.
    """
    document = draft_document(number)
    with transaction.atomic(), connection.cursor() as cursor:
        withdraw(number, by=by)
        for effect in document.effects:
            table = getattr(effect, "table", None)
            if isinstance(table, TableRef) and not _is_read_elsewhere(table.sha256):
                persons = bulk.columns(table.sha256, ["person_id"])["person_id"].to_list()
                cursor.execute("SELECT ledger_forget_drafted(%s::bigint[])", [persons])
                cursor.execute("DELETE FROM attached_part WHERE table_id = %s", [table.sha256])
                cursor.execute("DELETE FROM attached_table WHERE sha256 = %s", [table.sha256])


def _is_read_elsewhere(digest: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT EXISTS (SELECT FROM effect WHERE payload ? 'table' AND payload->'table'->>'sha256' = %s)
                   OR EXISTS (SELECT FROM draft d JOIN draft_revision r ON r.draft_id = d.id
                              WHERE d.withdrawn_at IS NULL AND r.document LIKE %s)""",
            [digest, f"%{digest}%"],
        )
        return bool(cursor.fetchone()[0])
