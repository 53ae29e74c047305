"""Declaring one's relatives: what keeps them, and oneself, out of steps; sealed, and used for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput, Conflict, Refusal, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.cases import house_data
from tinhgon.cases.declaring import declare
from tinhgon.cases.kinds.declare_kin import DeclareKin
from tinhgon.law.kinship import relations
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.read_names import ReadNames
from tinhgon.registers.staff.codes import codes_of_persons, need_persons
from tinhgon.web.cases.delegating import need_person
from tinhgon.web.cases.views import HERE
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show, status_of


@dataclass(frozen=True)
class Line:
    """`code` is the `relation` of me (`of_me`), or I am theirs."""

    code: str
    relation: str
    of_me: bool
    evidence: str


@dataclass(frozen=True)
class DeclarationsPage:
    """`relations`: (name, in words) that may be declared; `form`: what was typed."""

    lines: tuple[Line, ...]
    relations: tuple[tuple[str, str], ...]
    form: Mapping[str, str]
    problem: str = ""
    done: bool = False


@partial(readable, methods=("GET", "HEAD", "POST"))
def declarations(request: HttpRequest, asked: Asked) -> HttpResponse:
    """One's own relations alone: nobody sees those of others here. Each look is written down."""
    who, problem, status = actor_of(request, purpose="kê khai"), "", 200
    person = need_person(who)
    if request.method == "POST":
        try:
            declare(_read(request.POST.dict(), person, asked.today), by=who)
            return HttpResponseRedirect(asked.link("declarations", xong="1"))
        except Refusal as refusal:
            problem, status = refusal.render(gettext), status_of(refusal, unknown=400)
    page = DeclarationsPage(
        _lines(person, who), tuple((name, gettext(told)) for name, told in relations().items()),
        request.POST.dict() if problem else {}, problem, request.GET.get("xong") == "1",
    )  # fmt: skip
    return show(request, asked, "cases/declarations.html", page, here=HERE, status=status)


def _read(sent: Mapping[str, str], person: int, today: date) -> DeclareKin:
    """What the form says. Raises BadInput naming what is wrong, Conflict for what is declared already."""
    relative = need_persons([sent.get("nguoi", "").strip()])[0]
    relation, evidence = sent.get("quan_he", ""), clean(sent.get("can_cu", ""))[:200]
    since = parse_day(sent.get("tu") or f"{today:%d/%m/%Y}", where=gettext("Từ ngày"))
    if relative == person:
        raise BadInput("own_relative", gettext_noop("Nêu mã hồ sơ của người thân, không phải của mình."))
    if relation not in relations():
        raise BadInput("relation_missing", gettext_noop("Chọn quan hệ trong danh sách."))
    if since > today:
        raise BadInput("relation_to_come", gettext_noop("Quan hệ kê khai phải có từ hôm nay hoặc trước đó."))
    if sum(char.isalnum() for char in evidence) < 3:
        raise BadInput("relation_evidence", gettext_noop("Nêu căn cứ: bản kê khai, ngày nào."))
    if any((kin.person, kin.of, kin.relation) == (relative, person, relation) for kin in house_data.kin_of([person])):
        raise Conflict("relation_there", gettext_noop("Quan hệ này đã kê khai."))
    return DeclareKin(person=relative, of=person, relation=relation, evidence=evidence, since=since)


def _lines(person: int, who: Actor) -> tuple[Line, ...]:
    found = list(dict.fromkeys(house_data.kin_of([person])))
    if not found:
        return ()
    people = {side for kin in found for side in (kin.person, kin.of)}
    what = gettext_noop("kê khai quan hệ gia đình của mình")
    readings.note(ReadNames(what=what, persons=tuple(sorted(people))), by=who)
    codes, words = dict(codes_of_persons(people)), relations()
    return tuple(
        Line(codes.get(kin.person if kin.of == person else kin.of, "–"), gettext(words.get(kin.relation, kin.relation)),
             kin.of == person, kin.evidence)
        for kin in found
    )  # fmt: skip
