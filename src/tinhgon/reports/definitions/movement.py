"""Biến động đội ngũ: who came, moved and left in a period, from those present before it to those present at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.definitions.staffing_cuts import REASON_LABELS
from tinhgon.reports.facts import CATEGORY_LABELS, first_day, here
from tinhgon.reports.model import Column, Facts, LineKey, Report, RowPlan, Sums, Weights

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
_BY_KIND = """CASE WHEN f.kind LIKE 'take_up%%' THEN 'taken_up' WHEN f.kind LIKE 'recruit%%' THEN 'recruited'
  ELSE 'came' END"""
_REASONS = ", ".join(f"'{reason}'" for reason in _LEAVING if reason != "moved")


def facts(question: Question) -> Facts:
    """Events are the entries that begin and end substantive places; the post tells unit and category on that day."""
    known = question.known
    place = f"""
JOIN LATERAL (SELECT * FROM post_version p WHERE p.post_id = a.post_id AND {known.condition("p")}
  AND p.valid @> {{day}} LIMIT 1) p ON {here("p.unit_id")}"""
    there = f"""
SELECT 'all' AS r1, p.category AS r2, '{{word}}' AS col, 1 AS amount, 'person' AS subject, a.person_id AS subject_id,
       ARRAY[a.assignment_id, p.post_id] AS things, a.entry_id
FROM assignment_version a {place}
WHERE a.kind = 'substantive' AND a.valid @> {{day}} AND {known.condition("a")}"""
    began = f"""
SELECT 'all', p.category, {_BY_KIND}, 1, 'person', a.person_id, ARRAY[a.assignment_id, p.post_id], e.id
FROM entry e JOIN effect f ON f.id = e.effect_id
JOIN assignment_version a ON a.assignment_id = e.thing_id AND lower(a.valid) = e.effective_on
  AND {known.condition("a")} AND a.kind = 'substantive'
{place.format(day="e.effective_on")}
WHERE e.thing = 'assignment' AND e.changes->>'exists' = 'true' AND e.effective_on BETWEEN %(since)s AND %(on)s
  AND {known.entries("e")}"""
    ended = f"""
SELECT 'all', p.category, CASE WHEN e.changes->>'reason' IN ({_REASONS}) AND f.kind NOT LIKE 'transfer%%'
         THEN e.changes->>'reason' ELSE 'moved' END, 1, 'person', a.person_id,
       ARRAY[a.assignment_id, p.post_id], e.id
FROM entry e JOIN effect f ON f.id = e.effect_id
JOIN assignment_version a ON a.assignment_id = e.thing_id AND upper(a.valid) = e.effective_on
  AND {known.condition("a")} AND a.kind = 'substantive'
{place.format(day="(e.effective_on - 1)")}
WHERE e.thing = 'assignment' AND e.changes->>'exists' = 'false' AND e.effective_on BETWEEN %(since)s AND %(on)s
  AND {known.entries("e")}"""
    parts = [
        there.format(word="opening", day="(%(since)s::date - 1)"),
        there.format(word="closing", day="%(on)s::date"),
        began,
        ended,
    ]
    return Facts(" UNION ALL ".join(parts), {**question.arguments(), "since": first_day(question)})


def _moved_with_post(_sums: Sums) -> Weights:
    """What no event of a person explains: posts that came or went with their holders, or changed category."""
    events = dict.fromkeys(_COMING, -1) | dict.fromkeys(_LEAVING, 1)
    return {"closing": 1, "opening": -1, **events}


def columns(_question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """D = A + B − C: present before, coming, leaving, with their posts, present at the end."""
    coming, leaving = gettext_noop("Tăng"), gettext_noop("Giảm")
    return [
        Column("opening", gettext_noop("Đầu kỳ")),
        *(Column(key, label, coming) for key, label in _COMING.items()),
        *(Column(key, label, leaving) for key, label in _LEAVING.items()),
        Column("with_post", gettext_noop("Theo vị trí chuyển đi, chuyển đến"), weigh=_moved_with_post),
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
    counting=gettext_noop(
        "Cách đếm: lượt bắt đầu và thôi giữ vị trí chính; một người chuyển hai lần trong kỳ được đếm hai lượt. "
        "Kiêm nhiệm, phụ trách, biệt phái không đếm."
    ),
    facts=facts,
    rows=rows,
    columns=columns,
    chart=("opening", "closing"),
)
