"""What passes between books, as a clause tells it: one shape for every subject."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Passing:
    """How many (or how much) of something a clause took out of these books, or into them."""

    what: str
    amount: int
    on: date
    ordinal: int
    place: int
    clause: str
    number: str
    issuer: str
    basis: tuple[str, ...]


def passings(statement: str, arguments: dict[str, Any]) -> list[Passing]:
    """Of a statement whose columns are those of a Passing but the last three, in order of signing; papers with a grade
    of secrecy are not told."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT p.what, p.amount, p.on_day, p.ordinal, p.place, p.clause, d.number, d.issuer,
                       ARRAY(SELECT b->>'number' FROM jsonb_array_elements(d.basis::jsonb) b)
                FROM ({statement}) p (what, amount, on_day, ordinal, place, clause)
                JOIN decision d ON d.ordinal = p.ordinal
                WHERE d.confidentiality IN ('normal', '') ORDER BY p.ordinal, p.place, p.what""",
            arguments,
        )
        return [replace(found, basis=tuple(found.basis)) for found in (Passing(*row) for row in cursor.fetchall())]
