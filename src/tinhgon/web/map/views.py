"""The map of one province."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse

from tinhgon.web.access import readable
from tinhgon.web.asking import Asked
from tinhgon.web.map.geometry import loaded
from tinhgon.web.map.kinds import Mode
from tinhgon.web.map.page import MODE, PROVINCE, provinces_of  # fmt: skip
from tinhgon.web.map.page import map_page as page_of
from tinhgon.web.pages import show


@readable
def map_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The province that is asked for; else the first one with a geometry; else the first."""
    provinces = provinces_of(asked.as_of)
    wanted = request.GET.get(PROVINCE, "")
    province = next((row for row in provinces if wanted in (str(row.id), row.code)), None)
    if province is None:
        province = next((row for row in provinces if loaded(row.code or "", asked.on).outlines), None)
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
        geometry=loaded(province.code or "", asked.on),
    )
    return show(request, asked, "map/map.html", page, here="map")
