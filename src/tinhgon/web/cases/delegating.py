"""Who stands in for whom: delegated by the one who will be absent, for a time, by a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import BadInput, Refusal, UnknownReference, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.cases import house_data
from tinhgon.cases.kinds.delegate import Delegate
from tinhgon.cases.kinds.end_delegation import EndDelegation
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.codes import codes_of_persons, need_persons
from tinhgon.registers.staff.queries.files import person_by_id
from tinhgon.web.cases.views import HERE
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show, status_of

LONGEST = 366


@dataclass(frozen=True)
class Line:
    """A delegation by the codes of files. `state`: now, next or past; `ends`: the deputy's id where it may be ended."""

    absent: str
    deputy: str
    since: date
    until: date
    document: str
    state: str
    is_mine: bool
    ends: int | None


@dataclass(frozen=True)
class DelegationsPage:
    """`lines`, those in force first; `form`: what was typed."""

    lines: tuple[Line, ...]
    form: Mapping[str, str]
    problem: str = ""
    done: str = ""


@partial(readable, methods=("GET", "HEAD", "POST"))
def delegations(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Delegate, end what one has delegated, and see who stands in for whom."""
    who, problem, status = actor_of(request), "", 200
    person = need_person(who)
    if request.method == "POST":
        try:
            done = _acted(request.POST.dict(), who, person, asked.today)
            return HttpResponseRedirect(asked.link("delegations", xong=done))
        except Refusal as refusal:
            problem, status = refusal.render(gettext), status_of(refusal, unknown=400)
    words = {"giao": gettext("Đã ủy quyền; người được ủy quyền thấy việc của bạn từ ngày đầu."),
             "thoi": gettext("Đã thôi ủy quyền từ hôm nay.")}  # fmt: skip
    page = DelegationsPage(
        _lines(person, asked.today), request.POST.dict() if problem else {}, problem,
        words.get(request.GET.get("xong", ""), ""),
    )  # fmt: skip
    return show(request, asked, "cases/delegations.html", page, here=HERE, status=status)


def need_person(who: Actor) -> int:
    """Whose account it is. Raises UnknownReference where it is nobody's."""
    if who.person is None:
        raise UnknownReference(
            "account_of_nobody_here",
            gettext_noop("Trang này cần tài khoản gắn với hồ sơ của một người; nhờ người quản trị gắn."),
        )
    return who.person


def _acted(sent: Mapping[str, str], who: Actor, person: int, today: date) -> str:
    if sent.get("viec") == "thoi":
        deputy = need_persons([sent.get("nguoi", "").strip()])[0]
        mine = [one for one in house_data.delegations(person) if one.absent == person and one.deputy == deputy]
        if not any(one.until >= today for one in mine):
            raise BadInput("nothing_delegated", gettext_noop("Không còn ủy quyền nào cho người này để thôi."))
        house_data.end_delegation(EndDelegation(absent=person, deputy=deputy, since=today), by=who)
        return "thoi"
    house_data.delegate(_read(sent, person, today), by=who)
    return "giao"


def _read(sent: Mapping[str, str], person: int, today: date) -> Delegate:
    """What the form says. Raises BadInput naming what is wrong."""
    code = sent.get("nguoi", "").strip()
    deputy = need_persons([code])[0]
    since = parse_day(sent.get("tu", ""), where=gettext("Từ ngày"))
    until = parse_day(sent.get("den", ""), where=gettext("Đến hết ngày"))
    document = clean(sent.get("van_ban", ""))[:200]
    there = person_by_id(AsOf(today), deputy)
    if deputy == person:
        raise BadInput("own_deputy", gettext_noop("Người được ủy quyền phải là người khác."))
    if there is None or there.status != "working":
        raise BadInput("deputy_gone", gettext_noop("Hồ sơ {code} hôm nay không công tác; chọn người khác."), code=code)
    if since < today:
        raise BadInput("delegated_back", gettext_noop("Ủy quyền từ hôm nay trở đi; việc đã làm không ủy quyền lùi."))
    if until < since or until - since > timedelta(days=LONGEST):
        raise BadInput("delegation_span", gettext_noop("Ngày cuối phải sau ngày đầu, và không quá một năm."))
    if sum(char.isalnum() for char in document) < 3:
        raise BadInput("delegation_document", gettext_noop("Nêu số văn bản ủy quyền."))
    return Delegate(absent=person, deputy=deputy, since=since, until=until, document=document)


def _lines(person: int, today: date) -> tuple[Line, ...]:
    found = house_data.delegations(person)
    codes = dict(codes_of_persons({side for one in found for side in (one.absent, one.deputy)}))

    def line(one: Delegate) -> Line:
        state = "past" if one.until < today else "next" if one.since > today else "now"
        mine = one.absent == person
        return Line(codes.get(one.absent, "–"), codes.get(one.deputy, "–"), one.since, one.until, one.document, state,
                    mine, one.deputy if mine and state != "past" else None)  # fmt: skip

    order = {"now": 0, "next": 1, "past": 2}
    return tuple(sorted(map(line, found), key=lambda one: (order[one.state], one.since)))
