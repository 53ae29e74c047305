"""Rendering: the whole page in its frame, or the partial that htmx asks for; and pages that refuse."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from tinhgon.basis.errors import BadInput, Conflict, Refusal, UnknownReference
from tinhgon.web.kit.asking import Asked, ask
from tinhgon.web.kit.errors import told
from tinhgon.web.kit.frame import frame_of
from tinhgon.web.kit.language import languages


def show(
    request: HttpRequest,
    asked: Asked,
    template: str,
    page: Any,
    *,
    here: str,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """`here` is the name of the subject in the navigation. An htmx request gets `partial`, which the page includes."""
    context: dict[str, Any] = {"page": page, "asked": asked, "here": here}
    if partial and request.headers.get("HX-Request"):
        return render(request, partial, context, status=status)
    context["languages"] = languages(request)
    if may_read(request):
        context["frame"] = frame_of(asked, here=here)
    return render(request, template, context, status=status)


def may_read(request: HttpRequest) -> bool:
    """Anyone in the demo, else those who have logged in. Others see no frame either: it tells of decisions."""
    return bool(settings.DEMO) or request.user.is_authenticated


def refused(request: HttpRequest, asked: Asked, refusal: Refusal) -> HttpResponse:
    """The sentence of a refusal as a page."""
    return message(request, asked, refusal.render(gettext), status=status_of(refusal))


def status_of(refusal: Refusal, *, unknown: int = 404) -> int:
    """The HTTP status of a refusal. `unknown`: of a reference that leads nowhere; 422 in a text that was sent."""
    return {BadInput: 400, UnknownReference: unknown, Conflict: 409}.get(type(refusal), 422)


def message(request: HttpRequest, asked: Asked, sentence: str, *, status: int, title: str = "") -> HttpResponse:
    title = title or (gettext("Không có trang này") if status == 404 else gettext("Chưa làm được"))
    page = {"title": title, "sentence": sentence}
    return show(request, asked, "frame/message.html", page, here="", partial="frame/_message.html", status=status)


def missing(request: HttpRequest, asked: Asked, sentence: str) -> HttpResponse:
    """404 in words."""
    return message(request, asked, sentence, status=404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Django's handler404: an address that leads nowhere."""
    if request.path.startswith("/api/"):
        return told(request, 404, gettext("Không có địa chỉ này."), code="not_found")
    sentence = gettext("Địa chỉ này không dẫn đến đâu. Kiểm tra lại địa chỉ, hoặc tìm đơn vị, quyết định ở ô tìm kiếm.")
    return message(request, ask(request), sentence, status=404)
