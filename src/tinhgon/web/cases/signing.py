"""The page that signs: what changes first, then who signs, by a password entered again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from tinhgon.basis.errors import BadInput, Refusal, gettext_noop
from tinhgon.cases import move, store
from tinhgon.cases.doing import doings
from tinhgon.cases.state import State
from tinhgon.decisions import desk, preview
from tinhgon.decisions.drafting import validated
from tinhgon.procedures.decision_desk.signing import judged, sign_draft
from tinhgon.record.acts import StreamMoved
from tinhgon.web.cases.page import Seen
from tinhgon.web.cases.people import Somebody, people_of
from tinhgon.web.cases.views import HERE, refused, seen_by
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked, whole_in
from tinhgon.web.kit.guessing import MustWait
from tinhgon.web.kit.lane import heavy
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.proving import has_factor, need_proof
from tinhgon.web.kit.result import Result, result_of


@dataclass(frozen=True)
class SignPage:
    """What is signed: the text by its digest, number and day, and what it changes."""

    case: int
    seq: int
    title: str
    number: str
    dated: date | None
    digest: str
    concerned: tuple[Somebody, ...]
    result: Result | None
    asks_password: bool
    asks_code: bool
    account: str
    stands_for: str
    problem: str = ""
    refused: str = ""


@heavy("GET")
@partial(readable, methods=("GET", "HEAD", "POST"))
def sign(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """Look and sign. Whoever may not sign is led to the case, which says why."""
    seen = seen_by(request)
    state = move.seen(number, by=seen.by)
    may = next((one for one in doings(state, by=seen.by) if one.name == "sign"), None)
    if may is None or state.draft is None:
        return HttpResponseRedirect(asked.link("case", number))
    if request.method != "POST":
        if not may.is_open:
            return HttpResponseRedirect(asked.link("case", number))
        return show(request, asked, "cases/sign.html", _page(request, asked, state, seen), here=HERE)
    problem, status = _not_proved(request)
    if problem:
        page = _page(request, asked, state, seen, problem=problem)
        return show(request, asked, "cases/sign.html", page, here=HERE, status=status)
    try:
        if request.POST.get("ban") != (state.text.digest if state.text else ""):
            raise StreamMoved("text_moved", gettext_noop("Dự thảo đã được trình bản khác; xem lại rồi ký."))
        moved = sign_draft(number, by=may.by, seen=whole_in(request.POST, "da_xem", state.seq))
    except Refusal as refusal:
        return refused(request, asked, seen, refusal, case=number)
    return HttpResponseRedirect(asked.link("decision", desk.kept_draft(moved.state.draft or 0).signed_ordinal))


def _not_proved(request: HttpRequest) -> tuple[str, int]:
    """Why it is not proved that the one at the keys is whose account it is, and the status; empty where it is.

    The second factor is asked too where the account has one. A proof that failed is written down.
    """
    try:
        need_proof(request, request.POST.get("mat_khau", ""), request.POST.get("ma", ""))
    except MustWait as refusal:
        return refusal.render(gettext), 429
    except BadInput as refusal:
        wrong = gettext("Mật khẩu không đúng; chưa ký.")
        return wrong if refusal.code == "password_wrong" else refusal.render(gettext), 400
    return "", 200


def _page(request: HttpRequest, asked: Asked, state: State, seen: Seen, *, problem: str = "") -> SignPage:
    kept = judged(state)
    people = people_of(asked, state.named, rights=seen.rights, by=seen.by, case=state.case)
    told, result = "", None
    try:
        dated = state.dated or store.clock().date()
        fields = {**kept.document, "number": state.number or "–", "signed_on": dated.isoformat()}
        (outcome,) = preview([validated(fields, name=gettext("dự thảo"))])
        result = result_of(outcome, names={one: people[one].told for one in people})
    except Refusal as refusal:
        told = refusal.render(gettext)
    return SignPage(
        case=state.case,
        seq=state.seq,
        title=state.title,
        number=state.number,
        dated=state.dated,
        digest=state.text.digest if state.text else "",
        concerned=tuple(people[one] for one in sorted(people)),
        result=result,
        asks_password=not settings.DEMO,
        asks_code=has_factor(request),
        account=request.user.get_username(),
        stands_for=seen.stands_for,
        problem=problem,
        refused=told,
    )
