"""The overview as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.web.access import readable
from tinhgon.web.asking import Asked
from tinhgon.web.overview.page import overview_page
from tinhgon.web.pages import show


@readable
def overview(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "overview/page.html", overview_page(asked), here="overview")
