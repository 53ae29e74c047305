"""Who may ask the API, and how it refuses: JSON with a stable code and one sentence."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import BadInput, Conflict, NotBalanced, Refusal, UnknownReference, gettext_noop
from tinhgon.record import readings
from tinhgon.record.kinds.log_in import LogIn
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.guessing import MustWait
from tinhgon.web.kit.pages import may_read

View = Callable[..., HttpResponse]
JSON = "application/json"
MOST_BYTES = 8 * 1024 * 1024
_STATUS: dict[type[Refusal], int] = {
    BadInput: 400, RightMissing: 403, UnknownReference: 404, Conflict: 409, NotBalanced: 422,
}  # fmt: skip


def asked_by_program(view: View, *, method: str) -> View:
    """A view of the API: one method, a login (session or HTTP Basic) outside the demo, refusals as JSON.

    What is posted must be of type application/json, which no form of another site can send: that stands in for a
    token against forgery.
    """

    @csrf_exempt
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != method:
            response = problem(
                405, "method_not_allowed", gettext("Địa chỉ này chỉ nhận %(method)s.") % {"method": method}
            )
            response["Allow"] = method
            return response
        try:
            _log_in(request)
        except MustWait as refusal:
            return problem(429, refusal.code, refusal.render(gettext), **{"Retry-After": str(refusal.seconds)})
        if not may_read(request):
            sentence = gettext("Cần đăng nhập: HTTP Basic, hoặc phiên của trình duyệt.")
            asks = {"WWW-Authenticate": 'Basic realm="tinhgon", charset="UTF-8"'}
            return problem(401, "login_needed", sentence, **asks)
        if method == "POST" and request.content_type != JSON:
            return problem(415, "not_json", gettext("Gửi tệp quyết định dạng JSON, Content-Type: application/json."))
        try:
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            response = refused(refusal)
        patch_cache_control(response, private=True, no_store=True)
        return response

    asked.access = "readable"  # type: ignore[attr-defined]
    return asked


def _log_in(request: HttpRequest) -> None:
    """HTTP Basic for programs; a wrong password leaves the request anonymous."""
    scheme, _blank, coded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return
    try:
        name, _colon, password = base64.b64decode(coded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return
    user = authenticate(request, username=name, password=password)
    if user is not None:
        request.user = user
        readings.note(LogIn(way="api"), by=actor_of(request))


def body_of(request: HttpRequest) -> bytes:
    """What was posted, within reason."""
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise BadInput(
            "file_too_large",
            gettext_noop("{file} lớn hơn {most} MB; tệp quyết định không lớn như vậy."),
            file="API",
            most=MOST_BYTES >> 20,
        )
    return request.body


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal with its own code; a state that does not balance has all its findings."""
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 422)
    return problem(status, refusal.code, refusal.render(gettext))


def problem(status: int, code: str, message: str, **headers: str) -> HttpResponse:
    return JsonResponse(
        {"code": code, "message": message}, status=status, headers=headers, json_dumps_params={"ensure_ascii": False}
    )


def answer(value: Any, *, status: int = 200) -> JsonResponse:
    """JSON with letters as they are."""
    return JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})
