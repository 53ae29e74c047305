"""What the overview shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries import neighbours
from tinhgon.ledger.queries.entries import recorded_findings
from tinhgon.registers.units.queries import UnitRow
from tinhgon.registers.units.queries.browsing import roots
from tinhgon.registers.units.queries.origins import Turned, turnover
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.findings import (
    Said,
    passed,
    said_row,
)
from tinhgon.web.kit.frame import Signed, known_signed
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.overview.counting import Compared, Sheet, compared, sheets
from tinhgon.web.overview.staffing import Staffing, staffing

EXAMPLES = 6
FINDINGS = 5
LISTED = 4


@dataclass(frozen=True)
class Example:
    name: str
    code: str | None
    before: str
    href: str


@dataclass(frozen=True)
class Turn:
    """What a day did to units of one sort: '96 bắt đầu'."""

    what: str
    word: str
    count: int
    examples: tuple[Example, ...]
    more: int


@dataclass(frozen=True)
class Event:
    """A day on which decisions take effect, and what it did or will do."""

    day: date
    eve: date
    title: str
    is_next: bool
    decisions: tuple[Signed, ...]
    compared: Compared
    turns: tuple[Turn, ...]
    href: str


@dataclass(frozen=True)
class Overview:
    title: str
    lead: str
    territory: Sheet | None
    staffing: Staffing | None
    others: tuple[Sheet, ...]
    events: tuple[Event, ...]
    last: tuple[Signed, ...]
    next: tuple[Signed, ...]
    last_day: date | None
    next_day: date | None
    findings: tuple[Said, ...]
    findings_summary: str
    is_empty: bool

    @property
    def more_decisions(self) -> int:
        """Those of the two days that the narrow column leaves out."""
        return max(0, len(self.last) - LISTED) + max(0, len(self.next) - LISTED)


def overview_page(asked: Asked) -> Overview:
    """Counts on the day, the turn before and the turn after it, decisions and findings."""
    signed = known_signed(asked)
    found = remembered(sheets, asked.as_of)
    territory = next((sheet for sheet in found if sheet.structure == "territory"), None)
    around = neighbours(asked.as_of)
    today_too = any(asked.on in one.days for one in signed)
    last_day = asked.on if today_too else around.previous[0] if around.previous else None
    next_day = around.next[0] if around.next else None
    events = [_event(asked, day, signed, is_next=day == next_day) for day in (last_day, next_day) if day]
    counts, rows = recorded_findings(asked.as_of, limit=FINDINGS)
    return Overview(
        title=_title(asked, territory),
        lead=_lead(asked, signed, last_day, next_day),
        territory=territory,
        staffing=remembered(staffing, asked.as_of) if found else None,
        others=tuple(sheet for sheet in found if sheet.structure != "territory"),
        events=tuple(event for event in events if event.turns),
        last=_of_day(signed, last_day),
        next=_of_day(signed, next_day),
        last_day=last_day,
        next_day=next_day,
        findings=tuple(said_row(asked, row, alike=alike - 1) for row, alike in rows) or (_all_well(signed),)
        if signed
        else (),
        findings_summary=words.findings_counted(counts),
        is_empty=not found,
    )


def _of_day(signed: tuple[Signed, ...], day: date | None) -> tuple[Signed, ...]:
    return tuple(one for one in signed if day in one.days)


def _title(asked: Asked, territory: Sheet | None) -> str:
    if territory is None:
        return gettext("Sổ tổ chức")
    tops: list[UnitRow] = remembered(roots, asked.as_of, "territory")
    if len(tops) == 1:
        return gettext("Tổ chức của %(unit)s") % {"unit": f"{tops[0].kind} {tops[0].name}"}
    if len(tops) <= 4:
        return gettext("Tổ chức của %(units)s") % {"units": ", ".join(top.name for top in tops)}
    return gettext("Tổ chức của %(count)s tỉnh, thành phố") % {"count": words.number(len(tops))}


def _lead(asked: Asked, signed: tuple[Signed, ...], last_day: date | None, next_day: date | None) -> str:
    """Where the day lies between two decisions."""
    if not signed:
        return ""
    last, coming = _of_day(signed, last_day), _of_day(signed, next_day)
    parts = []
    if last_day == asked.on and last:
        numbers = ", ".join(one.number for one in last[:4])
        parts.append(gettext("Ngày bắt đầu hiệu lực của %(numbers)s.") % {"numbers": numbers})
    elif last:
        parts.append(
            gettext("Như sau %(number)s (từ %(day)s).") % {"number": last[-1].number, "day": f"{last_day:%d/%m/%Y}"}
        )
    if coming:
        parts.append(
            gettext("Trước %(number)s (từ %(day)s).") % {"number": coming[-1].number, "day": f"{next_day:%d/%m/%Y}"}
        )
    return " ".join(parts)


def _event(asked: Asked, day: date, signed: tuple[Signed, ...], *, is_next: bool) -> Event:
    as_of = replace(asked.as_of, on=day)
    turned = remembered(turnover, as_of, limit=EXAMPLES)
    on_day = replace(asked, as_of=as_of)
    title = gettext("Sắp đổi ngày %(day)s") if is_next else gettext("Đã đổi ngày %(day)s")
    return Event(
        day=day,
        eve=day - timedelta(days=1),
        title=title % {"day": f"{day:%d/%m/%Y}"},
        is_next=is_next,
        decisions=_of_day(signed, day),
        compared=remembered(compared, AsOf(day - timedelta(days=1), asked.as_of.known_at), as_of),
        turns=tuple(_turn(on_day, turn) for turn in turned),
        href=asked.at(day),
    )


def _turn(on_day: Asked, turned: Turned) -> Turn:
    """An ended unit is shown on its last day."""
    shown_on = on_day
    if turned.what == "ended":
        shown_on = replace(on_day, as_of=replace(on_day.as_of, on=on_day.on - timedelta(days=1)))
    examples = tuple(
        Example(words.upper_first(name), code, before, shown_on.link("unit", unit_id))
        for unit_id, name, code, before in turned.examples
    )
    return Turn(turned.what, _turn_word(turned.what), turned.count, examples, turned.count - len(examples))


def _turn_word(what: str) -> str:
    return {
        "begun": gettext("bắt đầu"),
        "ended": gettext("kết thúc"),
        "renamed": gettext("đổi tên"),
        "kind": gettext("đổi loại"),
        "moved": gettext("chuyển cấp trên"),
        "code": gettext("đổi mã"),
        "facts": gettext("đổi số liệu"),
    }[what]


def _all_well(signed: tuple[Signed, ...]) -> Said:
    return passed(
        gettext("%(count)s quyết định đã ký đều cân: không có lỗi, không có cảnh báo.")
        % {"count": words.number(len(signed))}
    )
