"""A number of a report, opened: what it is the sum of, entry by entry, with clause, decision and basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db import connection
from django.utils.translation import gettext, ngettext

from tinhgon.ledger.queries import DecisionRow, decision_at
from tinhgon.ledger.queries.clauses import places_of_entries
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.reports import Column, Question, Row, Source, Table, Trace, report_named, table, trace
from tinhgon.reports.telling import ToldSource, told_sources
from tinhgon.web import words
from tinhgon.web.asking import PAGE, Asked
from tinhgon.web.reports.asking import BY, Wanted
from tinhgon.web.reports.grid import Links, full_label, label_of
from tinhgon.web.reports.page import when
from tinhgon.web.trace.panel import Seal, seal_of

SIZE = 40
DECISIONS = 20
SEALS = 6
PARTS = 12


@dataclass(frozen=True)
class Part:
    """A summand: another row of the table."""

    label: str
    value: str
    href: str


@dataclass(frozen=True)
class By:
    """What one decision gives to the number. `narrow_href` shows its sources alone."""

    number: str
    href: str
    amount: str
    note: str
    narrow_href: str
    chosen: bool


@dataclass(frozen=True)
class Line:
    """A source: what is counted, how much, and the clause that made it so."""

    subject: str
    href: str
    amount: str
    since: date
    clause: str
    clause_href: str


@dataclass(frozen=True)
class CellPanel:
    """A number with everything that it is the sum of, a page of it at a time."""

    title: str
    question: str
    value: str
    matches: bool
    verdict: str
    parts: tuple[Part, ...]
    decisions: tuple[By, ...]
    more_decisions: str
    total: str
    lines: tuple[Line, ...]
    line_count: int
    only: str
    every_href: str
    seals: tuple[Seal, ...]
    counting: str
    previous_href: str
    next_href: str
    report_title: str
    report_href: str


class _Kept:
    """Carries a question past the cache, with the database and its last decision."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.key = (question.key, connection.settings_dict["NAME"], last_decision())

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.key == self.key


@lru_cache(maxsize=16)
def _trace(name: str, kept: _Kept, row: str, column: str) -> Trace:
    """Kept while one leafs through it."""
    return trace(report_named(name), kept.question, row, column)


def cell_panel(
    asked: Asked, wanted: Wanted, question: Question, row: str, column: str, *, by: int, page: int
) -> CellPanel:
    """`by`: the place of a decision whose sources alone are listed; 0 lists all."""
    report = wanted.report
    found = _trace(report.name, _Kept(question), row, column)
    shown_in = table(report, question)
    chosen = [source for source in found.sources if by in (0, source.ordinal)]
    pages = max(1, -(-len(chosen) // SIZE))
    page = min(page, pages)
    shown = chosen[(page - 1) * SIZE : page * SIZE]
    decisions, more = _decisions(asked, found.sources, by)
    return CellPanel(
        title=title_of(shown_in, found.row, found.column),
        question=f"{gettext(report.title)}. {when(report, question)}",
        value=words.number(found.value),
        matches=found.reconciles,
        verdict=_verdict(found),
        parts=_parts(shown_in, found, Links(asked, report.name, wanted.words())),
        decisions=decisions,
        more_decisions=more,
        total=words.number(sum(source.amount for source in found.sources)),
        lines=tuple(lines_of(asked, replace(found, sources=shown))),
        line_count=len(chosen),
        only=next((one.number for one in decisions if one.chosen), ""),
        every_href=asked.here(**{BY: None, PAGE: None}) if by else "",
        seals=seals_of(asked, [source.ordinal for source in shown]),
        counting=gettext(report.counting),
        previous_href=asked.here(**{PAGE: page - 1}) if page > 1 else "",
        next_href=asked.here(**{PAGE: page + 1}) if page < pages else "",
        report_title=gettext(report.title),
        report_href=asked.link("report", report.name, **wanted.words()),
    )


def title_of(found: Table, row: Row, column: Column) -> str:
    """'Phòng Kinh tế, Biên chế: Giao'."""
    group = f"{gettext(column.group)}: " if column.group else ""
    return f"{full_label(found, row)}, {group}{gettext(column.label)}"


def _verdict(found: Trace) -> str:
    difference = found.value - sum(source.amount for source in found.sources)
    count = len(found.sources)
    return ngettext(
        "Tổng %(count)s dòng; chênh lệch với ô: %(difference)s.",
        "Tổng %(count)s dòng; chênh lệch với ô: %(difference)s.",
        count,
    ) % {"count": words.number(count), "difference": words.number(difference)}


def _parts(found: Table, opened: Trace, links: Links) -> tuple[Part, ...]:
    """The rows of the table that sum to this one, where there are such rows and they do."""
    column = opened.column.key
    for rows in _candidates(found, opened.row):
        values = [(row, int(row.cells[column] or 0)) for row in rows if isinstance(row.cells[column], int)]
        parts = [(row, value) for row, value in values if value]
        if 1 < len(parts) <= PARTS and sum(value for _, value in parts) == opened.value:
            return tuple(
                Part(label_of(row), words.number(value), links.cell(row.key, column)) for row, value in parts
            )  # fmt: skip
    return ()


def _candidates(found: Table, row: Row) -> list[list[Row]]:
    """Of a total its subtotals; of any row the rows one level deeper that follow it."""
    place = next(n for n, one in enumerate(found.rows) if one.key == row.key)
    deeper: list[Row] = []
    for one in found.rows[place + 1 :]:
        if one.depth <= row.depth:
            break
        if one.depth == row.depth + 1:
            deeper.append(one)
    subtotals = [one for one in found.rows if one.kind == "subtotal"]
    return [subtotals, deeper] if row.kind == "total" else [deeper]


def _decisions(asked: Asked, sources: Sequence[Source], by: int) -> tuple[tuple[By, ...], str]:
    """What each decision gives, the largest first; what is beyond the list in one sentence."""
    amounts: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    numbers: dict[int, str] = {}
    for source in sources:
        amounts[source.ordinal] += source.amount
        counts[source.ordinal] += 1
        numbers[source.ordinal] = source.decision
    ordered = sorted(numbers, key=lambda ordinal: (ordinal != by, -abs(amounts[ordinal]), ordinal))
    rest = ordered[DECISIONS:]
    more = ""
    if rest:
        more = gettext("và %(count)s quyết định khác, cộng %(amount)s") % {
            "count": words.number(len(rest)),
            "amount": words.number(sum(amounts[ordinal] for ordinal in rest)),
        }
    found = tuple(
        By(
            number=numbers[ordinal],
            href=asked.link("decision", ordinal),
            amount=words.number(amounts[ordinal]),
            note=lines_counted(counts[ordinal]),
            narrow_href=asked.here(**{BY: ordinal, PAGE: None}) if len(ordered) > 1 and ordinal != by else "",
            chosen=ordinal == by,
        )
        for ordinal in ordered[:DECISIONS]
    )
    return found, more


def lines_counted(count: int) -> str:
    """'12 dòng'."""
    return ngettext("%(count)s dòng", "%(count)s dòng", count) % {"count": words.number(count)}


def lines_of(asked: Asked, found: Trace) -> list[Line]:
    """Sources in words; people by their file codes: whose name it is, the personal file says, and notes who asked."""
    places = places_of_entries([source.entry_id for source in found.sources])
    return [_line(asked, told, places) for told in told_sources(found, gettext)]


def _line(asked: Asked, told: ToldSource, places: dict[int, int]) -> Line:
    source = told.source
    return Line(
        subject=words.upper_first(told.subject),
        href=_href(asked, told),
        amount=words.number(source.amount),
        since=source.effective_on,
        clause=f"{source.clause}, {source.decision}" if source.clause else source.decision,
        clause_href=asked.clause(source.ordinal, places.get(source.entry_id, 1)),
    )


def _href(asked: Asked, told: ToldSource) -> str:
    """The personal file by its code, which has no blank and is told first; else the unit."""
    code = told.subject.partition(": ")[0]
    if told.person_id is not None and not code.startswith("#"):
        return asked.link("person", code)
    return asked.link("unit", told.unit_id) if told.unit_id is not None else ""


def seals_of(asked: Asked, ordinals: Sequence[int]) -> tuple[Seal, ...]:
    """The decisions behind what is shown, with their signers and bases."""
    found: list[DecisionRow | None] = [
        decision_at(asked.as_of, ordinal) for ordinal in list(dict.fromkeys(ordinals))[:SEALS]
    ]
    return tuple(seal_of(asked, row) for row in found if row is not None)
