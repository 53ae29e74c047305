"""Reports as they were submitted: the list, one with its content, and the instants that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tinhgon.ledger.queries.rows import parsed


@dataclass(frozen=True, slots=True)
class SubmittedRow:
    """A submitted report: what was asked, the last decision known, who submitted it, the SHA-256 of its content."""

    number: int
    report: str
    options: Mapping[str, str]
    ordinal: int
    submitted_at: datetime
    who: str
    sha256: str


_COLUMNS = "number, report, options::text, ordinal, submitted_at, who, sha256"


def submitted_reports() -> list[SubmittedRow]:
    """All of them, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM submitted_report ORDER BY number DESC")
        return [SubmittedRow(*parsed(row, 2)) for row in cursor.fetchall()]


def submitted_report(number: int) -> tuple[SubmittedRow, bytes] | None:
    """One of them and the canonical JSON that it was, or None."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS}, content FROM submitted_report WHERE number = %s", [number])
        found: tuple[Any, ...] | None = cursor.fetchone()
    return None if found is None else (SubmittedRow(*parsed(found[:-1], 2)), bytes(found[-1]))


def recorded_at(ordinal: int) -> datetime | None:
    """The instant at which a decision entered the books."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT recorded_at FROM decision WHERE ordinal = %s", [ordinal])
        row = cursor.fetchone()
    return None if row is None else row[0]
