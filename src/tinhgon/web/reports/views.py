"""The list of reports, one report, the same compared, and each of their numbers opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.reports import report_named
from tinhgon.web.access import readable
from tinhgon.web.asking import PAGE, Asked, whole
from tinhgon.web.pages import message, show
from tinhgon.web.reports.asking import ALL, BY, COLUMN, ROW, Wanted, read_wanted
from tinhgon.web.reports.cell import cell_panel
from tinhgon.web.reports.differing import change_panel, compare_page, read_other
from tinhgon.web.reports.page import list_page, report_page


@readable
def report_list(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "reports/list.html", list_page(asked), here="reports")


@readable
def report(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    wanted = read_wanted(request, asked, report_named(name))
    page = report_page(
        asked, wanted, everything=request.GET.get(ALL) == "1", page=whole(request, PAGE, 1)
    )  # fmt: skip
    return show(request, asked, "reports/report.html", page, here="reports", status=page.status)


@readable
def compared(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """What differs between the day shown and another, or between two states of knowledge."""
    wanted = read_wanted(request, asked, report_named(name))
    page = compare_page(asked, wanted, read_other(request, asked), page=whole(request, PAGE, 1))
    return show(request, asked, "reports/compare.html", page, here="reports", status=400 if page.other.problem else 200)


@readable
def cell(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """A number of a report: what it is the sum of."""
    wanted = read_wanted(request, asked, report_named(name))
    if wanted.question is None:
        return _unread(request, asked, wanted)
    panel = cell_panel(
        asked, wanted, wanted.question, request.GET.get(ROW, ""), request.GET.get(COLUMN, ""),
        by=whole(request, BY, 0), page=whole(request, PAGE, 1),
    )  # fmt: skip
    return show(request, asked, "reports/cell.html", panel, here="reports", partial="reports/_cell.html")


@readable
def change(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """A difference of a comparison: what each decision did to it."""
    wanted = read_wanted(request, asked, report_named(name))
    if wanted.question is None:
        return _unread(request, asked, wanted)
    panel = change_panel(
        asked, wanted, read_other(request, asked), request.GET.get(ROW, ""), request.GET.get(COLUMN, "")
    )
    return show(request, asked, "reports/change.html", panel, here="reports", partial="reports/_change.html")


def _unread(request: HttpRequest, asked: Asked, wanted: Wanted) -> HttpResponse:
    return message(request, asked, wanted.since_problem or wanted.under_problem, status=400)
