"""Small steps around every page: which language, is the upload within bounds, is the method told in words."""

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, trans_real

from tinhgon.web.kit.errors import bad_request, told, wrong_method
from tinhgon.web.kit.owed import PAGES, owed_of

LAST_SEEN, SEEN_EVERY = "last_seen", 60
MOST_DIGITS = 15  # of a number in an address
Page = Callable[[HttpRequest], HttpResponse]


def language(get_response: Page) -> Page:
    """Vietnamese unless the reader has switched; the browser's wish is not asked, as decisions are cited by wording.

    A program says its language with Accept-Language.
    """

    def page(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if not wanted and request.path.startswith("/api/"):
            wanted = _accepted(request.headers.get("Accept-Language", ""))
        code = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return page


def method_told(get_response: Page) -> Page:
    """A wrong method is told in words, whoever has refused it: libraries answer an empty page, or English."""

    def page(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return wrong_method(request, response.headers.get("Allow", ""))
        return response

    return page


def _accepted(header: str) -> str:
    """The language that is wanted most among those there are."""
    languages = (name.partition("-")[0] for name, _ in trans_real.parse_accept_lang_header(header[:500].lower()))
    return next((name for name in languages if name in dict(settings.LANGUAGES)), "")


class SoundInput:
    """Refuses what no page can mean, before a view meets it: NUL and half characters in words, numbers without end.

    PostgreSQL has no place for them; a page would answer with a fault of ours.
    """

    def __init__(self, get_response: Page) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_unsound(request.path) or any(map(_is_unsound, _words(request.GET))):
            return bad_request(request, ValueError())
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _arguments: object, named: dict[str, object]
    ) -> HttpResponse | None:
        if any(isinstance(value, int) and value >= 10**MOST_DIGITS for value in named.values()):
            raise Http404
        is_form = request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data")
        if request.method == "POST" and is_form and any(map(_is_unsound, _words(request.POST))):
            return bad_request(request, ValueError())
        return None


def _words(query: QueryDict) -> Iterator[str]:
    for name, values in query.lists():
        yield name
        yield from values


def _is_unsound(words: object) -> bool:
    return isinstance(words, str) and ("\0" in words or any("\ud800" <= letter <= "\udfff" for letter in words))


def idle(get_response: Page) -> Page:
    """Log out who has done nothing for long (`settings.IDLE_SECONDS`): the next page asks for the login."""

    def page(request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            now, last = int(time.time()), request.session.get(LAST_SEEN)
            if isinstance(last, int) and now - last > settings.IDLE_SECONDS:
                logout(request)
            elif last is None or now - last >= SEEN_EVERY:
                request.session[LAST_SEEN] = now
        return get_response(request)

    return page


def owing(get_response: Page) -> Page:
    """Who has logged in with a password for once, or without the second factor that the house asks, does that first."""
    open_to_all = ("/tai-khoan/mat-khau/", "/tai-khoan/hai-lop/", "/dang-xuat/", "/static/", "/song/")

    def page(request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session and (owed := owed_of(request)) and not request.path.startswith(open_to_all):
            if request.path.startswith("/api/"):
                sentence = gettext("Đổi mật khẩu và bật xác thực hai lớp trong trang trước.")
                return told(request, 403, sentence, code="log_in_unfinished")
            return HttpResponseRedirect(reverse(PAGES[owed]))
        return get_response(request)

    return page


def upload_limit(get_response: Page) -> Page:
    """Refuse an upload by its announced size, before a byte of it is read.

    Enough by itself: Django reads no more of a body than was announced, and nothing of one that announces no size.
    """

    def page(request: HttpRequest) -> HttpResponse:
        try:
            announced = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return _plain(gettext("Yêu cầu không hợp lệ: độ dài không phải là số."), status=400)
        if announced <= settings.UPLOAD_LIMIT:
            return get_response(request)
        megabytes = settings.UPLOAD_LIMIT // (1024 * 1024)
        sentence = gettext("Tệp gửi lên vượt quá %(limit)d MB: hãy chia nhỏ tệp hoặc dùng lệnh tinhgon trên máy chủ.")
        if request.path.startswith("/api/"):
            return told(request, 413, sentence % {"limit": megabytes}, code="body_too_large")
        return _plain(sentence % {"limit": megabytes}, status=413)

    return page


def _plain(sentence: str, *, status: int) -> HttpResponse:
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Connection"] = "close"
    return response
