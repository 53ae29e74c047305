"""Biến động đội ngũ: who came, moved and left in a period, from those present before it to those present at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.definitions.staffing_cuts import REASON_LABELS
from tinhgon.reports.facts import CATEGORY_LABELS, first_day, here
from tinhgon.reports.model import Column, Facts, LineKey, Report, RowPlan, Sums

_COMING = {
    "taken_up": gettext_noop("Ghi vào sổ"),
    "recruited": gettext_noop("Tuyển dụng, tiếp nhận"),
    "came": gettext_noop("Nhận từ vị trí khác"),
}
_LEAVING = {
    **REASON_LABELS,
    "not_reelected": gettext_noop("Không đủ tuổi tái cử"),
    "moved": gettext_noop("Sang vị trí khác"),
}
del _LEAVING["not_replaced"]
_REASONS = ", ".join(f"'{reason}'" for reason in _LEAVING if reason != "moved")
_COMES = """CASE WHEN s.was_post IS NOT NULL THEN 'came' WHEN f.kind LIKE 'take_up%%' THEN 'taken_up'
  WHEN f.kind LIKE 'recruit%%' THEN 'recruited' ELSE 'came' END"""
_LEAVES = f"CASE WHEN s.post_id IS NULL AND s.reason IN ({_REASONS}) THEN s.reason ELSE 'moved' END"

# Each day in the period on which the main place of somebody is another than on the eve: the post then and before, the
# entry that made it so, and for an end its reason.
_SIDES = """
SELECT a.assignment_id, a.person_id, lower(a.valid) AS day, a.post_id, b.post_id AS was_post, a.entry_id, NULL AS reason
FROM assignment_version a LEFT JOIN assignment_version b ON b.assignment_id = a.assignment_id
  AND upper(b.valid) = lower(a.valid) AND b.kind = 'substantive' AND {b}
WHERE a.kind = 'substantive' AND {a} AND lower(a.valid) BETWEEN %(since)s AND %(on)s
UNION ALL
SELECT b.assignment_id, b.person_id, upper(b.valid), NULL, b.post_id, e.id, e.changes->>'reason'
FROM assignment_version b
JOIN LATERAL (SELECT * FROM entry e WHERE e.thing_id = b.assignment_id AND e.effective_on = upper(b.valid)
              AND {stands} ORDER BY e.id DESC LIMIT 1) e ON true
WHERE b.kind = 'substantive' AND {b} AND upper(b.valid) BETWEEN %(since)s AND %(on)s
  AND NOT EXISTS (SELECT FROM assignment_version a WHERE a.assignment_id = b.assignment_id AND {a}
                  AND a.kind = 'substantive' AND lower(a.valid) = upper(b.valid))"""


def facts(question: Question) -> Facts:
    """Events are where the states of main places meet: one begins, moves to another post, or ends.

    The post tells unit and category as of the day of the event; for what is left, as of the day before.
    """
    known = question.known
    sides = _SIDES.format(a=known.condition("a"), b=known.condition("b"), stands=known.entries("e"))
    post = f"""
JOIN LATERAL (SELECT * FROM post_version p WHERE p.post_id = {{at}} AND {known.condition("p")} AND p.valid @> {{day}}
  LIMIT 1) p ON {here("p.unit_id")}"""
    head = """
SELECT 'all' AS r1, p.category AS r2, {col} AS col, 1 AS amount, 'person' AS subject, {of}.person_id AS subject_id,
       ARRAY[{of}.assignment_id, p.post_id] AS things, {of}.entry_id FROM """
    there = f"""{head.format(of="a", col="'{word}'")} assignment_version a {post.format(at="a.post_id", day="{day}")}
WHERE a.kind = 'substantive' AND a.valid @> {{day}} AND {known.condition("a")}"""
    came = f"""{head.format(of="s", col=_COMES)} ({sides}) s LEFT JOIN entry n ON n.id = s.entry_id
LEFT JOIN effect f ON f.id = n.effect_id {post.format(at="s.post_id", day="s.day")}
WHERE s.post_id IS DISTINCT FROM s.was_post"""
    left = f"""{head.format(of="s", col=_LEAVES)} ({sides}) s {post.format(at="s.was_post", day="(s.day - 1)")}
WHERE s.post_id IS DISTINCT FROM s.was_post"""
    parts = [
        there.format(word="opening", day="(%(since)s::date - 1)"),
        there.format(word="closing", day="%(on)s::date"),
        came,
        left,
    ]
    return Facts(parts, {**question.arguments(), "since": first_day(question)})


# What no event of a person explains: posts that came or went with their holders, or changed category.
_WITH_POST = {"closing": 1, "opening": -1} | dict.fromkeys(_COMING, -1) | dict.fromkeys(_LEAVING, 1)


def columns(_question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """D = A + B − C: present before, coming, leaving, with their posts, present at the end."""
    coming, leaving = gettext_noop("Tăng"), gettext_noop("Giảm")
    return [
        Column("opening", gettext_noop("Đầu kỳ")),
        *(Column(key, label, coming) for key, label in _COMING.items()),
        *(Column(key, label, leaving, personal=key != "moved") for key, label in _LEAVING.items()),
        Column("with_post", gettext_noop("Theo vị trí chuyển đi, chuyển đến"), terms=_WITH_POST),
        Column("closing", gettext_noop("Cuối kỳ")),
    ]


def rows(_question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """Each category, then the total."""
    found = [
        RowPlan(category, label, [("all", category)])
        for category, label in CATEGORY_LABELS.items()
        if ("all", category) in lines
    ]
    return [*found, RowPlan("total", gettext_noop("Tổng cộng"), list(lines), kind="total")]


REPORT = Report(
    name="movement",
    code="RP-08",
    title=gettext_noop("Biến động đội ngũ"),
    summary=gettext_noop("Người đến, chuyển, nghỉ trong kỳ theo nhóm; từ số đầu kỳ đến số cuối kỳ."),
    span="period",
    unit=gettext_noop("người, lượt"),
    counting=gettext_noop(
        "Cách đếm: lượt bắt đầu và thôi giữ vị trí chính; một người chuyển hai lần trong kỳ được đếm hai lượt. "
        "Kiêm nhiệm, phụ trách, biệt phái không đếm."
    ),
    facts=facts,
    rows=rows,
    columns=columns,
    crowd="opening",
    chart=("opening", "closing"),
)
