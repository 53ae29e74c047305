"""What the pages of reports show, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from tinhgon.reports import REPORTS, Column, Question, Report, Table, Viewer, seen
from tinhgon.reports.facts import first_day
from tinhgon.web.kit.asking import PAGE, Asked
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.words import on_day, upper_first
from tinhgon.web.reports.asking import ALL, DETAIL, UNDER, Choice, Wanted
from tinhgon.web.reports.chart import Chart, chart_of
from tinhgon.web.reports.grid import Grid, Links, grid_of

DOWNLOADS = ("xlsx", "docx", "pdf", "csv", "json")


@dataclass(frozen=True)
class Listed:
    """A report in the list."""

    title: str
    summary: str
    code: str
    span: str
    href: str


@dataclass(frozen=True)
class ListPage:
    reports: tuple[Listed, ...]
    submitted_href: str


@dataclass(frozen=True)
class Segment:
    """One of several ways to look."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class File:
    """A form in which the table may be taken away."""

    label: str
    href: str


@dataclass(frozen=True)
class Form:
    """The fields above a table, as they were filled in."""

    is_period: bool
    since_text: str
    since_problem: str
    since_hint: str
    under_text: str
    under_name: str
    under_problem: str
    ended_on: date | None
    without_href: str
    choices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReportPage:
    """One report. `grid` is missing when the question could not be read."""

    name: str
    title: str
    code: str
    summary: str
    counting: str
    signs: str
    caption_head: str
    measure: str
    form: Form
    grid: Grid | None
    details: tuple[Segment, ...]
    chart: Chart | None
    notes: tuple[str, ...]
    known_at: datetime | None
    synthetic: bool
    is_empty: bool
    compare_href: str
    files: tuple[File, ...]
    submit_href: str
    may_submit: bool
    list_href: str

    @property
    def status(self) -> int:
        return 200 if self.grid or self.form.choices else 400


def spans() -> dict[str, str]:
    """What a report is about in time, in words."""
    return {"day": gettext("một ngày"), "period": gettext("một kỳ")}


def list_page(asked: Asked) -> ListPage:
    """Every report there is, by code."""
    told = spans()
    found = sorted(REPORTS.values(), key=lambda report: (not report.code, report.code, report.name))
    return ListPage(
        tuple(
            Listed(
                gettext(one.title), gettext(one.summary), one.code, told[one.span], asked.link("report", one.name)
            )
            for one in found
        ),
        submitted_href=asked.link("reports_submitted"),
    )  # fmt: skip


def report_page(
    asked: Asked, wanted: Wanted, viewer: Viewer, *, everything: bool, page: int, detail: str = "",
    may_submit: bool = False,
) -> ReportPage:  # fmt: skip
    """The table of a question with what surrounds it. `detail`: the column that is opened into its parts."""
    report = wanted.report
    found = seen(report, wanted.question, viewer) if wanted.question else None
    links = Links(asked, report.name, wanted.words())
    return ReportPage(
        name=report.name,
        title=gettext(report.title),
        code=report.code,
        summary=gettext(report.summary),
        counting=gettext(report.counting),
        signs=gettext(report.signs) if report.signs else "",
        caption_head=f"{when(report, found.question)}{_scope(found)}" if found else "",
        measure=measure_of(report),
        form=form_of(asked, wanted),
        grid=grid_of(asked, found, links, columns=_shown(found, detail), everything=everything, page=page)
        if found
        else None,
        details=_details(asked, found, detail) if found else (),
        chart=chart_of(found, links) if found else None,
        notes=tuple(gettext(note) for note in found.notes) if found else (),
        known_at=found.known_at if found else None,
        synthetic=bool(found and found.synthetic),
        is_empty=found is not None and is_empty(found),
        compare_href=asked.link("report_compare", report.name, **wanted.words()) if found else "",
        files=tuple(_files(asked, wanted)) if found else (),
        may_submit=may_submit,
        submit_href=asked.link("report_submit", report.name, **wanted.words())
        if found and found.ordinal and not found.guarded
        else "",
        list_href=asked.link("reports"),
    )


def _shown(found: Table, detail: str) -> list[Column]:
    return [column for column in found.shown_columns if column.detail_of in ("", detail)]


def _details(asked: Asked, found: Table, detail: str) -> tuple[Segment, ...]:
    """The columns that open into their parts, and none of them."""
    keys = list(dict.fromkeys(column.detail_of for column in found.columns if column.detail_of))
    if not keys:
        return ()
    known = detail if detail in keys else ""
    none = Segment(gettext("Cả kỳ"), asked.here(**{DETAIL: None}), not known)
    return (none, *(Segment(key, asked.here(**{DETAIL: key}), key == known) for key in keys))


def _files(asked: Asked, wanted: Wanted) -> Iterable[File]:
    for shape in DOWNLOADS:
        yield File(shape, asked.link("report_file", wanted.report.name, shape, **wanted.words()))


def is_empty(found: Table) -> bool:
    """Whether there is nothing in the books that the report would count."""
    return not any(value for row in found.rows for value in row.cells.values() if isinstance(value, int))


def form_of(asked: Asked, wanted: Wanted, *, kept: Sequence[tuple[str, str]] = ()) -> Form:
    """The filter as the reader left it; an opened period says from when it is."""
    opened = ""
    if wanted.question is not None and wanted.report.span == "period" and wanted.since is None:
        opened = f"{remembered(first_day, wanted.question):%d/%m/%Y}"
    return Form(
        is_period=wanted.report.span == "period",
        since_text=wanted.since_text,
        since_problem=wanted.since_problem,
        since_hint=opened,
        under_text=wanted.under_name if wanted.under else wanted.under_text,
        under_name=wanted.under_name,
        under_problem=wanted.under_problem,
        ended_on=wanted.ended_on,
        without_href=asked.here(**{UNDER: None, PAGE: None, ALL: None}) if wanted.under_text else "",
        choices=wanted.choices,
        kept=(*asked.carried(), *kept),
    )


def _scope(found: Table) -> str:
    return f", {upper_first(found.scope_label)}" if found.scope_label else ""


def when(report: Report, question: Question) -> str:
    """The day or the period of a question, in words."""
    if report.span == "day":
        return on_day(question.on)
    days = {"since": remembered(first_day, question), "until": question.on}
    return gettext("Từ %(since)s đến %(until)s") % {name: f"{day:%d/%m/%Y}" for name, day in days.items()}


def measure_of(report: Report) -> str:
    """What one is counted as: 'Đơn vị tính: người.'"""
    return f"{gettext('Đơn vị tính: {unit}').format(unit=gettext(report.unit))}."
