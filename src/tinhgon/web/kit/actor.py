"""Who is at a page, for the record: the account that is logged in, whose it is, from which address, why."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from tinhgon.access.ties import tied_person
from tinhgon.record.actor import Actor

DEMO_READER = gettext_noop("người dùng thử (sổ mẫu)")


def actor_of(request: HttpRequest, *, purpose: str = "") -> Actor:
    """The actor behind a request; nothing of it is taken from what the request says of itself.

    In the demo, which needs no log-in, somebody who is nobody in particular.
    """
    address = address_of(request)
    if not request.user.is_authenticated:
        return Actor(stated=DEMO_READER if settings.DEMO else "", address=address, purpose=purpose)
    return Actor(
        account=request.user.get_username(), account_id=request.user.pk, person=tied_person(request.user.pk),
        address=address, purpose=purpose,
    )  # fmt: skip


def address_of(request: HttpRequest) -> str:
    """The address of the other end; behind the house's own TLS proxy with what that says of its other end."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    forwarded = request.headers.get("X-Forwarded-For", "")[:200] if settings.HTTPS else ""
    return f"{address} ({forwarded})" if forwarded else address
