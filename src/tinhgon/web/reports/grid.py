"""A table of a report as rows of HTML: groups, indentation, quiet zeros, every number a link to what it is the sum of.

A table has thousands of cells, and a template takes ten times as long for each of them as a formatted string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tinhgon.reports import Column, Row, Table
from tinhgon.reports.model import Cell
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import PAGE, Asked
from tinhgon.web.kit.paging import paged
from tinhgon.web.reports.asking import ALL, COLUMN, ROW, UNDER
from tinhgon.web.templatetags.tinhgon import none_stated

DEPTH = 2
ROWS = 200
DEEPEST_CLASS = 6
Extra = Callable[[Row], str]


@dataclass(frozen=True)
class Group:
    """A heading over several columns."""

    label: str
    span: int


@dataclass(frozen=True)
class Head:
    """A column's heading. `lone`: it has no group above it, and takes both rows."""

    label: str
    lone: bool


@dataclass(frozen=True)
class Grid:
    """What a template needs of a table. `body` is HTML; `hidden` rows are deeper than those shown."""

    title: str
    groups: tuple[Group | Head, ...]
    heads: tuple[Head, ...]
    extra: str
    body: SafeString
    shown: int
    count: int
    hidden: int
    all_href: str
    fewer_href: str
    page: int
    pages: int
    previous_href: str
    next_href: str


class Links:
    """Addresses of cells and rows: they differ in two words only, so the rest is worked out once.

    `drills`: the name of a unit that has others below leads to the same page about it, not to the unit's own page.
    """

    def __init__(self, asked: Asked, report: str, kept: Mapping[str, str | None], *, drills: bool = False) -> None:
        self.drills = drills
        self._cell = _open(asked.link("report_cell", report, **kept))
        before, after = asked.link("unit", 0).split("/0/", 1)
        self._unit = (before, after)
        self._within = _open(asked.here(**{UNDER: None, PAGE: None, ALL: None}))

    def cell(self, row: str, column: str) -> str:
        return f"{self._cell}{ROW}={quote(row, safe=':')}&{COLUMN}={quote(column, safe=':')}"

    def unit(self, unit_id: int) -> str:
        return f"{self._unit[0]}/{unit_id}/{self._unit[1]}"

    def within(self, key: str) -> str:
        """The same page for one unit and what is below it."""
        return f"{self._within}{UNDER}={quote(key, safe=':')}"


def _open(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}"


def grid_of(
    asked: Asked,
    table: Table,
    links: Links,
    *,
    columns: Sequence[Column] | None = None,
    rows: Sequence[Row] | None = None,
    depth: int = DEPTH,
    everything: bool = False,
    page: int = 1,
    extra: tuple[str, Extra] | None = None,
    mark: Extra | None = None,
) -> Grid:
    """The table to a depth at which it is short, or all of it in pages.

    `extra`: a column of HTML at the end; `mark`: HTML after the name of a row.
    """
    wanted = table.columns if columns is None else columns
    every = table.shown_rows if rows is None else rows
    shallow, hidden = _shallow(every, depth)
    chosen, below = (list(every), {}) if everything else (shallow, hidden)
    if links.drills:
        below = {one.key: 0 for one, after in pairwise(every) if after.depth > one.depth}
    at = paged(asked, len(chosen), size=ROWS, page=page)
    part = at.part(chosen)
    width = len(wanted) + 1 + bool(extra)
    return Grid(
        title=gettext(table.title),
        groups=tuple(_groups(wanted)),
        heads=tuple(Head(gettext(column.label), not column.group) for column in wanted),
        extra=extra[0] if extra else "",
        body=_body(
            part, wanted, links, table.guarded, below=below, width=width, extra=extra[1] if extra else None, mark=mark
        ),
        shown=len(part),
        count=len(every),
        hidden=len(every) - len(chosen),
        all_href=asked.here(**{ALL: 1, PAGE: None}),
        fewer_href=asked.here(**{ALL: None, PAGE: None}) if everything and hidden else "",
        page=at.page,
        pages=at.pages,
        previous_href=at.previous_href,
        next_href=at.next_href,
    )


def _shallow(rows: Sequence[Row], deepest: int) -> tuple[list[Row], dict[str, int]]:
    """The rows to the depth at which they fit on a page; and how many are hidden below each."""
    while deepest > 0 and sum(row.depth <= deepest for row in rows) > ROWS:
        deepest -= 1
    shown: list[Row] = []
    below: dict[str, int] = {}
    for row in rows:
        if row.depth <= deepest:
            shown.append(row)
        elif shown:
            below[shown[-1].key] = below.get(shown[-1].key, 0) + 1
    return shown, below


def _groups(columns: Sequence[Column]) -> Iterable[Group | Head]:
    """The upper row of headings; none when no column has a group."""
    if not any(column.group for column in columns):
        return
    place = 0
    while place < len(columns):
        group = columns[place].group
        if not group:
            yield Head(gettext(columns[place].label), lone=True)
            place += 1
            continue
        span = next((n for n in range(1, len(columns) - place) if columns[place + n].group != group), 0)
        span = span or len(columns) - place
        yield Group(gettext(group), span)
        place += span


def _body(
    rows: Sequence[Row],
    columns: Sequence[Column],
    links: Links,
    guarded: frozenset[str],
    *,
    below: Mapping[str, int],
    width: int,
    extra: Extra | None,
    mark: Extra | None,
) -> SafeString:
    parts: list[str] = []
    section = ""
    for row in rows:
        now = _section(row)
        if now and now != section:
            parts.append(f'<tr class="grp"><th scope="rowgroup" colspan="{width}"><span>{escape(now)}</span></th></tr>')
        section = now or section
        label = _label(row, links, below.get(row.key)) + (mark(row) if mark else "")
        parts.append(f'<tr class="{_class(row)}"><th scope="row">{label}</th>')
        parts += [_cell(row.cells[column.key], row.key, "" if column.key in guarded else column.key, links)
                  for column in columns]  # fmt: skip
        if extra:
            parts.append(f"<td>{extra(row)}</td>")
        parts.append("</tr>\n")
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _section(row: Row) -> str:
    """The heading that a row stands under."""
    if row.kind == "outside":
        return gettext("Ngoài biên chế, không cộng vào tổng")
    return gettext("Theo đơn vị") if row.unit_id is not None else ""


def _class(row: Row) -> str:
    kind = {"total": "sum", "subtotal": "sub", "outside": "out"}.get(row.kind, "")
    depth = min(row.depth, DEEPEST_CLASS)
    return " ".join(part for part in (kind, f"d{depth}" if depth else "") if part)


def head_of(column: Column) -> str:
    """The heading of a column as it is understood alone: 'Biên chế: Giao'."""
    group = f"{gettext(column.group)}: " if column.group else ""
    return f"{group}{gettext(column.label)}"


def label_of(row: Row) -> str:
    """Rows about units are named as the books name them, others in the reader's language."""
    return words.upper_first(gettext(row.label) if row.unit_id is None else row.label)


def full_label(table: Table, row: Row) -> str:
    """The label as it is understood alone: 'Khối Đảng: Cán bộ'. A unit is known by its name."""
    if row.unit_id is not None or row.depth == 0:
        return label_of(row)
    place = next(n for n, one in enumerate(table.rows) if one.key == row.key)
    above = next((one for one in reversed(table.rows[:place]) if one.depth < row.depth), None)
    return label_of(row) if above is None else f"{full_label(table, above)}: {label_of(row)}"


def _label(row: Row, links: Links, below: int | None) -> str:
    """`below`: how many hidden rows are below it, None when there are none."""
    label = escape(label_of(row))
    if row.unit_id is None:
        return label
    if links.drills and below is not None:
        return f'<a class="drill" href="{escape(links.within(row.key))}">{label}</a>'
    more = ""
    if below:
        told = escape(gettext("%(count)s dòng dưới") % {"count": words.number(below)})
        more = f' <a class="below" href="{escape(links.within(row.key))}">{told}</a>'
    return f'<a href="{escape(links.unit(row.unit_id))}">{label}</a>{more}'


def _cell(value: Cell, row: str, column: str, links: Links) -> str:
    """Without a column the number does not open."""
    if isinstance(value, str):
        return f"<td>{escape(words.figures(value)) or none_stated()}</td>"
    if value is None:
        return f'<td class="n">{none_stated()}</td>'
    if not column:
        return f'<td class="n">{words.number(value)}</td>'
    zero = "" if value else " zero"
    href = escape(links.cell(row, column))
    return f'<td class="n"><a class="num{zero}" href="{href}">{words.number(value)}</a></td>'
