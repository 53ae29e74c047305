"""What the law does with months, years and ceilings, as terms: rounding of odd months, caps, calendar months."""

from __future__ import annotations

from typing import Any

import polars as pl

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.kinds import KINDS, month_index, month_text
from tinhgon.law.terms import Row, Term, choose, term


def _of(old: Term, *, expr: pl.Expr, kind: str, words: Any, told_by: tuple[Term, ...] = ()) -> Term:
    return Term(
        expr=expr,
        kind=KINDS[kind],
        scale=KINDS[kind].scale,
        words=words,
        uses=old.uses,
        reads=old.reads,
        nodes=(*old.nodes, *told_by),
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
    moved = month + gap
    return Term(
        expr=moved.expr,
        kind=KINDS["month"],
        scale=0,
        words=lambda row: f"{month.words(row)} + {_years_and_months(gap, row)}",
        uses=moved.uses,
        reads=moved.reads,
        nodes=(*moved.nodes, gap),
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
    gap = (end - start).as_kind("months")
    return Term(
        expr=gap.expr,
        kind=KINDS["months"],
        scale=0,
        words=lambda row: row.told(_("từ {start} đến {end}"), start=start.words(row), end=end.words(row)),
        uses=gap.uses,
        reads=gap.reads,
        nodes=gap.nodes,
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
    joined = day + gap  # for what it reads and cites; its own expression is not used
    return Term(
        expr=day.expr.dt.offset_by(pl.format("{}mo", gap.expr))
        if gap.constant is None
        else day.expr.dt.offset_by(f"{gap.constant}mo"),
        kind=KINDS["date"],
        scale=0,
        words=lambda row: row.told(_("{day} + {months} tháng"), day=day.words(row), months=gap.words(row)),
        uses=joined.uses,
        reads=joined.reads,
        nodes=joined.nodes,
        loose=True,
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
    return Term(
        expr=pl.concat_str([first.expr, second.expr], separator="."),
        kind=KINDS["text"],
        scale=0,
        words=lambda row: f"{first.words(row)}.{second.words(row)}",
        uses=lambda row: [*first.uses(row), *second.uses(row)],
        reads=first.reads | second.reads,
        nodes=(*first.nodes, *second.nodes),
    )


def in_percent(part: Term, whole: Term) -> Term:
    """A part in per cent of the whole, four decimals, never rounded up: 69,9999 stays below 70."""
    scale = max(part.scale, whole.scale)
    return Term(
        expr=part.at_scale(scale) * 1_000_000 // whole.at_scale(scale),
        kind=KINDS["decimal"],
        scale=4,
        words=lambda row: f"{part.words(row)} / {whole.words(row)}",
        uses=lambda row: [*part.uses(row), *whole.uses(row)],
        reads=part.reads | whole.reads,
        nodes=(*part.nodes, *whole.nodes),
    )


def rounded_up(share: Term) -> Term:
    """The next whole number, as a rule that says "at least" asks for."""
    unit = 10**share.scale
    return Term(
        expr=(share.expr + (unit - 1)) // unit,
        kind=KINDS["number"],
        scale=0,
        words=lambda row: row.told(_("{it}, làm tròn lên"), it=share.words(row)),
        uses=share.uses,
        reads=share.reads,
        nodes=share.nodes,
    )


def rounded_down(share: Term) -> Term:
    """The whole number reached, as a rule that says "at most" asks for."""
    return Term(
        expr=share.expr // 10**share.scale,
        kind=KINDS["number"],
        scale=0,
        words=lambda row: row.told(_("{it}, bỏ phần lẻ"), it=share.words(row)),
        uses=share.uses,
        reads=share.reads,
        nodes=share.nodes,
    )
