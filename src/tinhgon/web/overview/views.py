"""The overview as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show
from tinhgon.web.overview.page import overview_page


@readable
def overview(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "overview/page.html", overview_page(asked), here="overview")
