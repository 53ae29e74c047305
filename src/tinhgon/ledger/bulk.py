"""The rows of an attached table, a part at a time: there are millions of them.

Polars is loaded when a table is read: this module stands below every command, and most read none.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.ledger.payload import TableRef
from tinhgon.ledger.store import attached_tables

if TYPE_CHECKING:
    import polars as pl


def rows(table: TableRef) -> Iterator[Mapping[str, Any]]:
    """The rows in order, a part at a time. Raises UnknownReference when the table is not kept here or is another one;
    that it is another one shows after its last row."""
    import polars as pl

    digest, count = hashlib.sha256(), 0
    for content in attached_tables.table_parts(table.sha256):
        digest.update(content)
        frame = pl.read_parquet(io.BytesIO(content))
        count += frame.height
        yield from frame.iter_rows(named=True)
    if count != table.rows or digest.hexdigest() != table.sha256:
        raise _missing(table)


def content(table: TableRef) -> bytes:
    """An attached file as a whole. Raises UnknownReference when it is not kept here or is another one."""
    found = b"".join(attached_tables.table_parts(table.sha256))
    if hashlib.sha256(found).hexdigest() != table.sha256:
        raise _missing(table)
    return found


def _missing(table: TableRef) -> UnknownReference:
    return UnknownReference(
        "table_missing",
        gettext_noop("Không có bảng kèm “{name}” ({sha256}); nhập lại tệp gốc để tạo bảng."),
        name=table.name,
        sha256=table.sha256[:12],
    )


def columns(digest: str, names: Sequence[str]) -> pl.DataFrame:
    """Some columns of all rows of an attached table; empty when it is not kept here."""
    import polars as pl

    frames = [
        pl.read_parquet(io.BytesIO(content), columns=list(names)) for content in attached_tables.table_parts(digest)
    ]
    return pl.concat(frames) if frames else pl.DataFrame({name: [] for name in names})
