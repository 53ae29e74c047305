"""A roster is uploaded, its columns matched, every row checked; the good rows become a draft that waits."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from tinhgon.access.rights import RightMissing, Rights
from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput, Conflict, Refusal, UnknownReference, gettext_noop
from tinhgon.decisions import desk, preview
from tinhgon.decisions.rosters import discard_draft
from tinhgon.importing import roster
from tinhgon.importing.roster.marking import marked_workbook
from tinhgon.procedures.decision_desk.signing import need_no_open_case
from tinhgon.registers.establishment.access import DRAFT_DECISIONS, READ_FILES
from tinhgon.registers.staff import mappings
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.files import attachment
from tinhgon.web.kit.lane import heavy
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.result import result_of
from tinhgon.web.roster.answering import answer_doubts, choose_columns, mend_cells, say_once
from tinhgon.web.roster.page import DraftPage, Review, StartPage, Waiting, review_of
from tinhgon.web.roster.upload import Upload, take, taken

HERE = "roster"
PREVIEWED_ROWS = 5000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_POSTING: Callable[..., Any] = partial(readable, methods=("GET", "HEAD", "POST"))


@heavy("POST")
@_POSTING
def start(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Choose a file; it leads to the page where its rows are looked at."""
    rights = _drafting(request)
    problem = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(asked.link("roster_review", _taken(request).key))
        except Refusal as refusal:
            problem = refusal.render(gettext)
    waiting = [_waiting(kept) for kept in desk.drafts() if kept.origin == "import" and _may_see(rights, kept)]
    day = request.POST.get("ngay_ghi", f"{asked.on:%d/%m/%Y}")
    page = StartPage(tuple(mappings.mapping_names()), tuple(waiting), day, problem)
    return show(request, asked, "roster/start.html", page, here=HERE, status=400 if problem else 200)


def _drafting(request: HttpRequest) -> Rights:
    """The rights of whoever may draft. Raises RightMissing for everybody else."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    return rights


def _may_see(rights: Rights, kept: desk.Kept) -> bool:
    return rights.everywhere or rights.may_see(kept.read())


def _taken(request: HttpRequest) -> Upload:
    file = request.FILES.get("tep")
    if file is None:
        raise BadInput("no_roster", gettext_noop("Chưa chọn tệp nào; chọn tệp .xlsx, .xls, .ods hoặc .csv."))
    data, name = file.read(), str(file.name)
    on = parse_day(request.POST.get("ngay_ghi", ""), where=gettext("Ngày ghi sổ"))
    mapping = request.POST.get("cach_ghep", "")
    roster.understand(roster.workbook_of(data, name=name), mappings.saved_mapping(mapping) if mapping else None)
    return take(request, data=data, name=name, on=on, mapping=mapping)


def _waiting(kept: desk.Kept) -> Waiting:
    return Waiting(kept.number, str(kept.document.get("subject", "")), _counts(kept)[0])


def _counts(kept: desk.Kept) -> tuple[int, int]:
    """(people taken up, records changed) of a draft."""
    effects = kept.document.get("effects", [])
    rows = sum(effect["table"]["rows"] for effect in effects if effect["kind"].startswith("take_up_roster/"))
    return rows, sum(effect["kind"].startswith("change_record/") for effect in effects)


@heavy("GET", "POST")
@_POSTING
def review(request: HttpRequest, asked: Asked, key: str) -> HttpResponse:
    """Columns, faults and what would be entered; nothing is lost on reload."""
    rights = _drafting(request)
    upload = taken(request, key)
    step = request.POST.get("buoc", "") if request.method == "POST" else ""
    if step == "huy":
        upload.forget(request)
        return HttpResponseRedirect(asked.link("roster"))
    status, page = 200, None
    try:
        if step in _ANSWERS:
            _ANSWERS[step](request, upload, rights)
            return HttpResponseRedirect(f"{asked.link('roster_review', key)}#{_LEADS_TO[step]}")
        if step == "giu":
            return HttpResponseRedirect(asked.link("roster_draft", _kept_draft(request, upload, rights)))
        page = _review(upload, rights, chosen=request.GET.get("loai", ""))
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Conflict) else 403 if isinstance(refusal, RightMissing) else 400
        page = _review(upload, rights, problem=refusal.render(gettext), given=request.POST.dict())
    return show(request, asked, "roster/review.html", page, here=HERE, status=status)


_ANSWERS: dict[str, Callable[[HttpRequest, Upload, Rights], None]] = {
    "cot": lambda request, upload, _: choose_columns(request.POST, upload),
    "hoi": lambda request, upload, _: answer_doubts(request.POST, upload),
    "chung": lambda request, upload, _: say_once(request.POST, upload),
    "sua": lambda request, upload, rights: mend_cells(request.POST, upload, _checked(upload, rights)),
}
_LEADS_TO = {"cot": "gc", "hoi": "ch", "chung": "cd", "sua": "sn"}


def _within(rights: Rights) -> Callable[[Collection[int]], Collection[int]] | None:
    """Of some persons those of whom this account may know: what a check says of a number tells whose it is."""
    if rights.everywhere:
        return None
    return lambda persons: {*rights.over(READ_FILES, persons), *rights.over(DRAFT_DECISIONS, persons)}


def _layout(upload: Upload) -> roster.Layout:
    saved = mappings.saved_mapping(upload.mapping) if upload.mapping else None
    return roster.understand(upload.workbook(), saved, upload.answers())


def _checked(upload: Upload, rights: Rights) -> roster.Checked:
    return roster.check_roster(_layout(upload), on=upload.day, answers=upload.answers(), within=_within(rights))


def _review(upload: Upload, rights: Rights, **stated: Any) -> Review:
    """The page; when the columns do not do, the columns with the reason."""
    layout = _layout(upload)
    try:
        checked = roster.check_roster(layout, on=upload.day, answers=upload.answers(), within=_within(rights))
    except BadInput as refusal:
        return review_of(upload, layout, None, **{"problem": refusal.render(gettext), **stated})
    return review_of(upload, layout, checked, **stated)


def _kept_draft(request: HttpRequest, upload: Upload, rights: Rights) -> int:
    """Keep the good rows as a draft; the upload is deleted with it. All of them, or RightMissing for a unit out of
    reach."""
    checked = _checked(upload, rights)
    signed_on = request.POST.get("ngay_ky", "").strip()
    stated: dict[str, Any] = {
        "number": request.POST.get("so", "").strip(),
        "signed_on": parse_day(signed_on, where=gettext("Ngày ký")) if signed_on else None,
        "skip_bad": bool(request.POST.get("bo_loi")),
        "synthetic": bool(request.POST.get("gia_dinh")),
    }
    if issuer := request.POST.get("co_quan", "").strip():
        stated["issuer"] = issuer
    with transaction.atomic():
        document = roster.roster_document(checked, **stated)
        rights.need_for(document)
        number = desk.keep_draft(document, origin="import", by=actor_of(request))
    upload.forget(request)
    return number


@heavy("GET")
@readable
def bad_file(request: HttpRequest, asked: Asked, key: str) -> HttpResponse:  # noqa: ARG001
    """The office's own workbook with its bad rows marked."""
    rights = _drafting(request)
    upload = taken(request, key)
    return _workbook(marked_workbook(upload.data(), _checked(upload, rights), gettext), "loi.xlsx")


@readable
def template_file(request: HttpRequest, asked: Asked) -> HttpResponse:  # noqa: ARG001
    """The template of a roster."""
    return _workbook(roster.template(gettext), "mau-danh-sach.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    return attachment(content, name, XLSX)


@_POSTING
def kept(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """A draft that waits: how it is signed, what signing would do, how it is taken back."""
    rights = _drafting(request)
    draft = desk.kept_draft(number)
    if draft.withdrawn_at is not None:  # its table and its keys are gone
        raise UnknownReference(
            "draft_unknown", gettext_noop("Không có dự thảo số {number} trong sổ chờ."), number=number
        )
    if not rights.everywhere:
        rights.need_for(draft.read())
    rows, changes = _counts(draft)
    result, problem = None, ""
    step = request.POST.get("buoc", "") if request.method == "POST" else ""
    if step == "huy":
        with transaction.atomic():
            desk.hold(number)
            need_no_open_case(number)
            discard_draft(number, by=actor_of(request))
        return HttpResponseRedirect(asked.link("roster"))
    if step == "xem" and rows + changes <= PREVIEWED_ROWS:
        try:
            result = result_of(preview([desk.draft_document(number)])[0])
        except Refusal as refusal:
            problem = refusal.render(gettext)
    page = DraftPage(number, draft.document, draft.signed_ordinal, rows, changes, result, problem)
    return show(request, asked, "roster/draft.html", page, here=HERE, status=409 if problem else 200)
