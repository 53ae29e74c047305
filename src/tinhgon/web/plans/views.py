"""One page: choose an area, look at its units against the standards, make options, compare, change, draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from tinhgon.access.rights import RightMissing
from tinhgon.basis.errors import BadInput, Refusal, UnknownReference, gettext_noop
from tinhgon.decisions import desk
from tinhgon.decisions.drafting import validated
from tinhgon.planning.merging import Merged
from tinhgon.planning.options import Area, area_of, as_it_is, clauses, moved, proposed
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.registers.units.queries import UnitRow, units
from tinhgon.registers.units.queries.boundaries import boundaries
from tinhgon.web.kit.access import readable, rights_of
from tinhgon.web.kit.actor import actor_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.lane import heavy
from tinhgon.web.kit.pages import show, status_of
from tinhgon.web.plans.page import RULES, plans_page
from tinhgon.web.plans.sent import MOST_OPTIONS, Kept, Sent, sent

HERE, PROVINCE = "plans", "tinh"
SECONDS = 45
"""A plan that is not proven by then is shown as it stands, and says so."""
_FROM = ((date(2026, 1, 1), "112/2025"), (date(2025, 4, 14), "76/2025"))


@heavy("POST")
@partial(readable, methods=("GET", "HEAD", "POST"))
def plans(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Nothing is written but the draft that somebody asks for; options travel with the page."""
    provinces = [row for row in units(asked.as_of, structure="territory", level=1, order="name") if row.code]
    province = _province(asked, provinces, request.GET.get(PROVINCE, ""))
    if province is None:
        return show(request, asked, "plans/empty.html", None, here=HERE)
    area = area_of(asked.as_of, [province.code or ""])
    given = Sent(rules=_rules(request.GET.get("chuan", ""), asked))
    found, problem, status = None, "", 200
    if request.method == "POST":
        try:
            given = sent(request.POST.dict(), request.POST.getlist("phuong_an"), area)
            given = replace(given, rules=_rules(given.rules, asked))
            if request.POST.get("viec") == "soan":
                return _drafted(request, asked, area, given)
            given, found = _done(request, area, given)
        except Refusal as refusal:
            problem = refusal.render(gettext)
            status = 403 if isinstance(refusal, RightMissing) else status_of(refusal, unknown=400)
    page = plans_page(
        asked, area, given, boundaries(asked.as_of, province.id).outlines, title=province.full_name,
        province=province.code or "", provinces=[(row.code or "", row.full_name) for row in provinces],
        found=found, problem=problem,
    )  # fmt: skip
    return show(request, asked, "plans/plans.html", page, here=HERE, status=status)


def _province(asked: Asked, provinces: list[UnitRow], wanted: str) -> UnitRow | None:
    """The one that is asked for; else the first with outlines; else the first."""
    chosen = next((row for row in provinces if wanted and wanted in (row.code, str(row.id))), None)
    drawn = (row for row in provinces if boundaries(asked.as_of, row.id).outlines)
    return chosen or next(drawn, None) or next(iter(provinces), None)


def _rules(text: str, asked: Asked) -> str:
    """Those that were chosen, else those of the day."""
    return text if text in RULES else next((name for day, name in _FROM if asked.on >= day), "1211/2016")


def _done(request: HttpRequest, area: Area, given: Sent) -> tuple[Sent, Merged | None]:
    """The step that was asked for: make an option, move a unit, look at one, take one away."""
    step, _colon, rest = request.POST.get("viec", "").partition(":")
    place = int(rest) if rest.isdecimal() and int(rest[:3]) <= len(given.options) else 0
    if step == "xem":
        return replace(given, chosen=place), None
    if step == "bo" and place:
        left = tuple(one for number, one in enumerate(given.options, start=1) if number != place)
        return replace(given, options=left, chosen=0), None
    if len(given.options) >= MOST_OPTIONS:
        raise BadInput("plan_options_many", gettext_noop("Nhiều nhất {most} phương án cùng lúc; bỏ bớt rồi lập tiếp."),
                       most=MOST_OPTIONS)  # fmt: skip
    if step == "chuyen":
        groups = list(given.options[given.chosen - 1].groups) if given.chosen else as_it_is(area)
        to = request.POST.get("den", "")
        if not to.isdecimal():
            raise UnknownReference("plan_move", gettext_noop("Chọn một đơn vị và nhóm sẽ chuyển đến."))
        changed = moved(area, groups, request.POST.get("chuyen", ""), int(to[:6]))
        return _with(given, Kept("edited", tuple(changed))), None
    if step != "lap":
        return given, None
    wanted = given.groups_wanted(len(area.units))
    found = proposed(area, rules=given.rules, groups=wanted, pins=given.code_pins(), seconds=SECONDS)
    return (given if found.plan is None else _with(given, Kept("planner", found.groups))), found


def _with(given: Sent, option: Kept) -> Sent:
    return replace(given, options=(*given.options, option), chosen=len(given.options) + 1)


def _drafted(request: HttpRequest, asked: Asked, area: Area, given: Sent) -> HttpResponse:
    """The option that is looked at becomes a draft on the desk, open in the composer."""
    rights = rights_of(request)
    rights.need(DRAFT_DECISIONS)
    if not given.chosen:
        raise BadInput("plan_none_chosen", gettext_noop("Chọn một phương án trước khi soạn dự thảo."))
    groups = given.options[given.chosen - 1].groups
    names = {
        number: request.POST.get(f"ten-{number}", "").strip()[:200] for number in range(1, len(groups) + 1)
    }  # fmt: skip
    fields = {"kind": "nghị quyết", "subject": gettext("Về việc sắp xếp các đơn vị hành chính cấp xã"),
              "effects": clauses(area, groups, names)}  # fmt: skip
    with transaction.atomic():
        document = validated(desk.finished(fields, asked.today), name=gettext("biểu mẫu"))
        rights.need_to_preview(document)
        kept = desk.begin(fields, origin="form", by=actor_of(request))
        rights.need_for(kept.sketch(asked.today))
    return HttpResponseRedirect(asked.link("compose", kept.number))
