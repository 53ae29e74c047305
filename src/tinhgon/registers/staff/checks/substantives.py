"""One main place a person, and no more holders of a post than it has time for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.checks import Context
from tinhgon.registers.staff.checks.places import codes, named
from tinhgon.registers.staff.things import ASSIGNMENT
from tinhgon.registers.staff.view import Staffed

# A place that begins while another still lasts: a window, as a join of the places with themselves may be planned badly.
_TWICE = """
SELECT person_id, min(lower(valid)) FROM (
  SELECT person_id, valid, max(coalesce(upper(valid), 'infinity')) OVER (
           PARTITION BY person_id ORDER BY lower(valid), assignment_id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until
  FROM assignment_version WHERE person_id = ANY(%(persons)s) AND kind = 'substantive' AND upper_inf(recorded)) places
WHERE lower(valid) < busy_until GROUP BY 1 ORDER BY 2, 1"""
_HELD = """
SELECT post_id, person_id, lower(valid), upper(valid), share FROM (
  SELECT *, count(*) OVER (PARTITION BY post_id) AS times FROM assignment_version
  WHERE post_id = ANY(%(posts)s) AND kind = 'substantive' AND upper_inf(recorded)) places
WHERE times > 1 ORDER BY post_id, lower(valid), assignment_id"""
_POSTS = """
SELECT DISTINCT ON (post_id) post_id, title || ' (' || number || ')', unit_id FROM post_version
WHERE post_id = ANY(%(posts)s) AND upper_inf(recorded) ORDER BY post_id, lower(valid) DESC"""
_FROZEN_POSTS = "SELECT DISTINCT post_id FROM post_version WHERE post_id = ANY(%(posts)s) AND frozen"
_FROZEN = """
SELECT p.post_id, e.effective_on, p.title || ' (' || p.number || ')', p.unit_id, array_agg(DISTINCT a.person_id)
FROM post_version p
JOIN assignment_version a ON a.post_id = p.post_id AND upper_inf(a.recorded)
JOIN entry e ON e.thing_id = a.assignment_id AND e.ordinal = %(ordinal)s AND e.effective_on = lower(a.valid)
WHERE p.post_id = ANY(%(posts)s) AND p.frozen AND upper_inf(p.recorded) AND p.valid @> e.effective_on
  AND e.changes ? 'post'
GROUP BY 1, 2, 3, 4 ORDER BY 2, 1"""


def check(context: Context) -> Iterator[Finding]:
    """Of the people whose places this decision touches, and of the posts they hold."""
    staffed = context.view(Staffed)
    if not context.touched(ASSIGNMENT):
        return
    for person_id, since in context.rows(_TWICE, persons=staffed.persons):
        yield Finding(
            severity="error",
            code="two_main_places",
            message=gettext_noop(
                "Từ ngày {since}, người có mã hồ sơ {person} giữ hai vị trí chính; "
                "cho thôi giữ một vị trí (end_assignment), hoặc ghi vị trí sau là kiêm nhiệm (concurrent)."
            ),
            data={"since": since, "person": codes(context, [person_id])[0]},
            clause=context.clauses.get(person_id, ""),
        )
    yield from _crowded(context)
    # The few that are frozen first: over all posts of a roster the join took longer than the signing.
    frozen = [row[0] for row in context.rows(_FROZEN_POSTS, posts=staffed.posts)]
    found = context.rows(_FROZEN, posts=frozen, ordinal=context.ordinal) if frozen else []
    for post_id, on, post, unit_id, persons in found:
        yield Finding(
            severity="warning",
            code="placed_on_frozen_post",
            message=gettext_noop(
                "Ngày {on}, vị trí {post} đang tạm dừng tuyển nhưng có người mới được bố trí: {people}; "
                "bỏ tạm dừng (freeze_posts) hoặc bố trí vị trí khác."
            ),
            data={"on": on, "post": post, "people": named(codes(context, persons))},
            clause=context.clauses.get(post_id, ""),
            units=(unit_id,),
        )


def _crowded(context: Context) -> Iterator[Finding]:
    held: dict[int, list[tuple[int, date, date | None, Decimal]]] = {}
    for post_id, *place in context.rows(_HELD, posts=context.view(Staffed).posts):
        held.setdefault(post_id, []).append((place[0], place[1], place[2], place[3]))
    crowded = {post_id: found for post_id, places in held.items() if (found := _first_over(places))}
    told = {row[0]: row[1:] for row in context.rows(_POSTS, posts=list(crowded))} if crowded else {}
    for post_id, (since, persons, shares) in crowded.items():
        post, unit_id = told.get(post_id, (f"#{post_id}", 0))
        yield Finding(
            severity="error",
            code="post_held_twice",
            message=gettext_noop(
                "Từ ngày {since}, vị trí {post} có {people} cùng giữ chính thức, cộng {shares} suất; "
                "cho một người thôi giữ, hoặc ghi tỷ lệ thời gian (share) của từng người."
            ),
            data={
                "since": since, "post": post, "people": named(codes(context, persons)),
                "shares": vietnamese_number(shares),
            },
            clause=context.clauses.get(post_id, ""),
            units=(unit_id,) if unit_id else (),
        )  # fmt: skip


def _first_over(
    places: list[tuple[int, date, date | None, Decimal]],
) -> tuple[date, list[int], Decimal] | None:
    """The first day on which the shares come to more than one."""
    for on in sorted(place[1] for place in places):
        there = [(person, share) for person, since, until, share in places if since <= on and (not until or on < until)]
        if (shares := sum((share for _, share in there), Decimal(0))) > 1:
            return on, [person for person, _ in there], shares
    return None
