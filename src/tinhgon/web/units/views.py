"""Views."""

from django.http import HttpRequest, HttpResponse

from tinhgon.web.access import readable
from tinhgon.web.asking import Asked
from tinhgon.web.pages import message


@readable
def unit_list(request: HttpRequest, asked: Asked, **_: object) -> HttpResponse:
    return message(request, asked, "…", status=200)


@readable
def unit(request: HttpRequest, asked: Asked, **_: object) -> HttpResponse:
    return message(request, asked, "…", status=200)
