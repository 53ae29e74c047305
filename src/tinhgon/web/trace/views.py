"""A figure opened: beside the page where there is room, else a page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.registers.units.queries import the_unit
from tinhgon.registers.units.queries.browsing import Wanted
from tinhgon.registers.units.queries.origins import Field
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import (
    PAGE,
    Asked,
    whole,
)
from tinhgon.web.kit.entering import entries_panel
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.panel import Panel
from tinhgon.web.trace.summing import Scope, sum_panel
from tinhgon.web.trace.unit import unit_panel

SLUGS: dict[str, Field] = {"dien-tich": "area_km2", "dan-so": "population", "thon-ap": "hamlets"}
SLUGS |= {field: field for field in tuple(SLUGS.values())}


@readable
def count(request: HttpRequest, asked: Asked) -> HttpResponse:
    """How many units there are on the day: all, of a level, of some kinds, below a unit."""
    return _show(request, asked, sum_panel(asked, _scope(request, asked), "exists", page=whole(request, PAGE, 1)))


@readable
def total(request: HttpRequest, asked: Asked, what: str) -> HttpResponse:
    """A sum of areas or of populations."""
    field = _field(what)
    if field == "hamlets":
        raise _no_figure(what)
    return _show(request, asked, sum_panel(asked, _scope(request, asked), field, page=whole(request, PAGE, 1)))


@readable
def of_unit(request: HttpRequest, asked: Asked, unit_id: int, what: str) -> HttpResponse:
    """A figure of one unit."""
    return _show(request, asked, unit_panel(asked, unit_id, _field(what)))


@readable
def entries(request: HttpRequest, asked: Asked, ordinal: int, place: int | None = None) -> HttpResponse:
    """The entries of a decision, or of one of its clauses."""
    return _show(request, asked, entries_panel(asked, ordinal, place, page=whole(request, PAGE, 1)))


def _show(request: HttpRequest, asked: Asked, panel: Panel) -> HttpResponse:
    return show(request, asked, "trace/page.html", panel, here="", partial="trace/_panel.html")


def _field(what: str) -> Field:
    if what not in SLUGS:
        raise _no_figure(what)
    return SLUGS[what]


def _no_figure(what: str) -> UnknownReference:
    return UnknownReference(
        "figure_unknown",
        gettext_noop("Không có số liệu “{what}”; có: dien-tich, dan-so, thon-ap của đơn vị, tổng dien-tich, dan-so."),
        what=what,
    )


def _scope(request: HttpRequest, asked: Asked) -> Scope:
    under = whole(request, "duoi", 0) or None
    top = the_unit(asked.as_of, under) if under else None
    kinds = tuple(filter(None, request.GET.get("loai", "").split(",")))
    wanted = Wanted(structure=request.GET.get("co_cau") or None, level=whole(request, "cap", 0) or None, under=under)
    return Scope(wanted, kinds, f"{top.kind} {top.name}" if top else "")
