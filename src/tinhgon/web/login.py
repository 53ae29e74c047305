"""Logging in: Django's own form in our clothes. Who logs in, out, or tries to is written down."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.auth.views import LoginView
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from tinhgon.cases.inbox import inbox
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.log_in import LogIn, LogInFailed, LogOut, Way
from tinhgon.web.kit.actor import actor_of, address_of
from tinhgon.web.kit.guessing import MustWait
from tinhgon.web.kit.language import languages, switched


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

    def get_default_redirect_url(self) -> str:
        """The work that waits, for whoever has some; else the overview."""
        who = actor_of(self.request)
        waits = who.person and inbox(who.person, account=who.account, on=timezone.localdate(), limit=1)
        return reverse("inbox") if waits else super().get_default_redirect_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "languages": languages(self.request)}


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
