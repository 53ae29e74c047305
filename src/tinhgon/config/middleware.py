"""Two small steps before every page: which language, and is the upload within bounds."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext

Page = Callable[[HttpRequest], HttpResponse]


def language(get_response: Page) -> Page:
    """Vietnamese unless the reader has switched; the browser's wish is not asked, as decisions are cited by wording."""

    def page(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

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
        return _plain(sentence % {"limit": megabytes}, status=413)

    return page


def _plain(sentence: str, *, status: int) -> HttpResponse:
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Connection"] = "close"
    return response
