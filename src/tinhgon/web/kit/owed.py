"""What a log-in owes before anything else: a password of one's own, a second factor where the house asks one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from tinhgon.access.accounts import must_change_password
from tinhgon.access.second_factor import factor_of, is_required

OWED = "owed"
PASSWORD, FACTOR = "password", "factor"
PAGES = {PASSWORD: "account_password", FACTOR: "account_factor"}


def reckon(request: HttpRequest, user: User) -> None:
    """Remember in the session what this log-in owes."""
    owed = [PASSWORD] if must_change_password(user) else []
    if is_required(user, today=timezone.localdate()) and factor_of(user.pk) is None:
        owed.append(FACTOR)
    request.session[OWED] = owed


def settle(request: HttpRequest, what: str) -> None:
    """It is done: the session owes it no more."""
    request.session[OWED] = [one for one in request.session.get(OWED) or [] if one != what]


def owed_of(request: HttpRequest) -> str:
    """The next thing that is owed; empty where nothing is."""
    owed = request.session.get(OWED) or [""]
    return str(owed[0])
