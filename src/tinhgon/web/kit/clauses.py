"""A clause as the law words it, the names of its units marked; and what the ledger entered for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext
from pydantic import BaseModel

from tinhgon.ledger.effect import Effect
from tinhgon.ledger.queries import EffectRow, effects_of
from tinhgon.ledger.queries.entries import EntryRow, entries_by_clause
from tinhgon.registers.units.payloads import NewUnit, UnitRef
from tinhgon.web.kit import words
from tinhgon.web.kit.entering import (
    Names,
    in_words,
    name_on,
    names_of,
)

ENTRIES = 40
LINES = 12
NEW = "r"
_OLD = ("a", "b", "c")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """A piece of the wording; `css` is set where it names a unit."""

    text: str
    css: str = ""


@dataclass(frozen=True)
class Line:
    """What was entered for one unit."""

    css: str
    text: str
    unit_id: int
    on: date


@dataclass(frozen=True)
class Clause:
    """A clause: its words on the left, its effects on the right."""

    place: int
    label: str
    title: str
    wording: tuple[Part, ...]
    lines: tuple[Line, ...]
    more: int
    effective_on: date | None
    entry_count: int


def clauses_of(ordinal: int, *, first: int, last: int, recorded_at: datetime) -> tuple[Clause, ...]:
    """Some clauses of a signed decision."""
    rows = effects_of(ordinal, first=first, last=last)
    found = entries_by_clause([row.id for row in rows], limit=ENTRIES)
    names = names_of(found, known_at=recorded_at)
    by_place: dict[int, list[EntryRow]] = defaultdict(list)
    for entry in found:
        by_place[entry.place].append(entry)
    return tuple(_clause(row, by_place[row.place], names) for row in rows)


def _clause(row: EffectRow, entries: list[EntryRow], names: Names) -> Clause:
    effect = row.effect
    marks = marks_of(effect)
    lines = list(_lines(entries, names, {text.lower(): css for text, css in reversed(marks) if css != NEW}))
    return Clause(
        place=row.place,
        label=row.clause or gettext("Nội dung %(place)d") % {"place": row.place},
        title=gettext(type(effect).title),
        wording=tuple(marked(effect.describe(), marks)),
        lines=tuple(lines[:LINES]),
        more=max(0, len(lines) - LINES) or max(0, row.entry_count - ENTRIES),
        effective_on=row.effective_on,
        entry_count=row.entry_count,
    )


def marks_of(effect: Effect) -> list[tuple[str, str]]:
    """The units a clause names, in the order of its fields, each with a colour; new ones have the seal's."""
    old = 0
    marks: list[tuple[str, str]] = []
    for unit in _named(effect, limit=60):
        if isinstance(unit, NewUnit):
            marks.append((unit.label(), NEW))
        else:
            marks.append((unit.label(), _OLD[old % len(_OLD)]))
            old += 1
    return marks


def _named(value: Any, *, limit: int) -> Iterator[NewUnit | UnitRef]:
    if isinstance(value, NewUnit | UnitRef):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _named(getattr(value, field), limit=limit)
    elif isinstance(value, tuple):
        for item in value[:limit]:
            yield from _named(item, limit=limit)


def marked(text: str, marks: Iterable[tuple[str, str]]) -> Iterator[Part]:
    """The text cut at the names; a name that occurs twice takes its colours one after the other."""
    queues: dict[str, list[str]] = defaultdict(list)
    for name, css in marks:
        queues[name].append(css)
    if not queues:
        yield Part(text)
        return
    pattern = "|".join(re.escape(name) for name in sorted(queues, key=len, reverse=True))
    place = 0
    for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        if found.start() > place:
            yield Part(text[place : found.start()])
        queue = queues[found.group()]
        yield Part(found.group(), queue.pop(0) if len(queue) > 1 else queue[0])
        place = found.end()
    if place < len(text):
        yield Part(text[place:])


def _lines(entries: list[EntryRow], names: Names, colours: dict[str, str]) -> Iterator[Line]:
    """One line a unit: those that give or change first, those that begin last."""
    ended = {row.thing_id for row in entries if row.thing == "unit" and row.changes.get("exists") is False}
    begun = {row.thing_id for row in entries if row.thing == "unit" and row.changes.get("exists") is True}
    gives = [row for row in entries if row.thing == "succession" and "source" in row.changes]
    told: set[int] = set()
    for row in gives:
        source = row.changes["source"]
        told.add(source)
        yield _giver(row, names, colours, ends=source in ended, to_new=row.changes["target"] in begun)
    for row in entries:
        if row.thing != "unit" or row.thing_id in begun or row.thing_id in told & ended:
            continue
        name = name_on(names, row.thing_id, row.effective_on - _DAY)
        on = row.effective_on - _DAY if row.thing_id in ended else row.effective_on
        text = f"{words.upper_first(name)}: {in_words(row, names)}"
        yield Line(colours.get(_bare(name), ""), text, row.thing_id, on)
    for row in entries:
        if row.thing == "unit" and row.changes.get("exists") is True:
            name = name_on(names, row.thing_id, row.effective_on)
            yield Line(NEW, gettext("Mở %(unit)s") % {"unit": name}, row.thing_id, row.effective_on)


def _giver(row: EntryRow, names: Names, colours: dict[str, str], *, ends: bool, to_new: bool) -> Line:
    """'Phường An Hòa (31120): toàn bộ, kết thúc'."""
    on = row.effective_on
    name = name_on(names, row.changes["source"], on - _DAY)
    parts = [words.share(row.changes["area_share"], row.changes["population_share"])]
    if ends:
        parts.append(gettext("kết thúc"))
    if not to_new:
        parts.append(gettext("về %(unit)s") % {"unit": name_on(names, row.changes["target"], on)})
    text = f"{words.upper_first(name)}: {', '.join(parts)}"
    return Line(colours.get(_bare(name), ""), text, row.changes["source"], on - _DAY)


def _bare(name: str) -> str:
    return re.sub(r" \([^)]*\)$", "", name).lower()
