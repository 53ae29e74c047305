"""Tokens by which a program asks in the name of an account: signed, for so many days, void after a new password.

Nothing is stored: a token states the account, its last day and a mark of the password as it is, under the server's key.
It ends with its day, with the password, and with the account.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_SALT = "tinhgon.access.tokens"
LONGEST = 366
"""Days for which a token may be given."""


def token_of(account: User, *, today: date, days: int) -> str:
    """A token of the account that is good up to and including the day so many days from today."""
    return signing.dumps(
        {"account": account.pk, "until": (today + timedelta(days=days)).isoformat(), "mark": _mark(account)}, salt=_SALT
    )


def account_of(token: str, *, today: date) -> User | None:
    """Whose token it is, or None: forged, past its last day, of another password, or of an account that is closed."""
    try:
        told: Any = signing.loads(token, salt=_SALT)
        number, until, mark = int(told["account"]), date.fromisoformat(told["until"]), str(told["mark"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    found = get_user_model().objects.filter(pk=number, is_active=True).first()
    if found is None or today > until or not constant_time_compare(mark, _mark(found)):
        return None
    return found


def _mark(account: User) -> str:
    return salted_hmac(_SALT, account.password, algorithm="sha256").hexdigest()[:32]
