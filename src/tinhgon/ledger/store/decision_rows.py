"""Signed decisions: which stand, which were put right, which bear a number."""

from __future__ import annotations

from datetime import date

from django.db import connection


def acts() -> list[tuple[int, int, bool]]:
    """(author, target, stands) of every clause that annulled or reinstated a decision, in order of signing."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT e.ordinal, t.ordinal, e.kind LIKE 'reinstate%%'
               FROM effect e CROSS JOIN LATERAL jsonb_array_elements_text(e.payload->'decisions') n(number)
               JOIN decision t ON upper(t.number) = upper(n.number) AND t.ordinal < e.ordinal
               WHERE e.ordinal IN (SELECT ordinal FROM decision_standing)
                 AND (e.kind LIKE 'annul_decision/%%' OR e.kind LIKE 'reinstate_decision/%%')
               ORDER BY e.ordinal, e.place"""
        )
        return [(author, target, stands) for author, target, stands in cursor.fetchall()]


def superseded() -> set[int]:
    """Mistaken entries in whose place others were entered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT supersedes FROM decision WHERE supersedes IS NOT NULL")
        return {ordinal for (ordinal,) in cursor.fetchall()}


def standing_of(ordinal: int) -> bool | None:
    """Whether a decision stands; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT coalesce((SELECT s.stands FROM decision_standing s WHERE s.target_id = d.ordinal
                                ORDER BY s.ordinal DESC LIMIT 1), true) FROM decision d WHERE d.ordinal = %s""",
            [ordinal],
        )
        row = cursor.fetchone()
    return None if row is None else bool(row[0])


def numbered_in(number: str, issuer: str, series: str | None, signed_on: date) -> list[tuple[int, date]]:
    """(ordinal, signed_on) of the entries that bear a number of an issuer in a series; not of those put right."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT d.ordinal, d.signed_on FROM decision d
               WHERE upper(d.number) = upper(%s) AND lower(d.issuer) = lower(%s)
                 AND ledger_series(d.series, d.signed_on) = ledger_series(%s, %s::date)
                 AND NOT EXISTS (SELECT FROM decision later WHERE later.supersedes = d.ordinal) ORDER BY d.ordinal""",
            [number, issuer, series, signed_on],
        )
        return list(cursor.fetchall())


def decisions_numbered(number: str) -> list[tuple[int, str, date, bool]]:
    """(ordinal, issuer, signed_on, stands) of the signed decisions with a number, upper or lower case alike; an entry
    that was put right has given its number to the corrected one.

    Those of this very preview are among them: what nobody commits nobody else sees.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT d.ordinal, d.issuer, d.signed_on,
                      coalesce((SELECT s.stands FROM decision_standing s WHERE s.target_id = d.ordinal
                                ORDER BY s.ordinal DESC LIMIT 1), true)
               FROM decision d WHERE upper(d.number) = upper(%s)
                 AND NOT EXISTS (SELECT FROM decision later WHERE later.supersedes = d.ordinal) ORDER BY d.ordinal""",
            [number],
        )
        return [(ordinal, issuer, signed_on, stands) for ordinal, issuer, signed_on, stands in cursor.fetchall()]
