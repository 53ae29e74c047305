"""Mô hình kiêm nhiệm, nhất thể hoá (RP-06): one person at two posts, by model and level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import vietnamese_number
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import LEVEL_LABELS, here, levels
from tinhgon.reports.model import Cell, Column, Facts, LineKey, Report, RowPlan, Sums

_JOIN = "/"


def facts(question: Question) -> Facts:
    """A model is the title of the main post with that of the other; it could be wherever the other title is."""
    known = question.known
    pairs = f"""
SELECT a.*, c.unit_id AS other_unit, c.title AS other_title, m.title AS main_title, m.post_id AS main_post
FROM assignment_version a
JOIN post_version c ON c.post_id = a.post_id AND c.valid @> %(on)s::date AND {known.condition("c")}
JOIN assignment_version b ON b.person_id = a.person_id AND b.kind = 'substantive' AND b.valid @> %(on)s::date
  AND {known.condition("b")}
JOIN post_version m ON m.post_id = b.post_id AND m.valid @> %(on)s::date AND {known.condition("m")}
WHERE a.kind = 'concurrent' AND a.valid @> %(on)s::date AND {known.condition("a")} AND {here("c.unit_id")}"""
    applied = f"""
SELECT x.other_unit AS r1, x.main_title || '{_JOIN}' || x.other_title AS r2, 'applied' AS col, 1 AS amount,
       'person' AS subject, x.person_id AS subject_id, ARRAY[x.assignment_id, x.post_id, x.main_post] AS things,
       x.entry_id FROM ({pairs}) x"""
    eligible = f"""
SELECT p.unit_id, t.main_title || '{_JOIN}' || p.title, 'eligible', 1, 'post', p.post_id, ARRAY[p.post_id], p.entry_id
FROM (SELECT DISTINCT main_title, other_title FROM ({pairs}) y) t
JOIN post_version p ON p.title = t.other_title AND p.valid @> %(on)s::date AND {known.condition("p")}
WHERE {here("p.unit_id")}"""
    return Facts((applied, eligible), question.arguments())


def _share(cells: Mapping[str, Cell]) -> str:
    eligible, applied = int(cells["eligible"] or 0), int(cells["applied"] or 0)
    if not eligible:
        return "–"
    share = Decimal(100 * applied) / eligible
    return f"{vietnamese_number(share, 0 if 100 * applied % eligible == 0 else 1)} %"


def columns(_question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """Where it could be done, where it is, and the share."""
    return [
        Column("eligible", gettext_noop("Nơi có vị trí đó")),
        Column("applied", gettext_noop("Đang kiêm nhiệm")),
        Column("share", gettext_noop("Tỷ lệ"), text=_share),
    ]


def rows(question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """Each level, and in it each model; a post of a title that takes part in two models is there in both."""
    level_of = levels(question, {line[0] for line in lines})
    found: list[RowPlan] = []
    for level, label in LEVEL_LABELS.items():
        members = [line for line in lines if level_of[line[0]] == level]
        if members:
            found.append(RowPlan(level, label, members, kind="subtotal"))
        for model in sorted({str(line[1]) for line in members}):
            told = model.replace(_JOIN, " + ")
            some = [line for line in members if line[1] == model]
            found.append(RowPlan(f"{level}:{model}", told, some, depth=1))
    return [*found, RowPlan("total", gettext_noop("Tổng cộng"), list(lines), kind="total")]


REPORT = Report(
    name="concurrent-posts",
    code="RP-06",
    title=gettext_noop("Mô hình kiêm nhiệm, nhất thể hoá"),
    summary=gettext_noop("Một người giữ hai vị trí: mô hình theo cấp, nơi có thể làm và nơi đang làm."),
    span="day",
    unit=gettext_noop("lượt kiêm nhiệm, vị trí"),
    counting=gettext_noop(
        "Cách đếm: mỗi lượt kiêm nhiệm một lần, ở vị trí kiêm; người đó đã được đếm một lần ở vị trí chính "
        "trong các báo cáo số lượng."
    ),
    facts=facts,
    rows=rows,
    columns=columns,
    chart=("eligible", "applied"),
)
