"""Views."""

from django.http import HttpRequest, HttpResponse

from tinhgon.web.access import readable
from tinhgon.web.asking import Asked
from tinhgon.web.pages import message


@readable
def count(request: HttpRequest, asked: Asked, **_: object) -> HttpResponse:
    return message(request, asked, "…", status=200)


@readable
def total(request: HttpRequest, asked: Asked, **_: object) -> HttpResponse:
    return message(request, asked, "…", status=200)


@readable
def of_unit(request: HttpRequest, asked: Asked, **_: object) -> HttpResponse:
    return message(request, asked, "…", status=200)


@readable
def entries(request: HttpRequest, asked: Asked, **_: object) -> HttpResponse:
    return message(request, asked, "…", status=200)
