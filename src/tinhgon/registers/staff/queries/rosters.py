"""What a roster is held against: units, posts and persons of a day, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge

RECORD = (
    "code", "name", "other_names", "id_number", "birth_day", "phone", "email", "address", "birth_year", "birth_month",
    "sex", "ethnicity", "education", "professional", "theory", "state_management", "languages", "party_admitted_on",
    "party_official_on", "recruited_on", "pay_rank", "pay_scale", "pay_step", "coefficient", "coefficient_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as a roster names it."""

    id: int
    structure: str
    bloc: str | None
    code: str | None
    name: str
    kind: str
    search_key: str
    parent_name: str | None
    parent_kind: str | None

    @property
    def label(self) -> str:
        """'phòng Nội vụ (S2)'."""
        return f"{self.kind} {self.name}" + (f" ({self.code})" if self.code else "")

    @property
    def exact(self) -> str:
        """What names it and no other, as far as can be: with its code, else with its superior."""
        above = f" {self.parent_kind} {self.parent_name}" if self.parent_name and not self.code else ""
        return f"{self.label}{above}"


@dataclass(frozen=True, slots=True)
class NumberedPost:
    """A post by its number, with who holds it as a main place."""

    number: str
    post_id: int
    unit_id: int
    title: str
    category: str
    holder_id: int | None
    holder_code: str | None


def named_units(as_of: AsOf, *, codes: Iterable[str], search_keys: Iterable[str]) -> list[NamedUnit]:
    """Units of the day that have one of the codes, or one of the names (without accents)."""
    return _named_units(as_of, "(v.code = ANY(%s) OR v.search_key = ANY(%s))", [list(codes), list(search_keys)])


def named_units_of(as_of: AsOf, unit_ids: Iterable[int]) -> list[NamedUnit]:
    """These units on the day."""
    return _named_units(as_of, "v.unit_id = ANY(%s)", [list(unit_ids)])


def all_named_units(as_of: AsOf) -> list[NamedUnit]:
    """Every unit of the day: where a name unknown may be near."""
    return _named_units(as_of, "true", [])


def _named_units(as_of: AsOf, condition: str, arguments: list[Any]) -> list[NamedUnit]:
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.unit_id, v.structure, v.bloc, v.code, v.name, v.kind, v.search_key, p.name, p.kind
                FROM unit_version v
                LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid @> %s::date AND {known.condition("p")}
                WHERE v.valid @> %s::date AND {known.condition("v")} AND {condition} ORDER BY v.code, v.unit_id""",
            [as_of.on, as_of.on, *arguments],
        )
        return [NamedUnit(*row) for row in cursor.fetchall()]


def numbered_posts(as_of: AsOf, numbers: Iterable[str]) -> list[NumberedPost]:
    """The posts of the day that have one of these numbers."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        # One text instead of an array: for a hundred thousand numbers the adapter of arrays takes longer than to ask.
        cursor.execute(
            f"""SELECT v.number, v.post_id, v.unit_id, v.title, v.category, a.person_id, h.code
                FROM post_version v
                LEFT JOIN assignment_version a ON a.post_id = v.post_id AND a.kind = 'substantive'
                  AND a.valid @> %s::date AND {known.condition("a")}
                LEFT JOIN person_version h ON h.person_id = a.person_id AND h.valid @> %s::date
                  AND {known.condition("h")}
                WHERE v.number = ANY(string_to_array(%s, E'\x1f'))
                  AND v.valid @> %s::date AND {known.condition("v")}""",
            [as_of.on, as_of.on, "\x1f".join(numbers), as_of.on],
        )
        return [NumberedPost(*row) for row in cursor.fetchall()]


def numbers_beginning(as_of: AsOf, prefixes: Iterable[str]) -> set[str]:
    """Numbers of posts, of any day from this one on, that begin with one of these texts and a point."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT number FROM post_version WHERE upper_inf(recorded)
               AND split_part(number, '.', 1) = ANY(%s) AND (upper_inf(valid) OR upper(valid) > %s)""",
            [list(prefixes), as_of.on],
        )
        return {row[0] for row in cursor.fetchall()}


def persons_coded(as_of: AsOf, codes: Iterable[str]) -> dict[str, int]:
    """Persons of the day by file code."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.code, v.person_id FROM person_version v
                WHERE v.code = ANY(%s) AND v.valid @> %s::date AND {known.condition("v")}""",
            [list(codes), as_of.on],
        )
        return dict(cursor.fetchall())


def records(as_of: AsOf, person_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The records of these persons on the day, sealed fields as they are sealed; with `unit_id`, their main place."""
    known = knowledge(as_of)
    columns = ", ".join(f"v.{name}" for name in RECORD)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT v.person_id, {columns}, coalesce(a.unit_id, p.unit_id) FROM person_version v
                LEFT JOIN assignment_version a ON a.person_id = v.person_id AND a.kind = 'substantive'
                  AND a.valid @> %s::date AND {known.condition("a")}
                LEFT JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %s::date AND {known.condition("p")}
                WHERE v.person_id = ANY(%s) AND v.valid @> %s::date AND {known.condition("v")}""",
            [as_of.on, as_of.on, list(person_ids), as_of.on],
        )
        return {row[0]: dict(zip((*RECORD, "unit_id"), row[1:], strict=True)) for row in cursor.fetchall()}
