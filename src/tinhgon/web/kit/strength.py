"""How a unit stands, with all that is under it: assigned, present, vacant; by category, officials of the establishment
apart from the rest, which is never added to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import sort_key
from tinhgon.registers.establishment.payloads import CATEGORIES, ESTABLISHMENT
from tinhgon.registers.establishment.queries.held import held
from tinhgon.registers.staff.queries.posts import post_counts
from tinhgon.registers.units.queries import UnitRow, units
from tinhgon.web.kit.record_words import CATEGORIES as NAMES
from tinhgon.web.kit.words import number


@dataclass(frozen=True)
class Line:
    """One category, or several taken together."""

    official: int
    surplus: int
    reserve: int
    posts: int
    present: int
    vacant: int
    frozen: int

    @property
    def assigned(self) -> int:
        return self.official + self.surplus

    @property
    def difference(self) -> int:
        """Assigned less present, as in report RP-03: above 0 still to be filled, below 0 too many."""
        return self.assigned - self.present

    @property
    def is_empty(self) -> bool:
        return not (self.official or self.surplus or self.reserve or self.posts or self.present)


@dataclass
class Strength:
    """Counts by category and sort; adds up from below."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def line(self, categories: Iterable[str]) -> Line:
        def total(sort: str) -> int:
            return sum(self.counts[category, sort] for category in categories)

        categories = tuple(categories)
        return Line(*(total(sort) for sort in _SORTS))

    @property
    def establishment(self) -> Line:
        return self.line(ESTABLISHMENT)


_SORTS = ("official", "surplus", "reserve", "posts", "present", "vacant", "frozen")
_STRUCTURES = {name: place for place, name in enumerate(("party", "front", "state_agency", "public_service"))}
OUTSIDE = tuple(category for category in CATEGORIES if category not in ESTABLISHMENT)


@dataclass(frozen=True)
class Branch:
    """A unit and all under it, each with its own strength and that of its whole branch."""

    rows: Mapping[int, UnitRow]
    own: Mapping[int, Strength]
    whole: Mapping[int, Strength]
    below: Mapping[int, tuple[int, ...]]


def branch_of(as_of: AsOf, top: UnitRow) -> Branch:
    """Three questions, whatever the size of the branch."""
    rows = {top.id: top} | {row.id: row for row in units(as_of, under=top.id, order="name")}
    own = {unit_id: Strength() for unit_id in rows}
    for line in held(as_of, rows):
        own[line.unit_id].counts[line.category, line.layer] += line.amount
    for count in post_counts(as_of, rows):
        found = own[count.unit_id].counts
        for sort in ("posts", "present", "vacant", "frozen"):
            found[count.category, sort] += getattr(count, sort)
    below: dict[int, list[int]] = {}
    for row in rows.values():
        if row.id != top.id and row.parent_id is not None:
            below.setdefault(row.parent_id, []).append(row.id)
    whole: dict[int, Strength] = {}
    for unit_id in reversed(_in_order(top.id, below)):
        whole[unit_id] = Strength(Counter(own[unit_id].counts))
        for child in below.get(unit_id, ()):
            whole[unit_id].counts.update(whole[child].counts)
    return Branch(rows, own, whole, {unit_id: tuple(_by_kind(rows, ids)) for unit_id, ids in below.items()})


def _by_kind(rows: Mapping[int, UnitRow], ids: list[int]) -> list[int]:
    """Units of a structure and kind together, each in the order of names."""
    return sorted(ids, key=lambda one: (_STRUCTURES.get(rows[one].structure, 9), sort_key(rows[one].kind)))


def _in_order(top: int, below: Mapping[int, list[int]]) -> list[int]:
    """A superior stands before what is under it."""
    found = [top]
    for unit_id in found:
        found += below.get(unit_id, ())
    return found


@dataclass(frozen=True)
class State:
    """How many are missing or too many, in a word, with the class that colours it."""

    word: str
    css: str


def state_of(line: Line) -> State:
    """Against what is assigned; where nothing is, against the posts."""
    assigned = line.assigned or line.posts
    missing = assigned - line.present
    if not assigned and not line.present:
        return State("", "none")
    if missing > 0:
        return State(ngettext("thiếu %(count)s", "thiếu %(count)s", missing) % {"count": number(missing)}, "short")
    if missing < 0:
        return State(ngettext("vượt %(count)s", "vượt %(count)s", -missing) % {"count": number(-missing)}, "over")
    return State(gettext("đủ"), "full")


def outside_words(strength: Strength) -> tuple[tuple[str, Line], ...]:
    """Who is not of the establishment, by category: never added to it."""
    lines = ((str(NAMES[category]), strength.line((category,))) for category in OUTSIDE)
    return tuple((name, line) for name, line in lines if not line.is_empty)
