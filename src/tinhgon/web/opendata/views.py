"""Open data for whoever may have it: a thing by its address, a file of a day; HTML leads to the pages.

Where the house has decided to publish, nobody has to log in; else those who may read pages. Forms by `Accept`, or by
`?dang=ttl|jsonld|rdf|nt|json|html`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from rdflib import Graph

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import Refusal, UnknownReference, gettext_noop
from tinhgon.exchange.open.formats import akn, dcat, media_type, org, popolo
from tinhgon.web.kit import errors
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked, ask
from tinhgon.web.opendata import shelf

View = Callable[..., HttpResponse]
RDF = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
OTHERS = {"json": "application/json", "akn": "application/akn+xml", "html": "text/html"}
_WRITERS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "pretty-xml", "nt": "nt"}
_FORMAT_OF = {
    "org.ttl": "org", "vocabulary.ttl": "org", "popolo.json": "popolo", "units.geojson": "geo", "units.topojson": "geo",
    "catalog.ttl": "dcat",
    **dict.fromkeys(("organisations.csv", "units.csv", "successions.csv", "decisions.csv"), "csvw"),
    "csv-metadata.json": "csvw",
}  # fmt: skip


def open_data(view: View) -> View:
    """A view of open data. Published: for everybody, from any site; else a page like the others, with a login."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(("GET", "HEAD"))
        if shelf.access_today() == "inside":
            return inside(request, *args, **kwargs)
        asked = ask(request)
        try:
            response = _unclear(asked) if asked.problem else view(request, asked, *args, **kwargs)
        except Refusal as refusal:
            response = _refused(refusal)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers.setdefault("Cache-Control", "public, max-age=300")
        patch_vary_headers(response, ["Accept"])
        return response

    def reading(request: HttpRequest, asked: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, asked, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])
        return response

    inside = readable(reading)
    shown.access = "readable"  # type: ignore[attr-defined]
    return shown


def _unclear(asked: Asked) -> HttpResponse:
    """A day or an instant that is none: better no answer than that of another day."""
    return errors.problem(400, "date_invalid", asked.problem)


def _refused(refusal: Refusal) -> HttpResponse:
    status = 404 if isinstance(refusal, UnknownReference) else 503 if refusal.code == "open_data_busy" else 400
    return errors.problem(status, refusal.code, refusal.render())


@open_data
def catalogue(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What there is, of the day asked for."""
    return _answer(request, {"rdf": lambda: dcat.catalogue(shelf.published(request, asked.as_of))})


@open_data
def vocabulary(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Our few words."""
    del asked
    return _answer(request, {"rdf": lambda: org.vocabulary(shelf.addresses_of(request).vocabulary)})


@open_data
def unit(request: HttpRequest, asked: Asked, unit_id: int) -> HttpResponse:
    """One unit as of the day; an ended one as it was last. HTML: its page."""
    whole = shelf.published(request, asked.as_of)
    body = whole.by_id.get(unit_id)
    if body is None:
        raise _nothing()
    return _answer(request, {
        "rdf": lambda: org.one_unit(whole, body),
        "json": lambda: popolo.organization(whole, body),
        "html": lambda: f"{reverse('unit', args=[unit_id])}?ngay={asked.on:%d/%m/%Y}",
    })  # fmt: skip


@open_data
def change(request: HttpRequest, asked: Asked, ordinal: int, place: int) -> HttpResponse:
    """What one clause did. HTML: its decision."""
    return change_of(request, asked, ordinal, place)


def change_of(request: HttpRequest, asked: Asked, ordinal: int, place: int) -> HttpResponse:
    """The change of a clause in the form that is asked for."""
    whole = shelf.published(request, asked.as_of)
    found = next((one for one in whole.changes if (one.ordinal, one.place) == (ordinal, place)), None)
    if found is None:
        raise _nothing()
    return _answer(request, {
        "rdf": lambda: org.one_change(whole, found),
        "json": lambda: popolo.event(whole, found),
        "html": lambda: reverse("decision", args=[ordinal]),
    })  # fmt: skip


@open_data
def decision(request: HttpRequest, asked: Asked, issuer: str, signed_on: str, number: str) -> HttpResponse:
    """A decision by its ELI. HTML: its page; `application/akn+xml`: its clauses."""
    whole = shelf.published(request, asked.as_of)
    wanted = f"eli/vn/{issuer}/{signed_on}/{number}"
    found = next(
        (one for one in whole.decisions
         if whole.addresses.eli_path(one.issuer, one.signed_on, one.number) == wanted), None,
    )  # fmt: skip
    if found is None:
        raise _nothing()
    return _answer(request, {
        "rdf": lambda: org.one_decision(whole, found),
        "akn": lambda: akn.document(whole, found),
        "html": lambda: reverse("decision", args=[found.ordinal]),
    })  # fmt: skip


@open_data
def succession(request: HttpRequest, asked: Asked, **numbers: int) -> HttpResponse:
    """One succession: the change that it is a part of."""
    return change_of(request, asked, numbers["ordinal"], numbers["place"])


@open_data
def post(request: HttpRequest, asked: Asked, post_id: int) -> HttpResponse:
    """A post, where posts are published. HTML: its unit."""
    whole = shelf.published(request, asked.as_of)
    found = next((one for one in whole.posts if one.id == post_id), None)
    if found is None:
        raise _nothing()
    return _answer(request, {
        "rdf": lambda: org.one_post(whole, found),
        "html": lambda: f"{reverse('unit', args=[found.unit_id])}?ngay={asked.on:%d/%m/%Y}",
    })  # fmt: skip


@open_data
def concepts(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """The kinds and structures of units: all in one answer."""
    del name
    return _answer(request, {"rdf": lambda: org.concepts(shelf.published(request, asked.as_of))})


@open_data
def file(request: HttpRequest, asked: Asked, on: str, name: str, under: str = "") -> HttpResponse:
    """A file of a day."""
    as_of = AsOf(parse_day(on, where="du-lieu"), asked.as_of.known_at)
    form = "akn" if name.endswith(".xml") else _FORMAT_OF.get(name, "")
    content = shelf.files(request, as_of, under, form).get(name) if form else None
    if content is None:
        raise _nothing()
    return _with_tag(request, HttpResponse(content, content_type=f"{media_type(name)}; charset=utf-8"))


def _nothing() -> UnknownReference:
    return UnknownReference("open_nothing", gettext_noop("Không có gì được công bố ở địa chỉ này vào ngày ấy."))


def _answer(request: HttpRequest, ways: dict[str, Callable[[], Any]]) -> HttpResponse:
    """In the form that is asked for: RDF in four ways, and what else there is. 406 when there is none of them."""
    types = {**(RDF if "rdf" in ways else {}), **{name: OTHERS[name] for name in ways if name != "rdf"}}
    form = request.GET.get("dang", "")
    if not form:
        # An Accept of anything: what a program reads; a browser says that it prefers HTML.
        preferred = request.get_preferred_type(list(types.values()))
        form = next((name for name, media in types.items() if media == preferred), "")
    if form not in types:
        return HttpResponse(", ".join(types.values()), status=406, content_type="text/plain; charset=utf-8")
    if form == "html":
        response: HttpResponse = HttpResponseRedirect(ways["html"]())
        response.status_code = 303
        return response
    if form in RDF:
        graph: Graph = ways["rdf"]()
        content = graph.serialize(format=_WRITERS[form], encoding="utf-8")
    else:
        content = ways[form]()
    if isinstance(content, dict):
        content = popolo.text(content)
    return _with_tag(request, HttpResponse(content, content_type=f"{types[form]}; charset=utf-8"))


def _with_tag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With its ETag; 304 for whoever has it."""
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    response.headers["ETag"] = tag
    return response
