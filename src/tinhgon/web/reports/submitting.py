"""Reports as they were submitted: the list, and one asked again with what was known then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext

from tinhgon.reports import REPORTS, Table, Viewer, seen
from tinhgon.reports.saving import SubmittedRow, reproduce, submitted, submitted_reports
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.words import upper_first
from tinhgon.web.reports.asking import SINCE, UNDER
from tinhgon.web.reports.grid import Grid, Links, grid_of
from tinhgon.web.reports.page import measure_of, when


@dataclass(frozen=True)
class Submitted:
    """A submitted report in the list."""

    number: int
    place: int | None
    unit: str
    title: str
    question: str
    who: str
    submitted_at: datetime
    sha256: str
    href: str


@dataclass(frozen=True)
class SubmittedList:
    rows: tuple[Submitted, ...]


@dataclass(frozen=True)
class SubmittedPage:
    """A submitted report, the same to the bit: otherwise there is a refusal instead."""

    row: Submitted
    heading: str
    measure: str
    counting: str
    grid: Grid
    report_href: str
    synthetic: bool


def submitted_list(asked: Asked) -> SubmittedList:
    """All that were submitted, the newest first."""
    return SubmittedList(tuple(_row(asked, row) for row in submitted_reports()))


def _row(asked: Asked, row: SubmittedRow) -> Submitted:
    return Submitted(
        number=row.number,
        place=row.place,
        unit=upper_first(row.unit),
        title=_title(row.report),
        question=_question(row.options),
        who=row.by.name,
        submitted_at=row.submitted_at,
        sha256=row.sha256,
        href=asked.link("report_submitted", row.number),
    )


def _title(name: str) -> str:
    return gettext(REPORTS[name].title) if name in REPORTS else name


def _question(options: Mapping[str, str]) -> str:
    """'01/01/2021 – 31/12/2022, D1': the days as they were asked for, and the unit."""
    days = [f"{date.fromisoformat(options[name]):%d/%m/%Y}" for name in ("since", "on") if name in options]
    return ", ".join(part for part in (" – ".join(days), options.get("under", "")) if part)


def submitted_page(asked: Asked, number: int, viewer: Viewer, *, everything: bool, page: int) -> SubmittedPage:
    """Asked again and compared. Raises Conflict when anything differs."""
    row, _ = submitted(number)
    again = reproduce(number)
    then = replace(asked, as_of=again.question.as_of)
    shown = seen(again.report, again.question, viewer)
    words = words_of(again)
    return SubmittedPage(
        row=_row(asked, row),
        heading=when(again.report, again.question),
        measure=measure_of(again.report),
        counting=gettext(again.report.counting),
        grid=grid_of(asked, shown, Links(then, again.report.name, words), everything=everything, page=page),
        report_href=then.link("report", again.report.name, **words),
        synthetic=again.synthetic,
    )


def words_of(found: Table) -> dict[str, str | None]:
    """What an address must carry to ask for this table again."""
    question = found.question
    return {SINCE: f"{question.since:%d/%m/%Y}" if question.since else None, UNDER: question.under}
