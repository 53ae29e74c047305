"""A table as it is printed: every word chosen and translated, numbers still numbers; what all renderers lay out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import capital, vietnamese_number
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.reports.model import Column, RowKind, Table

Translate = Callable[[str], str]
ShowNumber = Callable[[int], str]
DOTS = "." * 40
MOST_COLUMNS = 18
"""As many columns of figures as a landscape A4 has room for in letters that are read."""


@dataclass(frozen=True)
class Speech:
    """How a report speaks: the translation of source strings, how numbers are written, the body that reports; `room`:
    of how many characters a line may be, where it is shown on a terminal (0: any)."""

    translate: Translate = str
    number: ShowNumber = vietnamese_number
    issuer: str = ""
    room: int = 0

    def words(self, source: str) -> str:
        """A source string translated; nothing stays nothing, which gettext would answer with its own head."""
        return self.translate(source) if source else ""

    def shown(self, cell: int | str) -> str:
        return cell if isinstance(cell, str) else self.number(cell)


def english_number(value: int) -> str:
    """1,450 and a true minus."""
    return f"{value:,}".replace("-", "−")


@dataclass(frozen=True)
class PrintedRow:
    key: str
    label: str
    depth: int
    kind: RowKind
    cells: Sequence[int | str]

    @property
    def is_strong(self) -> bool:
        return self.kind in ("total", "subtotal")


@dataclass(frozen=True)
class Printed:
    """`spans`: (group, number of columns) from left to right; `texts`: places of columns of words."""

    title: str
    code: str
    issuer: str
    period: str
    scope: str
    unit: str
    first: str
    labels: Sequence[str]
    spans: Sequence[tuple[str, int]]
    texts: frozenset[int]
    rows: Sequence[PrintedRow]
    foot: Sequence[str]
    synthetic: str
    signers: Sequence[str]
    dated: str
    instant: datetime

    @property
    def has_groups(self) -> bool:
        return any(group for group, _ in self.spans)

    @property
    def heads(self) -> list[str]:
        """One head a column, with its group when there is one."""
        groups = [group for group, count in self.spans for _ in range(count)]
        return [f"{group}: {label}" if group else label for group, label in zip(groups, self.labels, strict=True)]

    def parts(self, most: int = MOST_COLUMNS) -> list[Printed]:
        """The table in pieces that a page has the width for, each with the names of the rows; groups stay whole where
        they are no wider than a page."""
        pieces: list[list[tuple[str, int]]] = [[]]
        for group, count in self.spans:
            here = sum(n for _, n in pieces[-1])
            if here and here + count > most and count <= most:
                pieces.append([])
                here = 0
            left = count
            while left:
                fits = min(left, most - here)
                if fits:
                    pieces[-1].append((group, fits))
                    left -= fits
                if left:
                    pieces.append([])
                    here = 0
        found, start = [], 0
        for spans in pieces:
            stop = start + sum(n for _, n in spans)
            rows = [replace(row, cells=row.cells[start:stop]) for row in self.rows]
            found.append(replace(self, spans=spans, labels=self.labels[start:stop], rows=rows))
            start = stop
        return found


def printed(table: Table, speech: Speech) -> Printed:
    """The table in words."""
    words = speech.words
    columns = table.shown_columns
    rows = [
        PrintedRow(
            row.key, capital(words(row.label)), row.depth, row.kind, [_cell(row.cells[c.key], words) for c in columns]
        )
        for row in table.shown_rows
    ]
    signs = [words(table.report.signs)] if table.report.signs else []
    foot = [words(table.report.counting), *signs, *(words(note) for note in table.notes), _known(table, speech)]
    return Printed(
        title=words(table.title), code=table.report.code, issuer=speech.issuer or DOTS, period=_period(table, speech),
        scope=table.scope_label, unit=words(gettext_noop("Đơn vị tính: {unit}")).format(unit=words(table.report.unit)),
        first=words(gettext_noop("Chỉ tiêu")), labels=[words(column.label) for column in columns],
        spans=_spans(columns, words), texts=frozenset(n for n, column in enumerate(columns) if column.text is not None),
        rows=rows, foot=[line for line in foot if line],
        synthetic=words(gettext_noop("Có số liệu giả định")) if table.synthetic else "",
        signers=[
            words(gettext_noop("Người lập biểu")), words(gettext_noop("Người kiểm tra")),
            words(gettext_noop("Thủ trưởng đơn vị duyệt")),
        ],
        dated=words(gettext_noop("Ngày ..... tháng ..... năm .........")),
        instant=table.known_at or datetime(2000, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def _cell(cell: int | str | None, words: Translate) -> int | str:
    return cell if isinstance(cell, int) else words(cell or "")


def _spans(columns: Sequence[Column], words: Translate) -> list[tuple[str, int]]:
    return [(words(group), len(list(members))) for group, members in groupby(columns, key=lambda column: column.group)]


def _period(table: Table, speech: Speech) -> str:
    since, on = table.question.since, f"{table.as_of:%d/%m/%Y}"
    if table.report.span == "day":
        return speech.words(gettext_noop("Có đến ngày {on}")).format(on=on)
    if since is None:
        return speech.words(gettext_noop("Từ khi mở sổ đến ngày {on}")).format(on=on)
    return speech.words(gettext_noop("Từ ngày {since} đến ngày {on}")).format(since=f"{since:%d/%m/%Y}", on=on)


def _known(table: Table, speech: Speech) -> str:
    if table.known_at is None:
        return speech.words(gettext_noop("Sổ chưa ghi quyết định nào."))
    told = speech.words(gettext_noop("Theo sổ ghi đến {instant}, quyết định thứ {ordinal} trong sổ."))
    return told.format(instant=f"{table.known_at.astimezone(HOME):%d/%m/%Y %H:%M:%S}", ordinal=table.ordinal)
