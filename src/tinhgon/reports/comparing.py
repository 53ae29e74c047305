"""One report asked twice, of two days or with two states of knowledge: the difference, decision by decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from tinhgon.reports.asking import Question
from tinhgon.reports.building import Source, table, trace
from tinhgon.reports.model import Report, Table


@dataclass(frozen=True)
class Item:
    """What one decision did to a cell. `ordinal` None: no decision was found, which must not happen."""

    ordinal: int | None
    decision: str
    subject: str
    amount: int


@dataclass(frozen=True)
class Difference:
    """A cell before and after, with the decisions between; `residual` is what they do not explain."""

    row: str
    column: str
    before: int
    after: int
    items: Sequence[Item]

    @property
    def residual(self) -> int:
        return self.after - self.before - sum(item.amount for item in self.items)


@dataclass(frozen=True)
class Comparison:
    before: Table
    after: Table
    cells: Sequence[tuple[str, str, int, int]]
    """(row, column, before, after) of every numeric cell that differs."""


def compare(report: Report, before: Question, after: Question) -> Comparison:
    """The two tables and the cells that differ; `differing` itemises one of them."""
    first, second = table(report, before), table(report, after)
    cells = []
    keys = list(dict.fromkeys([*(row.key for row in second.rows), *(row.key for row in first.rows)]))
    columns = list(dict.fromkeys(c.key for c in (*second.columns, *first.columns) if c.text is None))
    for key in keys:
        rows = [one.row(key) for one in (first, second)]
        for column in columns:
            was, now = (int(row.cells.get(column) or 0) if row else 0 for row in rows)
            if was != now:
                cells.append((key, column, was, now))
    return Comparison(first, second, cells)


def differing(report: Report, before: Question, after: Question, row: str, column: str) -> Difference:
    """The difference of one cell, item by item: what came, by the decision that made it so; what went, by the one that
    ended or changed it."""
    first, second = (_sources(report, question, row, column) for question in (before, after))
    was, now = (Counter({_identity(s): s.amount for s in sources}) for sources in (first, second))
    came = [source for source in second if was[_identity(source)] != source.amount]
    went = [source for source in first if now[_identity(source)] != source.amount]
    ended = _last_changes(before, after, {thing for source in (*came, *went) for thing in source.things})
    items = [_item(source, source.amount, ended) for source in came]
    items += [_item(source, -source.amount, ended) for source in went]
    before_sum, after_sum = (sum(source.amount for source in sources) for sources in (first, second))
    return Difference(row, column, before_sum, after_sum, items)


def _sources(report: Report, question: Question, row: str, column: str) -> Sequence[Source]:
    built = table(report, question)
    if built.row(row) is None or built.column(column) is None:
        return ()
    return trace(report, question, row, column).sources


def _identity(source: Source) -> tuple[str, int, tuple[int, ...], int]:
    return source.subject, source.subject_id, source.things, source.entry_id


def _item(source: Source, amount: int, changes: Mapping[int, tuple[int, str]]) -> Item:
    by = max((changes[thing] for thing in source.things if thing in changes), default=None)
    subject = f"{source.subject}:{source.subject_id}"
    return Item(by[0], by[1], subject, amount) if by else Item(None, "", subject, amount)


# An entry of the thing that takes effect between the days, or a decision between the two states of knowledge that
# wrote an entry of it, or took one out or put it back.
_CHANGES = """
SELECT e.thing_id, d.ordinal, d.number FROM entry e JOIN decision d ON d.ordinal = e.ordinal
WHERE e.thing_id = ANY(%(things)s) AND (
  (e.effective_on > %(first)s AND e.effective_on <= %(last)s) OR (e.ordinal > %(old)s AND e.ordinal <= %(new)s))
UNION
SELECT e.thing_id, d.ordinal, d.number FROM standing s JOIN entry e ON e.id = s.entry_id
JOIN decision d ON d.ordinal = s.ordinal
WHERE e.thing_id = ANY(%(things)s) AND s.ordinal > %(old)s AND s.ordinal <= %(new)s"""


def _last_changes(before: Question, after: Question, things: Iterable[int]) -> dict[int, tuple[int, str]]:
    newest = 10**15
    ordinals = [
        question.known.ordinal if question.known.ordinal is not None else newest for question in (before, after)
    ]
    days = [question.on for question in (before, after)]
    found: dict[int, tuple[int, str]] = defaultdict(lambda: (0, ""))
    with connection.cursor() as cursor:
        cursor.execute(
            _CHANGES,
            {"things": list(things), "first": min(days), "last": max(days), "old": min(ordinals), "new": max(ordinals)},
        )
        for thing_id, ordinal, number in cursor.fetchall():
            found[thing_id] = max(found[thing_id], (ordinal, number))
    return dict(found)
