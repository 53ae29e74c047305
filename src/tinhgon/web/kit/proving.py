"""Proving once more who is at the keys: before a signature, before an account is changed."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from tinhgon.access.second_factor import factor_of, need_code
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import fold
from tinhgon.record import readings
from tinhgon.record.kinds.log_in import LogInFailed, Way
from tinhgon.web.kit import guessing
from tinhgon.web.kit.actor import actor_of


def has_factor(request: HttpRequest) -> bool:
    """Whether the account that is logged in has a second factor, which a form then asks."""
    return not settings.DEMO and request.user.is_authenticated and factor_of(request.user.pk) is not None


def need_proof(request: HttpRequest, password: str, code: str) -> None:
    """The password of the account that is logged in, and a code where it has a second factor.

    Nothing is asked in the demo, whose people are invented and whose accounts have no password. Raises BadInput for a
    wrong one, MustWait where one guesses.
    """
    if settings.DEMO:
        return
    user = authenticate(request, username=request.user.get_username(), password=password)
    if user is None or user.pk != request.user.pk:
        raise BadInput("password_wrong", gettext_noop("Mật khẩu không đúng; chưa làm gì."))
    checked_code(request, user, code)


def checked_code(request: HttpRequest, user: User, code: str) -> None:
    """The code of the second factor, where the account has one; a wrong one is written down. Raises BadInput, or
    MustWait after wrong ones."""
    who = ("code", fold(user.get_username()))
    guessing.GUESSES.need_no_wait(who)
    try:
        by = replace(actor_of(request), account=user.get_username(), account_id=user.pk, stated="")
        need_code(user, code, by=by, now=timezone.now())
    except BadInput:
        guessing.GUESSES.wrong(who)
        way: Way = "api" if request.path.startswith("/api/") else "form"
        readings.note(LogInFailed(name=user.get_username(), way=way), by=actor_of(request))
        raise
    guessing.GUESSES.right(who)
