"""Personal files on a day: one by code or number, those found by words of a name, what they give access to, a life."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.postings import Posting, postings
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.queries.people import (
    PersonRow,
    WantedPeople,
    people,
    person_id_of,
)
from tinhgon.registers.staff.queries.terms import in_power
from tinhgon.registers.units.queries.units import below

_ID_NUMBER = re.compile(r"^\d{12}$")


@dataclass(frozen=True, slots=True)
class Access:
    """A right of access, and the post that gives it as long as it is held, with its last day where it has one."""

    code: str
    person_id: int
    post_id: int
    post_number: str
    post_title: str
    unit_id: int
    unit: str
    until: date | None = None


def person_by_id(as_of: AsOf, person_id: int) -> PersonRow | None:
    """The person on the day, or None when they are not in the books then."""
    return next(iter(persons_by_id(as_of, [person_id])), None)


def persons_by_id(as_of: AsOf, person_ids: Iterable[int]) -> list[PersonRow]:
    """Several persons on the day by file code, also those who have left."""
    ids = set(person_ids)
    return people(as_of, WantedPeople(person_ids=ids, working=False), limit=len(ids))


def person_by_code(as_of: AsOf, code: str) -> PersonRow | None:
    """The person with a file code on the day."""
    person_id = person_id_of(as_of, code)
    return None if person_id is None else person_by_id(as_of, person_id)


def find_persons(
    as_of: AsOf, query: str, *, limit: int = 50, known_to: Callable[[Collection[int]], Collection[int]] = set
) -> list[PersonRow]:
    """Persons on the day by file code, by the whole identification number, or by words of the name without accents.

    Nothing is unsealed: numbers and words are compared by their digests. `known_to` leaves, of those whom a number or a
    name finds, the ones whose names the reader may see: what is found tells whose it is.
    """
    text = query.strip()
    coded = None if _ID_NUMBER.match(text) else person_id_of(as_of, text)
    if coded is not None:
        found: Collection[int] = [coded]
    elif _ID_NUMBER.match(text):
        found = known_to(sealing.persons_with(id_number=text))
    else:
        found = known_to(sealing.persons_named(text)) if text else []
    return people(as_of, WantedPeople(person_ids=found, working=False), limit=limit)


def access_of(as_of: AsOf, person_id: int) -> list[Access]:
    """What the person may use on the day: it follows from the posts held, and ends with the post, the assignment, or
    the last day of a place that is held for a time."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT c.code, a.person_id, p.post_id, p.number, p.title, p.unit_id,
                       coalesce(u.kind || ' ' || u.name, '#' || p.unit_id), a.until
                FROM assignment_version a
                JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %(on)s::date AND {known.condition("p")}
                LEFT JOIN unit_version u ON u.unit_id = p.unit_id AND u.valid @> %(on)s::date AND {known.condition("u")}
                CROSS JOIN LATERAL regexp_split_to_table(p.access, ' ') c(code)
                WHERE a.person_id = %(person)s AND a.valid @> %(on)s::date AND {known.condition("a")} AND c.code <> ''
                  AND {in_power("a")}
                ORDER BY c.code, p.number""",
            {"on": as_of.on, "person": person_id},
        )
        return [Access(*row) for row in cursor.fetchall()]


def post_rights(as_of: AsOf, person_id: int) -> list[tuple[str, tuple[str, ...]]]:
    """The posts that the person holds on the day, the main place first, each with all that it gives access to."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT p.number, string_to_array(p.access, ' ') FROM assignment_version a
                JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %(on)s::date AND {known.condition("p")}
                WHERE a.person_id = %(person)s AND a.valid @> %(on)s::date AND {known.condition("a")}
                  AND {in_power("a")}
                ORDER BY (a.kind = 'substantive') DESC, p.number""",
            {"on": as_of.on, "person": person_id},
        )
        return [(number, tuple(code for code in rights or () if code)) for number, rights in cursor.fetchall()]


def holds_post(person_id: int, post_id: int, on: date) -> bool:
    """Whether a person is at a post on a day, in whatever way, as known now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM assignment_version WHERE person_id = %s AND post_id = %s AND valid @> %s::date"
            " AND upper_inf(recorded))",
            [person_id, post_id, on],
        )
        return bool(cursor.fetchone()[0])


def reach_of(as_of: AsOf, access: Iterable[Access]) -> frozenset[int]:
    """Where rights reach on the day: the unit of each post, and all below it."""
    units = {one.unit_id for one in access}
    return frozenset(units.union(*(below(as_of, unit_id) for unit_id in units)))


def main_units(as_of: AsOf, person_ids: Iterable[int]) -> dict[int, int]:
    """The unit of the main place of each person on the day; of whoever has none then, that of the last one before.

    Whoever has had none by the day is missing.
    """
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT ON (a.person_id) a.person_id, coalesce(p.unit_id, a.unit_id) FROM assignment_version a
                LEFT JOIN post_version p ON p.post_id = a.post_id AND {known.condition("p")}
                  AND p.valid @> least(%(on)s::date, coalesce(upper(a.valid) - 1, %(on)s::date))
                WHERE a.person_id = ANY(%(ids)s) AND a.kind = 'substantive' AND lower(a.valid) <= %(on)s::date
                  AND {known.condition("a")}
                ORDER BY a.person_id, lower(a.valid) DESC""",
            {"on": as_of.on, "ids": list(person_ids)},
        )
        return {person_id: unit_id for person_id, unit_id in cursor.fetchall() if unit_id is not None}


def life_of(as_of: AsOf, person_id: int) -> list[tuple[str, Posting]]:
    """The standing entries of a file, of all places of the person, and of the posts while they were held, in order of
    effect; each with "person", "assignment" or "post". What is sealed stays sealed."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT a.assignment_id, a.post_id, lower(a.valid), upper(a.valid) FROM assignment_version a
                WHERE a.person_id = %s AND {known.condition("a")} ORDER BY lower(a.valid)""",
            [person_id],
        )
        states = cursor.fetchall()
        cursor.execute("SELECT DISTINCT assignment_id FROM assignment_version WHERE person_id = %s", [person_id])
        places = [row[0] for row in cursor.fetchall()]
    found = [("person", posting) for posting in postings(as_of, person_id)]
    found += [("assignment", posting) for place in places for posting in postings(as_of, place)]
    of_posts = {post_id: postings(as_of, post_id) for _, post_id, _, _ in states if post_id is not None}
    seen: set[int] = set()
    for _, post_id, since, until in states:
        for posting in of_posts.get(post_id, ()):
            held = since <= posting.effective_on and (until is None or posting.effective_on <= until)
            opened = posting.changes.get("exists") is True
            if held and not opened and posting.entry_id not in seen:
                seen.add(posting.entry_id)
                found.append(("post", posting))
    return sorted(found, key=lambda item: (item[1].effective_on, item[1].entry_id))


def rights_held(as_of: AsOf) -> frozenset[tuple[str, int]]:
    """Every right that somebody has on the day, with the unit of the post that gives it."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT c.code, p.unit_id FROM assignment_version a
                JOIN post_version p ON p.post_id = a.post_id AND p.valid @> %s::date AND {known.condition("p")}
                CROSS JOIN LATERAL regexp_split_to_table(p.access, ' ') c(code)
                WHERE a.valid @> %s::date AND {known.condition("a")} AND c.code <> ''""",
            [as_of.on, as_of.on],
        )
        return frozenset((code, unit_id) for code, unit_id in cursor.fetchall())
