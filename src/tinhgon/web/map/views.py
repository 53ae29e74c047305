"""Views."""

from django.http import HttpRequest, HttpResponse

from tinhgon.web.access import readable
from tinhgon.web.asking import Asked
from tinhgon.web.pages import message


@readable
def map_page(request: HttpRequest, asked: Asked, **_: object) -> HttpResponse:
    return message(request, asked, "…", status=200)
