"""A number of a report, opened: what it is the sum of, entry by entry, with clause, decision and basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from tinhgon.ledger.queries import DecisionRow, decision_at
from tinhgon.ledger.queries.clauses import places_of_entries
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.registers.staff.queries.people import WantedPeople, people
from tinhgon.reports import Column, Question, Row, Source, Table, Trace, report_named, table, trace
from tinhgon.reports.comparing import Item
from tinhgon.reports.guarding import note_opened, opens
from tinhgon.reports.telling import ToldSource, told_sources
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import PAGE, Asked
from tinhgon.web.kit.paging import paged
from tinhgon.web.kit.panel import (
    SIZE,
    Seal,
    seal_of,
)
from tinhgon.web.kit.people_files import (
    MOST,
    FileForm,
    chosen_columns,
    file_form,
    people_file,
    refuse_many,
)
from tinhgon.web.kit.reader import Reader
from tinhgon.web.reports.asking import BY, COLUMN, ROW, Wanted
from tinhgon.web.reports.grid import Links, full_label, head_of, label_of
from tinhgon.web.reports.page import when

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


@dataclass
class Given:
    """What one decision (None: no decision that is known) gives to a number, and by how many sources."""

    ordinal: int | None
    decision: str
    amount: int = 0
    count: int = 0


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
    file: FileForm | None


@lru_cache(maxsize=16)
def _trace(name: str, question: Question, row: str, column: str, _books: tuple[str, tuple[int, str]]) -> Trace:
    """Kept while one leafs through it, until the books change: too long for the answers that are remembered."""
    return trace(report_named(name), question, row, column)


def cell_panel(
    asked: Asked, wanted: Wanted, question: Question, row: str, column: str, *, by: int, page: int, reader: Reader
) -> CellPanel:
    """`by`: the place of a decision whose sources alone are listed; 0 lists all."""
    report, viewer = wanted.report, reader.viewer
    opens(report, question, column, viewer)
    books = (str(connection.settings_dict["NAME"]), last_decision())
    found = _trace(report.name, question, row, column, books)
    shown_in = table(report, question)
    chosen = [source for source in found.sources if by in (0, source.ordinal)]
    at = paged(asked, len(chosen), size=SIZE, page=page)
    shown = at.part(chosen)
    note_opened(viewer, replace(found, sources=shown), report)
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
        previous_href=at.previous_href,
        next_href=at.next_href,
        report_title=gettext(report.title),
        report_href=asked.link("report", report.name, **wanted.words()),
        file=_file_form(asked, reader, wanted, row, column) if _people(found) else None,
    )


def _people(found: Trace) -> list[int]:
    return sorted({source.subject_id for source in found.sources if source.subject == "person"})


def _file_form(asked: Asked, reader: Reader, wanted: Wanted, row: str, column: str) -> FileForm:
    action = reverse("report_cell_people", args=[wanted.report.name])
    return file_form(asked, reader, action, {**wanted.words(), ROW: row, COLUMN: column})


def people_of_cell(
    asked: Asked, reader: Reader, wanted: Wanted, question: Question, *, cell: tuple[str, str], keys: Sequence[str]
) -> HttpResponse:
    """Those whom a number counts, on the day of the report. Raises what opening the number raises, BadInput."""
    row, column = cell
    opens(wanted.report, question, column, reader.viewer)
    columns = chosen_columns(reader, keys)
    books = (str(connection.settings_dict["NAME"]), last_decision())
    ids = _people(_trace(wanted.report.name, question, row, column, books))
    refuse_many(len(ids))
    rows = people(asked.as_of, WantedPeople(person_ids=ids, working=False), limit=MOST) if ids else []
    asked_of = {"report": wanted.report.name, "row": row, "column": column, **question.options()}
    return people_file(asked, reader, rows, columns, question=asked_of)


def title_of(found: Table, row: Row, column: Column) -> str:
    """'Phòng Kinh tế, Biên chế: Giao'."""
    return f"{full_label(found, row)}, {head_of(column)}"


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
    """What each decision gives, the chosen one first; what is beyond the list in one sentence."""
    ordered = sorted(given_by(sources), key=lambda one: one.ordinal != by)
    rest = ordered[DECISIONS:]
    more = ""
    if rest:
        more = gettext("và %(count)s quyết định khác, cộng %(amount)s") % {
            "count": words.number(len(rest)),
            "amount": words.number(sum(one.amount for one in rest)),
        }
    found = tuple(
        By(
            number=one.decision,
            href=asked.link("decision", one.ordinal),
            amount=words.number(one.amount),
            note=lines_counted(one.count),
            narrow_href=asked.here(**{BY: one.ordinal, PAGE: None}) if len(ordered) > 1 and one.ordinal != by else "",
            chosen=one.ordinal == by,
        )
        for one in ordered[:DECISIONS]
    )
    return found, more


def given_by(items: Iterable[Source | Item]) -> list[Given]:
    """What each decision gives, the largest first."""
    found: dict[int | None, Given] = {}
    for item in items:
        one = found.setdefault(item.ordinal, Given(item.ordinal, item.decision))
        one.amount += item.amount
        one.count += 1
    return sorted(found.values(), key=lambda one: (-abs(one.amount), one.ordinal or 0))


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
        clause=words.cited(source.clause, source.decision),
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
