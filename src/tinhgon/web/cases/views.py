"""The inbox, a case with its acts, and a draft laid before a case."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from tinhgon.access.rights import RightMissing
from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, Refusal, UnknownReference, gettext_noop
from tinhgon.cases import move, store
from tinhgon.cases.doing import Doing, doings
from tinhgon.cases.state import DRAFT, State
from tinhgon.decisions import desk
from tinhgon.decisions.authority import NotEntitled
from tinhgon.procedures import procedures
from tinhgon.procedures.decision_desk.signing import open_draft, submit_draft
from tinhgon.procedures.results import draft_of
from tinhgon.record.actor import Actor
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.registers.staff.codes import persons_coded
from tinhgon.registers.staff.queries.files import access_of, reach_of
from tinhgon.registers.units.queries import named
from tinhgon.web.cases.acting import Sent, content_of
from tinhgon.web.cases.inbox import inbox_page, stood_for
from tinhgon.web.cases.page import Seen, case_page, worded
from tinhgon.web.cases.text import findings_of
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked, whole_in
from tinhgon.web.kit.pages import show, status_of
from tinhgon.web.kit.words import upper_first

HERE = "inbox"
DESK = "decision_desk"
WHOLE_REACH = 80
"""Units offered to lay a draft before; of more only those of the posts that give the right to draft."""


@readable
def inbox(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, asked, "cases/inbox.html", inbox_page(asked, actor_of(request), rights_of(request)), here=HERE)


@partial(readable, methods=("GET", "HEAD", "POST"))
def case_view(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """One case: every look at it is written down, whoever may not see it is told that there is none."""
    if settings.DEMO and not request.user.is_authenticated:
        return HttpResponseRedirect(asked.link("inbox"))
    seen = seen_by(request)
    state = move.seen(number, by=seen.by)
    if request.method == "POST":
        return _acted(request, asked, state, seen)
    page = case_page(asked, state, seen, done=request.GET.get("xong") == "1",
                     whole=request.GET.get("ca") == "1")  # fmt: skip
    return show(request, asked, "cases/case.html", page, here=HERE)


@partial(readable, methods=("POST",))
def result(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """The draft of the decision that the case comes to, begun when there is none: open in the composer, at the form of
    its clause where something is still to be stated."""
    seen = seen_by(request)
    seen.rights.need(DRAFT_DECISIONS)
    state = move.seen(number, by=seen.by)
    kept, found = draft_of(state, AsOf(asked.today), by=seen.by)
    if kept.document.get("effects"):
        return HttpResponseRedirect(asked.link("compose", kept.number))
    given = {
        name: value.get("code") or value.get("number")
        for name, value in found.fields.items()
        if isinstance(value, dict)
    }
    given |= {name: value for name, value in found.fields.items() if isinstance(value, str)}
    return HttpResponseRedirect(asked.link("compose", kept.number, loai=found.kind, **given))


def seen_by(request: HttpRequest) -> Seen:
    """Who looks, in whose place: `thay` is the file code of somebody absent. Whether they may is asked at the door."""
    code = request.POST.get("thay") or request.GET.get("thay") or ""
    absent = persons_coded([code]).get(code) if code else None
    return Seen(stood_for(actor_of(request), absent), rights_of(request), code if absent else "")


def _acted(request: HttpRequest, asked: Asked, state: State, seen: Seen) -> HttpResponse:
    """What the form says is done, or the page again with the reason and what was typed."""
    sent, name = {**request.POST.dict(), **_digests(request)}, request.POST.get("viec", "")
    prefix = request.POST.get("o", f"{name}.")
    doing = next((one for one in doings(state, by=seen.by) if one.name == name), None)
    try:
        if doing is None:
            raise Conflict("not_now", gettext_noop("Hồ sơ đang ở bước khác; việc này không làm được nữa."))
        content = None if doing.shape.of_draft else content_of(state, doing, prefix, sent)
        if isinstance(content, Sent):
            page = case_page(asked, state, seen, sent=content)
            return show(request, asked, "cases/case.html", page, here=HERE, status=400)
        _done(state, doing, content, sent)
    except Refusal as refusal:
        return refused(request, asked, seen, refusal, case=state.case, sent=Sent(prefix, sent, {}))
    return HttpResponseRedirect(asked.link("case", state.case, xong="1", thay=seen.stands_for))


def _digests(request: HttpRequest) -> dict[str, str]:
    """What was uploaded, by the digest of its content: the record holds which file it was, not the file."""
    found = {}
    for name in request.FILES:
        digest = hashlib.sha256()
        for part in request.FILES[name].chunks():  # type: ignore[union-attr]
            digest.update(part)
        found[name] = digest.hexdigest()
    return found


def _done(state: State, doing: Doing, content: Any, sent: Mapping[str, str]) -> None:
    last = whole_in(sent, "da_xem", state.seq)
    if content is None:
        if doing.name != "revise":
            raise Conflict("signed_elsewhere", gettext_noop("Ký ở trang ký, sau khi xem những gì thay đổi."))
        submit_draft(state.case, by=doing.by, seen=last)
    elif sent.get("kem") == "chuyen":
        move.do_and_leave(state.case, content, by=doing.by, seen=last)
    else:
        move.do(state.case, content, by=doing.by, seen=last)


def refused(
    request: HttpRequest, asked: Asked, seen: Seen, refusal: Refusal, *, case: int, sent: Sent | None = None
) -> HttpResponse:
    """The case as it stands now, with what stood in the way, and what was typed."""
    state = store.load(case)
    found = [one for one in refusal.findings if one.is_error] if isinstance(refusal, move.NotAllowed) else []
    words = {one.code: one.sentence for one in findings_of(state)}
    first = worded(found, words)[0].render(gettext) if found else refusal.render(gettext)
    page = case_page(asked, state, seen, sent=sent, refused=first, refusals=found[1:])
    return show(request, asked, "cases/case.html", page, here=HERE, status=status_of_act(refusal))


def status_of_act(refusal: Refusal) -> int:
    """403 for what somebody may not do, 409 where somebody else was quicker or another fact is in the way."""
    if isinstance(refusal, move.NotAllowed | NotEntitled | RightMissing):
        return 403
    return 409 if isinstance(refusal, Conflict) else status_of(refusal)


# -- a draft is submitted ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SubmitPage:
    """`variants`: (name, title, steps in words); `units`: (id, name) over which the person may draft."""

    number: int
    subject: str
    clauses: tuple[tuple[str, str], ...]
    variants: tuple[tuple[str, str, str], ...]
    units: tuple[tuple[str, str], ...]
    variant: str
    unit: str
    refused: str = ""


@partial(readable, methods=("GET", "HEAD", "POST"))
def submit(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """Lay a draft before a case: which way it goes, and whose it is. A draft that is in a case leads there."""
    rights, who = rights_of(request), actor_of(request)
    rights.need(DRAFT_DECISIONS)
    kept = desk.kept_draft(number)
    if kept.document.get("effects"):
        rights.need_for(kept.sketch(asked.today))
    there = store.open_about(DRAFT, str(number))
    if there is not None:
        return HttpResponseRedirect(asked.link("case", there))
    if request.method != "POST":
        return show(request, asked, "cases/submit.html", _submit_page(asked, kept, who), here=HERE)
    variant, unit = request.POST.get("cach", ""), request.POST.get("don_vi", "")
    try:
        opened = _opened(number, who, variant, unit, asked)
    except Refusal as refusal:
        page = _submit_page(asked, kept, who, variant=variant, unit=unit, refused=refusal.render(gettext))
        return show(request, asked, "cases/submit.html", page, here=HERE, status=status_of_act(refusal))
    return HttpResponseRedirect(asked.link("case", opened, xong="1"))


def _opened(number: int, who: Actor, variant: str, unit: str, asked: Asked) -> int:
    procedure = procedures()[DESK]
    if variant not in procedure.variants():
        raise UnknownReference("variant_missing", gettext_noop("Chọn cách trình: cơ quan nào ban hành văn bản này."))
    if unit not in {one for one, _ in _units(asked, who)}:
        raise UnknownReference("unit_missing", gettext_noop("Chọn đơn vị trình trong danh sách."))
    by = move.at_opening(who, procedure, unit=int(unit), variant=variant)
    return open_draft(number, procedure=procedure, variant=variant, unit=int(unit), by=by).state.case


def _submit_page(asked: Asked, kept: desk.Kept, who: Actor, **more: str) -> SubmitPage:
    procedure, today = procedures()[DESK], asked.today
    versions = [one for name in procedure.variants() if (one := procedure.version_of(today, name))]
    units = _units(asked, who)
    effects = kept.sketch(today).effects if kept.document.get("effects") else ()
    given = {"variant": versions[0].variant if versions else "", "unit": units[0][0] if units else "", **more}
    return SubmitPage(
        number=kept.number,
        subject=str(kept.document.get("subject") or gettext("Dự thảo chưa có trích yếu")),
        clauses=tuple((one.clause, one.describe()) for one in effects),
        variants=tuple((one.variant, gettext(one.title), " → ".join(step.title for step in one.steps))
                       for one in versions),
        units=units,
        **given,
    )  # fmt: skip


def _units(asked: Asked, who: Actor) -> tuple[tuple[str, str], ...]:
    """The units of the posts that let the person draft, and those below them while these are few."""
    on = AsOf(asked.today)
    granted = [one for one in access_of(on, who.person) if one.code == "soan"] if who.person else []
    own = list(dict.fromkeys(one.unit_id for one in granted))
    below = reach_of(on, granted) if granted else frozenset()
    ids = [*own, *sorted(set(below) - set(own))] if len(below) <= WHOLE_REACH else own
    found = named(on, ids)
    return tuple((str(one), upper_first(f"{found[one].kind} {found[one].name}")) for one in ids if one in found)
