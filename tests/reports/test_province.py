"""All cells of all reports of the synthetic province reconcile; its cuts are those of the interview."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.databases import TestServer

from tinhgon.config import server
from tinhgon.reports import REPORTS, ask, report_named, table
from tinhgon.reports.building import opened
from tinhgon.reports.comparing import all_differing
from tinhgon.reports.model import Report

FIRST, LAST = date(2015, 4, 30), date(2020, 9, 30)
every = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


@pytest.fixture
def province(demo_database: tuple[TestServer, str], django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Every unit and every cut of the story, with few people."""
    chosen, name = demo_database
    with django_db_blocker.unblock():
        with chosen.using(name):
            yield
        server.ensure_database()


@every
def test_every_cell_opens_to_what_it_is_the_sum_of(province: None, report: Report) -> None:
    """One statement reads all facts; each cell then opens in memory."""
    for under in (None, "93", "931"):
        whole = opened(report, ask(report.span, on=LAST, since=FIRST, under=under))
        cells = [
            (row, column) for row in whole.table.rows for column in whole.table.columns
            if isinstance(row.cells[column.key], int)
        ]  # fmt: skip
        assert [(row.key, column.key) for row, column in cells if not whole.trace(row, column).reconciles] == []


@every
def test_a_year_is_explained_by_its_decisions(province: None, report: Report) -> None:
    first, last = (ask(report.span, on=day, under="931") for day in (date(2019, 12, 31), LAST))
    for one in all_differing(report, first, last):
        assert one.residual == 0, one


def test_synthetic_books_say_so(province: None) -> None:
    assert all(table(report, ask(report.span, on=LAST)).synthetic for report in REPORTS.values())


@pytest.mark.parametrize("under", [None, "93"])
def test_the_blocs_make_the_total(province: None, under: str | None) -> None:
    """Also what units held that have ended meanwhile is in the period, whether its first day is stated or not."""
    for since in (None, FIRST):
        made = table(report_named("staffing-cuts"), ask("period", on=LAST, since=since, under=under))
        cut = {row.key: int(row.cells["cut"] or 0) for row in made.rows}
        assert cut["total"] == cut["party"] + cut["state"] > 0
        assert cut["part_time_hamlet"] > cut["part_time_commune"] > 0
        for row in made.rows:
            opening, went, added, closing = (int(row.cells[key] or 0) for key in ("opening", "cut", "added", "closing"))
            assert opening - went + added == closing
        if since is None:
            first = cut
    assert cut == first
