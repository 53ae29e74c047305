"""One report asked twice, of two days or with two states of knowledge: the difference, decision by decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db import connection

from tinhgon.reports.asking import Question
from tinhgon.reports.building import Opened, Source, opened, table, things_of_lines, trace
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
    return compare_tables(table(report, before), table(report, after))


def compare_tables(first: Table, second: Table) -> Comparison:
    """The cells that differ between two tables of a report; figures that are guarded in either are left out."""
    guarded = first.guarded | second.guarded
    cells = []
    keys = list(dict.fromkeys([*(row.key for row in second.rows), *(row.key for row in first.rows)]))
    columns = list(dict.fromkeys(c.key for c in (*second.columns, *first.columns)
                                 if c.text is None and c.key not in guarded))  # fmt: skip
    for key in keys:
        rows = [one.row(key) for one in (first, second)]
        for column in columns:
            was, now = ((row.cells.get(column) or 0) if row else 0 for row in rows)
            if isinstance(was, int) and isinstance(now, int) and was != now:
                cells.append((key, column, was, now))
    return Comparison(first, second, cells)


def differing(report: Report, before: Question, after: Question, row: str, column: str) -> Difference:
    """The difference of one cell, item by item: what came, by the decision that made it so; what went, by the one that
    ended or changed it."""
    first, second = (_sources(report, question, row, column) for question in (before, after))
    return _Itemising(report, before, after).of([(row, column, first, second)])[0]


def all_differing(report: Report, before: Question, after: Question) -> list[Difference]:
    """Every numeric cell that differs, item by item, in a few statements for the whole report."""
    first, second = opened(report, before), opened(report, after)
    cells = [
        (row, column, _opened_at(first, row, column), _opened_at(second, row, column))
        for row, column, *_ in compare(report, before, after).cells
    ]
    return _Itemising(report, before, after).of(cells)


def _sources(report: Report, question: Question, row: str, column: str) -> Sequence[Source]:
    built = table(report, question)
    if built.row(row) is None or built.column(column) is None:
        return ()
    return trace(report, question, row, column).sources


def _opened_at(one: Opened, row: str, column: str) -> Sequence[Source]:
    found_row, found_column = one.table.row(row), one.table.column(column)
    return () if found_row is None or found_column is None else one.trace(found_row, found_column).sources


class _Identity(NamedTuple):
    """What makes a fact the same before and after."""

    subject: str
    subject_id: int
    things: tuple[int, ...]
    entry_id: int
    line: str


_By = tuple[int, str]
"""The place of a decision in the books, and its number."""


class _Itemising:
    """What the same fact counts before and after, where that differs: the items sum to the difference by construction.

    A fact's decision is the last that changed it, else its unit or one above it; else it counts otherwise only because
    its line does (what is missing of a line is seen when somebody leaves), and the last change of the line is meant.
    """

    def __init__(self, report: Report, before: Question, after: Question) -> None:
        self.report, self.before, self.after = report, before, after

    def of(self, cells: Sequence[tuple[str, str, Sequence[Source], Sequence[Source]]]) -> list[Difference]:
        moved = [
            (row, column, _sum(first), _sum(second), _moved(first, second)) for row, column, first, second in cells
        ]
        by = self._decisions({one for *_, amounts in moved for one in amounts})
        return [
            Difference(row, column, was, now, [_item(one, amount, by.get(one)) for one, amount in amounts.items()])
            for row, column, was, now, amounts in moved
        ]

    def _decisions(self, facts: Set[_Identity]) -> dict[_Identity, _By]:
        found: dict[_Identity, _By] = {}
        for held in (self._own, self._places, self._lines):
            missing = facts - found.keys()
            if not missing:
                break
            things = held(missing)
            changes = _last_changes(self.before, self.after, set().union(*things.values()))
            for one in missing:
                by = max((changes[thing] for thing in things[one] if thing in changes), default=None)
                if by is not None:
                    found[one] = by
        return found

    def _own(self, facts: Set[_Identity]) -> dict[_Identity, set[int]]:
        return {one: set(one.things) for one in facts}

    def _places(self, facts: Set[_Identity]) -> dict[_Identity, set[int]]:
        days = sorted((self.before.on, self.after.on))
        held = {thing for one in facts for thing in one.things}
        units: dict[int, set[int]] = defaultdict(set)
        with connection.cursor() as cursor:
            cursor.execute(_ABOVE, {"things": list(held), "first": days[0], "last": days[1]})
            for thing, unit_id in cursor.fetchall():
                units[thing].add(unit_id)
        return {one: set().union(*(units[thing] for thing in one.things)) for one in facts}

    def _lines(self, facts: Set[_Identity]) -> dict[_Identity, set[int]]:
        lines = {one.line for one in facts}
        sides = [things_of_lines(self.report, question, lines) for question in (self.before, self.after)]
        return {one: set().union(*(side.get(one.line, set()) for side in sides)) for one in facts}


def _sum(sources: Iterable[Source]) -> int:
    return sum(source.amount for source in sources)


def _moved(first: Iterable[Source], second: Iterable[Source]) -> dict[_Identity, int]:
    """A fact may count twice in a cell (what was added and taken away again), so it is summed first."""
    amounts: Counter[_Identity] = Counter()
    for sign, sources in ((-1, first), (1, second)):
        for source in sources:
            one = _Identity(source.subject, source.subject_id, source.things, source.entry_id, source.line)
            amounts[one] += sign * source.amount
    return {one: amount for one, amount in amounts.items() if amount}


def _item(one: _Identity, amount: int, by: _By | None) -> Item:
    subject = f"{one.subject}:{one.subject_id}"
    return Item(by[0], by[1], subject, amount) if by else Item(None, "", subject, amount)


# The units that facts stand at, with all above them, in either state.
_ABOVE = """
WITH RECURSIVE above AS (
  SELECT s.thing, s.unit_id FROM (
    SELECT p.post_id AS thing, p.unit_id FROM post_version p WHERE p.post_id = ANY(%(things)s)
    UNION SELECT q.thing_id, q.unit_id FROM quota_version q WHERE q.thing_id = ANY(%(things)s)
    UNION SELECT u.unit_id, u.unit_id FROM unit_version u WHERE u.unit_id = ANY(%(things)s)) s
  UNION
  SELECT a.thing, u.parent_id FROM above a JOIN unit_version u ON u.unit_id = a.unit_id
  WHERE u.parent_id IS NOT NULL AND u.valid && daterange(%(first)s, %(last)s, '[]'))
SELECT thing, unit_id FROM above"""


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
    days += [question.since - timedelta(days=1) for question in (before, after) if question.since]
    found: dict[int, tuple[int, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            _CHANGES,
            {"things": list(things), "first": min(days), "last": max(days), "old": min(ordinals), "new": max(ordinals)},
        )
        for thing_id, ordinal, number in cursor.fetchall():
            found[thing_id] = max(found.get(thing_id, (0, "")), (ordinal, number))
    return found
