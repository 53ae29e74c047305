"""Who may ask the API, and how it refuses: JSON with a stable code and one sentence."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext

from tinhgon.access import second_factor, tokens
from tinhgon.access.accounts import must_change_password
from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import BadInput, Conflict, NotBalanced, Refusal, UnknownReference, gettext_noop
from tinhgon.cases.move import NotAllowed
from tinhgon.decisions.authority import NotEntitled
from tinhgon.record import readings
from tinhgon.record.kinds.log_in import LogIn
from tinhgon.web.kit import errors
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.pages import may_read
from tinhgon.web.kit.proving import checked_code

View = Callable[..., HttpResponse]
JSON = "application/json"
_STATUS: dict[type[Refusal], int] = {
    BadInput: 400, NotAllowed: 403, NotEntitled: 403, RightMissing: 403, UnknownReference: 404, Conflict: 409,
    NotBalanced: 422,
}  # fmt: skip


def asked_by_program(view: View, *, method: str) -> View:
    """A view of the API: one method, JSON where something is posted, refusals as JSON.

    What is posted must be of type application/json, which no form of another site can send: that stands in for a
    token against forgery. Who asks was settled before (`logged_in`).
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if method == "POST" and request.content_type != JSON:
            return not_json()
        try:
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            response = refused(refusal)
        return response

    return asked


def logged_in(request: HttpRequest) -> bool:
    """Whether the request may ask: in the demo anybody; else HTTP Basic, a token, or the session of a browser.

    A wrong password or token leaves the request anonymous. Raises MustWait where passwords are being guessed.
    """
    scheme, _blank, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        user = tokens.account_of(given.strip(), today=timezone.localdate())
    elif scheme.lower() == "basic":
        user = _by_password(request, given)
    else:
        return may_read(request)
    if user is None:
        return False
    request.user = user
    readings.note(LogIn(way="api"), by=actor_of(request))
    return True


def _by_password(request: HttpRequest, coded: str) -> Any:
    try:
        name, _colon, password = base64.b64decode(coded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    user = None if "\0" in name + password else authenticate(request, username=name, password=password)
    if user is not None:
        _need_factor(request, user)
    return user


def _need_factor(request: HttpRequest, user: Any) -> None:
    """Basic alone is one factor: where the account has a second one, a header gives its code; where it lacks one that
    the house asks, and where the password is for once, programs wait. Raises RightMissing, BadInput, MustWait."""
    code = request.headers.get("X-Second-Factor", "")
    if second_factor.factor_of(user.pk) is not None:
        if not code:
            raise RightMissing(
                "second_factor_needed",
                gettext_noop("Tài khoản này có xác thực hai lớp: gửi mã ở X-Second-Factor, hoặc dùng mã truy cập."),
            )
        checked_code(request, user, code)
    elif second_factor.is_required(user, today=timezone.localdate()) or must_change_password(user):
        raise RightMissing(
            "log_in_unfinished",
            gettext_noop("Đăng nhập bằng trình duyệt một lần để đổi mật khẩu và bật xác thực hai lớp, rồi mới dùng."),
        )


def login_needed() -> HttpResponse:
    """401, with what may be given."""
    sentence = gettext("Cần đăng nhập: HTTP Basic, Bearer, hoặc phiên của trình duyệt.")
    return problem(401, "login_needed", sentence, **{"WWW-Authenticate": 'Basic realm="tinhgon", charset="UTF-8"'})


def not_json() -> HttpResponse:
    """415."""
    return problem(415, "not_json", gettext("Gửi tệp quyết định dạng JSON, Content-Type: application/json."))


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal with its own code; a state that does not balance has all its findings."""
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 422)
    reasons = [one for one in refusal.findings if one.is_error] if isinstance(refusal, NotAllowed) else []
    faults = [{"code": one.code, "message": one.render(gettext), "citation": one.citation} for one in reasons] or None
    return problem(status, refusal.code, refusal.render(gettext), faults=faults)


def problem(status: int, code: str, message: str, *, faults: Any = None, **headers: str) -> HttpResponse:
    """Problem details, with every fault where there are several."""
    told = errors.problem(status, code, message, **({} if faults is None else {"faults": faults}))
    for name, value in headers.items():
        told.headers[name] = value
    return told


def answer(value: Any, *, status: int = 200) -> JsonResponse:
    """JSON with letters as they are."""
    return JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})
