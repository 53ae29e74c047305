"""Posts on a day: those of a unit with who holds them, how many many units have, those found by number or title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold, same_letters
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.queries.rows import literal
from tinhgon.registers.staff.queries.order import PLACES_FIRST


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody at a post (or, with no post, directly at a unit). No name: who may see it is another question."""

    person_id: int
    code: str
    kind: str
    share: Decimal
    away: bool
    since: date
    until: date | None
    post_id: int | None
    synthetic: bool


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post's state on a day, with its unit as of that day and whoever holds it."""

    id: int
    unit_id: int
    number: str
    title: str
    position: str
    group: str
    rank: str | None
    category: str
    bloc: str
    funding: str
    frozen: bool
    since: date
    unit_kind: str | None
    unit_name: str | None
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class PostCount:
    """Posts of a unit in a category. `present`: substantive assignments; `vacant`: posts that nobody holds at all."""

    unit_id: int
    category: str
    posts: int
    present: int
    vacant: int
    frozen: int


_COLUMNS = """v.post_id, v.unit_id, v.number, v.title, v.position, v."group", v.rank, v.category, v.bloc, v.funding,
  v.frozen, lower(v.valid), u.kind, u.name"""
_ORDER = """ORDER BY array_position(ARRAY['head', 'deputy'], v.rank) NULLS LAST,
  array_position(ARRAY['leadership', 'professional', 'shared', 'support'], v."group"),
  v.number COLLATE "C", v.post_id"""


def posts_of(as_of: AsOf, unit_id: int, *, limit: int = 1_000_000) -> list[PostRow]:
    """The posts of one unit, the head first, each with its holders."""
    return _with_holders(as_of, _posts(as_of, "v.unit_id = %s", [unit_id], f"{_ORDER} LIMIT {int(limit)}"))


def post_numbered(as_of: AsOf, number: str) -> PostRow | None:
    """The post with this number on the day, without its holders."""
    return next(iter(_posts(as_of, "v.number = %s", [number.strip()], "LIMIT 1")), None)


def posts_to_fill(as_of: AsOf, *, units: Iterable[int] | None = None) -> list[PostRow]:
    """Posts of heads and deputies on the day, of some units or of all, without their holders."""
    among = None if units is None else list(units)
    return _posts(
        as_of, "v.rank IS NOT NULL AND (%s::bigint[] IS NULL OR v.unit_id = ANY(%s))", [among, among],
        'ORDER BY u.kind, u.name, v.number COLLATE "C"',
    )  # fmt: skip


def heads_of(as_of: AsOf, units: Iterable[int]) -> list[PostRow]:
    """The posts of heads of these units on the day, each with its holders."""
    condition = "v.rank = 'head' AND v.unit_id = ANY(%s)"
    return _with_holders(as_of, _posts(as_of, condition, [list(units)], 'ORDER BY v.unit_id, v.number COLLATE "C"'))


def find_posts(as_of: AsOf, text: str, *, limit: int) -> list[PostRow]:
    """Posts whose number begins with the text, or whose title has it, without regard to accents."""
    wanted = fold(same_letters(text))
    if not wanted:
        return []
    pattern, written = literal(wanted), literal(text.strip())
    return _posts(
        as_of,
        "(v.search_key LIKE %s OR v.number ILIKE %s)",
        [f"%{pattern}%", f"{written}%", f"{written}%"],
        f'ORDER BY v.number NOT ILIKE %s, v.number COLLATE "C" LIMIT {int(limit)}',
    )


def _posts(as_of: AsOf, condition: str, arguments: list[Any], tail: str) -> list[PostRow]:
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {_COLUMNS} FROM post_version v
                LEFT JOIN unit_version u ON u.unit_id = v.unit_id AND u.valid @> %s::date AND {known.condition("u")}
                WHERE v.valid @> %s::date AND {known.condition("v")} AND {condition} {tail}""",
            [as_of.on, as_of.on, *arguments],
        )
        return [PostRow(*row) for row in cursor.fetchall()]


def _with_holders(as_of: AsOf, posts: list[PostRow]) -> list[PostRow]:
    found: dict[int | None, list[Holder]] = {}
    for holder in _holders(as_of, "a.post_id = ANY(%s)", [[post.id for post in posts]]) if posts else []:
        found.setdefault(holder.post_id, []).append(holder)
    return [replace(post, holders=tuple(found.get(post.id, ()))) for post in posts]


def directly_at(as_of: AsOf, unit_id: int) -> list[Holder]:
    """Who is assigned to the unit itself and not to a post of it."""
    return _holders(as_of, "a.unit_id = %s", [unit_id])


def _holders(as_of: AsOf, condition: str, arguments: list[Any]) -> list[Holder]:
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT a.person_id, h.code, a.kind, a.share, a.away, lower(a.valid), a.until, a.post_id, h.synthetic
                FROM assignment_version a
                JOIN person_version h ON h.person_id = a.person_id AND h.valid @> %s::date AND {known.condition("h")}
                WHERE a.valid @> %s::date AND {known.condition("a")} AND {condition}
                ORDER BY {PLACES_FIRST}, h.code""",
            [as_of.on, as_of.on, *arguments],
        )
        return [Holder(*row) for row in cursor.fetchall()]


def post_counts(as_of: AsOf, unit_ids: Iterable[int]) -> list[PostCount]:
    """How many posts these units have, by category, and how many of them are held."""
    known = knowledge(as_of)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH p AS MATERIALIZED (
                  SELECT v.post_id, v.unit_id, v.category, v.frozen FROM post_version v
                  WHERE v.unit_id = ANY(%s) AND v.valid @> %s::date AND {known.condition("v")}),
                h AS (
                  SELECT a.post_id, count(*) AS holders, count(*) FILTER (WHERE a.kind = 'substantive') AS present
                  FROM assignment_version a JOIN p USING (post_id)
                  WHERE a.valid @> %s::date AND {known.condition("a")} GROUP BY a.post_id)
                SELECT p.unit_id, p.category, count(*), coalesce(sum(h.present), 0)::bigint,
                       count(*) FILTER (WHERE h.holders IS NULL), count(*) FILTER (WHERE p.frozen)
                FROM p LEFT JOIN h USING (post_id) GROUP BY p.unit_id, p.category ORDER BY 1, 2""",
            [list(unit_ids), as_of.on, as_of.on],
        )
        return [PostCount(*row) for row in cursor.fetchall()]
