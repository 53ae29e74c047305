"""The list of reports, one report, the same compared, and each of their numbers opened."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.record import acts
from tinhgon.record.kinds.export import EXPORTS, Export
from tinhgon.reports import report_named, seen, table
from tinhgon.reports.guarding import need
from tinhgon.reports.render import FORMATS, Speech, file_name
from tinhgon.reports.render import render as rendered
from tinhgon.reports.saving import submit
from tinhgon.web.kit import words
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import (
    PAGE,
    Asked,
    whole,
)
from tinhgon.web.kit.files import attachment
from tinhgon.web.kit.pages import message, show
from tinhgon.web.kit.people_files import CHOSEN
from tinhgon.web.kit.reader import reader_of
from tinhgon.web.reports.asking import (
    ALL,
    BY,
    COLUMN,
    DETAIL,
    PLACE,
    ROW,
    UNDER,
    Wanted,
    read_wanted,
    units_like,
)
from tinhgon.web.reports.cell import cell_panel, people_of_cell
from tinhgon.web.reports.differing import change_panel, compare_page, read_other
from tinhgon.web.reports.page import DOWNLOADS, list_page, report_page
from tinhgon.web.reports.submitting import submitted_list, submitted_page

SUBMIT, CONFIRMED = "to-chuc", "xac_nhan"
"""Whoever submits a report does so for the body that does the work of organisation and staff."""


@readable
def report_list(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "reports/list.html", list_page(asked), here="reports")


@readable
def report(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    wanted = read_wanted(request, asked, report_named(name))
    page = report_page(
        asked, wanted, reader_of(request).viewer, everything=request.GET.get(ALL) == "1", page=whole(request, PAGE, 1),
        detail=request.GET.get(DETAIL, ""), may_submit=rights_of(request).may(SUBMIT),
    )  # fmt: skip
    return show(request, asked, "reports/report.html", page, here="reports", status=page.status)


@readable
def units_offered(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What fits a unit half typed, each leading to the same report of it."""
    text = request.GET.get(UNDER, "").strip()[:100]
    choices = units_like(asked, text, page=request.GET.get(PLACE, ""))
    return render(request, "reports/_units.html", {"choices": choices, "text": text if len(text) > 1 else ""})


@readable
def compared(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """What differs between the day shown and another, or between two states of knowledge."""
    wanted = read_wanted(request, asked, report_named(name))
    page = compare_page(
        asked, wanted, read_other(request, asked), reader_of(request).viewer, page=whole(request, PAGE, 1)
    )
    return show(request, asked, "reports/compare.html", page, here="reports", status=400 if page.other.problem else 200)


@readable
def cell(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """A number of a report: what it is the sum of."""
    wanted = read_wanted(request, asked, report_named(name))
    if wanted.question is None:
        return _unread(request, asked, wanted)
    panel = cell_panel(
        asked, wanted, wanted.question, request.GET.get(ROW, ""), request.GET.get(COLUMN, ""),
        by=whole(request, BY, 0), page=whole(request, PAGE, 1), reader=reader_of(request),
    )  # fmt: skip
    return show(request, asked, "reports/cell.html", panel, here="reports", partial="reports/_cell.html")


@readable
def cell_people(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """The people that a number counts, as a file."""
    wanted = read_wanted(request, asked, report_named(name))
    if wanted.question is None:
        return _unread(request, asked, wanted)
    return people_of_cell(
        asked, reader_of(request), wanted, wanted.question,
        cell=(request.GET.get(ROW, ""), request.GET.get(COLUMN, "")), keys=request.GET.getlist(CHOSEN),
    )  # fmt: skip


@readable
def change(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """A difference of a comparison: what each decision did to it."""
    wanted = read_wanted(request, asked, report_named(name))
    if wanted.question is None:
        return _unread(request, asked, wanted)
    panel = change_panel(
        asked, wanted, read_other(request, asked), request.GET.get(ROW, ""), request.GET.get(COLUMN, ""),
        viewer=reader_of(request).viewer,
    )  # fmt: skip
    return show(request, asked, "reports/change.html", panel, here="reports", partial="reports/_change.html")


@readable
def file(request: HttpRequest, asked: Asked, name: str, shape: str) -> HttpResponse:
    """The table as a file, in the reader's language."""
    if shape not in DOWNLOADS:
        raise UnknownReference(
            "format_unknown",
            gettext_noop("Không có tệp dạng “{shape}”; có: {known}."),
            shape=shape,
            known=", ".join(DOWNLOADS),
        )
    wanted = read_wanted(request, asked, report_named(name))
    if wanted.question is None:
        return _unread(request, asked, wanted)
    found = seen(wanted.report, wanted.question, reader_of(request).viewer)
    content = rendered(found, shape, Speech(gettext, words.number))
    exported = Export(what=found.report.title, format=shape, rows=len(found.rows), question=found.question.options())
    acts.append(EXPORTS, exported, by=actor_of(request))
    return attachment(content, file_name(found, shape), FORMATS[shape].media_type)


@partial(readable, methods=("POST",))
def submitting(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """Keep the report with a number. Nobody does so without a login, even in the demo; elsewhere it needs a right."""
    if not request.user.is_authenticated:
        return redirect_to_login(asked.link("report", name))
    rights_of(request).need(SUBMIT)
    wanted = read_wanted(request, asked, report_named(name))
    if wanted.question is None:
        return _unread(request, asked, wanted)
    if request.POST.get(CONFIRMED) != "1":
        unconfirmed = gettext(
            "Báo cáo chưa nộp: nộp rồi thì không rút lại được, nên cần xác nhận. "
            "Mở báo cáo, bấm “Nộp” rồi “Xác nhận nộp”."
        )
        return message(request, asked, unconfirmed, status=400)
    need(wanted.report, wanted.question, reader_of(request).viewer)
    number = submit(table(wanted.report, wanted.question), by=actor_of(request))
    return redirect(asked.link("report_submitted", number))


@readable
def submitted_all(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "reports/submitted.html", submitted_list(asked), here="reports")


@readable
def submitted_one(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """A submitted report, asked again; a refusal when it is not the same to the bit."""
    page = submitted_page(
        asked, number, reader_of(request).viewer, everything=request.GET.get(ALL) == "1", page=whole(request, PAGE, 1)
    )
    return show(request, asked, "reports/submitted_one.html", page, here="reports")


def _unread(request: HttpRequest, asked: Asked, wanted: Wanted) -> HttpResponse:
    return message(request, asked, wanted.since_problem or wanted.under_problem, status=400)
