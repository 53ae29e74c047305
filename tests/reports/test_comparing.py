"""Two askings of a report: what differs is told decision by decision, with nothing left over."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reports.conftest import Asker
from tests.world import World

from tinhgon.reports import REPORTS, compare, report_named
from tinhgon.reports.comparing import all_differing, differing
from tinhgon.reports.model import Report

every = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
AGES = frozenset({"staff-quality", "leadership", "retirement-forecast", "data-quality"})
"""Who grows older changes classes without a decision."""


@every
@pytest.mark.parametrize(
    ("first", "last"), [(date(2021, 8, 1), date(2022, 12, 31)), (date(2022, 12, 31), date(2024, 6, 30))]
)
def test_two_days_differ_by_their_decisions(books: World, report: Report, first: date, last: date) -> None:
    asker = Asker(report)
    before, after = asker(first), asker(last)
    found = all_differing(report, before, after)
    assert {(one.row, one.column) for one in found} == {cell[:2] for cell in compare(report, before, after).cells}
    for one in found:
        assert one.residual == 0, one
        if report.name not in AGES:
            assert all(item.ordinal for item in one.items), one


@every
def test_two_states_of_knowledge_differ_by_their_decisions(books: World, report: Report) -> None:
    """A retroactive decision and one that was annulled."""
    asker = Asker(report)
    day = date(2022, 12, 31)
    for older, newer in (("08/QĐ", "09/QĐ"), ("09/QĐ", "10/QĐ"), ("10/QĐ", "11/QĐ"), ("08/QĐ", None)):
        for one in all_differing(report, asker(day, after=older), asker(day, after=newer)):
            assert one.residual == 0, one
            assert all(item.ordinal for item in one.items), one


def test_what_came_late_and_what_was_annulled_are_named(books: World) -> None:
    report = report_named("staffing-cuts")
    asker = Asker(report)
    day = date(2022, 12, 31)
    late = differing(report, asker(day, after="08/QĐ"), asker(day, after="09/QĐ"), "total", "closing")
    assert [(item.decision, item.amount) for item in late.items] == [("09/QĐ", 1)]
    undone = differing(report, asker(day, after="10/QĐ"), asker(day), "part_time_hamlet", "cut")
    assert [(item.decision, item.amount) for item in undone.items] == [("11/QĐ", -3)]
    assert (undone.before, undone.after, undone.residual) == (5, 2, 0)


def test_a_unit_that_went_elsewhere_takes_its_figures_along(books: World) -> None:
    """The facts of phòng Nội vụ did not change: the decision that moved it is named all the same."""
    report = report_named("establishment")
    asker = Asker(report)
    one = differing(report, asker(date(2022, 12, 31)), asker(date(2023, 1, 1)), "D2", "official")
    assert {item.decision for item in one.items} == {"12/QĐ"}
    assert (one.after - one.before, one.residual) == (3, 0)


def test_nothing_differs_from_itself(books: World) -> None:
    for report in REPORTS.values():
        question = Asker(report)(date(2022, 12, 31))
        assert all_differing(report, question, question) == []
