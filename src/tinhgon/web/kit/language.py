"""The language switch: a link that works without a script, kept in a cookie."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

LANGUAGE = "lang"


@dataclass(frozen=True)
class Language:
    """A language to switch to."""

    code: str
    label: str
    name: str
    href: str
    current: bool


def languages(request: HttpRequest) -> tuple[Language, ...]:
    """This very page in each language."""
    now = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    found = []
    for code, name in settings.LANGUAGES:
        query = request.GET.copy()
        query[LANGUAGE] = code
        found.append(Language(code, code.upper(), str(name), f"{request.path}?{query.urlencode('/:')}", code == now))
    return tuple(found)


def switched(request: HttpRequest) -> HttpResponse | None:
    """The same page without the wish in its address, and the wish kept in a cookie; None when nothing is wished."""
    wanted = request.GET.get(LANGUAGE)
    if not wanted or request.method not in ("GET", "HEAD"):
        return None
    query = request.GET.copy()
    del query[LANGUAGE]
    text = query.urlencode("/:")
    response = HttpResponseRedirect(f"{request.path}?{text}" if text else request.path)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
