"""The tree and the list of units, a branch of the tree, the list as csv, and the page of one unit."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from tinhgon.registers.units.queries import ancestors
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import (
    PAGE,
    Asked,
    whole,
)
from tinhgon.web.kit.files import attachment
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.reader import reader_of
from tinhgon.web.kit.unit_links import (
    FORM,
    KIND,
    LIST,
    OPEN,
    PARENT,
    STRUCTURE,
    STRUCTURES,
    TEXT,
    WITHIN,
)
from tinhgon.web.units.listing import csv_rows, list_page, read_query
from tinhgon.web.units.page import unit_page
from tinhgon.web.units.staffing import held_panel, staffing
from tinhgon.web.units.tree import branch, tree_page


@readable
def unit_list(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The tree; the list when it is asked for or something is searched for."""
    if request.GET.get(FORM) == LIST or any(request.GET.get(key) for key in (TEXT, KIND, WITHIN, PARENT)):
        page = list_page(asked, read_query(request.GET))
        return show(request, asked, "units/list.html", page, here="units", partial="units/_list.html")
    return show(
        request,
        asked,
        "units/tree.html",
        tree_page(asked, structure=_structure(request), wanted=request.GET.get(OPEN)),
        here="units",
        partial="units/_tree.html",
    )


@readable
def unit_branch(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
    """What is directly under a unit, for a branch that opens; without htmx, the tree with that branch open."""
    if not request.headers.get("HX-Request"):
        above = [row.id for row in ancestors(asked.as_of, unit_id)]
        kept = {STRUCTURE: request.GET.get(STRUCTURE), OPEN: ",".join(map(str, [*above, unit_id]))}
        return HttpResponseRedirect(f"{asked.link('units', **kept)}#dv-{unit_id}")
    nodes = branch(asked, unit_id, structure=_structure(request))
    return render(request, "units/_branch.html", {"nodes": nodes, "asked": asked})


@readable
def unit_csv(request: HttpRequest, asked: Asked) -> HttpResponse:
    text = "".join(csv_rows(asked, read_query(request.GET)))
    return attachment(text, f"don-vi_{asked.on:%Y-%m-%d}.csv", "text/csv; charset=utf-8")


@readable
def unit(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
    page = unit_page(asked, unit_id, deep=request.GET.get("xa") == "1")
    page = replace(page, staff=staffing(asked, unit_id, reader_of(request), on=page.shown_on))
    return show(request, asked, "units/unit.html", page, here="units", partial="units/_unit.html")


@readable
def held_trace(request: HttpRequest, asked: Asked, unit_id: int, category: str, layer: str) -> HttpResponse:
    """What a unit and all below it hold of the establishment, opened."""
    panel = held_panel(asked, unit_id, category, layer, page=whole(request, PAGE, 1))
    return show(request, asked, "trace/page.html", panel, here="", partial="trace/_panel.html")


def _structure(request: HttpRequest) -> str:
    return STRUCTURES.get(request.GET.get(STRUCTURE, ""), "territory")
