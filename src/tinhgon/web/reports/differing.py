"""A report asked twice: the cells that differ between two days, or two states of knowledge, each told by decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput, UnknownReference, gettext_noop
from tinhgon.ledger.queries import parse_instant
from tinhgon.ledger.queries.knowledge import HOME
from tinhgon.reports import Comparison, Question, Viewer, ask, seen, table
from tinhgon.reports.comparing import Difference, compare_tables, differing
from tinhgon.reports.guarding import opens
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.paging import Paged, paged
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.reports.asking import COLUMN, ROW, Wanted
from tinhgon.web.reports.cell import given_by, lines_counted, title_of
from tinhgon.web.reports.grid import Links, full_label, head_of
from tinhgon.web.reports.page import Form, form_of, when
from tinhgon.web.reports.submitting import words_of

WITH, WITH_KNOWN, WITH_SINCE = "voi", "voi_biet", "voi_tu"
SIZE = 100


@dataclass(frozen=True)
class Other:
    """The side that is compared with: its day, its state of knowledge, its first day; or what is wrong with them."""

    on: date | None
    known_at: datetime | None
    since: date | None
    on_text: str
    known_text: str
    since_text: str
    problem: str = ""


@dataclass(frozen=True)
class Changed:
    """A cell that differs. `open_href` tells the difference by decision."""

    row_key: str
    row: str
    column: str
    before: str
    before_href: str
    after: str
    after_href: str
    difference: str
    open_href: str


@dataclass(frozen=True)
class ComparePage:
    """Two askings of a report side by side."""

    name: str
    title: str
    first: str
    second: str
    form: Form
    under: str
    other: Other
    count: int
    changes: tuple[Changed, ...]
    ready: bool
    previous_href: str
    next_href: str
    report_href: str


@dataclass(frozen=True)
class Item:
    """What one decision did to a cell."""

    decision: str
    href: str
    amount: str
    note: str


@dataclass(frozen=True)
class ChangePanel:
    """The difference of one cell, by decision; `matches` when nothing is left unexplained."""

    title: str
    question: str
    before: str
    after: str
    difference: str
    items: tuple[Item, ...]
    residual: str
    matches: bool
    report_href: str


def read_other(request: HttpRequest, asked: Asked) -> Other:
    """The other side as the address says."""
    texts = [request.GET.get(name, "").strip() for name in (WITH, WITH_KNOWN, WITH_SINCE)]
    other = Other(None, None, None, *texts)
    try:
        on = parse_day(texts[0], where=gettext("So với ngày")) if texts[0] else None
        known_at = parse_instant(texts[1], where=gettext("Theo sổ ghi đến")) if texts[1] else asked.as_of.known_at
        since = parse_day(texts[2], where=gettext("Từ ngày")) if texts[2] else None
    except BadInput as refusal:
        return replace(other, problem=refusal.render(gettext))
    return replace(other, on=on, known_at=known_at, since=since)


def sides(wanted: Wanted, other: Other, asked: Asked) -> tuple[Question, Question] | None:
    """The other side and the one shown, in this order; both about the unit of the same code."""
    if wanted.question is None or other.problem or (other.on is None and not other.known_text):
        return None
    before = remembered(
        ask, wanted.report.span, on=other.on or asked.on, since=other.since or wanted.since, known_at=other.known_at,
        under=wanted.under or None,
    )  # fmt: skip
    return before, wanted.question


def compare_page(asked: Asked, wanted: Wanted, other: Other, viewer: Viewer, *, page: int) -> ComparePage:
    """The cells that differ, a page of them; without a word about the other side, only the form."""
    report = wanted.report
    problem = other.problem
    pair = None
    try:
        pair = sides(wanted, other, asked)
    except (BadInput, UnknownReference) as refusal:
        problem = refusal.render(gettext)
    found = compare_tables(*(seen(report, one, viewer) for one in pair)) if pair else None
    cells = found.cells if found else ()
    at = paged(asked, len(cells), size=SIZE, page=page)
    return ComparePage(
        name=report.name,
        title=gettext(report.title),
        first=when_known(wanted, pair[0]) if pair else "",
        second=when_known(wanted, pair[1]) if pair else "",
        form=form_of(asked, wanted),
        under=wanted.under or wanted.under_text,
        other=replace(other, problem=problem),
        count=len(cells),
        changes=_changes(asked, wanted, found, at) if found else (),
        ready=found is not None,
        previous_href=at.previous_href,
        next_href=at.next_href,
        report_href=asked.link("report", report.name, **wanted.words()),
    )


def when_known(wanted: Wanted, question: Question) -> str:
    """'Ngày 01/01/2022', with the state of knowledge where that is not the newest."""
    told = when(wanted.report, question)
    if question.known_at is None:
        return told
    return gettext("%(when)s, theo sổ ghi đến %(known)s") % {
        "when": told,
        "known": f"{question.known_at.astimezone(HOME):%d/%m/%Y %H:%M}",
    }


def _changes(asked: Asked, wanted: Wanted, found: Comparison, page: Paged) -> tuple[Changed, ...]:
    rows = [{row.key: row for row in one.rows} for one in (found.before, found.after)]
    columns = [{column.key: column for column in one.columns} for one in (found.before, found.after)]
    before, after = (_at(asked, one.question) for one in (found.before, found.after))
    links = [Links(one, wanted.report.name, words_of(one_table)) for one, one_table in
             ((before, found.before), (after, found.after))]  # fmt: skip
    change = asked.link("report_change", wanted.report.name, **wanted.words(), **_others(asked))
    shown = []
    for row, column, was, now in page.part(found.cells):
        side = 1 if row in rows[1] else 0
        shown.append(
            Changed(
                row_key=row,
                row=full_label(found.after if side else found.before, rows[side][row]),
                column=head_of(columns[1].get(column) or columns[0][column]),
                before=words.number(was),
                before_href=links[0].cell(row, column) if row in rows[0] and column in columns[0] else "",
                after=words.number(now),
                after_href=links[1].cell(row, column) if row in rows[1] and column in columns[1] else "",
                difference=words.signed(now - was),
                open_href=f"{change}&{urlencode({ROW: row, COLUMN: column}, safe=':')}",
            )
        )
    return tuple(shown)


def _at(asked: Asked, question: Question) -> Asked:
    return replace(asked, as_of=question.as_of)


def _others(asked: Asked) -> dict[str, str]:
    return {key: value for key, value in asked.others if key in (WITH, WITH_KNOWN, WITH_SINCE)}


def change_panel(asked: Asked, wanted: Wanted, other: Other, row: str, column: str, *, viewer: Viewer) -> ChangePanel:
    """One cell of the comparison. Raises UnknownReference when the address does not say what is compared."""
    pair = sides(wanted, other, asked)
    if pair is None:
        raise BadInput(
            "comparison_unsaid",
            gettext_noop("Địa chỉ chưa nói so với ngày nào hay thời điểm nào; mở lại từ trang so sánh."),
        )
    for question in pair:
        opens(wanted.report, question, column, viewer)
    found = differing(wanted.report, *pair, row, column)
    return ChangePanel(
        title=_title(wanted, pair, row, column),
        question=f"{when_known(wanted, pair[0])} → {when_known(wanted, pair[1])}",
        before=words.number(found.before),
        after=words.number(found.after),
        difference=words.signed(found.after - found.before),
        items=_items(asked, found),
        residual=words.number(found.residual),
        matches=found.residual == 0 and all(item.ordinal is not None for item in found.items),
        report_href=asked.link("report_compare", wanted.report.name, **wanted.words(), **_others(asked)),
    )


def _title(wanted: Wanted, pair: tuple[Question, Question], row: str, column: str) -> str:
    for question in reversed(pair):
        found = table(wanted.report, question)
        at, head = found.row(row), found.column(column)
        if at is not None and head is not None:
            return title_of(found, at, head)
    raise UnknownReference(
        "cell_unknown",
        gettext_noop("Báo cáo {report} không có ô số ở dòng “{row}”, cột “{column}”; xem các mã bằng --format json."),
        report=wanted.report.name, row=row, column=column,
    )  # fmt: skip


def _items(asked: Asked, found: Difference) -> tuple[Item, ...]:
    """By decision, the largest first. What no decision explains is told as such."""
    return tuple(
        Item(
            decision=one.decision or gettext("không rõ quyết định nào"),
            href=asked.link("decision", one.ordinal) if one.ordinal is not None else "",
            amount=words.signed(one.amount),
            note=lines_counted(one.count),
        )
        for one in given_by(found.items)
    )
