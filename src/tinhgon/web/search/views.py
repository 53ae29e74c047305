"""Search: under the field while one types, as a page, or as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.reader import reader_of
from tinhgon.web.search.page import results


@readable
def search_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    text = request.GET.get("tim", "").strip()[:200]
    quick = bool(request.headers.get("HX-Request"))
    found = results(asked, reader_of(request), text, limit=8 if quick else 60)
    if request.GET.get("dang") == "json" or request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(found.as_json(), json_dumps_params={"ensure_ascii": False})
    return show(request, asked, "search/page.html", found, here="", partial="search/_results.html")
