"""Who became whom, one day at a time: the drawing, the same in rows, and what the widths mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from django.utils.translation import gettext as _

from tinhgon.registers.units.queries import Step, StepUnit
from tinhgon.registers.units.queries.browsing import ClauseAt
from tinhgon.web.kit import unit_words
from tinhgon.web.kit.days import eve
from tinhgon.web.kit.words import number, share
from tinhgon.web.units.ribbons import NARROW, WIDE, Drawing, End, Flow, draw

Direction = Literal["back", "forward"]
_TIE = "\u00a0"  # a figure and its unit stay on one line


class Links(Protocol):
    """Where the parts of a lineage lead."""

    def unit(self, unit_id: int, on: date | None = None) -> str: ...
    def clause(self, ordinal: int, place: int) -> str: ...
    def figure(self, unit_id: int, field: str, on: date) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Name:
    """A unit in a row: its words and its page on the day that is meant."""

    text: str
    note: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A figure of a row and where it opens; no text: not stated."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One step in unit_words."""

    source: Name
    share: str
    target: Name
    area: Amount | None
    people: Amount | None
    clause: str
    clause_href: str
    decision: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """All that passed on one day between a unit, those it came from (or went to), and the others they touched."""

    direction: Direction
    on: date
    heading: str
    title: str
    widths: str
    drawings: tuple[Drawing, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Ancestor:
    """A step further away than the drawing shows."""

    depth: int
    on: date
    row: Row


def by_day(steps: Iterable[Step]) -> dict[date, list[Step]]:
    """Steps between different units, the newest day first."""
    days: dict[date, list[Step]] = {}
    for step in steps:
        if not step.is_same_unit:
            days.setdefault(step.effective_on, []).append(step)
    return dict(sorted(days.items(), reverse=True))


def weights(steps: Sequence[Step]) -> tuple[dict[tuple[int, int], Decimal], str]:
    """What each step carries in km², and a sentence saying how far the widths may be trusted.

    `steps` holds every step out of each source. Pieces that no text states share what is left of their source alike.
    """
    found: dict[tuple[int, int], Decimal] = {}
    guessed = False
    for source_id in {step.source.id for step in steps}:
        pieces = [step for step in steps if step.source.id == source_id]
        whole = pieces[0].source.area_km2
        unknown = []
        for piece in pieces:
            if piece.area_share == "none":
                found[piece.source.id, piece.target.id] = Decimal(0)
            elif (stated := piece.area_km2 if piece.area_share != "full" else piece.area_km2 or whole) is not None:
                found[piece.source.id, piece.target.id] = stated
            else:
                unknown.append(piece)
        if not unknown:
            continue
        if whole is None:
            return {}, _("Dải vẽ bằng nhau: sổ chưa ghi đủ diện tích")
        taken = sum((found.get((piece.source.id, piece.target.id), Decimal(0)) for piece in pieces), Decimal(0))
        rest = max(whole - taken, Decimal(0)) / len(unknown)
        found.update({(piece.source.id, piece.target.id): rest for piece in unknown})
        guessed = guessed or len(unknown) > 1 or unknown[0].area_share != "remainder"
    if guessed:
        return found, _("Bề dày dải: diện tích; các phần chưa ghi số vẽ bằng nhau")
    return found, _("Bề dày dải: diện tích chuyển đi")


def lineage(
    *,
    unit_id: int,
    direction: Direction,
    on: date,
    steps: Sequence[Step],
    clauses: Mapping[int, ClauseAt],
    links: Links,
) -> Lineage:
    """The lineage of one day.

    `steps` are those of the unit and, from the units it shares ground with, those of the same day.
    """
    sizes, widths = weights(steps)
    mine = [step for step in steps if unit_id == (step.target.id if direction == "back" else step.source.id)]
    ordered = mine + [step for step in steps if step not in mine]
    sources = _ends(ordered, [step.source for step in ordered], unit_id, on=on, links=links, side="source", mine=mine)
    targets = _ends(ordered, [step.target for step in ordered], unit_id, on=on, links=links, side="target", mine=mine)
    sources, targets = _untangled(sources, targets, ordered)
    rows = tuple(row(step, clauses=clauses, links=links, here=step in mine) for step in ordered)
    flows = [
        Flow(
            source=step.source.id,
            target=step.target.id,
            weight=sizes.get((step.source.id, step.target.id)),
            label=_label(step),
            title=_sentence(step),
            href=told.clause_href,
            grey=not told.here,
        )
        for step, told in zip(ordered, rows, strict=True)
    ]
    return Lineage(
        direction=direction,
        on=on,
        heading=_heading(direction, on),
        title=_title(mine, direction, on),
        widths=widths,
        drawings=tuple(draw(sources, targets, flows, fmt) for fmt in (WIDE, NARROW)),
        rows=rows,
    )


def ancestors(steps: Iterable[Step], *, clauses: Mapping[int, ClauseAt], links: Links) -> tuple[Ancestor, ...]:
    """The steps in words, the nearest first."""
    return tuple(
        Ancestor(
            depth=step.depth, on=step.effective_on, row=row(step, clauses=clauses, links=links, here=step.depth == 1)
        )
        for step in steps
    )


def row(step: Step, *, clauses: Mapping[int, ClauseAt], links: Links, here: bool) -> Row:
    before, on = eve(step.effective_on), step.effective_on
    place = clauses.get(step.effect_id)
    clause_href = links.clause(place.ordinal, place.place) if place else ""
    whole = step.area_share == "full" and step.area_km2 is None
    area = step.source.area_km2 if whole else step.area_km2
    people = step.source.population if step.population_share == "full" and step.population is None else step.population
    return Row(
        source=_name(step.source, step.target, before, links, is_source=True),
        share=share(step.area_share, step.population_share),
        target=_name(step.target, step.source, on, links, is_source=False),
        area=None
        if area is None or step.area_share == "none"
        else Amount(
            text=unit_words.area_text(area),
            href=links.figure(step.source.id, "area_km2", before) if whole else clause_href,
        ),
        people=None
        if people is None or step.population_share == "none"
        else Amount(
            text=number(people),
            href=links.figure(step.source.id, "population", before) if step.population is None else clause_href,
        ),
        clause=step.clause or step.decision,
        clause_href=clause_href,
        decision=step.decision,
        here=here,
    )


def _name(unit: StepUnit, other: StepUnit, on: date, links: Links, *, is_source: bool) -> Name:
    same_name = unit.id != other.id and (unit.kind, unit.name) == (other.kind, other.name)
    note = (_("cũ") if is_source else _("mới")) if same_name else ""
    return Name(text=unit_words.full_name(unit.kind, unit.name), note=note, href=links.unit(unit.id, on))


def _ends(
    steps: Sequence[Step],
    units: Iterable[StepUnit],
    unit_id: int,
    *,
    on: date,
    links: Links,
    side: Literal["source", "target"],
    mine: Sequence[Step],
) -> list[End]:
    """The units of one side, once each: first those the page is about, then the others in grey."""
    near = {unit_id} | {step.source.id for step in mine} | {step.target.id for step in mine}
    opposite = {(step.target if side == "source" else step.source) for step in steps}
    names = {(unit.kind, unit.name, unit.id) for unit in opposite}
    found: dict[int, End] = {}
    for unit in units:
        if unit.id in found:
            continue
        twin = any((kind, name) == (unit.kind, unit.name) and key != unit.id for kind, name, key in names)
        found[unit.id] = End(
            key=unit.id,
            name=unit_words.full_name(unit.kind, unit.name),
            notes=_notes(unit, side=side, twin=twin, on=on if unit.id == unit_id and side == "target" else None),
            href=links.unit(unit.id, eve(on) if side == "source" else on),
            focus=unit.id == unit_id,
            grey=unit.id not in near,
        )
    return sorted(found.values(), key=lambda end: end.grey)


def _untangled(
    sources: Sequence[End], targets: Sequence[End], steps: Sequence[Step]
) -> tuple[list[End], list[End]]:  # fmt: skip
    """Each side in the order of what it is tied to on the other, so that few ribbons cross."""
    pairs = [(step.source.id, step.target.id) for step in steps]
    placed = _by_neighbours(sources, pairs, {end.key: place for place, end in enumerate(targets)})
    swapped = [(target, source) for source, target in pairs]
    return placed, _by_neighbours(targets, swapped, {end.key: place for place, end in enumerate(placed)})


def _by_neighbours(ends: Sequence[End], pairs: Sequence[tuple[int, int]], rank: Mapping[int, int]) -> list[End]:
    def middle(end: End) -> float:
        ranks = [rank[other] for key, other in pairs if key == end.key]
        return sum(ranks) / len(ranks)

    return sorted(ends, key=middle)


def _notes(unit: StepUnit, *, side: str, twin: bool, on: date | None) -> tuple[str, ...]:
    parts = [unit.parent_name] if unit.parent_name and (side == "source" or on is None) else []
    if twin:
        parts.append(_("cũ") if side == "source" else _("mới"))
    if unit.area_km2 is not None:
        parts.append(f"{unit_words.area_text(unit.area_km2)}{_TIE}km²")
    if on is not None and unit.population is not None:
        parts.append(_("{count} người").format(count=number(unit.population)).replace(" ", _TIE))
    notes = [" · ".join(parts)] if parts else []
    if on is not None:
        notes.append(_("từ {day}").format(day=unit_words.day_text(on)))
    return tuple(notes)


def _label(step: Step) -> str:
    told = share(step.area_share, step.population_share)
    clause = unit_words.short_clause(step.clause)
    return f"{clause} · {told}" if clause else told


def _sentence(step: Step) -> str:
    return _("{source} → {target}: {share}. {clause}, {decision}").format(
        source=unit_words.full_name(step.source.kind, step.source.name),
        target=unit_words.full_name(step.target.kind, step.target.name),
        share=share(step.area_share, step.population_share),
        clause=step.clause,
        decision=step.decision,
    )


def _heading(direction: Direction, on: date) -> str:
    if direction == "back":
        return _("Nguồn gốc, ngày {day}").format(day=unit_words.day_text(on))
    return _("Về đâu, ngày {day}").format(day=unit_words.day_text(on))


def _title(mine: Sequence[Step], direction: Direction, on: date) -> str:
    sources = unit_words.listed(
        list(dict.fromkeys(unit_words.full_name(step.source.kind, step.source.name) for step in mine))
    )
    targets = unit_words.listed(
        list(dict.fromkeys(unit_words.full_name(step.target.kind, step.target.name) for step in mine))
    )
    if direction == "back":
        return _("{target} nhận từ {sources}, ngày {day}.").format(
            target=targets, sources=sources, day=unit_words.day_text(on)
        )
    return _("{source} về {targets}, ngày {day}.").format(source=sources, targets=targets, day=unit_words.day_text(on))
