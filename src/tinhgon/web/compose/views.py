"""Drafts: the list, a new one, the composer, what is offered while typing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext

from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import Refusal
from tinhgon.decisions import desk
from tinhgon.decisions.drafting import validated
from tinhgon.documents import Paper, People, decision_paper
from tinhgon.documents.from_books import mark_of_draft
from tinhgon.ledger.decision_file import file_text
from tinhgon.procedures.decision_desk.signing import need_no_open_case
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.web.compose.finding import offers
from tinhgon.web.compose.page import Sent, compose_page, day_of, fields_with, kinds_titled, moved, previewed, read_sent
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked, whole, whole_in
from tinhgon.web.kit.files import JSON, attachment
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.papers import paper_file
from tinhgon.web.kit.reader import reader_of

HERE = "decisions"
MOVES = ("bo", "nhan", "len", "xuong")
START = ("person", "at_post", "unit", "units", "source", "target", "at_unit", "assignment", "reason", "until")
"""Fields of a first clause that another page may hand over in the address."""


@dataclass(frozen=True)
class DraftLine:
    number: int
    subject: str
    author: str
    made_at: Any
    clauses: int
    href: str
    state: str


@readable
def drafts(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Drafts that wait, the newest first; only those that the right to draft reaches."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    lines = []
    for kept in desk.drafts():
        effects = kept.document.get("effects", ())
        if effects and not _may_see(rights, kept, asked):
            continue
        lines.append(
            DraftLine(kept.number, str(kept.document.get("subject") or gettext("chưa có trích yếu")), kept.author.name,
                      kept.made_at, len(effects), asked.link("compose", kept.number), kept.origin)
        )  # fmt: skip
    return show(request, asked, "compose/list.html", {"drafts": lines}, here=HERE)


@partial(readable, methods=("GET", "HEAD", "POST"))
def begin(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Choose what the first clause is; then a new draft opens at its form, with what the address hands over."""
    rights_of(request).need(DRAFT_DECISIONS)
    if request.method != "POST":
        given = {name: request.GET[name] for name in START if request.GET.get(name)}
        return show(request, asked, "compose/start.html", {"kinds": kinds_titled(), "given": given}, here=HERE)
    kept = desk.begin({"kind": "quyết định", "effects": []}, origin="form", by=actor_of(request))
    given = {name: request.POST[name] for name in START if request.POST.get(name)}
    kind = request.POST.get("loai") or None
    return HttpResponseRedirect(asked.link("compose", kept.number, loai=kind, **given))


@partial(readable, methods=("GET", "HEAD", "POST"))
def compose(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """One draft. What cannot be kept is shown again with every fault at its field; nothing typed is lost."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    kept = desk.kept_draft(number)
    if kept.document.get("effects"):
        rights.need_for(kept.sketch(asked.today))
    place, kind = whole(request, "khoan", 0 if request.GET.get("loai") else -1), request.GET.get("loai", "")
    if request.method != "POST":
        begun = {name: request.GET[name] for name in START if request.GET.get(name)}
        sent = Sent(dict(kept.document), {"kind": kind, **begun}) if begun and place == 0 else None
        page = compose_page(asked, kept, place=place, kind=kind, sent=sent, saved=request.GET.get("luu") == "1")
        return show(request, asked, "compose/compose.html", page, here=HERE)
    return _sent(request, asked, kept)


def _sent(request: HttpRequest, asked: Asked, kept: desk.Kept) -> HttpResponse:
    what = request.POST.get("viec", "luu")
    none = 0 if request.POST.get("khoan") == "0" else -1
    place, kind = whole_in(request.POST, "khoan", none), request.POST.get("loai", "")
    seen = whole_in(request.POST, "ban", kept.seq)
    if what == "rut":
        return _withdrawn(request, asked, kept)
    if what in MOVES:
        _kept(request, asked, kept, moved(kept, place, what), after=seen)
        return HttpResponseRedirect(asked.link("compose", kept.number))
    sent = read_sent(request.POST.dict(), kind, asked)
    if sent.problems:
        page = compose_page(asked, kept, place=place, kind=kind, sent=sent)
        return show(request, asked, "compose/compose.html", page, here=HERE, status=400)
    result = None
    try:
        kept = _kept(request, asked, kept, fields_with(kept, sent, place), after=seen)
        result = previewed(kept, asked) if what == "xem" else None
    except Refusal as refusal:
        status = 403 if isinstance(refusal, RightMissing) else 409
        page = compose_page(asked, desk.kept_draft(kept.number), place=place, kind=kind, sent=sent,
                            refused=refusal.render(gettext))  # fmt: skip
        return show(request, asked, "compose/compose.html", page, here=HERE, status=status)
    if result is not None:
        shown_place = place if place != 0 else len(kept.document.get("effects", ()))
        page = compose_page(asked, kept, place=shown_place, result=result, saved=True)
        return show(request, asked, "compose/compose.html", page, here=HERE)
    again = {"loai": kind} if what == "them" and kind else {"khoan": place or len(kept.document["effects"])}
    return HttpResponseRedirect(asked.link("compose", kept.number, luu="1", **again) + "#bm")


def _withdrawn(request: HttpRequest, asked: Asked, kept: desk.Kept) -> HttpResponse:
    try:
        with transaction.atomic():
            desk.hold(kept.number)
            need_no_open_case(kept.number)
            desk.withdraw(kept.number, by=actor_of(request))
    except Refusal as refusal:
        page = compose_page(asked, kept, place=-1, refused=refusal.render(gettext))
        return show(request, asked, "compose/compose.html", page, here=HERE, status=409)
    return HttpResponseRedirect(asked.link("drafts"))


def _kept(
    request: HttpRequest, asked: Asked, kept: desk.Kept, fields: dict[str, Any], *, after: int
) -> desk.Kept:  # fmt: skip
    """The next revision; nothing of it is kept when the right to draft does not reach all that it is about."""
    rights = rights_of(request)
    with transaction.atomic():
        if fields["effects"]:
            rights.need_to_preview(validated(desk.finished(fields, asked.today), name=gettext("biểu mẫu")))
        written = desk.revise(kept.number, fields, after=after, by=actor_of(request))
        if written.document["effects"]:
            rights.need_for(written.sketch(asked.today))
    return written


@readable
def file(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:  # noqa: ARG001
    """The decision file of a draft; what identifies people in it is sealed."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    document = desk.kept_draft(number).read()
    rights.need_for(document)
    return attachment(file_text(document), f"du-thao-{number}.json", JSON)


@readable
def paper(request: HttpRequest, asked: Asked, number: int, shape: str) -> HttpResponse:
    """The draft on paper, marked as a draft; number and day may still be missing."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    kept = desk.kept_draft(number)
    document = kept.sketch(asked.today)
    rights.need_for(document)
    mark = mark_of_draft(document, f"Dự thảo số {number}, bản {kept.seq}", kept.digest)

    def made(people: People) -> Paper:
        return decision_paper(document, mark, people=people)

    return paper_file(request, asked, document, made, shape=shape, name=f"du-thao-{number}")


def _may_see(rights: Any, kept: desk.Kept, asked: Asked) -> bool:
    try:
        return bool(rights.may_see(kept.sketch(asked.today)))
    except Refusal:
        return False


@readable
def offered(request: HttpRequest, asked: Asked, shape: str) -> HttpResponse:
    """What fits a text half typed, as JSON for the list under the field."""
    reader = reader_of(request)
    reader.rights.need(DRAFT_DECISIONS)
    as_of = day_of({"effective_on": request.GET.get("hieu_luc", "")}, asked)
    found = offers(asked, as_of, reader, shape, request.GET.get("tim", ""))
    return JsonResponse({"offers": [{"value": one.value, "note": one.note} for one in found]})
