"""A text is read against the ledger; questions are answered by choosing; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput, Refusal, gettext_noop
from tinhgon.decisions import preview
from tinhgon.ledger.decision_file import file_text
from tinhgon.reading import (
    Answer,
    Register,
    draft_document,
    read_clauses,
    text_of,
    understand,
    units_of,
)
from tinhgon.reading.drafting import file_name
from tinhgon.reading.ledger_books import Asker, LedgerBooks
from tinhgon.reading.ledger_units import register_on_eve
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.files import (
    JSON,
    attachment,
    read_upload,
)
from tinhgon.web.kit.lane import heavy
from tinhgon.web.kit.pages import show, status_of
from tinhgon.web.kit.reader import Reader, reader_of
from tinhgon.web.kit.result import Result, result_of
from tinhgon.web.reading.page import Read, read_of, span_of

MOST_BYTES = 32 * 1024 * 1024
MOST_LIST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Given:
    """What the form holds: it goes with every step, for nothing is kept on the server."""

    text: str = ""
    codes: str = ""
    day: str = ""
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReadingPage:
    given: Given
    read: Read | None = None
    result: Result | None = None
    problem: str = ""


@heavy("POST")
@partial(readable, methods=("GET", "HEAD", "POST"))
def read_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    if request.method != "POST":
        return show(request, asked, "reading/page.html", ReadingPage(Given()), here="reading")
    given, read = Given(), None
    try:
        given = _given(request)
        codes = _codes(given.codes)
        answer, books = _answer(given, codes, reader_of(request))
        read = read_of(answer)
        step = request.POST.get("buoc", "")
        if step == "tai":
            return _download(answer, codes, books)
        drafted = draft_document(answer=answer, codes=codes, books=books) if step == "xem" else None
        result = result_of(preview([drafted])[0]) if drafted else None
    except Refusal as refusal:
        page = ReadingPage(given, read, problem=refusal.render(gettext))
        return show(request, asked, "reading/page.html", page, here="reading", status=status_of(refusal, unknown=422))
    return show(request, asked, "reading/page.html", ReadingPage(given, read, result), here="reading")


def _given(request: HttpRequest) -> Given:
    """The text of the upload, else of the field; answers as they stand in the form."""
    text, codes = request.POST.get("van_ban", ""), request.POST.get("ma_moi", "")
    file, list_after = request.FILES.get("tep"), request.FILES.get("tep_ma")
    if file is not None:
        too_large = gettext_noop("{file} lớn hơn {most} MB; tệp văn bản không lớn như vậy.")
        text = text_of(data=read_upload(file, most=MOST_BYTES, too_large=too_large), name=str(file.name))
    elif text.strip():
        text = text_of(data=text.encode(), name=gettext("văn bản dán vào"))
    else:
        raise BadInput("no_text", gettext_noop("Chưa có gì để đọc: chọn một tệp hoặc dán văn bản."))
    if list_after is not None:
        too_large = gettext_noop("{file} lớn hơn {most} MB; hãy tách thành nhiều tệp nhỏ hơn.")
        data = read_upload(list_after, most=MOST_LIST_BYTES, too_large=too_large)
        try:
            codes = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            not_utf8 = gettext_noop("{file} không phải UTF-8; lưu lại tệp với mã UTF-8.")
            raise BadInput("not_utf8", not_utf8, file=list_after.name) from None
    answers = tuple((name, str(code)) for name, code in request.POST.items() if span_of(name) and code)
    return Given(text.replace("\r\n", "\n"), codes, request.POST.get("ngay_hieu_luc", ""), answers)


def _codes(text: str) -> Register | None:
    if not text.strip():
        return None
    return units_of(data=text.encode(), name=gettext("danh mục mã mới"))


def _answer(given: Given, codes: Register | None, reader: Reader) -> tuple[Answer, LedgerBooks]:
    stated = parse_day(given.day, where=gettext("Ngày có hiệu lực")) if given.day.strip() else None
    reading = read_clauses(text=given.text)
    head = reading.head
    day = stated or head.operates_from or head.effective_on or head.signed_on
    if day is None:
        raise BadInput("day_not_found", gettext_noop("Không đọc được ngày có hiệu lực; nêu ngày ở ô bên dưới."))
    answers = {span: code for name, code in given.answers if (span := span_of(name))}
    asker = Asker(reader.actor, reader.known) if reader.sees_names else None
    books = LedgerBooks(on=day, asker=asker)
    register = register_on_eve(on=day)
    answer = understand(reading=reading, register=register, codes=codes, answers=answers, on=stated, books=books)
    return answer, books


def _download(answer: Answer, codes: Register | None, books: LedgerBooks) -> HttpResponse:
    document = draft_document(answer=answer, codes=codes, books=books)
    return attachment(file_text(document), file_name(document=document), JSON)
