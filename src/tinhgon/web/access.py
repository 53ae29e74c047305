"""Who may read a page. Nothing is shown unless its view says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from tinhgon.basis.errors import Refusal
from tinhgon.web.asking import LANGUAGE, ask
from tinhgon.web.pages import refused

Page = Callable[..., HttpResponse]


def readable(view: Page, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Page:
    """A page that anyone may read in the demo, and that otherwise needs a login. It may write nothing.

    The view gets what the address asks for as its second argument. A Refusal becomes a page with its sentence.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if wanted := request.GET.get(LANGUAGE):
            return _in_language(request, wanted)
        if not may_read(request):
            return _to_login(request)
        asked = ask(request)
        try:
            response = view(request, asked, *args, **kwargs)
        except Refusal as refusal:
            response = refused(request, asked, refusal)
        if asked.problem and response.status_code == 200:
            response.status_code = 400
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        patch_cache_control(response, private=True, no_cache=True)
        return response

    page.access = "readable"  # type: ignore[attr-defined]
    return page


def may_read(request: HttpRequest) -> bool:
    return bool(settings.DEMO) or request.user.is_authenticated


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("login"))
    return redirect_to_login(request.get_full_path())


def _in_language(request: HttpRequest, wanted: str) -> HttpResponse:
    """The same page without the wish in its address, and the wish kept in a cookie."""
    query = request.GET.copy()
    del query[LANGUAGE]
    text = query.urlencode(safe="/:")
    response = HttpResponseRedirect(f"{request.path}?{text}" if text else request.path)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
