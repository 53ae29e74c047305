"""The map of one province."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse

from tinhgon.registers.units.queries.boundaries import boundaries
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show
from tinhgon.web.map.kinds import Mode
from tinhgon.web.map.page import MODE, PROVINCE, provinces_of  # fmt: skip
from tinhgon.web.map.page import map_page as page_of


@readable
def map_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The province that is asked for; else the first one with boundaries; else the first."""
    provinces = provinces_of(asked.as_of)
    wanted = request.GET.get(PROVINCE, "")
    province = next((row for row in provinces if wanted in (str(row.id), row.code)), None)
    if province is None:
        province = next((row for row in provinces if boundaries(asked.as_of, row.id).outlines), None)
    if province is None:
        province = next(iter(provinces), None)
    if province is None:
        return show(request, asked, "map/empty.html", None, here="map")
    mode = request.GET.get(MODE)
    page = page_of(
        asked,
        provinces=provinces,
        province=province,
        mode=cast("Mode", mode) if mode in ("goc", "dau") else None,
        boundaries=boundaries(asked.as_of, province.id),
    )
    return show(request, asked, "map/map.html", page, here="map")
