"""Biên chế giao và có mặt (RP-03): assigned, present, vacancy and surplus, by unit and bloc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from tinhgon.basis.errors import gettext_noop
from tinhgon.registers.establishment.payloads import ESTABLISHMENT
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import BLOC_LABELS, present_facts, quota_facts, unit_rows
from tinhgon.reports.model import Column, Facts, LineKey, Report, RowPlan, Sums, Weights


def facts(question: Question) -> Facts:
    """A line is a unit with a bloc, a category and a funding: what is missing in one is not made up in another."""
    held = quota_facts(question, r1="q.unit_id", r2="q.bloc || '/' || q.category || '/' || q.funding", col="q.layer")
    present = present_facts(question, r1="p.unit_id", r2="p.line", columns=("'present'",))
    return Facts((held, *present), question.arguments())


def _is_inside(line: LineKey) -> bool:
    return _parts(str(line[1]))[1] in ESTABLISHMENT


@cache
def _parts(line: str) -> Sequence[str]:
    """(bloc, category, funding)"""
    return line.split("/")


def _is_outside(line: LineKey) -> bool:
    return not _is_inside(line)


_VACANCY: Weights = {"official": 1, "surplus": 1, "present": -1}
_EXCESS: Weights = {column: -weight for column, weight in _VACANCY.items()}


def columns(_question: Question, _lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """Vacancy and over-use are told line by line, the difference in the sum."""
    inside, outside = gettext_noop("Biên chế"), gettext_noop("Ngoài biên chế")
    return [
        Column("official", gettext_noop("Giao"), inside, of=_is_inside),
        Column("surplus", gettext_noop("Dôi dư có thời hạn"), inside, of=_is_inside),
        Column("reserve", gettext_noop("Dự phòng"), inside, of=_is_inside),
        Column("present", gettext_noop("Có mặt"), inside, of=_is_inside),
        Column("vacancy", gettext_noop("Còn thiếu"), inside, terms=_VACANCY, positive_only=True, of=_is_inside),
        Column("over", gettext_noop("Vượt"), inside, terms=_EXCESS, positive_only=True, of=_is_inside),
        Column("difference", gettext_noop("Chênh lệch"), inside, terms=_VACANCY, of=_is_inside),
        Column("outside_assigned", gettext_noop("Giao"), outside, terms={"official": 1, "surplus": 1}, of=_is_outside),
        Column("outside_present", gettext_noop("Có mặt"), outside, terms={"present": 1}, of=_is_outside),
    ]


def rows(question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[RowPlan]:
    """The total, the four blocs, then every unit with what is below it."""
    by_bloc: dict[str, list[LineKey]] = {bloc: [] for bloc in BLOC_LABELS}
    for line in lines:
        by_bloc[_parts(str(line[1]))[0]].append(line)
    found: list[RowPlan] = [RowPlan("total", gettext_noop("Tổng cộng"), list(lines), kind="total")]
    for bloc, members in by_bloc.items():
        if members:
            found.append(RowPlan(f"bloc:{bloc}", BLOC_LABELS[bloc], members, kind="subtotal"))
    return [*found, *unit_rows(question, lines)]


REPORT = Report(
    name="establishment",
    code="RP-03",
    title=gettext_noop("Biên chế giao và có mặt"),
    summary=gettext_noop("Biên chế giao, có mặt, còn thiếu, vượt theo khối và đơn vị, trong một ngày."),
    span="day",
    by_unit=True,
    counting=gettext_noop(
        "Cách đếm: chỉ tiêu biên chế và người ở vị trí chính; người kiêm nhiệm đếm một lần, ở vị trí chính. "
        "Người hoạt động không chuyên trách, cán bộ và công chức cấp xã, hợp đồng không tính vào biên chế."
    ),
    signs=gettext_noop("Chênh lệch là giao và dôi dư trừ có mặt: số dương là còn thiếu, số âm là vượt."),
    facts=facts,
    rows=rows,
    columns=columns,
    chart=("official", "present"),
)
