"""The manual in the browser, and help for the screen that one comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.web.help.manual import CONTENTS, PAGE_OF, ManualPage, manual, pictures
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show


@dataclass(frozen=True)
class HelpPage:
    """A page of the manual, and the others: (title, address, whether it is this one)."""

    title: str
    body: str
    others: tuple[tuple[str, str, bool], ...]


@readable
def contents(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The first page; `?trang=` names the screen that help is wanted for."""
    screen = request.GET.get("trang", "")
    wanted = PAGE_OF.get(screen, CONTENTS)
    if wanted != CONTENTS:
        return HttpResponseRedirect(asked.link("help_page", wanted))
    return _shown(request, asked, manual()[CONTENTS])


@readable
def page(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """One page of the manual."""
    found = manual().get(name)
    if found is None:
        raise UnknownReference("help_unknown", gettext_noop("Sách hướng dẫn không có trang này."))
    return _shown(request, asked, found)


@readable
def picture(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:  # noqa: ARG001
    """A picture of the manual."""
    found = pictures().get(name)
    if found is None:
        raise UnknownReference("help_unknown", gettext_noop("Sách hướng dẫn không có trang này."))
    return HttpResponse(found, content_type="image/jpeg")


def _shown(request: HttpRequest, asked: Asked, one: ManualPage) -> HttpResponse:
    others = tuple(
        (other.title, asked.link("help") if name == CONTENTS else asked.link("help_page", name), name == one.name)
        for name, other in manual().items()
    )
    return show(request, asked, "help/page.html", HelpPage(one.title, one.body, others), here="help")
