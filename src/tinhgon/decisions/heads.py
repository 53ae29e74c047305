"""The heads of both books outside the house: what shows that a book was cut short or written anew as a whole.

A chain says that nothing in it was changed; whoever rewrites all of it, or cuts its end off, leaves a chain that fits.
That is seen only by somebody who holds an earlier head: a file that `tinhgon seal` signed with a key outside the
database (Ed25519), the manifest of a backup, or the ordinal and seal printed at the foot of a paper.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.db import connection

from tinhgon.basis import signatures
from tinhgon.basis.errors import BadInput, Wording, gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.record import tables
from tinhgon.record.tables import Head

FORMAT = 1
MOST_BYTES = 100_000
_PRINTED = re.compile(r"^\s*(\d{1,12})\s*[:/]\s*([0-9a-f]{8,64})\s*$")
_BOOKS = {
    "ledger": ("decision", "ordinal", gettext_noop("sổ quyết định")),
    "record": ("act", "ordinal", gettext_noop("sổ việc")),
    "readings": ("reading_batch", "number", gettext_noop("nhật ký xem")),
}


@dataclass(frozen=True)
class Heads:
    """The end of each book at some moment: `ledger` decisions, `record` acts, `readings` batches of readings. What an
    older head does not say is empty. `signer`: the public key, 64 hexadecimal digits; empty where nobody signed."""

    ledger: Head
    record: Head = field(default_factory=Head)
    readings: Head = field(default_factory=Head)
    signer: str = ""

    def fields(self) -> dict[str, Any]:
        """What is signed."""
        books = {name: getattr(self, name) for name in _BOOKS}
        return {
            "format": FORMAT,
            **{name: {"ordinal": head.ordinal, "hash": head.hash} for name, head in books.items()},
        }  # fmt: skip


def heads_now() -> Heads:
    """The heads as they are, with every reading chained first."""
    tables.seal_readings()
    return Heads(Head(*last_decision()), tables.head(), tables.readings_head())


def signed(heads: Heads, key: bytes, *, at: str) -> str:
    """The text of a head file: JSON, signed. `key`: the 32 bytes of an Ed25519 key; `at`: when, as ISO text."""
    told = signatures.signed({**heads.fields(), "made_at": at}, key)
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_heads(given: str) -> Heads:
    """From a head file, a backup, or what a paper prints ('240:1f2e3d4c5b6a7988').

    Raises BadInput when it is none of these, or its signature does not fit.
    """
    if printed := _PRINTED.match(given):
        return Heads(Head(int(printed[1]), printed[2]))
    path = Path(given)
    if not path.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=given)
    try:
        with tarfile.open(path, mode="r:") as tar:
            manifest = tar.extractfile("manifest.json")
            fields = json.loads(manifest.read(MOST_BYTES)) if manifest else {}
        return Heads(Head(int(fields["last_ordinal"]), str(fields["last_hash"])))
    except (tarfile.TarError, KeyError, TypeError, ValueError):
        pass
    try:
        return _from_file(json.loads(path.read_bytes()[:MOST_BYTES]))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidSignature):
        raise BadInput(
            "not_a_head",
            gettext_noop("{file} không phải tệp đầu sổ của tinhgon, hoặc chữ ký của nó không đúng."),
            file=path.name,
        ) from None


def _from_file(fields: dict[str, Any]) -> Heads:
    fields = signatures.verified(fields)
    if fields["format"] != FORMAT:
        raise ValueError(fields["format"])
    books = {name: Head(int(fields[name]["ordinal"]), str(fields[name]["hash"])) for name in _BOOKS}
    return Heads(**books, signer=fields["signer"])


def against(heads: Heads) -> Iterator[Finding]:
    """What the books of today have lost or have otherwise than when the heads were taken."""
    for name, (table, column, told) in _BOOKS.items():
        head: Head = getattr(heads, name)
        if not head.hash:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT hash FROM {table} WHERE {column} = %s", [head.ordinal])
            row = cursor.fetchone()
        if row is None:
            message = gettext_noop("Khi lấy đầu sổ, {book} đã đến số {ordinal}; nay không còn: sổ đã bị cắt bớt.")
        elif not str(row[0]).startswith(head.hash):
            message = gettext_noop("Số {ordinal} của {book} khác với khi lấy đầu sổ: sổ đã bị viết lại.")
        else:
            continue
        code = "book_cut" if row is None else "book_rewritten"
        yield Finding(
            severity="error", code=code, message=message, data={"book": Wording(told), "ordinal": head.ordinal}
        )
