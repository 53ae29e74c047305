"""The end of the chain, which is what answers may be kept until, and the instants of decisions."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from tinhgon.ledger.store.chain_end import PREVIEW_FROM


def last_decision() -> tuple[int, str]:
    """The place and the seal of the newest committed decision; (0, "") for empty books. The seal names one state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ordinal, hash FROM decision WHERE ordinal < %s ORDER BY ordinal DESC LIMIT 1", [PREVIEW_FROM]
        )
        row = cursor.fetchone()
    return (0, "") if row is None else (row[0], row[1])


def recorded_at(ordinal: int) -> datetime | None:
    """The instant at which a decision entered the books."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT recorded_at FROM decision WHERE ordinal = %s", [ordinal])
        row = cursor.fetchone()
    return None if row is None else row[0]
