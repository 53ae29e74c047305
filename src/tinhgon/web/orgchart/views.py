"""The chart of what is below a unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.web.access import readable
from tinhgon.web.asking import Asked, whole
from tinhgon.web.orgchart.page import DEPTH, FORM, chart_page
from tinhgon.web.pages import show


@readable
def org_chart(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
    page = chart_page(asked, unit_id, form=request.GET.get(FORM, ""), depth=whole(request, DEPTH, 0))
    return show(request, asked, "orgchart/chart.html", page, here="units")
