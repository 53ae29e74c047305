"""A report as bars: the rows just below the total, so that one sees at a glance what is large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from tinhgon.reports import Row, Table
from tinhgon.web.kit import words
from tinhgon.web.reports.grid import Links, full_label

BARS = 24


@dataclass(frozen=True)
class Bar:
    """One bar: `width` is per cent of the longest; `place` chooses its colour."""

    label: str
    value: str
    href: str
    width: str
    place: int


@dataclass(frozen=True)
class Line:
    """A row of the report with a bar for each column that the chart shows."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    lines: tuple[Line, ...]
    legend: tuple[tuple[int, str], ...]


def chart_of(table: Table, links: Links) -> Chart | None:
    """Bars of the columns that the report says; nothing where there is nothing to compare."""
    columns = [column for key in table.report.chart if key not in table.guarded and (column := table.column(key))]
    rows = _rows(table.rows)
    most = max((_value(row, column.key) for row in rows for column in columns), default=0)
    if len(rows) < 2 or most <= 0:
        return None
    lines = []
    for row in rows:
        bars = []
        for place, column in enumerate(columns, start=1):
            value = _value(row, column.key)
            bars.append(
                Bar(gettext(column.label), words.number(value), links.cell(row.key, column.key),
                    width_of(value, most), place)
            )  # fmt: skip
        lines.append(Line(full_label(table, row), tuple(bars)))
    return Chart(tuple(lines), tuple((place, gettext(column.label)) for place, column in enumerate(columns, start=1)))


def _rows(rows: Sequence[Row]) -> list[Row]:
    """What the total is made of: the subtotals, else the units of the first level that has several."""
    subtotals = [row for row in rows if row.kind == "subtotal"]
    if len(subtotals) > 1:
        return subtotals[:BARS]
    lines = [row for row in rows if row.kind == "line"]
    for depth in sorted({row.depth for row in lines}):
        level = [row for row in lines if row.depth == depth]
        if len(level) > 1:
            return level[:BARS]
    return []


def _value(row: Row, column: str) -> int:
    value = row.cells.get(column)
    return value if isinstance(value, int) else 0


def width_of(value: int, most: int) -> str:
    """Per cent of the longest, as SVG reads it."""
    return f"{max(0, 100 * value / most):.2f}%" if most > 0 else "0%"
