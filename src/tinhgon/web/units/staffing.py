"""Posts, people and establishment on a unit's page, and the organisations that carry its code in other structures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.registers.establishment.payloads import CATEGORIES, ESTABLISHMENT
from tinhgon.registers.establishment.queries.held import HeldLeg, held_legs
from tinhgon.registers.staff.queries.people import WantedPeople, count_people
from tinhgon.registers.staff.queries.posts import (
    Holder,
    directly_at,
    posts_of,
)
from tinhgon.registers.units.queries import UnitRow, unit_by_id
from tinhgon.registers.units.queries.browsing import twins
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.paging import paged
from tinhgon.web.kit.panel import (
    SIZE,
    Panel,
    Row,
    SumRow,
)
from tinhgon.web.kit.people_lines import ALL
from tinhgon.web.kit.reader import Reader
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.strength import (
    Branch,
    Line,
    branch_of,
)
from tinhgon.web.kit.words import (
    cited,
    number,
    on_day,
    structure,
    upper_first,
)

MOST_POSTS = 200
LAYERS = tuple(record_words.LAYERS)
_OPENED = {**{layer: (layer,) for layer in LAYERS}, "assigned": ("official", "surplus")}


@dataclass(frozen=True)
class HolderLine:
    """Somebody at a post: the name, or the code for those who may not see names."""

    text: str
    href: str
    note: str


@dataclass(frozen=True)
class PostLine:
    number: str
    title: str
    category: str
    frozen: bool
    holders: tuple[HolderLine, ...]


@dataclass(frozen=True)
class Held:
    """A figure with what opens it."""

    value: int
    href: str


@dataclass(frozen=True)
class QuotaLine:
    """One category, or the establishment together, of the unit and all below it."""

    name: str
    layers: tuple[Held, ...]
    present: Held
    difference: int
    is_sum: bool


@dataclass(frozen=True)
class Twin:
    name: str
    structure: str
    href: str


@dataclass(frozen=True)
class Staffing:
    """The sections; `needs` and `reach` as on the list of people."""

    posts: tuple[PostLine, ...]
    post_count: int
    vacant: int
    direct: tuple[HolderLine, ...]
    lines: tuple[QuotaLine, ...]
    outside: tuple[QuotaLine, ...]
    has_below: bool
    people: Held
    twins: tuple[Twin, ...]
    chart_href: str
    needs: str
    reach: str
    purpose_href: str

    @property
    def is_there(self) -> bool:
        return bool(self.posts or self.direct or self.lines or self.outside or self.people.value)


def staffing(asked: Asked, unit_id: int, reader: Reader, *, on: date) -> Staffing | None:
    """As of the day the page shows. Names of holders are written down as read."""
    asked = replace(asked, as_of=replace(asked.as_of, on=on))
    unit = unit_by_id(asked.as_of, unit_id)
    if unit is None:
        return None
    branch: Branch = remembered(branch_of, asked.as_of, unit)
    posts, direct = posts_of(asked.as_of, unit_id, limit=MOST_POSTS), directly_at(asked.as_of, unit_id)
    holders = [*direct, *(holder for post in posts for holder in post.holders)]
    names = reader.names(
        asked.as_of, sorted({holder.person_id for holder in holders}), gettext_noop("danh sách đơn vị")
    )  # fmt: skip

    def told(found: Sequence[Holder]) -> tuple[HolderLine, ...]:
        return tuple(
            HolderLine(names.get(one.person_id, one.code), asked.link("person", one.code), _note(one, on))
            for one in found
        )

    own = branch.own[unit_id].line(CATEGORIES)
    lines, outside = _lines(asked, unit, branch)
    wanted = WantedPeople(under=unit_id)
    people = remembered(count_people, asked.as_of, wanted) if own.posts or holders or lines or outside else 0
    return Staffing(
        posts=tuple(
            PostLine(
                post.number,
                post.title,
                str(record_words.CATEGORIES[post.category]),
                post.frozen,
                told(post.holders),
            )
            for post in posts
        ),
        post_count=own.posts,
        vacant=own.vacant,
        direct=told(direct),
        lines=lines,
        outside=outside,
        has_below=len(branch.rows) > 1,
        people=Held(people, asked.link("people", don_vi=unit_id)),
        twins=tuple(Twin(one.full_name, structure(one.structure), asked.link("unit", one.id))
                    for one in twins(asked.as_of, unit)),
        chart_href=asked.link("org_chart", unit_id),
        needs="" if reader.sees_names or not holders else "purpose" if reader.may else "right",
        reach=reader.reach if holders else "",
        purpose_href=asked.link("people_purpose", tiep=asked.here()),
    )  # fmt: skip


def _note(holder: Holder, on: date) -> str:
    notes = record_words.assignment_notes(holder.kind, share=holder.share, away=holder.away)
    if holder.until:
        told = _("hết thời hạn ngày {day}, không còn quyền hạn") if holder.until < on else _("đến {day}")
        notes.append(told.format(day=f"{holder.until:%d/%m/%Y}"))
    return ", ".join(notes)


def _lines(
    asked: Asked, unit: UnitRow, branch: Branch
) -> tuple[tuple[QuotaLine, ...], tuple[QuotaLine, ...]]:  # fmt: skip
    """The categories of the establishment with their sum, and what is outside it and never added."""
    strength = branch.whole[unit.id]
    inside: list[QuotaLine] = []
    outside: list[QuotaLine] = []
    for category in CATEGORIES:
        line = strength.line((category,))
        if not line.is_empty:
            place = inside if category in ESTABLISHMENT else outside
            place.append(_line(asked, unit, str(record_words.CATEGORIES[category]), category, line))
    if len(inside) > 1:
        inside.append(_line(asked, unit, _("Cộng biên chế"), "", strength.establishment))
    return tuple(inside), tuple(outside)


def _line(asked: Asked, unit: UnitRow, name: str, category: str, line: Line) -> QuotaLine:
    def opened(layer: str) -> str:
        return asked.link("trace_held", unit.id, category or ALL, layer)

    return QuotaLine(
        name=name,
        layers=tuple(Held(getattr(line, layer), opened(layer)) for layer in LAYERS),
        present=Held(line.present, asked.link("people", don_vi=unit.id, loai=category or ALL)),
        difference=line.difference,
        is_sum=not category,
    )


def held_panel(asked: Asked, unit_id: int, category: str, layer: str, *, page: int) -> Panel:
    """What a unit and all below it hold, opened: every leg with its clause."""
    unit = unit_by_id(asked.as_of, unit_id)
    wanted = sorted(ESTABLISHMENT) if category == ALL else [category]
    layers = _OPENED.get(layer, ())
    if unit is None or not layers or not set(wanted) <= set(CATEGORIES):
        raise UnknownReference(
            "held_unknown", gettext_noop("Ngày {on} không có số biên chế này; mở từ trang đơn vị."), on=asked.on
        )
    branch: Branch = remembered(branch_of, asked.as_of, unit)
    value = sum(getattr(branch.whole[unit_id].line(wanted), one) for one in layers)
    legs = [
        leg
        for one in wanted
        for each in layers
        for leg in held_legs(asked.as_of, list(branch.rows), category=one, layer=each)
    ]
    parts: dict[tuple[int, str], int] = {}
    for leg in legs:
        parts[leg.ordinal, leg.number] = parts.get((leg.ordinal, leg.number), 0) + leg.amount
    name = _("Cộng biên chế") if category == ALL else str(record_words.CATEGORIES[category])
    at = paged(asked, len(legs), size=SIZE, page=page)
    return Panel(
        title=f"{', '.join(str(record_words.LAYERS[each]) for each in layers)}: {name}, {unit.full_name}",
        question=on_day(asked.on),
        value=number(value),
        measure=_("biên chế"),
        parts=tuple(SumRow(told, asked.link("decision", ordinal), number(amount))
                    for (ordinal, told), amount in sorted(parts.items())),
        total=number(sum(parts.values())),
        matches=sum(parts.values()) == value,
        rows=tuple(_leg(asked, leg) for leg in at.part(legs)),
        rows_title=_("Các bút toán"),
        row_count=len(legs),
        seals=(),
        previous_href=at.previous_href,
        next_href=at.next_href,
    )  # fmt: skip


def _leg(asked: Asked, leg: HeldLeg) -> Row:
    name = upper_first(f"{leg.unit_kind} {leg.unit_name}") if leg.unit_name else f"#{leg.unit_id}"
    until = _("đến {day}").format(day=f"{leg.until:%d/%m/%Y}") if leg.until else ""
    return Row(
        name=name,
        code="",
        href=asked.link("unit", leg.unit_id),
        value=number(leg.amount),
        clause=cited(leg.clause, leg.number),
        clause_href=asked.clause(leg.ordinal, leg.place),
        note=", ".join(filter(None, (_("từ {day}").format(day=f"{leg.since:%d/%m/%Y}"), until))),
    )
