"""The page of one unit: what it is and by which clause, its figures, superior and subordinates, states and lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.ledger.queries import Posting, postings
from tinhgon.registers.units.queries import (
    Step,
    UnitRow,
    ancestors,
    children,
    timeline,
)
from tinhgon.registers.units.queries import lineage as steps_of
from tinhgon.registers.units.queries.browsing import (
    ClauseAt,
    clauses_at,
    subordinate_counts,
)
from tinhgon.registers.units.queries.lineage import exchanges
from tinhgon.web.kit import unit_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.days import state_shown
from tinhgon.web.kit.unit_links import PageLinks
from tinhgon.web.kit.words import (
    FIELDS,
    UNITS,
    number,
)
from tinhgon.web.kit.words import structure as structure_name
from tinhgon.web.units import lineage as lineages
from tinhgon.web.units.lineage import Ancestor, Lineage
from tinhgon.web.units.notes import Note, notes
from tinhgon.web.units.staffing import Staffing
from tinhgon.web.units.states import FIGURES, OPENING, Cited, Span, State, cited, spans, states

SHOWN = 60  # subordinates of one structure on the page; all are in the list
DEEP = 8


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A stated figure, or that it is not stated."""

    label: str
    text: str
    unit: str
    href: str
    source: str
    unverified: bool


@dataclass(frozen=True, kw_only=True)
class Linked:
    """A unit with its page; `count` units are directly under it."""

    name: str
    code: str
    href: str
    count: int
    count_href: str


@dataclass(frozen=True, kw_only=True)
class Subordinates:
    """What is directly under the unit, of one structure."""

    title: str
    count: int
    units: tuple[Linked, ...]
    all_href: str


@dataclass(frozen=True, kw_only=True)
class UnitPage:
    """All of it. When the unit is not there on the chosen day, `absent` says so and the rest is as of `shown_on`."""

    id: int
    title: str
    code: str
    standing: str
    structure: str
    bloc: str
    formed: tuple[Cited, ...]
    opening: bool
    formal_on: date | None
    operates_from: date | None
    since: date
    absent: str
    shown_on: date
    spans: tuple[Span, ...]
    crumbs: tuple[Linked, ...]
    parent: Linked | None
    facts: tuple[Fact, ...]
    subordinates: tuple[Subordinates, ...]
    states: tuple[State, ...]
    notes: tuple[Note, ...]
    back: tuple[Lineage, ...]
    forward: tuple[Lineage, ...]
    further: tuple[Ancestor, ...]
    deeper_href: str
    undocumented: bool
    staff: Staffing | None = None


def unit_page(asked: Asked, unit_id: int, *, deep: bool) -> UnitPage:
    """Raises UnknownReference when the ledger knows no such unit."""
    told = timeline(asked.as_of, unit_id)
    if not told:
        raise UnknownReference(
            "unit_unknown",
            gettext_noop("Sổ không có đơn vị số {unit_id}. Tìm đơn vị theo tên hoặc mã ở ô tìm kiếm."),
            unit_id=unit_id,
        )
    rows = [row for row, _postings in told]
    row, shown_on = state_shown(rows, asked.on)
    as_of = replace(asked.as_of, on=shown_on)
    links = PageLinks(replace(asked, as_of=as_of))
    endings = [posting for posting in postings(asked.as_of, unit_id) if posting.ends]
    back = steps_of(as_of, unit_id, "back", depth=DEEP if deep else 2)
    forward = steps_of(as_of, unit_id, "forward", depth=1)
    around = _around(as_of, back, forward)
    known = clauses_at({step.effect_id for step in [*back, *around[0], *around[1]]} | _effects(told, endings))
    first = told[0][1]
    above = ancestors(as_of, unit_id)
    crumbs = tuple(_linked(one, links, {}) for one in above)
    return UnitPage(
        id=unit_id,
        title=row.full_name,
        code=row.code or "",
        standing=unit_words.standing(structure=row.structure, level=row.level, kind=row.kind),
        structure=structure_name(row.structure),
        bloc=structure_name({"state": "state_agency"}.get(row.bloc, row.bloc)) if row.bloc else "",
        formed=cited([posting for posting in first if "exists" in posting.changes], clauses=known, links=links),
        opening=any(posting.effect_kind.startswith(OPENING) for posting in first),
        formal_on=row.formal_on,
        operates_from=row.operates_from,
        since=rows[0].since,
        absent=_absent(rows, asked.on) if row.since > asked.on or shown_on != asked.on else "",
        shown_on=shown_on,
        spans=spans(rows, links, unit_id),
        crumbs=crumbs,
        parent=crumbs[-1] if crumbs else None,
        facts=_facts(row, shown_on, links),
        subordinates=_subordinates(as_of, unit_id, links),
        states=states(told, endings, on=asked.on, clauses=known, links=links),
        notes=notes(as_of, row, links=links),
        back=_lineages(unit_id, "back", around[0], known, links),
        forward=_lineages(unit_id, "forward", around[1], known, links),
        further=lineages.ancestors([s for s in back if _is_further(s)], clauses=known, links=links),
        deeper_href="" if deep or max((step.depth for step in back), default=0) < 2 else asked.here(xa="1"),
        undocumented=bool(endings) and not forward and row.until is not None,
    )


def _is_further(step: Step) -> bool:
    return step.depth > 1 or step.is_same_unit


def _absent(rows: Sequence[UnitRow], on: date) -> str:
    if on < rows[0].since:
        return _("Ngày {day} chưa có đơn vị này.").format(day=unit_words.day_text(on))
    return _("Ngày {day} không còn đơn vị này.").format(day=unit_words.day_text(on))


def _effects(told: Sequence[tuple[UnitRow, list[Posting]]], endings: Sequence[Posting]) -> set[int]:
    found = {posting.effect_id for _row, made in told for posting in made}
    return found | {posting.effect_id for posting in endings}


def _around(as_of: AsOf, back: Sequence[Step], forward: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """The direct steps of the unit with, day by day, all else that its sources gave or its targets took."""
    origins: list[Step] = []
    for on, steps in lineages.by_day(step for step in back if step.depth == 1).items():
        origins += exchanges(as_of, {step.source.id for step in steps}, "source", on=on)
    outcomes: list[Step] = []
    for on, steps in reversed(lineages.by_day(forward).items()):
        outcomes += exchanges(as_of, {step.target.id for step in steps}, "target", on=on)
    return origins, outcomes


def _lineages(
    unit_id: int, direction: lineages.Direction, steps: Sequence[Step], known: Mapping[int, ClauseAt], links: PageLinks
) -> tuple[Lineage, ...]:
    return tuple(
        lineages.lineage(unit_id=unit_id, direction=direction, on=on, steps=of_day, clauses=known, links=links)
        for on, of_day in lineages.by_day(steps).items()
    )


def _facts(row: UnitRow, on: date, links: PageLinks) -> tuple[Fact, ...]:
    found = []
    for field in FIGURES:
        value = getattr(row, field)
        text = "" if value is None else unit_words.area_text(value) if field == "area_km2" else number(value)
        found.append(
            Fact(
                label=str(FIELDS[field]),
                text=text,
                unit="" if field == "hamlets" else str(UNITS[field]),
                href=links.figure(row.id, field, on) if text else "",
                source=getattr(row, f"{field.removesuffix('_km2')}_source") or "",
                unverified=getattr(row, f"{field.removesuffix('_km2')}_verified") is False,
            )
        )
    return tuple(found)


def _linked(row: UnitRow, links: PageLinks, below: Mapping[int, int]) -> Linked:
    count = below.get(row.id, 0)
    return Linked(
        name=row.full_name,
        code=row.code or "",
        href=links.unit(row.id),
        count=count,
        count_href=links.subordinates(row.id, row.structure) if count else "",
    )


def _subordinates(as_of: AsOf, unit_id: int, links: PageLinks) -> tuple[Subordinates, ...]:
    by_structure: dict[str, list[UnitRow]] = {}
    for row in children(as_of, unit_id):
        by_structure.setdefault(row.structure, []).append(row)
    first = [row.id for rows in by_structure.values() for row in rows[:SHOWN]]
    below = subordinate_counts(as_of, first) if first else {}
    return tuple(
        Subordinates(
            title=structure_name(structure),
            count=len(rows),
            units=tuple(_linked(row, links, below) for row in rows[:SHOWN]),
            all_href=links.subordinates(unit_id, structure),
        )
        for structure, rows in by_structure.items()
    )
