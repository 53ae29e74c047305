"""Who may read a page. Nothing is shown unless its view says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from tinhgon.basis.errors import Refusal
from tinhgon.web.asking import ask
from tinhgon.web.language import switched
from tinhgon.web.pages import may_read, refused

Page = Callable[..., HttpResponse]
FILE_READERS = "can_bo_nhan_su"
"""The group of accounts that may read personal files (xem hồ sơ)."""


def readable(view: Page, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Page:
    """A page that anyone may read in the demo, and that otherwise needs a login. It may write nothing.

    The view gets what the address asks for as its second argument. A Refusal becomes a page with its sentence.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if (response := switched(request)) is not None:
            return response
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


def may_read_files(request: HttpRequest) -> bool:
    """Who sees names: anyone in the demo, whose people are invented; else superusers and the group FILE_READERS."""
    user = request.user
    if settings.DEMO or (user.is_authenticated and user.is_superuser):
        return True
    return user.is_authenticated and user.groups.filter(name=FILE_READERS).exists()


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("login"))
    return redirect_to_login(request.get_full_path())
