"""Drafts, cases, acts, inbox: the desk for programs. The same door as for pages; nobody may do more by it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Field, Query, Router, Schema
from pydantic import ValidationError

from tinhgon.access.rights import RightMissing
from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, UnknownReference, gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.cases import move, store
from tinhgon.cases.acts import ACTS, Act, Kind
from tinhgon.cases.acts.base import OfPerson
from tinhgon.cases.acts.count import told_of
from tinhgon.cases.doing import doings
from tinhgon.cases.inbox import case_rows
from tinhgon.cases.inbox import inbox as waiting
from tinhgon.cases.state import DRAFT, State
from tinhgon.cases.terms import terms_of
from tinhgon.decisions import desk, preview
from tinhgon.law.clocks import official_calendar
from tinhgon.procedures import need_procedure
from tinhgon.procedures.decision_desk.signing import open_draft, sign_draft, submit_draft
from tinhgon.procedures.results import draft_of
from tinhgon.record.actor import Actor
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.registers.staff.codes import need_persons
from tinhgon.registers.units.queries.units import unit_by_code
from tinhgon.web.api import shapes, views
from tinhgon.web.api.access import answer
from tinhgon.web.api.books import BODY
from tinhgon.web.api.once import once
from tinhgon.web.kit.access import rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import ask
from tinhgon.web.kit.proving import need_proof

router = Router()
PAGE = 100
Place = Annotated[int, Query(ge=0, le=10**15)]


class NewCase(Schema):
    """A case: of a draft (`draft`), or of any procedure with what it is about."""

    unit: str = Field(description="mã đơn vị")
    structure: str = "territory"
    variant: str = ""
    draft: int | None = Field(default=None, ge=1, le=10**9)
    procedure: str = "decision_desk"
    subject: str = Field(default="", max_length=1000)
    about: list[str] = Field(default_factory=list)
    people: list[str] = Field(default_factory=list)
    dates: dict[str, date] = Field(default_factory=dict)


class NewAct(Schema):
    """An act by its kind; `content` without `kind`. `seen`: the last act known. `password`: asked of a signature,
    `code` too where the account has a second factor."""

    kind: str = Field(max_length=60)
    content: dict[str, Any] = Field(default_factory=dict)
    seen: int | None = Field(default=None, ge=0, le=10**9)
    for_person: str = Field(default="", max_length=60)
    form: str = Field(default="", max_length=20)
    password: str = Field(default="", max_length=1000)
    code: str = Field(default="", max_length=60)


# -- drafts -----------------------------------------------------------------------------------------------------------


@router.post("/drafts", openapi_extra=BODY, summary="Giữ một dự thảo", response={201: shapes.KeptDraft})
@once
def drafts_post(request: HttpRequest) -> HttpResponse:
    """The body is a decision file; what cannot be previewed is not kept."""
    return views.draft(request)


@router.get("/drafts", summary="Các dự thảo còn mở", response=shapes.Drafts)
def drafts_get(request: HttpRequest, cursor: Place = 0) -> HttpResponse:
    """Newest first, those before the number `cursor`. A page may have fewer than it could: drafts out of reach are not
    told of."""
    rights, today = rights_of(request), ask(request).today
    rights.need(DRAFT_DECISIONS)
    rows = desk.drafts(limit=PAGE + 1, before=cursor or None)
    items = [_draft_row(one) for one in rows[:PAGE] if not one.document.get("effects") or _within(rights, one, today)]
    more = rows[PAGE - 1].number if len(rows) > PAGE else None
    return answer({"items": items, "next": more})


@router.get("/drafts/{int:number}", summary="Một dự thảo", response=shapes.OneDraft)
def draft_get(request: HttpRequest, number: int) -> HttpResponse:
    """The draft as it is kept, identities sealed, with the case it is in."""
    kept = _draft(request, number)
    return answer({**_draft_row(kept), "case": store.open_about("draft", str(number)), "document": dict(kept.document)})


@router.get("/findings", url_name="findings_api", summary="Kết quả kiểm tra một dự thảo", response=shapes.Found)
def findings(request: HttpRequest, draft: int) -> HttpResponse:
    """What a preview finds in the draft as it is kept; nothing is written."""
    kept = _draft(request, draft)
    (outcome,) = preview([kept.sketch(ask(request).today)])
    return answer({"draft": draft, "revision": kept.seq, **views.outcome_summary(outcome)})


def _within(rights: Any, kept: desk.Kept, today: date) -> bool:
    try:
        rights.need_for(kept.sketch(today))
    except RightMissing:
        return False
    return True


def _draft(request: HttpRequest, number: int) -> desk.Kept:
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    kept = desk.kept_draft(number)
    if kept.document.get("effects"):
        rights.need_for(kept.sketch(ask(request).today))
    return kept


def _draft_row(kept: desk.Kept) -> dict[str, Any]:
    return {
        "draft": kept.number, "revision": kept.seq, "made_at": kept.made_at.isoformat(), "origin": kept.origin,
        "author": kept.author.account, "subject": kept.document.get("subject"), "digest": kept.digest,
        "open": kept.is_open, "decision": kept.signed_ordinal,
    }  # fmt: skip


# -- cases ------------------------------------------------------------------------------------------------------------


@router.post("/cases", summary="Mở một hồ sơ công việc", response={201: shapes.Case})
@once
def cases_post(request: HttpRequest, new: NewCase) -> HttpResponse:
    """A draft is laid before its case; a case of another procedure is opened with what it is about."""
    who, today = actor_of(request), ask(request).today
    unit = unit_by_code(AsOf(today), new.unit, structure=new.structure)
    if unit is None:
        raise UnknownReference(
            "unit_unknown_code", gettext_noop("Không có đơn vị mã {code} vào ngày {on}."), code=new.unit, on=today
        )
    procedure = need_procedure(new.procedure, new.variant)
    by = move.at_opening(who, procedure, unit=unit.id, variant=new.variant)
    if (new.draft is not None) != (procedure.about == DRAFT):
        raise BadInput(
            "case_of_a_draft",
            gettext_noop("Hồ sơ trình dự thảo mở bằng trường draft; quy trình khác không nhận dự thảo."),
        )
    if new.draft is not None:
        _draft(request, new.draft)
        variant = new.variant or procedure.variants()[0]
        moved = open_draft(new.draft, procedure=procedure, variant=variant, unit=unit.id, by=by)
    else:
        lacking = sorted(procedure.facts_of(today, new.variant) - new.dates.keys())
        if lacking or not new.subject:
            raise BadInput(
                "case_lacks", gettext_noop("Mở hồ sơ còn thiếu: {names}."), names=", ".join(lacking or ["subject"])
            )
        moved = move.open_case(
            procedure, unit=unit.id, subject=new.subject, by=by, variant=new.variant,
            about=[(procedure.about, one) for one in new.about], people=need_persons(new.people), facts=new.dates,
        )  # fmt: skip
    return answer(_case(moved.state, by), status=201)


@router.get("/cases", summary="Các hồ sơ mình tham gia", response=shapes.Cases)
def cases_get(request: HttpRequest, closed: bool = False, cursor: Place = 0) -> HttpResponse:  # noqa: FBT001, FBT002
    """Those in which the person takes part, by number, after `cursor`."""
    who = actor_of(request)
    rows = [] if who.person is None else case_rows(person=who.person, closed=closed, after=cursor, limit=PAGE + 1)
    more = rows[PAGE - 1].case if len(rows) > PAGE else None
    return answer({"items": [_row(row) for row in rows[:PAGE]], "next": more})


@router.get("/cases/{int:number}", summary="Một hồ sơ công việc", response=shapes.Case)
def case_get(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever may not see it is told that there is none; every look is a reading."""
    who = actor_of(request)
    return answer(_case(move.seen(number, by=who), who))


@router.get("/cases/{int:number}/acts", summary="Việc đã làm trong một hồ sơ", response=shapes.CaseActs)
def acts_get(request: HttpRequest, number: int, cursor: Place = 0) -> HttpResponse:
    """In order, after the place `cursor`."""
    state = move.seen(number, by=actor_of(request))
    rows = [one for one in state.acts if one.seq > cursor][: PAGE + 1]
    more = rows[PAGE - 1].seq if len(rows) > PAGE else None
    return answer({"items": [_act(state, one) for one in rows[:PAGE]], "next": more})


@router.post("/cases/{int:number}/draft", summary="Dự thảo quyết định từ hồ sơ", response={201: shapes.DraftBegun})
@once
def case_draft_post(request: HttpRequest, number: int) -> HttpResponse:
    """Begun when there is none yet; `asks` are the fields that the case does not say."""
    rights_of(request).need(DRAFT_DECISIONS)
    who = actor_of(request)
    kept, found = draft_of(move.seen(number, by=who), AsOf(store.clock().date()), by=who)
    return answer(
        {"draft": kept.number, "kind": found.kind, "fields": dict(found.fields), "asks": list(found.asks)}, status=201
    )


@router.post("/cases/{int:number}/acts", summary="Làm một việc trong hồ sơ", response={201: shapes.Done})
@once
def acts_post(request: HttpRequest, number: int, act: NewAct) -> HttpResponse:
    """Judged as anywhere. A draft's text and the signature are taken from the draft; a signature asks the password."""
    who = actor_of(request)
    state = move.seen(number, by=who)
    name = act.kind.partition("/")[0]
    if act.for_person or act.form:
        absent = need_persons([act.for_person])[0] if act.for_person else None
        who = replace(who, for_person=absent, form=act.form)
    by = move.at_post(who, number, act.kind)
    of_draft = {"revise": submit_draft, "sign": sign_draft}.get(name) if state.draft is not None else None
    if name == "sign":
        need_proof(request, act.password, act.code)
    if of_draft is not None:
        moved = of_draft(number, by=by, seen=act.seen)
    else:
        moved = move.do(number, _content(act.kind, act.content), by=by, seen=act.seen)
    told = {"act": moved.state.seq, "findings": [_finding(one) for one in moved.findings], **_case(moved.state, by)}
    return answer(told, status=201)


@router.get("/inbox", url_name="inbox_api", summary="Việc của tôi", response=shapes.Inbox)
def inbox(request: HttpRequest, cursor: Annotated[int, Query(ge=0, le=10**5)] = 0) -> HttpResponse:
    """What waits for the person of the account, what is due first first; `cursor` is how many to pass over."""
    who, today = actor_of(request), ask(request).today
    following = cursor + PAGE
    rows = [] if who.person is None else waiting(who.person, account=who.account, on=today, limit=following + 1)
    more = following if len(rows) > following else None
    return answer({"on": today.isoformat(), "items": [_row(row) for row in rows[cursor:following]], "next": more})


def _content(kind: str, stated: Mapping[str, Any]) -> Kind:
    """The act as the JSON states it; people by the codes of their files. Raises BadInput naming the field."""
    if kind in ACTS or f"{kind}/1" in ACTS:
        shape, fixed = ACTS[kind if kind in ACTS else f"{kind}/1"], {}
    else:
        shape, fixed = ACTS["decide/1"], {"does": kind}  # what one person decides has its own name in each procedure
    for name in sorted(stated.keys() & (shape.by_the_door | {"kind", "late_reason"})):
        raise BadInput(
            "content_invalid", gettext_noop("Trường “{name}” do sổ ghi, không nêu trong nội dung."), name=name
        )
    given = {
        name: _coded(value) if name in shape.model_fields and _of_person(shape.model_fields[name]) else value
        for name, value in stated.items()
    }
    try:
        return shape.model_validate({**given, **fixed})
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(
            "content_invalid",
            gettext_noop("Nội dung việc chưa đúng: {where}: {what}."),
            where=".".join(map(str, first["loc"])),
            what=first["msg"],
        ) from None


def _of_person(field: Any) -> bool:
    return "OfPerson" in repr(field.annotation) or any(isinstance(one, OfPerson) for one in field.metadata)


def _coded(value: Any) -> Any:
    if isinstance(value, str):
        return need_persons([value])[0]
    return [_coded(one) for one in value] if isinstance(value, list) else value


# -- as JSON ----------------------------------------------------------------------------------------------------------


def _case(state: State, by: Actor) -> dict[str, Any]:
    today = store.clock().date()
    return {
        "case": state.case, "title": state.title, "procedure": state.procedure.procedure,
        "variant": state.version.variant, "version": state.version.since.isoformat(), "draft": state.draft,
        "digest": state.text.digest if state.text else None,
        "step": state.step, "step_title": state.here.title if state.is_open else "", "closed": state.closed,
        "seq": state.seq, "path": [run.step for run in state.path],
        "may": sorted(one.name for one in doings(state, by=by) if one.is_open),
        "lacking": [_finding(one) for one in store.lacking(state)] if state.is_open else [],
        "terms": [
            {"name": one.name, "step": one.step, "status": one.status,
             "due": one.due.on.isoformat() if one.due else None,
             "not_before": one.not_before.on.isoformat() if one.not_before else None, "article": one.article}
            for one in terms_of(state, calendar=official_calendar(), on=today)
        ],
        "acts": [_act(state, one) for one in state.acts],
    }  # fmt: skip


def _act(state: State, one: Act) -> dict[str, Any]:
    return {
        "seq": one.seq, "kind": one.payload.kind, "account": one.actor.account, "done_at": one.done_at.isoformat(),
        "told": told_of(state, one, gettext),
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity, "code": finding.code, "message": finding.render(gettext),
        "citation": finding.citation,
    }  # fmt: skip


def _row(row: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(
        {name: getattr(row, name) for name in row.__dataclass_fields__},
        default=lambda value: value.isoformat() if hasattr(value, "isoformat") else str(value),
    ))  # fmt: skip
    return told
