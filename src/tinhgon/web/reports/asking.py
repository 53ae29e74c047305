"""What an address asks of a report: the first day of a period, the part of the organisation; units by code or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import HttpRequest
from django.utils.translation import gettext

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput, UnknownReference
from tinhgon.basis.text import fold
from tinhgon.registers.units.queries import UnitRow, search
from tinhgon.registers.units.queries.browsing import Span, elsewhen
from tinhgon.reports import Question, Report, ask
from tinhgon.web.kit.asking import PAGE, Asked
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.words import upper_first

SINCE, UNDER, ROW, COLUMN, BY, ALL, DETAIL = "tu", "don_vi", "dong", "cot", "qd", "het", "nam"
CHOICES = 8
PLACE = "tai"
_PLACES = re.compile(r"/(?:bao-cao/[\w-]+/(?:so-sanh/)?|bien-che/)")


@dataclass(frozen=True)
class Choice:
    """A unit that a name may mean."""

    name: str
    code: str
    note: str
    href: str


@dataclass(frozen=True)
class Wanted:
    """A question of a report, or why there is none: a problem, or several units to choose from."""

    report: Report
    question: Question | None
    since: date | None = None
    since_text: str = ""
    since_problem: str = ""
    under: str = ""
    under_text: str = ""
    under_name: str = ""
    under_problem: str = ""
    ended_on: date | None = None
    choices: tuple[Choice, ...] = ()

    def words(self) -> dict[str, str | None]:
        """What an address must carry to ask the same again; day and knowledge are kept by `Asked`."""
        return {SINCE: f"{self.since:%d/%m/%Y}" if self.since else None, UNDER: self.under or None}


def read_wanted(request: HttpRequest, asked: Asked, report: Report) -> Wanted:
    """The question of an address. What cannot be read is said beside its field."""
    return wanted_of(
        asked, report, since_text=request.GET.get(SINCE, "").strip(), under=request.GET.get(UNDER, "").strip()[:100]
    )


def wanted_of(asked: Asked, report: Report, *, since_text: str = "", under: str = "") -> Wanted:
    """The question; a unit may be named by code, by the key of its row, or by name without accents."""
    wanted = Wanted(report, None, since_text=since_text, under_text=under)
    if report.span == "period" and since_text:
        try:
            since = parse_day(since_text, where=gettext("Từ ngày"))
        except BadInput as refusal:
            return replace(wanted, since_problem=refusal.render(gettext))
        wanted = replace(wanted, since=since, since_text=f"{since:%d/%m/%Y}")
    try:
        return _asked_by(asked, wanted, under)
    except BadInput as refusal:
        return replace(wanted, since_problem=refusal.render(gettext))
    except UnknownReference as refusal:
        return _by_name(asked, replace(wanted, under_problem=refusal.render(gettext)))


def _asked_by(asked: Asked, wanted: Wanted, under: str) -> Wanted:
    question = _question(asked, wanted.report.span, wanted.since, under)
    extent = question.extent
    if extent is None:
        return replace(wanted, question=question)
    return replace(
        wanted, question=question, under=under, under_name=upper_first(extent.label), ended_on=extent.ended_on,
        under_problem="",
    )  # fmt: skip


def _question(asked: Asked, span: str, since: date | None, under: str) -> Question:
    known_at: datetime | None = asked.as_of.known_at
    return remembered(ask, span, on=asked.on, since=since, known_at=known_at, under=under or None)


def _by_name(asked: Asked, wanted: Wanted) -> Wanted:
    """One unit of the name is meant; several are offered."""
    text = wanted.under_text
    units: list[UnitRow] = search(asked.as_of, text, limit=CHOICES)
    exact = [unit for unit in units if fold(text) in (fold(unit.full_name), fold(unit.name))]
    units = exact if len(exact) == 1 else units
    others = [] if units else [span for span in elsewhen(asked.as_of, text, limit=CHOICES) if span.since <= asked.on]
    keys = [unit.code or f"#{unit.id}" for unit in units] + [span.code or f"#{span.unit_id}" for span in others]
    if len(keys) == 1:
        return _asked_by(asked, wanted, keys[0])
    choices = [*(_choice(asked, one, one.id) for one in units), *(_choice(asked, one, one.unit_id) for one in others)]
    problem = (
        gettext("Nhiều đơn vị mang tên “%(text)s”; chọn một.") % {"text": text}
        if choices
        else gettext("Đến ngày %(day)s không có đơn vị nào mang mã hoặc tên “%(text)s”; kiểm tra lại.")
        % {"text": text, "day": f"{asked.on:%d/%m/%Y}"}
    )
    return replace(wanted, choices=tuple(choices), under_problem=problem)


def units_like(asked: Asked, text: str, *, page: str) -> tuple[Choice, ...]:
    """Units that a text half typed may mean, each leading to the page that asks; nothing for a page of another kind."""
    if len(text) < 2 or not _PLACES.fullmatch(page):
        return ()
    there = replace(asked, path=page, others=tuple((name, value) for name, value in asked.others if name != PLACE))
    return tuple(_choice(there, unit, unit.id) for unit in search(asked.as_of, text, limit=CHOICES))


def _choice(asked: Asked, unit: UnitRow | Span, unit_id: int) -> Choice:
    """Leads to the very unit: others may have its code."""
    href = asked.here(**{UNDER: f"#{unit_id}", PAGE: None, ALL: None})
    return Choice(unit.full_name, unit.code or "", unit.superior, href)
