"""Nothing is left behind: no post under an ended unit, no place on an ended post, nobody without a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.registers.establishment.things import POST
from tinhgon.registers.staff.view import Staffed
from tinhgon.registers.units.things import UNIT
from tinhgon.registers.units.view import UnitView

NAMED = 50

# Days on which something is placed although there is no ground for it. No joins: a plan cannot go wrong.
_BEYOND = """
SELECT id, lower(placed - days) FROM (
  SELECT id, range_agg(valid) FILTER (WHERE NOT is_ground) AS placed,
         coalesce(range_agg(valid) FILTER (WHERE is_ground), '{{}}') AS days
  FROM (SELECT {placed_key} AS id, valid, false AS is_ground FROM {placed}
        WHERE {placed_key} = ANY(%(ids)s) AND upper_inf(recorded) {placed_if}
        UNION ALL
        SELECT {ground_key}, valid, true FROM {ground}
        WHERE {ground_key} = ANY(%(ids)s) AND upper_inf(recorded) {ground_if}) both_sides
  GROUP BY id) spans
WHERE NOT placed <@ days ORDER BY 2, 1"""
_POSTS_OF = """
SELECT post_id, title || ' (' || number || ')' FROM post_version
WHERE unit_id = %(unit)s AND upper_inf(recorded) AND valid @> %(on)s::date ORDER BY number"""
_POST = """
SELECT DISTINCT ON (post_id) post_id, title || ' (' || number || ')' FROM post_version
WHERE post_id = ANY(%(posts)s) ORDER BY post_id, upper_inf(recorded) DESC, lower(valid) DESC"""
_PLACED = """
SELECT person_id FROM assignment_version
WHERE {key} = %(id)s AND upper_inf(recorded) AND valid @> %(on)s::date ORDER BY person_id"""
_CODES = """
SELECT DISTINCT ON (person_id) person_id, code FROM person_version
WHERE person_id = ANY(%(persons)s) ORDER BY person_id, upper_inf(recorded) DESC, lower(valid) DESC"""


def check(context: Context) -> Iterator[Finding]:
    """The list of what is left over must be empty: each post by its number, each person by the code of the file."""
    staffed = context.view(Staffed)
    units = sorted({*_ending(context), *staffed.units, *_units_of_posts(context)})
    if units:
        yield from _posts_left(context, units)
        yield from _people_left(context, units, "unit_id", "unit_version")
    if staffed.posts:
        yield from _people_left(context, staffed.posts, "post_id", "post_version")
    if staffed.persons:
        yield from _people(context, staffed.persons)


def _ending(context: Context) -> Iterator[int]:
    """Units whose being there this decision changes."""
    postings = context.book.postings
    for unit_id in context.touched(UNIT):
        for entry in postings.things[unit_id].entries:
            if "exists" in entry.changes and (entry.id >= postings.head.entry_id or entry.id in postings.flips):
                yield unit_id
                break


def _units_of_posts(context: Context) -> list[int]:
    posts = context.touched(POST)
    sql = "SELECT DISTINCT unit_id FROM post_version WHERE post_id = ANY(%(posts)s) AND upper_inf(recorded)"
    return [row[0] for row in context.rows(sql, posts=posts)] if posts else []


def _beyond(
    context: Context, ids: Sequence[int], placed: tuple[str, str, str], ground: tuple[str, str, str]
) -> list[tuple[int, date]]:
    """(id, first day) where the days of `placed` are not all among those of `ground`: (table, key, condition)."""
    sql = _BEYOND.format(
        placed=placed[0], placed_key=placed[1], placed_if=placed[2],
        ground=ground[0], ground_key=ground[1], ground_if=ground[2],
    )  # fmt: skip
    return [(row[0], row[1]) for row in context.rows(sql, ids=list(ids))]


def _posts_left(context: Context, units: Sequence[int]) -> Iterator[Finding]:
    for unit_id, since in _beyond(context, units, ("post_version", "unit_id", ""), ("unit_version", "unit_id", "")):
        posts = context.rows(_POSTS_OF, unit=unit_id, on=since)
        yield Finding(
            severity="error",
            code="posts_left_behind",
            message=gettext_noop(
                "{unit} không còn từ ngày {since} nhưng còn {count} vị trí: {posts}; "
                "thêm điều khoản chuyển vị trí (move_all_posts, move_posts) hoặc bãi bỏ (abolish_posts)."
            ),
            data={
                "unit": context.view(UnitView).told(unit_id), "since": since, "count": len(posts),
                "posts": named(told for _, told in posts),
            },
            clause=context.clauses.get(unit_id, context.clauses.get(posts[0][0], "")),
            units=(unit_id,),
        )  # fmt: skip


def _people_left(context: Context, ids: Sequence[int], key: str, ground: str) -> Iterator[Finding]:
    """Places on posts that have ended, or at units that have."""
    view = context.view(UnitView)
    beyond = _beyond(context, ids, ("assignment_version", key, ""), (ground, key, ""))
    if not beyond:
        return
    posts = dict(context.rows(_POST, posts=[thing_id for thing_id, _ in beyond])) if key == "post_id" else {}
    for thing_id, since in beyond:
        people = [row[0] for row in context.rows(_PLACED.format(key=key), id=thing_id, on=since)]
        place = posts.get(thing_id) if key == "post_id" else view.told(thing_id)
        yield Finding(
            severity="error",
            code="people_left_behind",
            message=gettext_noop(
                "Từ ngày {since}, {place} không còn nhưng còn người giữ: {people}; thêm điều khoản bố trí vị trí khác "
                "(transfer, appoint) hoặc thôi giữ (end_assignment, retire, resign)."
            ),
            data={"since": since, "place": place or f"#{thing_id}", "people": named(codes(context, people))},
            clause=context.clauses.get(thing_id, ""),
            units=(thing_id,) if key == "unit_id" else (),
        )


_PLACES, _PERSONS = ("assignment_version", "person_id", ""), ("person_version", "person_id", "")
_WORKING = ("person_version", "person_id", "AND status = 'working'")


def _people(context: Context, persons: Sequence[int]) -> Iterator[Finding]:
    unknown = _beyond(context, persons, _PLACES, _PERSONS)
    yield from _grouped(
        context,
        unknown,
        "person_not_in_books",
        gettext_noop(
            "Từ ngày {since}, người được bố trí không có hồ sơ trong sổ: {people}; xử lý cùng lúc quyết định bố trí họ."
        ),
    )
    left = set(_beyond(context, persons, _PLACES, _WORKING)) - set(unknown)
    yield from _grouped(
        context,
        sorted(left, key=lambda item: (item[1], item[0])),
        "left_but_placed",
        gettext_noop(
            "Từ ngày {since}, người đã thôi công tác vẫn còn giữ vị trí: {people}; "
            "thêm điều khoản thôi giữ vị trí (end_assignment)."
        ),
    )
    yield from _grouped(
        context,
        _beyond(context, persons, _WORKING, _PLACES),
        "working_without_place",
        gettext_noop(
            "Từ ngày {since}, người đang công tác không giữ vị trí nào: {people}; "
            "thêm điều khoản bố trí (transfer, appoint) hoặc cho thôi công tác (resign, retire)."
        ),
    )


def _grouped(context: Context, found: Sequence[tuple[int, date]], code: str, message: str) -> Iterator[Finding]:
    by_day: dict[date, list[int]] = defaultdict(list)
    for person_id, since in found:
        by_day[since].append(person_id)
    for since, persons in by_day.items():
        clauses = (context.clauses[person_id] for person_id in persons if person_id in context.clauses)
        yield Finding(
            severity="error",
            code=code,
            message=message,
            data={"since": since, "people": named(codes(context, persons))},
            clause=next(clauses, ""),
        )


def codes(context: Context, persons: Sequence[int]) -> list[str]:
    """The file codes of persons, also of those that no version shows any more."""
    known = dict(context.rows(_CODES, persons=list(persons)))
    return [known.get(person_id, f"#{person_id}") for person_id in persons]


def named(told: Iterable[str]) -> str:
    """'HS-1, HS-2'; of a long list the first fifty, and how many more."""
    told = list(told)
    more = f", … (+{len(told) - NAMED})" if len(told) > NAMED else ""
    return ", ".join(told[:NAMED]) + more
