"""Persons by the code of their file, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from tinhgon.basis.errors import UnknownReference, gettext_noop


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


def need_persons(codes: Sequence[str]) -> list[int]:
    """The persons of these file codes, in their order. Raises UnknownReference for a code that nobody has."""
    known = persons_coded(codes) if codes else {}
    for code in codes:
        if code not in known:
            raise UnknownReference(
                "person_unknown_code",
                gettext_noop("Không có ai trong sổ có mã hồ sơ {given}; kiểm tra lại mã."),
                given=code,
            )
    return [known[code] for code in codes]
