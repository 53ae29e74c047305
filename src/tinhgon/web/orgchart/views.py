"""The chart of what is below a unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.basis.errors import gettext_noop
from tinhgon.record import acts
from tinhgon.record.kinds.export import EXPORTS, Export
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked, whole
from tinhgon.web.kit.files import attachment
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.reader import reader_of
from tinhgon.web.orgchart.drawing import chart_svg
from tinhgon.web.orgchart.page import DEPTH, FORM, chart_page


@readable
def org_chart(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
    page = chart_page(
        asked, unit_id, reader_of(request), form=request.GET.get(FORM, ""), depth=whole(request, DEPTH, 0)
    )  # fmt: skip
    return show(request, asked, "orgchart/chart.html", page, here="units")


@readable
def org_chart_svg(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
    """The same as a picture, written down as exported."""
    reader = reader_of(request)
    page = chart_page(asked, unit_id, reader, form="", depth=whole(request, DEPTH, 0))
    exported = Export(what=gettext_noop("sơ đồ tổ chức"), format="svg", rows=len(page.rows),
                      question={"unit": str(unit_id), "on": asked.on.isoformat()})  # fmt: skip
    acts.append(EXPORTS, exported, by=reader.actor)
    content = chart_svg(page, day=f"{asked.on:%d/%m/%Y}")
    return attachment(content, f"so-do-{page.code or unit_id}-{asked.on:%Y-%m-%d}.svg", "image/svg+xml; charset=utf-8")
