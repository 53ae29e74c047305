"""What the law grants a person: when they retire, and how much each instrument gives if they leave; with the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import BadInput, Refusal
from tinhgon.entitlements.person import Entitlements, Retirement, entitlements
from tinhgon.law.choosing import Alternative
from tinhgon.law.kinds import KINDS, worded
from tinhgon.web.kit.findings import Said, said
from tinhgon.web.kit.formula import Part, parts_of

LEAVE, GROUND = "nghi", "can_cu"
GROUNDS = {
    "reorganisation": gettext_lazy("sắp xếp tổ chức bộ máy"),
    "streamlining": gettext_lazy("tinh giản biên chế"),
    "re_election": gettext_lazy("không đủ tuổi tái cử"),
    "past_age": gettext_lazy("đã đủ tuổi nghỉ hưu"),
    "own_wish": gettext_lazy("thôi việc theo nguyện vọng"),
    "own_wish_public_employee": gettext_lazy("thôi việc theo nguyện vọng"),
    "part_time_commune": gettext_lazy("không chuyên trách cấp xã thôi việc"),
    "part_time_hamlet": gettext_lazy("không chuyên trách ở ấp, khu vực thôi việc"),
}


@dataclass(frozen=True)
class Age:
    """The month of retirement with its steps."""

    month: str
    pension_from: date
    early: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Choice:
    """One instrument: an amount with its steps, or why it gives nothing."""

    title: str
    cite: str
    total: str
    reason: str
    is_best: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class LawBox:
    """`problem` stands where nothing could be computed."""

    leave_on: date
    leave_text: str
    ground: str
    grounds: tuple[tuple[str, str, bool], ...]
    age: Age | None
    choices: tuple[Choice, ...]
    missing: tuple[Said, ...]
    notes: tuple[Said, ...]
    problem: str


def law_box(person_id: int, as_of: AsOf, query: Mapping[str, str]) -> LawBox:
    """By the books as of the day; the day of leaving and the ground can be chosen in the address."""
    text, ground = query.get(LEAVE, "").strip(), query.get(GROUND, "")
    problem = ""
    try:
        leave_on = parse_day(text, where=gettext("Ngày nghỉ")) if text else None
    except BadInput as refusal:
        leave_on, problem = None, refusal.render(gettext)
    try:
        found = entitlements(
            person_id, as_of, leave_on=leave_on, ground=ground if ground in GROUNDS else "", say=gettext
        )
    except Refusal as refusal:
        on = leave_on or as_of.on
        return LawBox(on, text, ground, (), None, (), (), (), problem or refusal.render(gettext))
    return LawBox(
        leave_on=found.leave_on,
        leave_text=text or f"{found.leave_on:%d/%m/%Y}",
        ground=str(GROUNDS.get(found.ground, found.ground)),
        grounds=tuple((slug, str(GROUNDS.get(slug, slug)), slug == found.ground) for slug in _offered(found)),
        age=_age(found.retirement) if found.retirement else None,
        choices=tuple(_choice(one) for one in found.alternatives),
        missing=said(found.missing),
        notes=said((*found.estimated, *found.assumed, *found.doubts)),
        problem=problem,
    )


def _offered(found: Entitlements) -> tuple[str, ...]:
    return found.grounds if found.ground in found.grounds else (found.ground, *found.grounds)


def _age(retirement: Retirement) -> Age:
    early = retirement.early_month
    return Age(
        month=f"{retirement.month:%m/%Y}",
        pension_from=retirement.pension_from,
        early=f"{early:%m/%Y}" if early else "",
        parts=tuple(parts_of(retirement.told)),
    )


def _choice(one: Alternative) -> Choice:
    return Choice(
        title=gettext(one.title),
        cite=gettext(one.cite),
        total=worded(KINDS["dong"], one.total) if one.total is not None else "",
        reason=gettext(one.reason),
        is_best=one.is_best,
        parts=tuple(parts_of(one.told)) if one.told is not None and one.total is not None else (),
    )
