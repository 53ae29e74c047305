"""Version 1 of the API: who may ask, how it refuses, and its description (OpenAPI), served from here."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.docs import Swagger
from ninja.parser import Parser

from tinhgon.basis.errors import Refusal
from tinhgon.web.api import books, desk, lists
from tinhgon.web.api.access import JSON, logged_in, login_needed, not_json, problem, refused
from tinhgon.web.api.shapes import Problem
from tinhgon.web.kit.forms import in_words
from tinhgon.web.kit.guessing import MustWait


class _NotJson(Exception):
    """Something else than JSON was posted."""


def _asks(request: HttpRequest) -> Any:
    """Who asks, and that what is posted is JSON, before anything of it is read."""
    asks = logged_in(request)
    if asks and request.method == "POST" and request.content_type != JSON:
        raise _NotJson
    return asks


def _for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The description is for those who may read pages."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if logged_in(request) else login_needed()

    return shown


class _Plain(Parser):
    """JSON as it can be kept: no NaN, no NUL, no half of a letter."""

    def parse_body(self, request: HttpRequest) -> Any:
        value = json.loads(request.body, parse_constant=_no_number)
        said = json.dumps(value, ensure_ascii=False)
        said.encode()  # half of a letter is a ValueError
        if "\\u0000" in said.replace("\\\\", ""):  # a typed backslash stands twice
            raise ValueError("NUL")
        return value


def _no_number(word: str) -> Any:
    raise ValueError(word)


class _Here(Swagger):
    """Ninja's page from this server: by itself it serves it only as one of Django's apps, which every command loads."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        settings = {**self.settings, "url": self.get_openapi_url(api, kwargs)}
        return render(request, self.template, {"swagger_settings": json.dumps(settings), "api": api})


class _Described(NinjaAPI):
    """The description says too how every address refuses, and who may ask."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        schema = super().get_openapi_schema(**kwargs)
        parts = schema["components"]
        parts["schemas"]["Problem"] = Problem.model_json_schema()
        parts["securitySchemes"] = {
            "bearer": {"type": "http", "scheme": "bearer"}, "basic": {"type": "http", "scheme": "basic"},
        }  # fmt: skip
        refusal = {
            "description": "Từ chối",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["responses"]["4XX"] = refusal
                operation["security"] = [{"bearer": []}, {"basic": []}]
        return schema


api = _Described(
    parser=_Plain(),
    title="tinhgon",
    version="1",
    description="Sổ tổ chức bộ máy: đọc sổ, soạn dự thảo, làm việc trong hồ sơ. Xem docs/api.md.",
    urls_namespace="api_v1",
    auth=_asks,
    docs=_Here(),
    docs_url="docs",
    docs_decorator=_for_readers,
)
api.add_router("", desk.router, tags=["bàn quyết định"])
api.add_router("", books.router, tags=["sổ"])
api.add_router("", lists.router, tags=["sổ"])


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    del request
    return refused(error)


@api.exception_handler(MustWait)
def _waits(request: HttpRequest, error: MustWait) -> HttpResponse:
    del request
    return problem(429, error.code, error.render(gettext), **{"Retry-After": str(error.seconds)})


@api.exception_handler(AuthenticationError)
def _login(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    del request, error
    return login_needed()


@api.exception_handler(_NotJson)
def _other(request: HttpRequest, error: _NotJson) -> HttpResponse:
    del request, error
    return not_json()


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    del request, error
    sentence = gettext("Yêu cầu lớn hơn %(most)s MB; chia nhỏ rồi gửi.") % {
        "most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20
    }
    return problem(413, "body_too_large", sentence)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    del request
    sentence = gettext("Nội dung gửi không phải JSON đọc được, hoặc có NaN, \\u0000, \\ud800.")
    return problem(error.status_code, "json_malformed", sentence)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Every field that is wrong by its path; the first in the sentence."""
    del request
    faults = [{"field": ".".join(map(str, one["loc"][2:] or one["loc"][1:])), "message": in_words(one)}
              for one in error.errors]  # fmt: skip
    first = faults[0] if faults else {"field": "", "message": ""}
    sentence = gettext("Trường “%(field)s” chưa đúng: %(message)s") % first
    return problem(400, "fields_invalid", sentence, faults=faults)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    del request, error
    return problem(404, "not_found", gettext("Không có địa chỉ này."))


HEAVY = {"drafts": "POST", "decisions/preview": "POST", "findings": "GET"}
"""Addresses that preview: in the lane of heavy work, so that pages do not wait for programs."""
URLS = api.urls
for _pattern in URLS[0]:
    _view: Any = _pattern.callback
    _view.access = "readable"
    if (_method := HEAVY.get(str(_pattern.pattern))) is not None:
        _view.heavy, _view.for_programs = frozenset({_method}), True
