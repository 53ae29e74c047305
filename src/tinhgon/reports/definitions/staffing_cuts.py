"""Tinh giản biên chế (RP-04): cuts by bloc and category, by year and reason, from an opening to a closing balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinhgon.basis.errors import gettext_noop
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import CATEGORY_LABELS, INSIDE, OUTSIDE, first_day, here
from tinhgon.reports.model import Column, Facts, LineKey, Report, RowPlan, Sums, Weights

REASON_LABELS: Mapping[str, str] = {
    "retired_on_time": gettext_noop("Nghỉ hưu đúng tuổi"),
    "retired_early": gettext_noop("Nghỉ hưu trước tuổi"),
    "left_at_once": gettext_noop("Thôi việc ngay"),
    "resigned": gettext_noop("Thôi việc theo nguyện vọng"),
    "transferred": gettext_noop("Chuyển công tác"),
    "died": gettext_noop("Từ trần"),
    "dismissed": gettext_noop("Buộc thôi việc"),
    "not_replaced": gettext_noop("Không tuyển thay"),
}
_SIDES: Mapping[str, str] = {
    "party": gettext_noop("Khối Đảng, Mặt trận, đoàn thể"),
    "state": gettext_noop("Khối Nhà nước, đơn vị sự nghiệp"),
}


def facts(question: Question) -> Facts:
    """A line is a side and a category: held at the start, cut, moved, held at the end."""
    since = first_day(question)
    known = question.known.condition("q")
    side = "CASE WHEN q.bloc IN ('party', 'front') THEN 'party' ELSE 'state' END"
    head = f"""SELECT {side} AS r1, q.category AS r2, {{col}} AS col, {{amount}} AS amount, 'quota' AS subject,
       q.unit_id AS subject_id, ARRAY[q.thing_id] AS things, q.entry_id
FROM quota_version q WHERE {known} AND {here("q.unit_id")} AND {{where}}"""
    held = "q.account = 'held' AND "
    begins = "lower(q.valid) BETWEEN %(since)s AND %(on)s"
    parts = (
        head.format(col="'opening'", amount="q.amount", where=f"{held}q.valid @> (%(since)s::date - 1)"),
        head.format(
            col="'cut:' || date_part('year', lower(q.valid)) || ':' || q.reason", amount="q.amount",
            where=f"q.account = 'cut' AND {begins}",
        ),
        head.format(col="'moved'", amount="q.amount", where=f"{held}{begins}"),
        head.format(
            col="'moved'", amount="-q.amount",
            where=f"{held}upper(q.valid) BETWEEN %(since)s AND %(on)s",
        ),
        head.format(col="'closing'", amount="q.amount", where=f"{held}q.valid @> %(on)s::date"),
    )  # fmt: skip
    return Facts(parts, {**question.arguments(), "since": since})


def columns(_question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """The opening, each year with its reasons, the sum of cuts by reason, what was added, the closing."""
    pairs = sorted({tuple(column.split(":")[1:]) for sums in lines.values() for column in sums if ":" in column})
    years = sorted({year for year, _ in pairs})
    reasons = [reason for reason in REASON_LABELS if any(reason == other for _, other in pairs)]

    def cuts(year: str | None, reason: str | None) -> Weights:
        return {f"cut:{y}:{why}": 1 for y, why in pairs if year in (None, y) and reason in (None, why)}

    found = [Column("opening", gettext_noop("Đầu kỳ"))]
    for year in years:
        found.append(Column(year, gettext_noop("Cộng"), year, terms=cuts(year, None)))
        found += [
            Column(f"{year}:{reason}", REASON_LABELS[reason], year, terms=cuts(year, reason), detail_of=year)
            for reason in reasons
            if (year, reason) in pairs
        ]
    total = gettext_noop("Cả kỳ")
    found.append(Column("cut", gettext_noop("Giảm"), total, terms=cuts(None, None)))
    found += [Column(f"reason:{reason}", REASON_LABELS[reason], total, terms=cuts(None, reason)) for reason in reasons]
    # A cut takes as much from what is held as it notes: the rest of the movement came otherwise.
    added = {"moved": 1, **cuts(None, None)}
    return [
        *found,
        Column("added", gettext_noop("Giao thêm, điều chuyển"), terms=added),
        Column("closing", gettext_noop("Cuối kỳ")),
    ]


def rows(_question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """The two sides with their categories, the total of the establishment, then what is outside it."""
    found: list[RowPlan] = []
    for side, label in _SIDES.items():
        inside = [(side, category) for category in INSIDE]
        found.append(RowPlan(side, label, inside, kind="subtotal"))
        found += [
            RowPlan(f"{side}:{category}", CATEGORY_LABELS[category], [(side, category)], depth=1)
            for category in INSIDE
            if (side, category) in lines
        ]
    everything = [(side, category) for side in _SIDES for category in INSIDE]
    found.append(RowPlan("total", gettext_noop("Tổng biên chế"), everything, kind="total"))
    found += [
        RowPlan(category, CATEGORY_LABELS[category], [(side, category) for side in _SIDES], kind="outside")
        for category in OUTSIDE
        if any((side, category) in lines for side in _SIDES)
    ]
    return found


REPORT = Report(
    name="staffing-cuts",
    code="RP-04",
    title=gettext_noop("Tinh giản biên chế"),
    summary=gettext_noop("Biên chế cắt giảm theo khối, nhóm, năm và lý do; từ số đầu kỳ đến số cuối kỳ."),
    span="period",
    counting=gettext_noop(
        "Cách đếm: chỉ tiêu biên chế cắt giảm theo quyết định, mỗi chỉ tiêu một lý do. "
        "Không chuyên trách cấp xã và ở ấp, khu vực nằm ngoài biên chế, không cộng vào tổng."
    ),
    facts=facts,
    rows=rows,
    columns=columns,
    chart=("cut",),
)
