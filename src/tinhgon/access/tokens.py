"""Tokens by which a program asks in the name of an account: signed, for so many days, void after a new password.

A token is not stored: it states the account, its number, its last day and a mark of the password as it is, under the
server's key. It ends with its day, with the password, with the account, and when an act of the record revokes it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from tinhgon.record import acts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_SALT = "tinhgon.access.tokens"
LONGEST = 366
"""Days for which a token may be given."""


def token_of(account: User, *, today: date, days: int, serial: int = 0) -> str:
    """A token of the account that is good up to and including the day so many days from today; `serial` is the place of
    the act that gave it."""
    until = today + timedelta(days=days)
    told = {"account": account.pk, "until": until.isoformat(), "mark": mark_of(account), "serial": serial}
    return signing.dumps(told, salt=_SALT)


def stream_of(account_id: int) -> str:
    """The stream of acts about an account."""
    return f"login/{account_id}"


def account_of(token: str, *, today: date) -> User | None:
    """Whose token it is, or None: forged, past its last day, revoked, of another password, or of an account that is
    closed."""
    try:
        told: Any = signing.loads(token, salt=_SALT)
        number, until, mark = int(told["account"]), date.fromisoformat(told["until"]), str(told["mark"])
        serial = int(told.get("serial", 0))  # 0: given by a version that did not number them
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    found = get_user_model().objects.filter(pk=number, is_active=True).first()
    if found is None or today > until or not constant_time_compare(mark, mark_of(found)):
        return None
    return None if _is_revoked(number, serial) else found


def _is_revoked(account_id: int, serial: int) -> bool:
    """Whether an act after the one that gave the token revokes it, or all."""
    for act in acts.history(stream_of(account_id)):
        is_later = act.seq > serial and act.payload.get("change") == "tokens_revoked"
        if is_later and act.payload.get("token") in (None, serial):
            return True
    return False


def mark_of(account: User) -> str:
    """A mark of the password as it is, under the server's key: another one after a new password."""
    return salted_hmac(_SALT, account.password, algorithm="sha256").hexdigest()[:32]
