"""Tables attached to bulk effects, kept once by their SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from django.db import connection


def keep_table(parts: Sequence[bytes], rows: int) -> str:
    """Keep the attached table of a bulk effect; the SHA-256 of all parts is its name: the same is kept once."""
    digest = hashlib.sha256()
    for content in parts:
        digest.update(content)
    name = digest.hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO attached_table (sha256, rows, kept_at) VALUES (%s, %s, clock_timestamp())"
            " ON CONFLICT DO NOTHING",
            [name, rows],
        )
        for place, content in enumerate(parts if cursor.rowcount else (), start=1):
            cursor.execute(
                "INSERT INTO attached_part (table_id, place, content) VALUES (%s, %s, %s)", [name, place, content]
            )
    return name


def table_parts(digest: str) -> Iterator[bytes]:
    """The parts of an attached table in order, one at a time; none when it is not kept here."""
    place = 0
    while True:
        place += 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT content FROM attached_part WHERE table_id = %s AND place = %s", [digest, place])
            row = cursor.fetchone()
        if row is None:
            return
        yield bytes(row[0])
