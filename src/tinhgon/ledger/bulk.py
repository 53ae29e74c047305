"""The rows of an attached table, and what one row of a roster posts: lean, as there are hundreds of thousands."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.ledger import store
from tinhgon.ledger.effects.staffing import IDENTITY, PERSON_FIELDS, TableRef
from tinhgon.ledger.journal import Journal
from tinhgon.ledger.things import ASSIGNMENT, PERSON, POST

_RECORD = (*IDENTITY, *PERSON_FIELDS)


def rows(table: TableRef) -> Iterator[Mapping[str, Any]]:
    """The rows in order, a part at a time. Raises UnknownReference when the table is not kept here or is another one;
    that it is another one shows after its last row."""
    digest, count = hashlib.sha256(), 0
    for content in store.table_parts(table.sha256):
        digest.update(content)
        frame = pl.read_parquet(io.BytesIO(content))
        count += frame.height
        yield from frame.iter_rows(named=True)
    if count != table.rows or digest.hexdigest() != table.sha256:
        raise UnknownReference(
            "table_missing",
            gettext_noop("Không có bảng kèm “{name}” ({sha256}); nhập lại tệp gốc để tạo bảng."),
            name=table.name,
            sha256=table.sha256[:12],
        )


def columns(digest: str, names: Sequence[str]) -> pl.DataFrame:
    """Some columns of all rows of an attached table; empty when it is not kept here."""
    frames = [pl.read_parquet(io.BytesIO(content), columns=list(names)) for content in store.table_parts(digest)]
    return pl.concat(frames) if frames else pl.DataFrame({name: [] for name in names})


def take_up(journal: Journal, on: date, row: Mapping[str, Any], *, synthetic: bool) -> None:
    """A new person with a place at a post, which is opened when the row names its title."""
    person = {"exists": True, "code": row["code"], "status": "working"}
    person |= {name: value for name in _RECORD if (value := row[name]) is not None}
    if row["synthetic"] or synthetic:
        person["synthetic"] = True
    journal.begin_in_bulk(PERSON, row["person_id"], on, person)
    if row["post_id"] is not None and row["post_title"] is not None:
        post = {
            "exists": True, "unit": row["unit_id"], "number": row["post_number"], "position": row["position"],
            "title": row["post_title"], "group": row["group"], "rank": row["rank"], "category": row["category"],
            "bloc": row["bloc"], "funding": row["funding"], "frozen": False, "access": "",
        }  # fmt: skip
        journal.begin_in_bulk(POST, row["post_id"], on, post)
    place = {"post": row["post_id"]} if row["post_id"] is not None else {"unit": row["unit_id"]}
    fields = {"exists": True, "person": row["person_id"], **place, "kind": row["kind"], "share": row["share"]}
    if row["until"]:
        fields["until"] = row["until"]
    journal.begin_in_bulk(ASSIGNMENT, None, on, fields)
