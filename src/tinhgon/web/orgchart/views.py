"""The chart of what is below a unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked, whole
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.reader import reader_of
from tinhgon.web.orgchart.page import DEPTH, FORM, chart_page


@readable
def org_chart(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
    page = chart_page(
        asked, unit_id, reader_of(request), form=request.GET.get(FORM, ""), depth=whole(request, DEPTH, 0)
    )  # fmt: skip
    return show(request, asked, "orgchart/chart.html", page, here="units")
