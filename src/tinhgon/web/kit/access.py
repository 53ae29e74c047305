"""Who may read a page, see a name, keep a draft. Nothing is shown unless its view says so.

`rights_of` is the one place that says what a request may do. An account that is tied to a person of the books has the
rights of the posts which that person holds today, over the units of those posts and all below them, and no others: they
end with the post or with the assignment, by the decision that ends it (adr/0012).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from tinhgon.access.rights import RightMissing, Rights, is_trusted, rights_of_account
from tinhgon.access.ties import file_code, tied_person
from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Refusal
from tinhgon.registers.staff.queries.files import (
    access_of,
)
from tinhgon.web.kit.asking import ask
from tinhgon.web.kit.language import switched
from tinhgon.web.kit.pages import (
    may_read,
    message,
    refused,
)

Page = Callable[..., HttpResponse]


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
        except RightMissing as refusal:
            response = message(request, asked, refusal.render(gettext), status=403, title=gettext("Chưa có quyền"))
        except Refusal as refusal:
            response = refused(request, asked, refusal)
        if asked.problem and response.status_code == 200:
            response.status_code = 400
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        patch_cache_control(response, private=True, no_cache=True)
        return response

    page.access = "readable"  # type: ignore[attr-defined]
    return page


def rights_of(request: HttpRequest) -> Rights:
    """What this request may do, by the books as they are now and today's date.

    An account that is tied to a person: what their posts give, also in the demo, where a visitor may be somebody. Else
    in the demo, whose people are invented, everything; of accounts tied to nobody superusers and the group
    FILE_READERS everything, the rest nothing.
    """
    today, user = AsOf(timezone.localdate()), request.user
    if user.is_authenticated and (person_id := tied_person(user.pk)) is not None:
        granted = tuple(access_of(today, person_id))
        return Rights(False, today, file_code(person_id), granted, rights_of_account(user))
    if settings.DEMO or not user.is_authenticated:
        return Rights(everywhere=bool(settings.DEMO), today=today)
    return Rights(everywhere=is_trusted(user), today=today, of_account=rights_of_account(user))


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("login"))
    return redirect_to_login(request.get_full_path())
