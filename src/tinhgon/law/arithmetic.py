"""What the law does with months, years and ceilings, as terms: rounding of odd months, caps, calendar months."""

from __future__ import annotations

from typing import Any

import polars as pl

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.kinds import KINDS, month_index, month_text
from tinhgon.law.terms import Row, Term, Words, choose, term


def _of(
    *terms: Term, expr: pl.Expr, kind: str, words: Words, told_by: tuple[Term, ...] = (), loose: bool = False
) -> Term:
    """A term made of others: it reads and cites what they do. `told_by` are those whose values the words ask for."""
    return Term(
        expr=expr,
        kind=KINDS[kind],
        scale=KINDS[kind].scale,
        words=words,
        uses=lambda row: [entry for one in terms for entry in one.uses(row)],
        reads=frozenset().union(*(one.reads for one in terms)),
        nodes=(*(node for one in terms for node in one.nodes), *told_by),
        loose=loose,
    )


def capped(value: Term, ceiling: Any) -> Term:
    """The value, at most the ceiling."""
    top = term(ceiling)
    return choose((value <= top, value.said("{it}")), otherwise=top.said(_("không quá {it}")))


def at_least(value: Term, floor: Any) -> Term:
    """The value, at least the floor."""
    bottom = term(floor)
    return choose((value >= bottom, value.said("{it}")), otherwise=bottom.said(_("không dưới {it}")))


def half_years(months: Term) -> Term:
    """Years out of months, odd months rounded: 1 to 6 make half a year, more than 6 a whole one.

    The same sentence stands in Nghị định 178/2024, Điều 5; 177/2024, Điều 3 khoản 3; 154/2025, Điều 5.
    """
    expr = (months.expr + 5) // 6 * 5  # halves begun, as tenths of a year

    def words(row: Row) -> str:
        whole, rest = divmod(row.nodes[id(months)] or 0, 12)
        parts = {"months": months.words(row), "whole": whole, "rest": rest}
        if not rest:
            return row.told(_("{months} tháng = {whole} năm {rest} tháng"), **parts)
        if rest <= 6:
            return row.told(_("{months} tháng = {whole} năm {rest} tháng, lẻ 1–6 tháng tính ½ năm"), **parts)
        return row.told(_("{months} tháng = {whole} năm {rest} tháng, lẻ trên 6 tháng tính 1 năm"), **parts)

    return _of(months, expr=expr, kind="years", words=words, told_by=(months,))


def service_years(months: Term, *, half_from: Term, whole_above: Term) -> Term:
    """Years out of months, odd months left out, or made half a year from one number on, or a whole one above another.

    So in Nghị định 170/2025, Điều 59 khoản 2: under 3 nothing, 3 to 6 half a year, above 6 a year.
    """
    rest = months.expr % 12
    tenths = pl.when(rest > whole_above.expr).then(10).when(rest >= half_from.expr).then(5).otherwise(0)
    expr = pl.when(months.expr.is_not_null()).then(months.expr // 12 * 10 + tenths)

    def words(row: Row) -> str:
        whole, odd = divmod(row.nodes[id(months)] or 0, 12)
        parts = {"months": months.words(row), "whole": whole, "rest": odd}
        if odd > whole_above.constant:
            return row.told(_("{months} tháng = {whole} năm {rest} tháng, tháng lẻ tính 1 năm"), **parts)
        if odd >= half_from.constant:
            return row.told(_("{months} tháng = {whole} năm {rest} tháng, tháng lẻ tính ½ năm"), **parts)
        if odd:
            return row.told(_("{months} tháng = {whole} năm {rest} tháng, tháng lẻ không tính"), **parts)
        return row.told(_("{months} tháng = {whole} năm {rest} tháng"), **parts)

    return _of(months, half_from, whole_above, expr=expr, kind="years", words=words, told_by=(months,))


def month_of(day: Term) -> Term:
    """The calendar month of a day."""
    expr = day.expr.dt.year().cast(pl.Int64) * 12 + day.expr.dt.month().cast(pl.Int64) - 1

    def words(row: Row) -> str:
        value = row.nodes[id(day)]
        return "–" if value is None else month_text(month_index(value.year, value.month))

    return _of(day, expr=expr, kind="month", words=words, told_by=(day,))


def year_of(day: Term) -> Term:
    """The calendar year of a day."""
    return _of(day, expr=day.expr.dt.year().cast(pl.Int64), kind="number", words=day.words)


def month_after(month: Term, months: Any) -> Term:
    """So many months after a calendar month."""
    gap = term(months)
    return _of(
        month,
        gap,
        expr=(month + gap).expr,
        kind="month",
        words=lambda row: f"{month.words(row)} + {_years_and_months(gap, row)}",
        told_by=(gap,),
        loose=True,
    )


def _years_and_months(gap: Term, row: Row) -> str:
    value = row.nodes[id(gap)]
    if value is None:
        return gap.words(row)
    years, months = divmod(value, 12)
    if not years:
        return row.told(_("{months} tháng"), months=months)
    return row.told(_("{years} năm {months} tháng") if months else _("{years} năm"), years=years, months=months)


def months_from(start: Term, end: Term) -> Term:
    """Whole months from one calendar month to another."""
    return _of(
        end,
        start,
        expr=(end - start).expr,
        kind="months",
        words=lambda row: row.told(_("từ {start} đến {end}"), start=start.words(row), end=end.words(row)),
    )


def first_day(month: Term) -> Term:
    """The first day of a calendar month."""
    expr = pl.date(month.expr // 12, month.expr % 12 + 1, 1)
    return _of(
        month,
        expr=expr,
        kind="date",
        words=lambda row: row.told(_("ngày đầu của tháng {month}"), month=month.words(row)),
    )


def last_day(month: Term) -> Term:
    """The last day of a calendar month."""
    expr = pl.date(month.expr // 12, month.expr % 12 + 1, 1).dt.month_end()
    return _of(
        month,
        expr=expr,
        kind="date",
        words=lambda row: row.told(_("ngày cuối của tháng {month}"), month=month.words(row)),
    )


def months_later(day: Term, months: Any) -> Term:
    """The same day so many months later (the last day of a shorter month)."""
    gap = term(months)
    by = pl.format("{}mo", gap.expr) if gap.constant is None else f"{gap.constant}mo"
    return _of(
        day,
        gap,
        expr=day.expr.dt.offset_by(by),
        kind="date",
        words=lambda row: row.told(_("{day} + {months} tháng"), day=day.words(row), months=gap.words(row)),
        loose=True,
    )


def days_later(day: Term, days: Any) -> Term:
    """So many days after a day; the day itself is not counted."""
    gap = term(days)
    return _of(
        day,
        gap,
        expr=day.expr.dt.offset_by(pl.format("{}d", gap.expr)),
        kind="date",
        words=lambda row: row.told(_("{day} + {days} ngày"), day=day.words(row), days=gap.words(row)),
        loose=True,
    )


def whole_months(first: Term, last: Term) -> Term:
    """Whole months that have passed from one day to another."""
    months = (last.expr.dt.year().cast(pl.Int64) - first.expr.dt.year()) * 12 + last.expr.dt.month()
    unfinished = (last.expr.dt.day() < first.expr.dt.day()).cast(pl.Int64)
    return _of(
        first,
        last,
        expr=(months - first.expr.dt.month()).cast(pl.Int64) - unfinished,
        kind="months",
        words=lambda row: row.told(_("từ {start} đến {end}"), start=first.words(row), end=last.words(row)),
    )


def one_of(value: Term, words: tuple[str, ...]) -> Term:
    """Whether a word is one of a few."""
    return _of(
        value,
        expr=value.expr.is_in(list(words)),
        kind="bool",
        words=lambda row: row.told(_("{it} thuộc: {words}"), it=value.words(row), words=", ".join(words)),
    )


def word_of(first: Term, second: Term) -> Term:
    """Two words as one key of a table: commune.mountain."""
    return _of(
        first,
        second,
        expr=pl.concat_str([first.expr, second.expr], separator="."),
        kind="text",
        words=lambda row: f"{first.words(row)}.{second.words(row)}",
    )


def in_percent(part: Term, whole: Term) -> Term:
    """A part in per cent of the whole, four decimals, never rounded up: 69,9999 stays below 70."""
    scale = max(part.scale, whole.scale)
    return _of(
        part,
        whole,
        expr=part.at_scale(scale) * 1_000_000 // whole.at_scale(scale),
        kind="decimal",
        words=lambda row: f"{part.words(row)} / {whole.words(row)}",
    )


def rounded_up(share: Term) -> Term:
    """The next whole number, as a rule that says "at least" asks for."""
    unit: int = 10**share.scale
    return _of(
        share,
        expr=(share.expr + (unit - 1)) // unit,
        kind="number",
        words=lambda row: row.told(_("{it}, làm tròn lên"), it=share.words(row)),
    )


def rounded_down(share: Term) -> Term:
    """The whole number reached, as a rule that says "at most" asks for."""
    return _of(
        share,
        expr=share.expr // 10**share.scale,
        kind="number",
        words=lambda row: row.told(_("{it}, bỏ phần lẻ"), it=share.words(row)),
    )
