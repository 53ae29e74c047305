"""The map of a province on the day, its legend, and the list that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinhgon.basis.asof import AsOf
from tinhgon.registers.units.queries import (
    UnitRow,
    named,
    units,
)
from tinhgon.registers.units.queries.boundaries import Boundaries
from tinhgon.registers.units.queries.lineage import exchanges
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.shapes import sheet
from tinhgon.web.kit.unit_links import PageLinks
from tinhgon.web.kit.words import COMMUNE_KINDS, number
from tinhgon.web.map.kinds import ORIGINS, OUTCOMES, Fate, Kind, Mode, origins, outcomes

PROVINCE, MODE = "tinh", "theo"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A commune's outline, its colour and what hovering says."""

    path: str
    css: str
    title: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A commune in the list."""

    name: str
    code: str
    href: str
    told: str
    drawn: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """A class of the legend with its communes."""

    key: str
    label: str
    css: str
    count: int
    href: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something to choose: a province, or the question the colours answer."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """The page. Without shapes no boundaries were published for the province by that day."""

    title: str
    province_href: str
    provinces: tuple[Choice, ...]
    origin: Choice
    outcome: Choice
    mode: Mode
    event: date | None
    width: str
    height: str
    shapes: tuple[Shape, ...]
    groups: tuple[Group, ...]
    count: int
    count_text: str
    not_drawn: int
    source: str
    remarks: tuple[str, ...]


def provinces_of(as_of: AsOf) -> list[UnitRow]:
    return units(as_of, structure="territory", level=1, order="name")


def map_page(
    asked: Asked,
    *,
    provinces: Sequence[UnitRow],
    province: UnitRow,
    mode: Mode | None,
    boundaries: Boundaries,
) -> MapPage:
    """`mode` None chooses the question that has more to say on the day. `boundaries` are those of the day."""
    communes = [
        row for row in units(asked.as_of, structure="territory", under=province.id, order="name")
        if row.kind in COMMUNE_KINDS
    ]  # fmt: skip
    mode, fates, kinds = _answer(asked, communes, mode)
    codes = [fate.unit.code for fate in fates if fate.unit.code]
    drawn = sheet({code: boundaries.outlines[code] for code in codes if code in boundaries.outlines})
    links = PageLinks(asked)
    return MapPage(
        title=province.full_name,
        province_href=links.unit(province.id),
        provinces=tuple(
            Choice(name=row.full_name, href=asked.here(**{PROVINCE: row.id}), current=row.id == province.id)
            for row in provinces
        ),
        origin=Choice(name="", href=asked.here(**{MODE: "goc"}), current=mode == "goc"),
        outcome=Choice(name="", href=asked.here(**{MODE: "dau"}), current=mode == "dau"),
        mode=mode,
        event=max((fate.on for fate in fates if fate.on), default=None),
        width=drawn.width,
        height=drawn.height,
        shapes=_shapes(fates, kinds, drawn.paths, links),
        groups=_groups(fates, kinds, drawn.paths, links),
        count=len(fates),
        count_text=number(len(fates)),
        not_drawn=sum(fate.unit.code not in drawn.paths for fate in fates),
        source=boundaries.source,
        remarks=tuple(boundaries.missing[code] for code in codes if code in boundaries.missing),
    )


def _answer(
    asked: Asked, communes: Sequence[UnitRow], mode: Mode | None
) -> tuple[Mode, list[Fate], Sequence[Kind]]:  # fmt: skip
    """The question, its answer for each commune, and the classes of the answers."""
    ids = [row.id for row in communes]
    back = origins(communes, exchanges(asked.as_of, ids, "target"), on=asked.on)
    gone = exchanges(asked.as_of, ids, "source")
    ahead = outcomes(communes, gone, on=asked.on, ended=_ended(asked.as_of, communes))
    if mode is None:
        mode = "dau" if _changed(ahead) > _changed(back) else "goc"
    return (mode, back, ORIGINS) if mode == "goc" else (mode, ahead, OUTCOMES)


def _changed(fates: Sequence[Fate]) -> int:
    return sum(fate.kind != "giu" for fate in fates)


def _ended(as_of: AsOf, communes: Sequence[UnitRow]) -> dict[int, date]:
    """Communes whose state ends on a day on which they are no more."""
    by_day: dict[date, list[int]] = {}
    for row in communes:
        if row.until is not None:
            by_day.setdefault(row.until, []).append(row.id)
    ended: dict[int, date] = {}
    for day, ids in by_day.items():
        still = named(replace(as_of, on=day), ids)
        ended.update((unit_id, day) for unit_id in ids if unit_id not in still)
    return ended


def _shapes(
    fates: Sequence[Fate], kinds: Sequence[Kind], paths: Mapping[str, str], links: PageLinks
) -> tuple[Shape, ...]:
    css = {kind.key: kind.css for kind in kinds}
    return tuple(
        Shape(
            path=paths[fate.unit.code or ""],
            css=css[fate.kind],
            title=f"{fate.unit.full_name}: {fate.told}",
            href=links.unit(fate.unit.id),
        )
        for fate in fates
        if fate.unit.code in paths
    )


def _groups(
    fates: Sequence[Fate], kinds: Sequence[Kind], paths: Mapping[str, str], links: PageLinks
) -> tuple[Group, ...]:
    found = []
    for kind in kinds:
        mine = [fate for fate in fates if fate.kind == kind.key]
        if mine:
            found.append(
                Group(
                    key=kind.key,
                    label=str(kind.label),
                    css=kind.css,
                    count=len(mine),
                    href=f"#nhom-{kind.key}",
                    entries=tuple(_entry(fate, paths, links) for fate in mine),
                )
            )
    return tuple(found)


def _entry(fate: Fate, paths: Mapping[str, str], links: PageLinks) -> Entry:
    return Entry(
        name=fate.unit.full_name,
        code=fate.unit.code or "",
        href=links.unit(fate.unit.id),
        told=fate.told,
        drawn=fate.unit.code in paths,
    )
