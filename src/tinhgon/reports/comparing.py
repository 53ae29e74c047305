"""One report asked twice, of two days or with two states of knowledge: the difference, decision by decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from tinhgon.reports.asking import Question
from tinhgon.reports.building import Opened, Source, opened, table, trace
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
    return _itemised(before, after, [(row, column, first, second)])[0]


def all_differing(report: Report, before: Question, after: Question) -> list[Difference]:
    """Every numeric cell that differs, item by item, in a few statements for the whole report."""
    first, second = opened(report, before), opened(report, after)
    cells = [
        (row, column, _opened_at(first, row, column), _opened_at(second, row, column))
        for row, column, *_ in compare(report, before, after).cells
    ]
    return _itemised(before, after, cells)


def _sources(report: Report, question: Question, row: str, column: str) -> Sequence[Source]:
    built = table(report, question)
    if built.row(row) is None or built.column(column) is None:
        return ()
    return trace(report, question, row, column).sources


def _opened_at(one: Opened, row: str, column: str) -> Sequence[Source]:
    found_row, found_column = one.table.row(row), one.table.column(column)
    return () if found_row is None or found_column is None else one.trace(found_row, found_column).sources


_Identity = tuple[str, int, tuple[int, ...], int]


def _identity(source: Source) -> _Identity:
    return source.subject, source.subject_id, source.things, source.entry_id


def _itemised(
    before: Question, after: Question, cells: Sequence[tuple[str, str, Sequence[Source], Sequence[Source]]]
) -> list[Difference]:
    """What the same fact counts before and after, where that differs: the items sum to the difference by construction.

    A fact may count twice in a cell (what was added and taken away again), so it is summed first.
    """
    moved: list[tuple[str, str, int, int, dict[_Identity, int]]] = []
    for row, column, first, second in cells:
        amounts: Counter[_Identity] = Counter()
        for sign, sources in ((-1, first), (1, second)):
            for source in sources:
                amounts[_identity(source)] += sign * source.amount
        sums = [sum(source.amount for source in sources) for sources in (first, second)]
        moved.append((row, column, sums[0], sums[1], {one: amount for one, amount in amounts.items() if amount}))
    things = {thing for *_, amounts in moved for _, _, held, _ in amounts for thing in held}
    changes = _last_changes(before, after, things)
    places = _places_changed(before, after, [one for *_, amounts in moved for one in amounts if not _by(one, changes)])
    return [
        Difference(row, column, was, now, [_item(one, amount, changes, places) for one, amount in amounts.items()])
        for row, column, was, now, amounts in moved
    ]


def _by(one: _Identity, changes: Mapping[int, tuple[int, str]]) -> tuple[int, str] | None:
    return max((changes[thing] for thing in one[2] if thing in changes), default=None)


def _item(
    one: _Identity, amount: int, changes: Mapping[int, tuple[int, str]], places: Mapping[_Identity, tuple[int, str]]
) -> Item:
    by = _by(one, changes) or places.get(one)
    subject = f"{one[0]}:{one[1]}"
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


def _places_changed(before: Question, after: Question, facts: Sequence[_Identity]) -> dict[_Identity, tuple[int, str]]:
    """For facts that did not change themselves: the last change of their unit or of one above it."""
    if not facts:
        return {}
    held = {thing for one in facts for thing in one[2]}
    days = sorted((before.on, after.on))
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"things": list(held), "first": days[0], "last": days[1]})
        units: dict[int, set[int]] = defaultdict(set)
        for thing, unit_id in cursor.fetchall():
            units[thing].add(unit_id)
    changes = _last_changes(before, after, {unit_id for found in units.values() for unit_id in found})
    found = {}
    for one in facts:
        by = max((changes[u] for thing in one[2] for u in units.get(thing, ()) if u in changes), default=None)
        if by:
            found[one] = by
    return found


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
