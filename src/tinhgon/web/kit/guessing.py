"""People who guess passwords: each wrong one makes the next wait longer, and hashing never occupies the other pages.

After FREE wrong passwords an account waits two seconds, then four, and so on up to LONGEST; an address of which many
come waits too. While one waits, no password is looked at, right or wrong, by form, API or Basic alike. At most two
threads of the server are with passwords at any time; who comes then is told to try again in a moment.

Kept in the process: it ends with it. An account is never locked for longer than LONGEST, so that nobody can lock
another out for good.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest

from tinhgon.basis.errors import Refusal, gettext_noop
from tinhgon.basis.text import fold

FREE, FREE_OF_ADDRESS = 5, 30
LONGEST = 15 * 60
_REMEMBERED = 10_000
_FORGOTTEN = 3600
_LOG = logging.getLogger(__name__)
_HASHING, _WAITING = threading.BoundedSemaphore(1), threading.BoundedSemaphore(1)


class MustWait(Refusal):
    """No password is looked at now; `seconds` says for how long."""

    @property
    def seconds(self) -> int:
        return int(self.data["seconds"])


@dataclass
class Tries:
    """Wrong passwords in a row, and until when (seconds of the monotonic clock) nothing is looked at."""

    wrong: int = 0
    until: float = 0
    last: float = 0


class Guesses:
    """Wrong passwords by account and by address, wrong codes of the second factor by account."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tries: OrderedDict[tuple[str, str], Tries] = OrderedDict()

    def need_no_wait(self, *who: tuple[str, str]) -> None:
        """Raises MustWait while one of these waits."""
        now = time.monotonic()
        with self._lock:
            left = max((self._tries[one].until - now for one in who if one in self._tries), default=0)
        if left > 0:
            raise _must_wait(left)

    def wrong(self, *who: tuple[str, str]) -> None:
        now = time.monotonic()
        with self._lock:
            for one in who:
                tries = self._tries.setdefault(one, Tries())
                if now - tries.last > _FORGOTTEN:
                    tries.wrong = 0
                tries.wrong, tries.last = tries.wrong + 1, now
                beyond = tries.wrong - (FREE_OF_ADDRESS if one[0] == "address" else FREE)
                tries.until = now + min(LONGEST, 2**beyond) if beyond >= 1 else 0
                self._tries.move_to_end(one)
            while len(self._tries) > _REMEMBERED:
                self._tries.popitem(last=False)

    def right(self, who: tuple[str, str]) -> None:
        with self._lock:
            self._tries.pop(who, None)


GUESSES = Guesses()


class Backend(ModelBackend):
    """Django's own accounts, with the waits."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **named: Any
    ) -> User | None:
        name = str(username or named.get("username", ""))[:150]
        account = ("account", fold(name))
        who = [account, *([("address", address)] if (address := address_of(request)) else [])]
        GUESSES.need_no_wait(*who)
        with _Turn():
            user = super().authenticate(request, username=username, password=password, **named)
        if user is None:
            GUESSES.wrong(*who)
            _LOG.warning("log-in refused: account %r, address %s", name, address or "-")
        else:
            GUESSES.right(account)
            _LOG.info("log-in: account %r, address %s", name, address or "-")
        return user


def address_of(request: HttpRequest | None) -> str:
    """Where a request comes from; '' when it is only known that it comes from this machine (its proxy)."""
    if request is None:
        return ""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.HTTPS:  # the proxy that speaks TLS says who came, last
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or address
    return "" if address in ("127.0.0.1", "::1") else address[:60]


class _Turn:
    """One password is hashed at a time, and one more waits; the rest is sent away at once."""

    def __enter__(self) -> None:
        if not _WAITING.acquire(blocking=False):
            raise _must_wait(2)
        try:
            got = _HASHING.acquire(timeout=5)
        finally:
            _WAITING.release()
        if not got:
            raise _must_wait(5)

    def __exit__(self, *_: object) -> None:
        _HASHING.release()


def _must_wait(seconds: float) -> MustWait:
    return MustWait(
        "must_wait",
        gettext_noop("Nhiều lần đăng nhập quá; đợi {seconds} giây rồi thử lại. Quên mật khẩu thì nhờ người quản trị."),
        seconds=max(1, round(seconds + 0.5)),
    )
