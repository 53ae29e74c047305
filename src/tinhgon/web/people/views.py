"""The list of people, a personal file, a change drafted by form, and the purpose that is asked before any name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import Refusal, gettext_noop
from tinhgon.decisions.desk import drafts, kept_draft
from tinhgon.ledger.decision_file import file_text
from tinhgon.registers.establishment.access import DRAFT_DECISIONS, READ_FILES
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.asking import (
    PAGE,
    Asked,
    whole,
)
from tinhgon.web.kit.files import JSON, attachment
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.reader import (
    PURPOSES,
    Reader,
    reader_of,
    state_purpose,
    told,
)
from tinhgon.web.people.changing import change_page, keep, waiting
from tinhgon.web.people.extracting import extract_page
from tinhgon.web.people.listing import people_page
from tinhgon.web.people.page import known_person, person_page
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


@partial(readable, methods=("GET", "HEAD", "POST"))
def change(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """Draft a change of one person: preview it, keep it. By name for those who may see it, else by code."""
    reader = reader_of(request)
    reader.rights.need(DRAFT_DECISIONS)
    if reader.may and not reader.purpose:
        return _first(request, asked, reader, subject=code)
    person_id, row, shown_on = known_person(asked, code)
    reader.rights.need(DRAFT_DECISIONS, person_id, row.code)
    names = reader.names(asked.as_of, [person_id], gettext_noop("soạn thay đổi")) if shown_on == asked.on else {}
    title = names.get(person_id, row.code)
    given: dict[str, str] = {key: str(value) for key, value in (request.POST or request.GET).items()}
    if request.method != "POST":
        return show(
            request,
            asked,
            "people/change.html",
            change_page(asked, row, title, given, reader.rights, act=False),
            here=HERE,
        )
    if given.get("viec") == "giu":
        try:
            number = keep(row, given, reader.rights, reader.actor)
        except RightMissing as refusal:
            page = replace(
                change_page(asked, row, title, given, reader.rights, act=False), problem=refusal.render(gettext)
            )
            return show(request, asked, "people/change.html", page, here=HERE, status=403)
        except Refusal:
            pass  # told below, with what was typed
        else:
            return HttpResponseRedirect(asked.link("people_drafts", moi=number))
    page = change_page(asked, row, title, given, reader.rights, act=True)
    return show(request, asked, "people/change.html", page, here=HERE, status=400 if page.problem else 200)


@readable
def drafts_list(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Decisions that wait for a signature."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    read = [(kept, kept.read()) for kept in drafts(waiting=False)]
    page: dict[str, Any] = {
        "drafts": [waiting(asked, kept, document) for kept, document in read if rights.may_see(document)],
        "new": whole(request, "moi", 0),
    }
    return show(request, asked, "people/drafts.html", page, here=HERE)


@readable
def draft_file(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:  # noqa: ARG001
    """The decision file of a draft; what identifies people in it is sealed."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    document = kept_draft(number).read()
    rights.need_for(document)
    return attachment(file_text(document), f"du-thao-{number}.json", JSON)


@readable
def extract(request: HttpRequest, asked: Asked, code: str, ordinal: int) -> HttpResponse:
    """What one decision says of this person, to be printed and handed over."""
    reader = reader_of(request)
    if not reader.sees_names:
        return _first(request, asked, reader, subject=code)
    return show(request, asked, "people/extract.html", extract_page(asked, code, ordinal, reader), here=HERE)


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
