"""Dự báo nghỉ hưu theo năm: how many reach the retirement age in each of the coming years, by the law in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from tinhgon.basis.errors import gettext_noop
from tinhgon.law import engine
from tinhgon.reports.asking import Question
from tinhgon.reports.facts import level_rows, present_facts
from tinhgon.reports.model import Column, Facts, LineKey, Report, Sums, Weights

YEARS = 15
_RULE = "retirement.normal"


def facts(question: Question) -> Facts:
    """Everyone by month of birth and sex; in which year that means retirement is the law's to say, in the columns."""
    born = "'born:' || h.birth_year || '-' || coalesce(h.birth_month, 1) || ':' || h.sex"
    counted = present_facts(
        question, r1="p.unit_id", r2="p.category",
        columns=("'total'", f"coalesce({born}, 'unknown')"),
        where="p.category NOT IN ('part_time_commune', 'part_time_hamlet')",
    )  # fmt: skip
    return Facts(counted, question.arguments())


def retirement_years(born: Sequence[str], on: date) -> dict[str, int]:
    """For base columns 'born:1965-3:male' the year in which the age is reached, by the law in force on a day."""
    parts = [column.removeprefix("born:").split(":") for column in born]
    months = [int(month.split("-")[0]) * 12 + int(month.split("-")[1]) - 1 for month, _ in parts]
    frame = pl.DataFrame({"sex": [sex for _, sex in parts], "birth_month": months})
    done = engine.run(rule=engine.rule_on(id=_RULE, on=on), facts=frame, on=on)
    return {column: month // 12 for column, month in zip(born, done["retire_month"], strict=True) if month is not None}


def columns(question: Question, lines: Mapping[LineKey, Sums]) -> Sequence[Column]:
    """Those past the age already, fifteen years one by one, later; and those whose birth or sex is not recorded."""
    born = sorted({column for sums in lines.values() for column in sums if column.startswith("born:")})
    year_of = retirement_years(born, question.on) if born else {}
    first = question.on.year
    found = [
        Column("total", gettext_noop("Có mặt")),
        Column("past", gettext_noop("Trước năm này"), terms=_within(year_of, None, first - 1), personal=True),
    ]
    found += [
        Column(str(y), str(y), _GROUP, terms=_within(year_of, y, y), personal=True) for y in range(first, first + YEARS)
    ]
    return [
        *found,
        Column("later", gettext_noop("Sau đó"), terms=_within(year_of, first + YEARS, None), personal=True),
        Column("unknown", gettext_noop("Chưa ghi"), personal=True),
    ]


_GROUP = gettext_noop("Đủ tuổi trong năm")


def _within(year_of: Mapping[str, int], first: int | None, last: int | None) -> Weights:
    return {
        column: 1
        for column, year in year_of.items()
        if (first is None or year >= first) and (last is None or year <= last)
    }


REPORT = Report(
    name="retirement-forecast",
    title=gettext_noop("Dự báo nghỉ hưu theo năm"),
    summary=gettext_noop("Số người đủ tuổi nghỉ hưu từng năm, theo quy định có hiệu lực trong ngày báo cáo."),
    span="day",
    by_unit=True,
    unit=gettext_noop("người"),
    counting=gettext_noop(
        "Cách đếm: mỗi người một lần ở vị trí chính; năm của tháng đủ tuổi nghỉ hưu bình thường theo quy định có "
        "hiệu lực ngày báo cáo. Không tính nghỉ ở tuổi thấp hơn, cao hơn. Chỉ biết năm sinh thì tính từ tháng 01."
    ),
    facts=facts,
    rows=level_rows,
    columns=columns,
    chart=(),
)
