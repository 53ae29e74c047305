"""Cán bộ lãnh đạo, quản lý theo chức danh (RP-02): leadership posts by level and title, and who holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import LEVEL_LABELS, age_on, here, levels
from tinhgon.reports.model import Column, Facts, LineKey, Report, RowPlan, Sums

_RANKS = {"head": gettext_noop("Cấp trưởng"), "deputy": gettext_noop("Cấp phó"), "other": gettext_noop("Khác")}


def facts(question: Question) -> Facts:
    """A post is a fact of its own; so is the one person who leads from it, the substantive holder before any other."""
    known, age = question.known, age_on("h")
    posts = f"""post_version p WHERE p."group" = 'leadership' AND p.valid @> %(on)s::date AND {known.condition("p")}
  AND {here("p.unit_id")}"""
    post_facts = f"""
SELECT p.unit_id AS r1, coalesce(p.rank, 'other') || '/' || p.title AS r2, 'posts' AS col, 1 AS amount,
       'post' AS subject, p.post_id AS subject_id, ARRAY[p.post_id] AS things, p.entry_id FROM {posts}"""
    holders = f"""
SELECT p.unit_id, coalesce(p.rank, 'other') || '/' || p.title, c.col, 1, 'person', a.person_id,
       ARRAY[a.assignment_id, p.post_id, h.person_id], a.entry_id
FROM (SELECT * FROM {posts}) p
JOIN LATERAL (SELECT * FROM assignment_version a WHERE a.post_id = p.post_id AND a.valid @> %(on)s::date
              AND {known.condition("a")}
              ORDER BY a.kind <> 'substantive', a.kind <> 'in_charge', a.assignment_id DESC LIMIT 1) a ON true
JOIN person_version h ON h.person_id = a.person_id AND h.valid @> %(on)s::date AND {known.condition("h")}
CROSS JOIN LATERAL (VALUES ('filled'), (CASE WHEN a.kind <> 'substantive' THEN 'by_other' END),
  (CASE WHEN h.sex = 'female' THEN 'female' END), (CASE WHEN lower(h.ethnicity) <> 'kinh' THEN 'minority' END),
  (CASE WHEN {age} < 40 THEN 'under_40' WHEN {age} <= 50 THEN '40_50' WHEN {age} > 50 THEN 'over_50'
        ELSE 'age_unknown' END),
  (CASE WHEN h.theory = 'advanced' THEN 'theory' END)) c(col) WHERE c.col IS NOT NULL"""
    return Facts((post_facts, holders), question.arguments())


def columns(question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """Posts, how they are held, and by whom."""
    holders, ages = gettext_noop("Người giữ"), gettext_noop("Tuổi")
    return [
        Column("posts", gettext_noop("Vị trí")),
        Column("filled", gettext_noop("Có người giữ")),
        Column("by_other", gettext_noop("Kiêm nhiệm, phụ trách")),
        Column("vacant", gettext_noop("Còn trống"), terms={"posts": 1, "filled": -1}),
        Column("female", gettext_noop("Nữ"), holders, personal=True),
        Column(
            "minority", gettext_noop("Dân tộc thiểu số"), holders, conceal_below=3 if question.extent else 0,
            personal=True,
        ),
        Column("theory", gettext_noop("Lý luận cao cấp, cử nhân"), holders, personal=True),
        Column("under_40", gettext_noop("Dưới 40"), ages, personal=True),
        Column("40_50", gettext_noop("40–50"), ages, personal=True),
        Column("over_50", gettext_noop("Trên 50"), ages, personal=True),
        Column("age_unknown", gettext_noop("Chưa ghi"), ages, personal=True),
    ]  # fmt: skip


def rows(question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """The total; each level; in it heads and deputies; in these each title."""
    level_of = levels(question, {line[0] for line in lines})
    found = [RowPlan("total", gettext_noop("Tổng cộng"), list(lines), kind="total")]
    for level, label in LEVEL_LABELS.items():
        members = [line for line in lines if level_of[line[0]] == level]
        if members:
            found.append(RowPlan(level, label, members, kind="subtotal"))
        for rank, name in _RANKS.items():
            ranked = [line for line in members if str(line[1]).startswith(f"{rank}/")]
            if ranked:
                found.append(RowPlan(f"{level}:{rank}", name, ranked, depth=1, kind="subtotal"))
            titles: dict[str, list[LineKey]] = {}
            for line in ranked:
                titles.setdefault(str(line[1]).split("/", 1)[1], []).append(line)
            found += [RowPlan(f"{level}:{rank}:{title}", title, titles[title], depth=2) for title in sorted(titles)]
    return found


REPORT = Report(
    name="leadership",
    code="RP-02",
    title=gettext_noop("Cán bộ lãnh đạo, quản lý theo chức danh"),
    summary=gettext_noop("Vị trí lãnh đạo theo cấp và chức danh: có người giữ, còn trống, nữ, tuổi, trình độ."),
    span="day",
    by_unit=True,
    unit=gettext_noop("vị trí, người"),
    counting=gettext_noop(
        "Cách đếm: mỗi vị trí lãnh đạo một lần; người giữ là người ở vị trí chính, nếu không có thì người phụ trách "
        "hoặc kiêm nhiệm. Một người giữ hai vị trí lãnh đạo được đếm ở cả hai."
    ),
    facts=facts,
    rows=rows,
    columns=columns,
    crowd="filled",
    chart=("posts", "filled"),
)
