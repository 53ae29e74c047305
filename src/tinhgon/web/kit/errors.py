"""Pages for what went wrong: 400, 403, 404, 500 and 503, in the house's design and language, with a number.

The number stands in the log beside the cause: what a reader tells the IT officer. These pages ask nothing of the
database, which may be what is missing.
"""

from __future__ import annotations

import logging
import secrets
import sys
from http import HTTPStatus
from typing import Any

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

_LOG = logging.getLogger(__name__)
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another
AGAIN_SECONDS = 5
_OF_THE_READER = frozenset({"22003", "22007", "22008", "22021", "22P02", "22P05"})
"""What PostgreSQL says of a number, day or text that no column holds: it came with the request. Any other fault of data
(a division by zero, a text cut off) is ours."""


def number_of(request: HttpRequest) -> str:
    """The number of this request, given when it is first asked for."""
    number: str | None = getattr(request, "number", None)
    if number is None:
        number = request.number = "".join(secrets.choice(_LETTERS) for _ in range(8))  # type: ignore[attr-defined]
    return number


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Django's handler400: what no browser sends by itself."""
    return told(request, 400, gettext("Yêu cầu không hợp lệ. Mở lại trang rồi thử lại."), code="bad_request")


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Django's handler403, and what a form without its token gets."""
    sentence = gettext(
        "Máy chủ không nhận yêu cầu này: trang đã mở quá lâu, hoặc trình duyệt chặn cookie. Mở lại trang rồi thử lại."
    )
    return told(request, 403, sentence, code="forbidden")


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the address is there, and takes nothing of this kind; `allowed` as the header says it."""
    sentence = gettext("Địa chỉ này không nhận cách gửi %(method)s, chỉ nhận %(allowed)s. Mở lại trang rồi thử lại.")
    words = {"method": str(request.method)[:20], "allowed": allowed}
    response = told(request, 405, sentence % words, code="method_not_allowed")
    response.headers["Allow"] = allowed
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500: a fault of ours, or a database that is away."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return unavailable(request)
    if isinstance(error, DataError) and getattr(error.__cause__, "sqlstate", "") in _OF_THE_READER:
        _LOG.warning("%s: %s %s: %s", number_of(request), request.method, request.path, error)
        return bad_request(request, error)
    _LOG.error("%s: %s %s", number_of(request), request.method, request.path)
    sentence = gettext("Máy chủ gặp lỗi khi làm việc này; không có gì được ghi. Báo người quản trị số ở dưới.")
    return told(request, 500, sentence, code="server_error")


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database is starting, recovering or gone."""
    sentence = gettext("Cơ sở dữ liệu đang khởi động lại; đợi vài giây rồi mở lại trang. Không có gì bị mất.")
    return told(request, 503, sentence, code="database_away", again=AGAIN_SECONDS)


def busy(request: HttpRequest) -> HttpResponse:
    """503: too much heavy work is waiting already."""
    sentence = gettext("Máy chủ đang làm nhiều việc nặng khác; đợi một phút rồi gửi lại. Chưa có gì được ghi.")
    return told(request, 503, sentence, code="server_busy", again=30)


def told(request: HttpRequest, status: int, sentence: str, *, code: str, again: int = 0) -> HttpResponse:
    """The sentence as a page, or as problem details for programs."""
    number = number_of(request)
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = problem(status, code, sentence, number=number)
    else:
        titles = {
            400: gettext("Yêu cầu không hợp lệ"), 403: gettext("Không được phép"),
            405: gettext("Yêu cầu không hợp lệ"), 500: gettext("Lỗi của máy chủ"),
            503: gettext("Chưa phục vụ được"),
        }  # fmt: skip
        words = {"title": titles[status], "sentence": sentence, "number": number, "again": again}
        words["LANGUAGE_CODE"] = getattr(request, "LANGUAGE_CODE", "vi")
        response = HttpResponse(render_to_string("error.html", words), status=status)
    if again:
        response.headers["Retry-After"] = str(again)
    response.headers["Cache-Control"] = "no-store"
    return response


def problem(status: int, code: str, sentence: str, **more: Any) -> HttpResponse:
    """Problem details (RFC 9457) with the stable code and the sentence under their own names too."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": sentence,
            "code": code, "message": sentence, **more}  # fmt: skip
    return JsonResponse(
        said, status=status, json_dumps_params={"ensure_ascii": False}, content_type="application/problem+json"
    )
