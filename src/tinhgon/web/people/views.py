"""The list of people, a personal file, a change drafted by form, and the purpose that is asked before any name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_noop

from tinhgon.documents import Paper, People, extract_paper
from tinhgon.documents.from_books import mark_of_signed, signed_document
from tinhgon.registers.establishment.access import READ_FILES
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import (
    PAGE,
    Asked,
    whole,
)
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.papers import paper_file
from tinhgon.web.kit.people_files import CHOSEN
from tinhgon.web.kit.reader import (
    PURPOSES,
    Reader,
    reader_of,
    state_purpose,
    told,
)
from tinhgon.web.people.extracting import extract_page, known_extract
from tinhgon.web.people.listing import people_list_file, people_page
from tinhgon.web.people.page import person_page
from tinhgon.web.people.tracing import person_panel

HERE = "people"


@dataclass(frozen=True)
class PurposePage:
    """The short form: who is noted as the reader, why, and where it leads on."""

    who: str
    purposes: tuple[tuple[str, str], ...]
    onward: str
    subject: str = ""
    problem: str = ""
    current: str = ""


@readable
def people_list(request: HttpRequest, asked: Asked) -> HttpResponse:
    page = people_page(asked, reader_of(request), request.GET, page=whole(request, PAGE, 1))
    return show(request, asked, "people/list.html", page, here=HERE, partial="people/_list.html")


@readable
def people_workbook(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The list as a file, of the columns that were chosen."""
    return people_list_file(asked, reader_of(request), request.GET, request.GET.getlist(CHOSEN))


@readable
def person(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """The file; before the first one of a session, the purpose."""
    reader = reader_of(request)
    if not reader.sees_names:
        return _first(request, asked, reader, subject=code)
    page = person_page(asked, code, reader, request.GET)
    return show(request, asked, "people/person.html", page, here=HERE)


@partial(readable, methods=("GET", "HEAD", "POST"))
def purpose(request: HttpRequest, asked: Asked) -> HttpResponse:
    """State the purpose, or another one."""
    reader = reader_of(request)
    reader.rights.need(READ_FILES)
    onward = _onward(request, asked)
    if request.method == "POST":
        stated = request.POST.get("khac", "").strip() or request.POST.get("muc_dich", "")
        if state_purpose(request, stated):
            return HttpResponseRedirect(onward)
        problem = gettext("Chọn một mục đích, hoặc ghi rõ bằng lời.")
        page = _purposes(reader, onward, problem=problem)
        return show(request, asked, "people/purpose.html", page, here=HERE, status=400)
    return show(request, asked, "people/purpose.html", _purposes(reader, onward), here=HERE)


@readable
def extract(request: HttpRequest, asked: Asked, code: str, ordinal: int) -> HttpResponse:
    """What one decision says of this person, to be printed and handed over."""
    reader = reader_of(request)
    if not reader.sees_names:
        return _first(request, asked, reader, subject=code)
    return show(request, asked, "people/extract.html", extract_page(asked, code, ordinal, reader), here=HERE)


@readable
def extract_file(request: HttpRequest, asked: Asked, code: str, ordinal: int, shape: str) -> HttpResponse:
    """The same as a paper, in the form of the decision's day."""
    reader = reader_of(request)
    if not reader.sees_names:
        return _first(request, asked, reader, subject=code)
    decision, clauses, _ = known_extract(asked, code, ordinal, reader)
    document, mark = signed_document(decision), mark_of_signed(decision)
    concerned = [clause.effect for clause in clauses]

    def made(people: People) -> Paper:
        return extract_paper(document, code, mark, concerned=concerned, people=people)

    what = gettext_noop("trích quyết định")
    return paper_file(
        request, asked, document, made, shape=shape, name=f"trich-{ordinal}", what=what, only=code
    )  # fmt: skip


@readable
def trace(request: HttpRequest, asked: Asked, code: str, field: str) -> HttpResponse:
    """A field of a record, opened."""
    reader = reader_of(request)
    if not reader.sees_names:
        return _first(request, asked, reader, subject=code)
    panel = person_panel(asked, code, field, reader.rights)
    return show(request, asked, "trace/page.html", panel, here=HERE, partial="trace/_panel.html")


def _first(request: HttpRequest, asked: Asked, reader: Reader, *, subject: str) -> HttpResponse:
    reader.rights.need(READ_FILES)
    page = _purposes(reader, request.get_full_path(), subject=subject)
    return show(request, asked, "people/purpose.html", page, here=HERE)


def _purposes(reader: Reader, onward: str, *, subject: str = "", problem: str = "") -> PurposePage:
    offered = tuple((purpose, gettext(purpose)) for purpose in PURPOSES)
    return PurposePage(told(reader.actor.name), offered, onward, subject, problem, reader.purpose)


def _onward(request: HttpRequest, asked: Asked) -> str:
    """Where the form leads: an address of ours, or the list."""
    given = request.POST.get("tiep") or request.GET.get("tiep") or ""
    is_ours = url_has_allowed_host_and_scheme(given, allowed_hosts=None) and given.startswith("/")
    return given if is_ours else asked.link("people")
