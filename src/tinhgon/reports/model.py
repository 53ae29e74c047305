"""What a report is, and the table it gives.

A report says in SQL what its facts are: one row for each thing counted, with the line and the base column it counts
for, its amount, and the entry that made it so. A table sums the very facts that a trace lists, so what opens always
equals the cell. A line (r1, r2) is the smallest thing that rows are made of; a column says how much of each base column
of a line counts; so "vacancy" can be what is missing line by line and still open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, overload

from tinhgon.basis.errors import gettext_noop

if TYPE_CHECKING:
    from tinhgon.reports.asking import Question

LineKey = tuple[Any, str | None]
Sums = Mapping[str, int]
"""Base column -> amount, for one line; what is not there is 0."""
Weights = Mapping[str, int]
RowKind = Literal["line", "subtotal", "outside", "total"]
Span = Literal["day", "period"]
Cell = int | str | None


@dataclass(frozen=True)
class Column:
    """What a column counts of each line.

    `of`: which lines count at all, without it all. `terms`: how each base column counts; a plain column counts itself.
    With `positive_only` a line counts when its sum is above 0: what is missing here is not made up by what is over
    there. `text` makes words of the other cells.
    """

    key: str
    label: str
    group: str = ""
    terms: Weights | None = None
    positive_only: bool = False
    text: Callable[[Mapping[str, Cell]], str] | None = None
    of: Callable[[LineKey], bool] | None = None
    conceal_below: int = 0
    """Fewer than this, but more than 0, are not told ("< 3"): so few could be pointed at."""
    personal: bool = False
    """Whether it tells an attribute of the people counted: sex, age, education, Party ... (see guarding)."""
    detail_of: str = ""
    """The key of the column whose parts this is one of: a screen shows it when that one is opened."""

    @property
    def counted(self) -> Weights:
        return {self.key: 1} if self.terms is None else self.terms

    def weights(self, line: LineKey, sums: Sums) -> Weights:
        """How each base column of a line counts."""
        if self.of is not None and not self.of(line):
            return {}
        counted = self.counted
        if self.positive_only and sum(sums.get(col, 0) * weight for col, weight in counted.items()) <= 0:
            return {}
        return counted


class Stretch(Sequence[LineKey]):
    """Lines that follow each other in an order that many rows share: what is below a unit, in the order of the tree."""

    def __init__(self, order: Sequence[LineKey], start: int, stop: int) -> None:
        self.order, self.start, self.stop = order, start, stop

    def __len__(self) -> int:
        return self.stop - self.start

    @overload
    def __getitem__(self, place: int) -> LineKey: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[LineKey]: ...
    def __getitem__(self, place: int | slice) -> LineKey | Sequence[LineKey]:
        return self.order[self.start : self.stop][place]

    def __iter__(self) -> Iterator[LineKey]:
        return islice(self.order, self.start, self.stop)


@dataclass(frozen=True)
class RowPlan:
    """A row before it is summed. `lines`: what it is the sum of. `unit_id`: the unit it is about, when it is one."""

    key: str
    label: str
    lines: Sequence[LineKey]
    depth: int = 0
    kind: RowKind = "line"
    unit_id: int | None = None
    ended: bool = False
    """Whether it is about a unit that is no more on the day."""


@dataclass(frozen=True)
class Row:
    key: str
    label: str
    cells: Mapping[str, Cell]
    depth: int = 0
    kind: RowKind = "line"
    unit_id: int | None = None
    ended: bool = False
    """Whether it is about a unit that is no more on the day."""


_COLUMNS = "r1, r2, col, amount, subject, subject_id, things, entry_id"


@dataclass(frozen=True)
class Facts:
    """Statements of SQL that yield (r1, r2, col, amount, subject, subject_id, things, entry_id), and their arguments.

    `subject` is a kind of thing ("quota", "person", "unit", "post"), `things` are all whose change may change the fact.
    """

    parts: Sequence[str]
    arguments: Mapping[str, Any]

    @property
    def sql(self) -> str:
        """All facts."""
        return " UNION ALL ".join(self.parts)

    @property
    def sums(self) -> str:
        """(r1, r2, col, amount), in one statement and so of one state of the books; each part is summed by itself: the
        planner does better with millions of rows of one kind."""
        return " UNION ALL ".join(
            f"SELECT r1, r2, col, sum(amount)::bigint FROM ({part}) f({_COLUMNS}) GROUP BY r1, r2, col"
            for part in self.parts
        )


@dataclass(frozen=True)
class Report:
    """A report's definition: who it is, what counts, which rows and columns show it.

    `columns` and `rows` see the lines that were found, so that empty years or units need not be shown.
    """

    name: str
    title: str
    summary: str
    span: Span
    counting: str
    facts: Callable[[Question], Facts]
    rows: Callable[[Question, Mapping[LineKey, Sums]], Sequence[RowPlan]]
    columns: Callable[[Question, Mapping[LineKey, Sums]], Sequence[Column]]
    code: str = ""
    by_unit: bool = False
    """Whether r1 of a line is the one unit that `facts.here` asks about: a trace then reads the facts of no other."""
    unit: str = gettext_noop("biên chế, người")
    """The unit of count, as the head of a printed report states it."""
    notes: Sequence[str] = ()
    signs: str = ""
    """What the sign of a column of differences means, beside the table; no part of what is submitted."""
    crowd: str = "total"
    """The base column whose facts are the people that personal columns are about."""
    chart: tuple[str, ...] = ()
    """Columns that a chart shows, when people would rather look."""


@dataclass(frozen=True)
class Table:
    """A report as it was asked. `known_at` is the instant of the last decision it rests on, `ordinal` its place."""

    report: Report
    question: Question
    columns: Sequence[Column]
    rows: Sequence[Row]
    totals: Mapping[str, Cell]
    ordinal: int
    known_at: datetime | None
    scope_label: str
    synthetic: bool
    notes: Sequence[str] = field(default_factory=tuple)
    guarded: frozenset[str] = frozenset()
    """Columns whose figures are rounded or left out for this reader, and do not open."""

    @property
    def title(self) -> str:
        return self.report.title

    @property
    def as_of(self) -> date:
        return self.question.on

    @property
    def shown_rows(self) -> list[Row]:
        """As people look at it: a unit that ended has a row where something is still counted there. What is kept and
        sealed has them all."""
        return [row for row in self.rows if not row.ended or any(row.cells.values())]

    @property
    def shown_columns(self) -> list[Column]:
        """As people look at it: what opens into its parts comes last, with these."""
        opening = {column.detail_of for column in self.columns if column.detail_of}
        return sorted(self.columns, key=lambda column: bool(column.detail_of) or column.key in opening)

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)
