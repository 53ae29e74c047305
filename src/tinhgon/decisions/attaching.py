"""Files that belong to a clause: kept beside the ledger under their SHA-256 before the decision is drafted."""

from __future__ import annotations

from tinhgon.ledger.payload import TableRef
from tinhgon.ledger.store import attached_tables


def attach_file(content: bytes, *, rows: int, name: str) -> TableRef:
    """Keep a file and name it for a clause. `rows` is what the clause counts in it (outlines, lines)."""
    return TableRef(name=name, sha256=attached_tables.keep_table([content], rows), rows=rows)
