"""The books of a day from the ledger itself: offices, posts, people. Whoever reads names is written down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import cast

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import gettext_noop
from tinhgon.reading.books import BookPerson, BookPlace, BookPost, BookUnit, Namesakes, Offices
from tinhgon.reading.names import key
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.search import Search
from tinhgon.registers.establishment.queries.held import held
from tinhgon.registers.staff.queries.files import find_persons, person_by_code, persons_by_id
from tinhgon.registers.staff.queries.people import PersonRow, PlaceRow, names, places_on
from tinhgon.registers.staff.queries.posts import posts_of
from tinhgon.registers.units import queries as unit_queries
from tinhgon.registers.units.payloads import Structure

_MOST_NAMED = 40  # who have all words of a name: one more, and not everybody was looked at
WHAT = gettext_noop("tra người nêu trong văn bản")
Known = Callable[[Collection[int]], Collection[int]]


@dataclass(frozen=True)
class Asker:
    """Who reads, for a purpose, and whose names they may see."""

    actor: Actor
    known_to: Known = set


class LedgerBooks:
    """The books on the eve of a day; what was asked once is kept for the reading."""

    def __init__(self, *, on: date, asker: Asker | None) -> None:
        self.as_of = AsOf(on - timedelta(days=1))
        self.asker = asker
        self._posts: dict[str, list[BookPost]] = {}
        self._people: dict[str, Namesakes] = {}
        self._persons: dict[str, BookPerson | None] = {}

    @property
    def names_people(self) -> bool:
        return self.asker is not None and self.asker.actor.is_somebody and bool(self.asker.actor.purpose)

    @cached_property
    def _rows(self) -> dict[str, unit_queries.UnitRow]:
        found: dict[str, unit_queries.UnitRow] = {}
        for row in sorted(unit_queries.units(self.as_of), key=lambda row: row.structure != "territory"):
            own = row.code or f"#{row.id}"
            found[own if own not in found else f"{row.structure}:{own}"] = row
        return found

    @cached_property
    def _keys(self) -> dict[int, str]:
        return {row.id: own for own, row in self._rows.items()}

    @cached_property
    def offices(self) -> Offices:
        return Offices(
            BookUnit(
                own,
                row.name,
                row.kind,
                cast("Structure", row.structure),
                row.code,
                self._keys.get(row.parent_id or 0, ""),
                row.parent_code,
            )
            for own, row in self._rows.items()
        )

    def posts(self, unit: BookUnit) -> Sequence[BookPost] | None:
        row = self._rows.get(unit.key)
        if row is None:
            return None
        if unit.key not in self._posts:
            self._posts[unit.key] = [
                BookPost(
                    post.number,
                    post.title,
                    unit.key,
                    sum(1 for holder in post.holders if holder.kind == "substantive"),
                    post.category,
                )
                for post in posts_of(self.as_of, row.id)
            ]
        return self._posts[unit.key]

    def people(self, name: str) -> Namesakes:
        if self.asker is None or not self.names_people:
            return Namesakes([], are_all=False)
        if name not in self._people:
            self._people[name] = self._named(name, self.asker)
        return self._people[name]

    def _named(self, name: str, asker: Asker) -> Namesakes:
        hidden: set[int] = set()

        def known(ids: Collection[int]) -> Collection[int]:
            seen = asker.known_to(ids)
            hidden.update(set(ids).difference(seen))
            return seen

        rows = find_persons(self.as_of, name, limit=_MOST_NAMED + 1, known_to=known)
        _note(name, rows, asker)
        told = names(self.as_of, [row.id for row in rows], by=asker.actor, what=WHAT) if rows else {}
        # Whoever has no name that may be read here may be the one who is meant.
        are_all = len(told) == len(rows) <= _MOST_NAMED and not persons_by_id(self.as_of, hidden)
        same = [row for row in rows if key(told.get(row.id, "")) == key(name)]
        return Namesakes(self._told(same, told), are_all)

    def person(self, code: str) -> BookPerson | None:
        if self.asker is None or not self.names_people:
            return None
        if code not in self._persons:
            row = person_by_code(self.as_of, code)
            seen = [row] if row and row.id in self.asker.known_to([row.id]) else []
            _note(code, seen, self.asker)
            self._persons[code] = next(iter(self._told(seen, {})), None)
        return self._persons[code]

    def _told(self, rows: Sequence[PersonRow], told: dict[int, str]) -> list[BookPerson]:
        places = places_on(self.as_of, [row.id for row in rows]) if rows else {}
        return [
            BookPerson(
                row.code,
                told.get(row.id, ""),
                row.birth_year,
                row.birth_month,
                tuple(self._place(place) for place in places.get(row.id, ())),
                row.status == "working",
                row.sex or "",
            )
            for row in rows
        ]

    def _place(self, row: PlaceRow) -> BookPlace:
        unit = self._keys.get(row.unit_id or 0, "")
        post = BookPost(row.number, row.title or "", unit, 1, row.category or "") if row.number else None
        return BookPlace(unit, post, row.kind)

    def held(self, unit: BookUnit, category: str, layer: str) -> int | None:
        row = self._rows.get(unit.key)
        if row is None:
            return None
        return sum(
            line.amount for line in held(self.as_of, [row.id]) if (line.category, line.layer) == (category, layer)
        )


def _note(words: str, rows: Sequence[PersonRow], asker: Asker) -> None:
    """Writes down who looked for whom."""
    readings.note(Search(what=WHAT, words=words[:200], persons=tuple(row.id for row in rows)), by=asker.actor)
