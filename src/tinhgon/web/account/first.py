"""First run: nobody has an account yet. With the code that the console tells the first one is made here."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tinhgon.access import accounts
from tinhgon.basis.errors import BadInput, Refusal, gettext_noop
from tinhgon.web.kit.actor import address_of
from tinhgon.web.kit.language import languages, switched
from tinhgon.web.kit.owed import reckon
from tinhgon.web.kit.pages import status_of


@dataclass(frozen=True)
class FirstPage:
    """What was typed, and what is wrong with it."""

    code: str
    name: str
    full_name: str
    opens_books: bool
    rules: tuple[str, ...]
    problem: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Make the first account and log in; there is no such page once somebody has one."""
    if settings.DEMO or not accounts.is_none_yet():
        raise Http404
    if (response := switched(request)) is not None:
        return response
    sent, problem, status = request.POST, "", 200
    if request.method == "POST":
        try:
            made = _made(request)
        except Refusal as refusal:
            problem, status = refusal.render(gettext), status_of(refusal)
        else:
            login(request, made, backend=settings.AUTHENTICATION_BACKENDS[0])
            reckon(request, made)
            return HttpResponseRedirect(reverse("accounts") + "?xong=bat-dau")
    page = FirstPage(
        code=sent.get("ma") or request.GET.get("ma", ""), name=sent.get("ten", ""), full_name=sent.get("ho_ten", ""),
        opens_books=bool(sent.get("mo_so")) or request.method != "POST",
        rules=tuple(password_validators_help_texts()), problem=problem,
    )  # fmt: skip
    return render(request, "account/first.html", {"page": page, "languages": languages(request)}, status=status)


def _made(request: HttpRequest) -> User:
    sent = request.POST
    if sent.get("moi", "") != sent.get("lai", ""):
        raise BadInput("passwords_differ", gettext_noop("Hai lần nhập mật khẩu mới không giống nhau."))
    return accounts.create_first(
        sent.get("ten", "").strip(), sent.get("moi", ""), sent.get("ma", ""), full_name=sent.get("ho_ten", "").strip(),
        opens_books=bool(sent.get("mo_so")), address=address_of(request),
    )  # fmt: skip
