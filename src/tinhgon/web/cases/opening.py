"""A case of any procedure is opened: which, by which unit, about whom, with the days that terms are reckoned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import BadInput, Refusal, UnknownReference, gettext_noop
from tinhgon.basis.text import clean
from tinhgon.cases import move
from tinhgon.cases.definition import Procedure, Version, acts_of
from tinhgon.cases.state import DRAFT
from tinhgon.procedures import need_procedure, procedures
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.queries.files import access_of
from tinhgon.registers.units.queries import named
from tinhgon.web.cases.acting import PersonFinder
from tinhgon.web.cases.views import HERE, status_of_act
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.field_words import fact_of
from tinhgon.web.kit.pages import show
from tinhgon.web.kit.words import upper_first


@dataclass(frozen=True)
class Choice:
    """A procedure that the person may open, in one of its variants, with the units where their posts let them."""

    name: str
    variant: str
    title: str
    variant_title: str
    instrument: str
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Fact:
    """A day that has to be stated."""

    name: str
    label: str
    value: str = ""


@dataclass(frozen=True)
class OpenPage:
    """`choices` to choose of; the form of the one that is chosen, with what was typed."""

    choices: tuple[Choice, ...]
    chosen: Choice | None = None
    facts: tuple[Fact, ...] = ()
    subject: str = ""
    people: str = ""
    thing: str = ""
    unit: str = ""
    refused: str = ""


@partial(readable, methods=("GET", "HEAD", "POST"))
def begin(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Choose a procedure, state what it is about, open the case."""
    who = actor_of(request)
    choices = tuple(_choices(asked, who))
    sent = request.POST if request.method == "POST" else request.GET
    name, variant = sent.get("quy_trinh", ""), sent.get("cach", "")
    chosen = next((one for one in choices if (one.name, one.variant) == (name, variant)), None)
    if chosen is None:
        return show(request, asked, "cases/begin.html", OpenPage(choices), here=HERE)
    procedure = need_procedure(chosen.name, chosen.variant)
    page = _page(choices, chosen, procedure, asked, request.POST.dict())
    if request.method != "POST":
        return show(request, asked, "cases/begin.html", page, here=HERE)
    try:
        case = _opened(asked, who, chosen, procedure, request.POST.dict())
    except Refusal as refusal:
        page = _page(choices, chosen, procedure, asked, request.POST.dict(), refused=refusal.render(gettext))
        return show(request, asked, "cases/begin.html", page, here=HERE, status=status_of_act(refusal))
    return HttpResponseRedirect(asked.link("case", case, xong="1"))


def _choices(asked: Asked, who: Actor) -> list[Choice]:
    """Procedures in force today in whose first step the person may do something; of a draft the composer opens them."""
    if who.person is None:
        return []
    granted = access_of(AsOf(asked.today), who.person)
    units = named(AsOf(asked.today), sorted({one.unit_id for one in granted}))
    found = []
    for procedure in procedures().values():
        for variant in procedure.variants() if procedure.about != DRAFT else ():
            version = procedure.version_of(asked.today, variant)
            roles = _first_roles(version) if version else set()
            own = dict.fromkeys(one.unit_id for one in granted if one.code in roles and one.unit_id in units)
            if version and own:
                told = tuple((str(one), upper_first(f"{units[one].kind} {units[one].name}")) for one in own)
                found.append(Choice(procedure.procedure, variant, gettext(procedure.title), gettext(version.title),
                                    version.instrument.label(), told))  # fmt: skip
    return sorted(found, key=lambda one: (one.title, one.variant_title))


def _first_roles(version: Version) -> set[str]:
    rules = acts_of(version.step(version.start)).values()
    return {by.role for rule in rules for by in rule.by if by.role}


def _page(
    choices: tuple[Choice, ...], chosen: Choice, procedure: Procedure, asked: Asked, sent: Mapping[str, str], *,
    refused: str = "",
) -> OpenPage:  # fmt: skip
    names = sorted(procedure.facts_of(asked.today, chosen.variant))
    return OpenPage(
        choices, chosen,
        tuple(Fact(one, fact_of(one), sent.get(f"ngay.{one}", "")) for one in names),
        sent.get("viec_gi", ""), sent.get("nguoi", ""), sent.get("ve", ""), sent.get("don_vi", chosen.units[0][0]),
        refused,
    )  # fmt: skip


def _opened(asked: Asked, who: Actor, chosen: Choice, procedure: Procedure, sent: Mapping[str, str]) -> int:
    """The case. Raises Refusal naming what is missing or unknown."""
    subject = clean(sent.get("viec_gi", ""))
    if not subject:
        raise BadInput("subject_missing", gettext_noop("Nêu hồ sơ về việc gì."))
    if sent.get("don_vi", "") not in {one for one, _ in chosen.units}:
        raise UnknownReference("unit_missing", gettext_noop("Chọn đơn vị trình trong danh sách."))
    unit, finder = int(sent["don_vi"]), PersonFinder()
    people = [
        finder.find("person", code, "nguoi") for line in sent.get("nguoi", "").splitlines() if (code := clean(line))
    ]
    if finder.problems:
        raise UnknownReference("person_unknown_code", finder.problems["nguoi"])
    facts = {name: _day(sent, name) for name in procedure.facts_of(asked.today, chosen.variant)}
    about = [(procedure.about, thing)] if (thing := clean(sent.get("ve", ""))) else []
    by = move.at_opening(who, procedure, unit=unit, variant=chosen.variant)
    return move.open_case(
        procedure, unit=unit, subject=subject, by=by, variant=chosen.variant, about=about, people=people, facts=facts
    ).state.case


def _day(sent: Mapping[str, str], name: str) -> date:
    text = clean(sent.get(f"ngay.{name}", ""))
    if not text:
        raise BadInput(
            "fact_missing", gettext_noop("Nêu {name}: thời hạn được tính theo ngày này."), name=fact_of(name)
        )
    return parse_day(text, where=fact_of(name))
