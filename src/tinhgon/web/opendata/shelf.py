"""What was gathered of a day, kept while the ledger stays as it is: many ask for the same day.

One gathering at a time in a process; who comes meanwhile waits for it, and is told when that takes too long.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.exchange.open import gather, made
from tinhgon.exchange.open.addresses import Addresses, checked_base
from tinhgon.exchange.open.model import Published
from tinhgon.ledger.queries.knowledge import last_known
from tinhgon.registers.house.queries import rule_on
from tinhgon.registers.house.rules import OPEN_DATA

KEPT = 6
PATIENCE = 60
_shelf: OrderedDict[Any, Any] = OrderedDict()
_one_at_a_time = threading.Lock()


def access_today() -> str:
    """What the house publishes today."""
    return rule_on(OPEN_DATA, timezone.localdate())


def addresses_of(request: HttpRequest) -> Addresses:
    """Below the address that was set, else below the one under which this server was asked."""
    return checked_base(settings.OPEN_URL or request.build_absolute_uri("/mo"))


def published(request: HttpRequest, as_of: AsOf, under: str = "") -> Published:
    """The day as it is published now."""
    addresses, today = addresses_of(request), timezone.localdate()
    found: Published = _kept(
        ("day", as_of, under, addresses, today),
        lambda: gather(
            as_of, decided_on=today, under=under, addresses=addresses, publisher=settings.OPEN_PUBLISHER,
            licence=settings.OPEN_LICENCE,
        ),
    )  # fmt: skip
    return found


def files(request: HttpRequest, as_of: AsOf, under: str, form: str) -> dict[str, bytes]:
    """The files of one format of the day."""
    whole = published(request, as_of, under)
    key = ("files", as_of, under, whole.addresses, timezone.localdate(), form)
    found: dict[str, bytes] = _kept(key, lambda: dict(made(whole, form)))
    return found


def _kept(key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """From the shelf, while it was made of the ledger as it is. Raises Conflict when others are too long at work."""
    whole = (connection.settings_dict["NAME"], last_known(AsOf(timezone.localdate())), *key)
    if (found := _shelf.get(whole)) is not None:
        return found
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Conflict(
            "open_data_busy", gettext_noop("Máy chủ đang lập dữ liệu của ngày khác; đợi một phút rồi tải lại.")
        )
    try:
        if (found := _shelf.get(whole)) is None:
            found = _shelf[whole] = make()
            while len(_shelf) > KEPT:
                _shelf.popitem(last=False)
        return found
    finally:
        _one_at_a_time.release()
