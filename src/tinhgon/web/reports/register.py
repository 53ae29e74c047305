"""What the page of the establishment shows, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.html import escape
from django.utils.translation import gettext

from tinhgon.registers.units.queries import UnitRow, ancestors
from tinhgon.reports import Column, Report, Row, Table, report_named, table
from tinhgon.web.kit.asking import PAGE, Asked
from tinhgon.web.reports.asking import ALL, SINCE, UNDER, Wanted
from tinhgon.web.reports.chart import width_of
from tinhgon.web.reports.grid import Grid, Links, grid_of
from tinhgon.web.reports.page import Form, Segment, form_of, is_empty, measure_of, when

VIEW = "xem"
PRESENT, ASSIGNED, CUTS = "co-mat", "giao", "giam"
VIEWS: Mapping[str, Report] = {
    PRESENT: report_named("establishment"),
    ASSIGNED: report_named("establishment"),
    CUTS: report_named("staffing-cuts"),
}
_COLUMNS = {
    PRESENT: ("official", "surplus", "present", "vacancy", "over"),
    ASSIGNED: ("official", "surplus", "reserve"),
}
_OUTSIDE = {PRESENT: ("outside_assigned", "outside_present"), ASSIGNED: ("outside_assigned",)}
DEPTH = 1


@dataclass(frozen=True)
class Crumb:
    name: str
    href: str


@dataclass(frozen=True)
class EstablishmentPage:
    """The matrix, and apart from it what is no part of the establishment."""

    title: str
    lead: str
    segments: tuple[Segment, ...]
    crumbs: tuple[Crumb, ...]
    form: Form
    grid: Grid | None
    outside: Grid | None
    heading: str
    measure: str
    counting: str
    unit_href: str
    report_href: str
    report_title: str
    synthetic: bool
    is_empty: bool
    is_cuts: bool

    @property
    def status(self) -> int:
        return 200 if self.grid or self.form.choices else 400


def balance_page(asked: Asked, wanted: Wanted, view: str, *, everything: bool, page: int) -> EstablishmentPage:
    """What is assigned and who is there, one level of the tree at a time."""
    found = table(wanted.report, wanted.question) if wanted.question else None
    links = Links(asked, wanted.report.name, wanted.words(), drills=True)
    extra: tuple[str, Callable[[Row], str]] | None = (gettext("So sánh"), _held) if view == PRESENT else None
    return _page(
        asked,
        wanted,
        view,
        found,
        grid=grid_of(
            asked, found, links, columns=_chosen(found, _COLUMNS[view]), depth=DEPTH, everything=everything,
            page=page, extra=extra, mark=_mark if view == PRESENT else None,
        )
        if found
        else None,
        outside=grid_of(
            asked, found, links, columns=_chosen(found, _OUTSIDE[view]),
            rows=[row for row in found.rows if row.kind != "line"],
        )
        if found and any(found.totals.get(key) for key in _OUTSIDE[view])
        else None,
    )  # fmt: skip


def cuts_page(asked: Asked, wanted: Wanted) -> EstablishmentPage:
    """What was cut, year by year; what is outside the establishment stands apart and is added to nothing."""
    found = table(wanted.report, wanted.question) if wanted.question else None
    links = Links(asked, wanted.report.name, wanted.words())
    columns = [*_years(found), *_chosen(found, ("cut",))] if found else []
    apart = (
        [replace(row, kind="line") for row in found.rows if row.kind == "outside" and _number(row, "cut")]
        if found
        else []
    )
    inside = [row for row in found.rows if row.kind != "outside"] if found else []
    return _page(
        asked,
        wanted,
        CUTS,
        found,
        grid=grid_of(asked, found, links, columns=columns, rows=inside) if found else None,
        outside=grid_of(asked, found, links, columns=columns, rows=apart) if found and apart else None,
    )


def _chosen(found: Table, keys: tuple[str, ...]) -> list[Column]:
    """Columns by key, without the headings over them: the page says what they are."""
    return [replace(column, group="") for key in keys if (column := found.column(key))]


def _years(found: Table) -> list[Column]:
    """The sum of each year, under the year's own number."""
    return [replace(column, label=column.key, group="") for column in found.columns if column.key.isdecimal()]


def _page(
    asked: Asked, wanted: Wanted, view: str, found: Table | None, *, grid: Grid | None, outside: Grid | None
) -> EstablishmentPage:
    report = wanted.report
    roots = wanted.question.extent.roots if wanted.question and wanted.question.extent else ()
    return EstablishmentPage(
        title=_title(view, wanted.under_name),
        lead=_lead(view),
        segments=_segments(asked, view),
        crumbs=_crumbs(asked, roots),
        form=form_of(asked, wanted, kept=[(VIEW, view)]),
        grid=grid,
        outside=outside,
        heading=when(report, found.question) if found else "",
        measure=measure_of(report),
        counting=gettext(report.counting),
        unit_href=asked.link("unit", roots[0]) if roots else "",
        report_href=asked.link("report", report.name, **wanted.words()),
        report_title=gettext(report.title),
        synthetic=bool(found and found.synthetic),
        is_empty=found is not None and is_empty(found),
        is_cuts=view == CUTS,
    )


def _title(view: str, unit: str) -> str:
    title = {
        PRESENT: gettext("Biên chế giao và có mặt"),
        ASSIGNED: gettext("Biên chế giao"),
        CUTS: gettext("Biên chế giảm"),
    }[view]
    return f"{title}: {unit}" if unit else title


def _lead(view: str) -> str:
    return {
        PRESENT: gettext(
            "Theo khối và đơn vị: biên chế giao, người có mặt, còn thiếu, vượt. Mở từng đơn vị để xem tiếp."
        ),
        ASSIGNED: gettext("Theo khối và đơn vị: chính thức, dôi dư có thời hạn, dự phòng. Mở từng đơn vị để xem tiếp."),
        CUTS: gettext("Theo khối và nhóm, mỗi năm một cột; lý do ở báo cáo đầy đủ."),
    }[view]


def _segments(asked: Asked, view: str) -> tuple[Segment, ...]:
    labels = {CUTS: gettext("Giảm"), ASSIGNED: gettext("Giao"), PRESENT: gettext("Có mặt")}
    return tuple(
        Segment(label, asked.here(**{VIEW: one, PAGE: None, ALL: None, SINCE: None}), one == view)
        for one, label in labels.items()
    )


def _crumbs(asked: Asked, roots: tuple[int, ...]) -> tuple[Crumb, ...]:
    """The superiors of the unit shown, each as this page about it."""
    if len(roots) != 1:
        return ()
    above: list[UnitRow] = ancestors(asked.as_of, roots[0])
    return tuple(
        Crumb(unit.full_name, asked.here(**{UNDER: unit.code or f"#{unit.id}", PAGE: None, ALL: None}))
        for unit in above
    )


def _number(row: Row, key: str) -> int:
    value = row.cells[key]
    return value if isinstance(value, int) else 0


def _mark(row: Row) -> str:
    """More people than posts assigned, in some line of the unit or of one below it: in a word beside the name."""
    return f' <span class="mark over">{escape(gettext("vượt"))}</span>' if _number(row, "over") else ""


def _held(row: Row) -> str:
    """Who is there against what is assigned, as a bar and in a word."""
    assigned, present = _number(row, "official") + _number(row, "surplus"), _number(row, "present")
    most = max(assigned, present)
    if not most:
        return f'<span class="quiet small">{escape(gettext("không giao"))}</span>'
    css, word = ("left", gettext("còn thiếu")) if _number(row, "vacancy") else ("even", gettext("đủ"))
    if _number(row, "over"):
        css, word = "over", gettext("vượt và còn thiếu") if css == "left" else gettext("vượt")
    within = min(present, assigned)
    bar = f'<rect class="c1" width="{width_of(within, most)}" height="100%"/>'
    if present > assigned:
        more = width_of(present - within, most)
        bar += f'<rect class="over" x="{width_of(within, most)}" width="{more}" height="100%"/>'
    told = f'<span class="mark {css}">{escape(word)}</span>'
    return f'<span class="held"><svg aria-hidden="true" focusable="false">{bar}</svg>{told}</span>'
