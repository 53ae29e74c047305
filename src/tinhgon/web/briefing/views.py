"""The brief as a page. It tells counts alone, so all who may read the books may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tinhgon.briefing import Brief, Figure, Kept, Opening, kept, kept_briefs, weekly
from tinhgon.briefing.printing import as_pdf, change
from tinhgon.web.kit import words
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.files import attachment
from tinhgon.web.kit.pages import show

_KEPT = 12


@dataclass(frozen=True)
class Told:
    """A figure in words, with the address of what it opens to."""

    label: str
    value: str
    change: str
    href: str


@dataclass(frozen=True)
class Part:
    key: str
    title: str
    figures: tuple[Told, ...]
    lines: tuple[tuple[str, str], ...]
    more: str


@dataclass(frozen=True)
class BriefPage:
    brief: Brief
    sunday: date
    parts: tuple[Part, ...]
    others: tuple[Kept, ...]
    kept: Kept | None = None


@readable
def this_week(request: HttpRequest, asked: Asked) -> HttpResponse:
    monday = asked.today - timedelta(days=asked.today.weekday())
    return _shown(request, asked, weekly(monday, today=asked.today), None)


@readable
def kept_week(request: HttpRequest, asked: Asked, week: str) -> HttpResponse:
    row, brief = kept(week)
    return _shown(request, asked, brief, row)


@readable
def kept_pdf(request: HttpRequest, asked: Asked, week: str) -> HttpResponse:  # noqa: ARG001
    _, brief = kept(week)
    return attachment(as_pdf(brief, gettext), f"ban-tin-{brief.week}.pdf", "application/pdf")


def _shown(request: HttpRequest, asked: Asked, brief: Brief, row: Kept | None) -> HttpResponse:
    parts = tuple(
        Part(
            section.key, gettext(section.title), tuple(_told(asked, figure) for figure in section.figures),
            section.lines, gettext("và {count} dòng khác").format(count=section.left_out) if section.left_out else "",
        )
        for section in brief.sections
    )  # fmt: skip
    page = BriefPage(brief, brief.monday + timedelta(days=6), parts, tuple(kept_briefs()[:_KEPT]), row)
    return show(request, asked, "briefing/page.html", page, here="overview")


def _told(asked: Asked, figure: Figure) -> Told:
    return Told(
        gettext(figure.label), words.number(figure.value), change(figure.value, figure.before),
        _href(asked, figure.opens),
    )  # fmt: skip


def _href(asked: Asked, opens: Opening) -> str:
    if opens.kind == "report":
        day = date.fromisoformat(opens.on)
        return asked.link("report_cell", opens.report, dong=opens.row, cot=opens.column, ngay=f"{day:%d/%m/%Y}")
    return asked.link("decisions") if opens.kind == "decisions" else asked.link("inbox")
