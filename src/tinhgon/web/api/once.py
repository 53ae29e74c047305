"""Idempotency keys: a program that did not hear the answer may ask again, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from inspect import signature
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tinhgon.basis.errors import BadInput, Conflict, gettext_noop
from tinhgon.web.models import AnsweredOnce

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
STUCK = timedelta(minutes=2)
"""A request whose answer never came (the server was killed) may be done anew after this; what it did stands or not."""


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answer is kept by the key that came with it. Without a key nothing is kept.

    Raises Conflict when the key came before with another request, or while the first is being answered.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "").strip()
        if not key:
            return view(request, *args, **kwargs)
        if len(key) > 200 or not key.isprintable():
            raise BadInput("idempotency_key", gettext_noop("Idempotency-Key dài nhất 200 ký tự in được."))
        kept = _kept(request, key)
        if kept.status:
            return HttpResponse(kept.body, status=kept.status, content_type="application/json")
        try:
            response = view(request, *args, **kwargs)
        except BaseException:
            kept.delete()
            raise
        if response.status_code >= 400:
            kept.delete()  # what was in the way may be gone the next time
        else:
            kept.status, kept.body = response.status_code, response.content.decode()
            kept.save(update_fields=("status", "body"))
        return response

    asked.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]  # names of its own module
    return asked


def _kept(request: HttpRequest, key: str) -> AnsweredOnce:
    said = f"{request.method} {request.path}\n".encode() + request.body  # a password may be in it: keyed
    digest = salted_hmac(HEADER, said, algorithm="sha256").hexdigest()
    account = request.user.pk or 0
    now = timezone.now()
    AnsweredOnce._default_manager.filter(made_at__lt=now - KEPT).delete()
    AnsweredOnce._default_manager.filter(account_id=account, key=key, status=0, made_at__lt=now - STUCK).delete()
    try:
        with transaction.atomic():
            return AnsweredOnce._default_manager.create(account_id=account, key=key, digest=digest)
    except IntegrityError:
        found = AnsweredOnce._default_manager.get(account_id=account, key=key)
    if found.digest != digest:
        raise Conflict("idempotency_key_used", gettext_noop("Khóa này đã dùng cho một yêu cầu khác; đặt khóa mới."))
    if not found.status:
        raise Conflict("idempotency_key_busy", gettext_noop("Yêu cầu cùng khóa đang được xử lý; hỏi lại sau."))
    return found
