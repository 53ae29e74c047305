"""The establishment as a page: cut, assigned, present."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import (
    PAGE,
    Asked,
    whole,
)
from tinhgon.web.kit.pages import show
from tinhgon.web.reports.asking import ALL, read_wanted
from tinhgon.web.reports.register import (
    CUTS,
    VIEW,
    VIEWS,
    balance_page,
    cuts_page,
)


@readable
def establishment(request: HttpRequest, asked: Asked) -> HttpResponse:
    view = request.GET.get(VIEW, "")
    view = view if view in VIEWS else next(iter(VIEWS))
    wanted = read_wanted(request, asked, VIEWS[view])
    if view == CUTS:
        page = cuts_page(asked, wanted)
    else:
        everything = request.GET.get(ALL) == "1"
        page = balance_page(asked, wanted, view, everything=everything, page=whole(request, PAGE, 1))
    return show(request, asked, "establishment/page.html", page, here="establishment", status=page.status)
