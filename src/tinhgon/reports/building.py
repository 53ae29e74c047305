"""Tables and traces: one sums the facts, the other lists them."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any

from django.db import connection

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.ledger.queries import last_known
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.reports.asking import Question
from tinhgon.reports.model import Cell, Column, LineKey, Report, Row, RowPlan, Stretch, Sums, Table, Weights
from tinhgon.reports.registry import report_named

_SOURCES = """
SELECT f.r1::text, f.r2, f.col, f.amount, f.subject, f.subject_id, f.things, f.entry_id, d.ordinal, d.number, d.issuer,
       e.clause, n.effective_on
FROM ({facts}) f JOIN entry n ON n.id = f.entry_id JOIN effect e ON e.id = n.effect_id
JOIN decision d ON d.ordinal = n.ordinal
WHERE {wanted}
ORDER BY d.ordinal, n.id, f.col"""
_WANTED = "(f.r1::text || '/' || coalesce(f.r2, '')) = ANY(%(lines)s) AND f.col = ANY(%(cols)s)"
_CROWDS = """
SELECT f.r1, f.r2, count(*), sum(hashint8extended(f.subject_id, 0)) FROM ({facts}) f
WHERE f.subject = 'person' AND f.col = %(crowd)s GROUP BY f.r1, f.r2"""
_PEOPLE = "SELECT DISTINCT f.subject_id FROM ({facts}) f WHERE f.subject = 'person' ORDER BY 1"
_SYNTHETIC = "SELECT EXISTS (SELECT FROM decision WHERE synthetic AND ordinal <= %s)"


@dataclass(frozen=True)
class Source:
    """One fact behind a cell: what is counted, how much it counts, and the clause that made it so."""

    subject: str
    subject_id: int
    amount: int
    ordinal: int
    decision: str
    issuer: str
    clause: str
    effective_on: date
    entry_id: int
    things: tuple[int, ...]
    line: str


@dataclass(frozen=True)
class Trace:
    """A cell with everything that it is the sum of."""

    row: Row
    column: Column
    value: int
    sources: Sequence[Source]
    question: Question

    @property
    def reconciles(self) -> bool:
        return self.value == sum(source.amount for source in self.sources)


@dataclass(frozen=True)
class Crowd:
    """The people that a row is about: how many, and a number that is another for every set of them."""

    count: int
    mix: int


@dataclass(frozen=True)
class _Built:
    """A table with the plans of its rows and the sums of its lines, as a trace needs them."""

    table: Table
    plans: Mapping[str, RowPlan]
    lines: Mapping[LineKey, Sums]

    def weights(self, row: str, column: Column) -> dict[str, Weights]:
        """For each line of a row, how each base column counts in a column."""
        found: dict[str, Weights] = {}
        for line in self.plans[row].lines:
            if line in self.lines:
                counted = {col: weight for col, weight in column.weights(line, self.lines[line]).items() if weight}
                if counted:
                    found[_text(line)] = counted
        return found


@dataclass(frozen=True)
class Opened:
    """A table with all its facts, read in one statement: every cell opens without another question."""

    table: Table
    built: _Built
    facts: Mapping[str, Sequence[tuple[Any, ...]]]

    def trace(self, row: Row, column: Column) -> Trace:
        weights = self.built.weights(row.key, column)
        facts = [fact for line in weights for fact in self.facts.get(line, ())]
        sources = sorted(_weighed(facts, weights), key=lambda source: (source.ordinal, source.entry_id))
        return Trace(row, column, int(row.cells[column.key] or 0), sources, self.table.question)


def table(report: Report, question: Question) -> Table:
    """The report as asked. Kept until the next decision is signed."""
    return _built(report, question).table


def trace(report: Report, question: Question, row: str, column: str) -> Trace:
    """What a numeric cell is the sum of. Raises UnknownReference for a row, a column or a cell of words."""
    built = _built(report, question)
    found_row, found_column = built.table.row(row), built.table.column(column)
    if found_row is None or found_column is None or isinstance(found_row.cells[column], str):
        raise UnknownReference(
            "cell_unknown",
            gettext_noop(
                "Báo cáo {report} không có ô số ở dòng “{row}”, cột “{column}”; xem các mã bằng --format json."
            ),
            report=report.name,
            row=row,
            column=column,
        )
    weights = built.weights(row, found_column)
    with _uncollected():
        sources = _weighed(_facts_of(report, question, weights), weights)
    return Trace(found_row, found_column, int(found_row.cells[column] or 0), sources, question)


def opened(report: Report, question: Question) -> Opened:
    """The table with all that any of its cells is the sum of."""
    built = _built(report, question)
    by_line: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for fact in _facts_of(report, question, None):
        by_line[fact[0]].append(fact)
    return Opened(built.table, built, by_line)


def crowds(report: Report, question: Question) -> dict[str, Crowd]:
    """The people of each row, by its key."""
    facts, built = report.facts(question), _built(report, question)
    with connection.cursor() as cursor:
        cursor.execute(_CROWDS.format(facts=facts.sql), {**facts.arguments, "crowd": report.crowd})
        found = {(r1, r2): (count, int(mix)) for r1, r2, count, mix in cursor.fetchall()}
    told = {}
    for key, plan in built.plans.items():
        parts = [found[line] for line in plan.lines if line in found]
        told[key] = Crowd(sum(count for count, _ in parts), sum(mix for _, mix in parts))
    return told


def people_counted(report: Report, question: Question) -> list[int]:
    """Everybody who is a fact of the report."""
    facts = report.facts(question)
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE.format(facts=facts.sql), facts.arguments)
        return [person_id for (person_id,) in cursor.fetchall()]


def things_of_lines(report: Report, question: Question, lines: Iterable[str]) -> dict[str, set[int]]:
    """For some lines all the things whose facts make them, whatever a column counts of them."""
    built, wanted = _built(report, question), set(lines)
    every = {text: dict.fromkeys(sums, 1) for line, sums in built.lines.items() if (text := _text(line)) in wanted}
    found: dict[str, set[int]] = defaultdict(set)
    for fact in _facts_of(report, question, every):
        found[fact[0]].update(fact[5])
    return found


def _facts_of(report: Report, question: Question, weights: Mapping[str, Weights] | None) -> list[tuple[Any, ...]]:
    """The facts of some lines and base columns, or all: (line, col, amount, subject, subject_id, things, entry_id,
    ordinal, number, issuer, clause, effective_on)."""
    facts = report.facts(question)
    arguments = dict(facts.arguments)
    if weights is not None:
        columns = sorted({col for counted in weights.values() for col in counted})
        arguments |= {"lines": list(weights), "cols": columns}
        if report.by_unit:
            arguments |= {"everything": False, "scope": sorted({int(line.split("/", 1)[0]) for line in weights})}
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES.format(facts=facts.sql, wanted="true" if weights is None else _WANTED), arguments)
        return [(f"{r1}/{r2 or ''}", *rest) for r1, r2, *rest in cursor.fetchall()]


def _weighed(facts: Iterable[tuple[Any, ...]], weights: Mapping[str, Weights]) -> list[Source]:
    found = []
    for line, col, amount, subject, subject_id, things, entry_id, ordinal, number, issuer, clause, day in facts:
        weight = weights[line].get(col, 0)
        if weight and amount:
            by = (ordinal, number, issuer, clause, day)
            found.append(Source(subject, subject_id, weight * amount, *by, entry_id, tuple(things), line))
    return found


def _text(line: LineKey) -> str:
    return f"{line[0]}/{line[1] or ''}"


class _Asked:
    """Carries the question past the cache: two are equal when report, question, database and its last decision are."""

    def __init__(self, name: str, question: Question) -> None:
        self.name, self.question, self.last = name, question, last_decision()
        self.key = (name, *question.key, connection.settings_dict["NAME"], *self.last)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.key == self.key


@lru_cache(maxsize=24)
def _cached(asked: _Asked) -> _Built:
    known = asked.question.known.ordinal
    with _uncollected():
        return _build(report_named(asked.name), asked.question, asked.last[0] if known is None else known)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which looks again and again at hundreds of thousands of lines that all stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _built(report: Report, question: Question) -> _Built:
    return _cached(_Asked(report.name, question))


def forget() -> None:
    """Let the next table be built anew, as in a fresh process."""
    _cached.cache_clear()


def _build(report: Report, question: Question, ordinal: int) -> _Built:
    lines = _lines(report, question)
    plans = report.rows(question, lines)
    columns = list(report.columns(question, lines))
    names = {col for column in columns if column.text is None for col in column.counted}
    keys = list(lines)
    base = {col: [sums.get(col, 0) for sums in lines.values()] for col in names}
    counting = {of: [True] * len(keys) if of is None else list(map(of, keys)) for of in {one.of for one in columns}}
    values = {column.key: _of_lines(column, base, counting[column.of]) for column in columns if column.text is None}
    rows = _rows(plans, columns, values, keys)
    total = next((row.cells for row in rows if row.kind == "total"), {})
    with connection.cursor() as cursor:
        cursor.execute(_SYNTHETIC, [ordinal])
        synthetic = cursor.fetchone()[0]
    built = Table(
        report=report, question=question, columns=columns, rows=rows, totals=total, ordinal=ordinal,
        known_at=last_known(question.as_of), scope_label=question.extent.label if question.extent else "",
        synthetic=synthetic, notes=tuple(report.notes),
    )  # fmt: skip
    return _Built(built, {plan.key: plan for plan in plans}, lines)


def _lines(report: Report, question: Question) -> dict[LineKey, dict[str, int]]:
    facts = report.facts(question)
    found: dict[LineKey, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(facts.sums, facts.arguments)
        for r1, r2, col, amount in cursor.fetchall():
            sums = found[r1, r2]
            sums[col] = sums.get(col, 0) + amount
    return dict(found)


def _of_lines(column: Column, base: Mapping[str, list[int]], counting: Sequence[bool]) -> list[int]:
    """What each line counts in a column. `counting`: whether it counts at all."""
    values = [0] * len(counting)
    for col, weight in column.counted.items():
        if col in base:
            values = [value + weight * amount for value, amount in zip(values, base[col], strict=True)]
    if column.positive_only:
        values = [max(value, 0) for value in values]
    if column.of is not None:
        values = [value if counts else 0 for value, counts in zip(values, counting, strict=True)]
    return values


def _rows(
    plans: Sequence[RowPlan], columns: Sequence[Column], values: Mapping[str, list[int]], keys: Sequence[LineKey]
) -> list[Row]:
    """The rows summed: stretches of one order by the difference of two running sums, others line by line."""
    place = {key: at for at, key in enumerate(keys)}
    running: dict[int, dict[str, list[int]]] = {}
    rows = []
    for plan in plans:
        lines = plan.lines
        if isinstance(lines, Stretch):
            sums = running.get(id(lines.order))
            if sums is None:
                order = [place[key] for key in lines.order]
                sums = {key: [0, *accumulate(map(of.__getitem__, order))] for key, of in values.items()}
                running[id(lines.order)] = sums
            found = {key: of[lines.stop] - of[lines.start] for key, of in sums.items()}
        else:
            at = [place[key] for key in lines if key in place]
            found = {key: sum(map(of.__getitem__, at)) for key, of in values.items()}
        rows.append(_row(plan, columns, found))
    return rows


def _row(plan: RowPlan, columns: Iterable[Column], values: Mapping[str, int]) -> Row:
    cells: dict[str, Cell] = {}
    for column in columns:
        if column.text is None:
            value = values[column.key]
            cells[column.key] = f"< {column.conceal_below}" if 0 < value < column.conceal_below else value
    for column in columns:
        if column.text is not None:
            cells[column.key] = column.text(cells)
    return Row(plan.key, plan.label, cells, plan.depth, plan.kind, plan.unit_id, plan.ended)
