"""Persons by the code of their file, and back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection


def persons_coded(codes: Iterable[str]) -> dict[str, int]:
    """The persons that have, as known now, one of these file codes on any day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT code, person_id FROM person_version WHERE code = ANY(%s) AND upper_inf(recorded)",
            [list(codes)],
        )
        return dict(cursor.fetchall())


def codes_of_persons(person_ids: Iterable[int]) -> list[tuple[int, str]]:
    """(person, file code) as known now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT person_id, code FROM person_version WHERE person_id = ANY(%s) AND upper_inf(recorded)",
            [list(person_ids)],
        )
        return list(cursor.fetchall())
