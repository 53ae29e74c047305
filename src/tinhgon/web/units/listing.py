"""The list of units on the day: sorted, filtered, a page at a time, and the same as csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tinhgon.basis.text import clean, csv_cell
from tinhgon.registers.units.queries import (
    Count,
    UnitRow,
    counts,
    unit_by_id,
)
from tinhgon.registers.units.queries.browsing import (
    EVERYTHING,
    Sort,
    Span,
    Totals,
    Wanted,
    elsewhen,
    listed,
    totals,
)
from tinhgon.web.kit import unit_words
from tinhgon.web.kit.asking import (
    ID_DIGITS,
    PAGE,
    Asked,
    whole_in,
)
from tinhgon.web.kit.paging import paged
from tinhgon.web.kit.unit_links import (
    DOWN,
    FIGURES,
    FORM,
    KIND,
    PARENT,
    SORT,
    STRUCTURE,
    STRUCTURES,
    TEXT,
    WITHIN,
    PageLinks,
)
from tinhgon.web.kit.words import number, upper_first
from tinhgon.web.units.tree import Tab, tabs

ROWS = 200
ELSEWHEN = 12
_SORTS: Mapping[str, Sort] = {
    "ten": "name", "ma": "code", "loai": "kind", "cap-tren": "parent", "dien-tich": "area", "dan-so": "population",
}  # fmt: skip


@dataclass(frozen=True)
class Query:
    """What an address asks of the list."""

    wanted: Wanted
    sort: str = "ten"
    descending: bool = False
    page: int = 1


@dataclass(frozen=True)
class Column:
    """A heading that sorts."""

    title: str
    href: str
    sorted: str  # "", "ascending" or "descending"
    numeric: bool


@dataclass(frozen=True)
class Figure:
    """A stated figure and where it opens."""

    text: str
    href: str
    unverified: bool


@dataclass(frozen=True)
class Line:
    """A unit in the list."""

    code: str
    name: str
    href: str
    kind: str
    parent: str
    parent_href: str
    area: Figure | None
    population: Figure | None


@dataclass(frozen=True)
class Other:
    """A unit that has the name on other days only; `days` lead there."""

    name: str
    code: str
    parent: str
    when: str
    href: str
    day: date


@dataclass(frozen=True)
class ListPage:
    """The page of a list."""

    tabs: tuple[Tab, ...]
    tree_href: str
    csv_href: str
    text: str
    kind: str
    kinds: tuple[tuple[str, str, bool], ...]
    kept: tuple[tuple[str, str], ...]
    within: str
    within_href: str
    without_href: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    totals: Totals
    total_text: str
    area_total: Figure | None
    population_total: Figure | None
    first: str
    last: str
    previous_href: str
    next_href: str
    page: int
    pages: int
    others: tuple[Other, ...]


def read_query(parameters: Mapping[str, str]) -> Query:
    """From an address; what makes no sense is left out rather than refused."""
    structure = STRUCTURES.get(parameters.get(STRUCTURE, ""))
    within, parent = (whole_in(parameters, name, 0, most=ID_DIGITS) or None for name in (WITHIN, PARENT))
    if structure is None and within is None and parent is None:
        structure = "territory"
    sort = parameters.get(SORT, "ten")
    return Query(
        wanted=Wanted(
            structure=structure,
            kind=clean(parameters.get(KIND, "")) or None,
            under=within,
            parent=parent,
            text=clean(parameters.get(TEXT, ""))[:100],
        ),
        sort=sort if sort in _SORTS else "ten",
        descending=parameters.get(DOWN) == "1",
        page=whole_in(parameters, PAGE, 1),
    )


def list_page(asked: Asked, query: Query) -> ListPage:
    """One page of the list, its foot, and where else in time a name that is searched for can be found."""
    wanted = query.wanted
    found = totals(asked.as_of, wanted)
    at = paged(asked, found.count, size=ROWS, page=query.page)
    rows = listed(
        asked.as_of, wanted, sort=_SORTS[query.sort], descending=query.descending, limit=ROWS, offset=at.offset
    )  # fmt: skip
    scope = _scope(query, rows) if found.levels == 1 else {}
    above_id = wanted.under or wanted.parent
    above = unit_by_id(asked.as_of, above_id) if above_id else None
    links = PageLinks(asked)
    counted = counts(asked.as_of)
    structure = wanted.structure or (above.structure if above else "territory")
    return ListPage(
        tabs=tabs(asked, structure, counted),
        tree_href=asked.link("units", **{STRUCTURE: dict(asked.others).get(STRUCTURE, "")}),
        csv_href=asked.link("units_csv", **{key: value for key, value in asked.others if key not in (FORM, PAGE)}),
        text=wanted.text,
        kind=wanted.kind or "",
        kinds=_kinds(counted, structure, wanted.kind),
        kept=tuple((key, value) for key, value in asked.others if key in (STRUCTURE, WITHIN, PARENT, SORT, DOWN)),
        within=above.full_name if above else "",
        within_href=links.unit(above.id) if above else "",
        without_href=asked.here(**{WITHIN: None, PARENT: None, PAGE: None}),
        columns=_columns(asked, query),
        rows=tuple(_line(row, links) for row in rows),
        totals=found,
        total_text=number(found.count),
        area_total=_sum("area_km2", unit_words.area_text(found.area_km2), scope, asked) if found.area_km2 else None,
        population_total=_sum("population", number(found.population), scope, asked) if found.population else None,
        first=number(at.first),
        last=number(at.last),
        previous_href=at.previous_href,
        next_href=at.next_href,
        page=at.page,
        pages=at.pages,
        others=tuple(_other(span, links) for span in elsewhen(asked.as_of, wanted.text, limit=ELSEWHEN)),
    )


def _scope(query: Query, rows: Sequence[UnitRow]) -> dict[str, Any]:
    """The same units as the page of a sum knows them; what was searched for by name cannot be summed there."""
    wanted = query.wanted
    if wanted.text or not rows:
        return {}
    return {
        "co_cau": wanted.structure, "cap": rows[0].level, "loai": wanted.kind, "duoi": wanted.under or wanted.parent,
    }  # fmt: skip


def _sum(field: str, text: str, scope: dict[str, Any], asked: Asked) -> Figure | None:
    return Figure(text, asked.link("trace_sum", FIGURES[field], **scope), unverified=False) if scope else None


def csv_rows(asked: Asked, query: Query) -> Iterator[str]:
    """All units that fit, as the command `tinhgon units --format csv` gives them."""
    yield "\ufeff" + _csv_line(["code", "name", "kind", "level", "parent_code", "area_km2", "population"])
    rows = listed(
        asked.as_of, query.wanted, sort=_SORTS[query.sort], descending=query.descending, limit=EVERYTHING
    )  # fmt: skip
    for row in rows:
        area = "" if row.area_km2 is None else f"{row.area_km2.normalize():f}"
        yield _csv_line([row.code, row.name, row.kind, row.level, row.parent_code, area, row.population])


def _csv_line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(["" if cell is None else csv_cell(cell) for cell in cells])
    return line.getvalue()


def _columns(asked: Asked, query: Query) -> tuple[Column, ...]:
    titles = {
        "ma": _("Mã"), "ten": _("Tên"), "loai": _("Loại"), "cap-tren": _("Cấp trên"),
        "dien-tich": _("Diện tích, km²"), "dan-so": _("Dân số, người"),
    }  # fmt: skip
    columns = []
    for key, title in titles.items():
        current = key == query.sort
        down = current and not query.descending
        columns.append(
            Column(
                title=title,
                href=asked.here(**{SORT: key, DOWN: "1" if down else None, PAGE: None}),
                sorted=("descending" if query.descending else "ascending") if current else "",
                numeric=key in ("dien-tich", "dan-so"),
            )
        )
    return tuple(columns)


def _kinds(counted: Sequence[Count], structure: str, chosen: str | None) -> tuple[tuple[str, str, bool], ...]:
    number_of: dict[str, int] = {}
    for count in counted:
        if count.structure == structure:
            number_of[count.kind] = number_of.get(count.kind, 0) + count.count
    return tuple((kind, f"{upper_first(kind)} ({number(many)})", kind == chosen) for kind, many in number_of.items())


def _line(row: UnitRow, links: PageLinks) -> Line:
    on = links.asked.on
    area, people = row.area_km2, row.population
    return Line(
        code=row.code or "",
        name=row.full_name,
        href=links.unit(row.id),
        kind=row.kind,
        parent=unit_words.full_name(row.parent_kind or "", row.parent_name) if row.parent_name else "",
        parent_href=links.unit(row.parent_id) if row.parent_id else "",
        area=None
        if area is None
        else Figure(unit_words.area_text(area), links.figure(row.id, "area_km2", on), row.area_verified is False),
        population=None
        if people is None
        else Figure(number(people), links.figure(row.id, "population", on), row.population_verified is False),
    )


def _other(span: Span, links: PageLinks) -> Other:
    """The day to go to: the last on which it was, or its first when it is yet to come."""
    day = span.shown_on(links.asked.on)
    return Other(
        name=span.full_name,
        code=span.code or "",
        parent=span.superior,
        when=unit_words.span(span.since, span.until),
        href=links.unit(span.unit_id, day),
        day=day,
    )
