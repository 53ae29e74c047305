"""Logging in: Django's own form in our clothes. Who logs in, out, or tries to is written down."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.auth.views import LoginView
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext

from tinhgon.access.accounts import is_none_yet
from tinhgon.access.second_factor import factor_of
from tinhgon.access.tokens import mark_of
from tinhgon.basis.errors import BadInput
from tinhgon.cases.inbox import inbox
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.log_in import LogIn, LogInFailed, LogOut, Way
from tinhgon.web.kit.actor import actor_of, address_of
from tinhgon.web.kit.guessing import MustWait
from tinhgon.web.kit.language import languages, switched
from tinhgon.web.kit.owed import reckon
from tinhgon.web.kit.proving import checked_code

HALF, HALF_SECONDS = "half_logged_in", 300


class Login(LoginView):
    """A wrong name or password gives one sentence; what was typed stays."""

    template_name = "login.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return switched(request) or super().dispatch(request, *args, **kwargs)

    def post(  # type: ignore[override]
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Who has guessed too often waits, and is told for how long."""
        try:
            return super().post(request, *args, **kwargs)
        except MustWait as refusal:
            page = self.get_context_data(form=self.form_class(request), must_wait=refusal.render(gettext))
            response = self.render_to_response(page, status=429)
            response.headers["Retry-After"] = str(refusal.seconds)
            return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Where there is a second factor the password alone logs nobody in: its code is asked on the next page."""
        user = form.get_user()
        if factor_of(user.pk) is not None:
            self.request.session.cycle_key()
            self.request.session[HALF] = [user.pk, mark_of(user), int(time.time())]
            onward = self.get_redirect_url()
            return HttpResponseRedirect(reverse("login_code") + (f"?{urlencode({'next': onward})}" if onward else ""))
        response = super().form_valid(form)
        reckon(self.request, user)
        return response

    def get_default_redirect_url(self) -> str:
        """The work that waits, for whoever has some; else the overview."""
        who = actor_of(self.request)
        waits = who.person and inbox(who.person, account=who.account, on=timezone.localdate(), limit=1)
        return reverse("inbox") if waits else super().get_default_redirect_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {**super().get_context_data(**kwargs), "languages": languages(self.request)}
        return {**page, "nobody_yet": not settings.DEMO and is_none_yet()}


class LoginCode(Login):
    """The second step of a log-in: the code of the second factor, within five minutes of the password."""

    template_name = "login_code.html"

    def post(  # type: ignore[override]
        self, request: HttpRequest, *_args: Any, **_kwargs: Any
    ) -> HttpResponseBase:
        user = self._half()
        if user is None:
            return HttpResponseRedirect(reverse("login"))
        problem, status, headers = "", 400, {}
        try:
            checked_code(request, user, request.POST.get("ma", ""))
        except MustWait as refusal:
            problem, status, headers = refusal.render(gettext), 429, {"Retry-After": str(refusal.seconds)}
        except BadInput as refusal:
            problem = refusal.render(gettext)
        if problem:
            page = self.get_context_data(form=self.form_class(request), problem=problem)
            return self.render_to_response(page, status=status, headers=headers)
        request.session.pop(HALF, None)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        reckon(request, user)
        return HttpResponseRedirect(self.get_success_url())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self._half() is None:
            return HttpResponseRedirect(reverse("login"))
        return super().get(request, *args, **kwargs)

    def _half(self) -> User | None:
        """Whose password was right just now, in this session; nobody's after a new password or five minutes."""
        number, mark, at = self.request.session.get(HALF) or [None, "", 0]
        user = get_user_model().objects.filter(pk=number, is_active=True).first()
        fresh = time.time() - at < HALF_SECONDS
        return user if user is not None and fresh and constant_time_compare(mark, mark_of(user)) else None


@receiver(user_logged_in)
def _logged_in(request: HttpRequest, user: AbstractBaseUser, **_more: Any) -> None:
    readings.note(LogIn(), by=_account(request, user))


@receiver(user_logged_out)
def _logged_out(request: HttpRequest, user: AbstractBaseUser | None, **_more: Any) -> None:
    if user is not None:
        readings.note(LogOut(), by=_account(request, user))


def _account(request: HttpRequest, user: AbstractBaseUser) -> Actor:
    return Actor(account=user.get_username(), account_id=user.pk, address=address_of(request))


@receiver(user_login_failed)
def _log_in_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """By the form or by the API. The name is sealed: it may be a password in the wrong field."""
    way: Way = "api" if request is not None and request.path.startswith("/api/") else "form"
    name = str(credentials.get("username", ""))[:200]
    readings.note(LogInFailed(name=name, way=way), by=Actor(address=address_of(request) if request else ""))
