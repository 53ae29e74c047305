"""Offices, posts and people as a reading looks them up: who is called so, in which unit, and where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from tinhgon.basis.text import clean
from tinhgon.reading.names import key
from tinhgon.reading.words import UPPER
from tinhgon.registers.units.payloads import Structure, UnitRef

_SHORT = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "TP.": "thành phố ",
}
_CAPITAL = rf"[{UPPER}\d][\w'’]*"
_PLACE = re.compile(
    r"(?:(?:\s*,|(?:\s*,)?\s+(?i:thuộc|trực thuộc|của|trên địa bàn))(?:\s+(?i:[uủ][yỷ] ban nhân dân))?)?\s+"
    r"((?i:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu))"
    rf"(?:\s+({_CAPITAL}(?:[\s-]+{_CAPITAL})*))?\s*$"
)
_UNDER = re.compile(r"\s*(?:,|\btrực thuộc\b|\bthuộc\b|\bcủa\b|\btại\b)\s+", re.IGNORECASE)
_COMMITTEE = re.compile(rf"(?i:[uủ][yỷ] ban nhân dân){_PLACE.pattern}")
_RANKS = {
    "tỉnh": 1, "thành phố": 2, "huyện": 2, "quận": 2, "thị xã": 2, "xã": 3, "phường": 3, "thị trấn": 3, "đặc khu": 3
}  # fmt: skip
PlaceName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class BookUnit:
    """A unit of the books. `key` is what an answer gives; `parent` is the key of the unit above."""

    key: str
    name: str
    kind: str
    structure: Structure = "territory"
    code: str | None = None
    parent: str = ""
    parent_code: str | None = None

    def label(self) -> str:
        return f"{self.kind} {self.name}"

    def ref(self) -> UnitRef:
        """The unit as an effect names it: by code, or by name where it has none."""
        under = None if self.code else self.parent_code
        return UnitRef(code=self.code, name=self.name, kind=self.kind, under=under, structure=self.structure)


@dataclass(frozen=True, slots=True)
class BookPost:
    """A post, and how many hold it for good."""

    number: str
    title: str
    unit: str
    held: int = 0
    category: str = ""


@dataclass(frozen=True, slots=True)
class BookPlace:
    """Where somebody is: at a post, or at a unit itself."""

    unit: str
    post: BookPost | None = None
    kind: str = "substantive"


@dataclass(frozen=True, slots=True)
class BookPerson:
    """A person of a name. `born`: year and month as far as they are known."""

    code: str
    name: str
    year: int | None = None
    month: int | None = None
    places: tuple[BookPlace, ...] = ()
    works: bool = True
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Those of a name. Unless they are `all` of it, nobody among them is certain: there may be another."""

    people: Sequence[BookPerson]
    are_all: bool = True


class Books(Protocol):
    """What is asked of the books of one day."""

    @property
    def offices(self) -> Offices: ...
    @property
    def names_people(self) -> bool:
        """Whether people may be looked up by name here: somebody reads, for a purpose."""
        ...

    def posts(self, unit: BookUnit) -> Sequence[BookPost] | None:
        """The posts of a unit; None where the books at hand do not say."""
        ...

    def people(self, name: str) -> Namesakes:
        """Those of exactly this name whose names may be seen."""
        ...

    def person(self, code: str) -> BookPerson | None:
        """Whom a file code means; None where nobody asks, or may not see whose file it is."""
        ...

    def held(self, unit: BookUnit, category: str, layer: str) -> int | None:
        """What a unit holds of the establishment; None where the books at hand do not say."""
        ...


class Offices:
    """The units of a day, found by what a text calls them."""

    def __init__(self, units: Iterable[BookUnit]) -> None:
        self.units: Mapping[str, BookUnit] = {unit.key: unit for unit in units}

    @cached_property
    def _by_core(self) -> Mapping[str, tuple[BookUnit, ...]]:
        found: dict[str, list[BookUnit]] = defaultdict(list)
        for unit in self.units.values():
            for core in {key(core_of(unit.label())[0]), key(core_of(unit.name)[0]), key(unit.label())}:
                found[core].append(unit)
        return {core: tuple(units) for core, units in found.items()}

    @cached_property
    def _places_called(self) -> Mapping[PlaceName, tuple[BookUnit, ...]]:
        """The units of territory by kind and name key."""
        found: dict[PlaceName, list[BookUnit]] = defaultdict(list)
        for unit in self.units.values():
            if unit.structure == "territory":
                found[unit.kind, key(unit.name)].append(unit)
        return {place: tuple(units) for place, units in found.items()}

    def called(self, words: str, *, by: str = "") -> tuple[BookUnit, ...]:
        """The units that the words may mean: core of the name, places, and the office above where it is told.

        Of several, those of the place of `by`, the body that decides.
        """
        words = spelt_out(words)
        found = self._plainly(words)
        if not found:
            for cut in _UNDER.finditer(words):
                above = {unit.key for unit in self._plainly(words[cut.end() :])}
                found = tuple(
                    unit
                    for unit in self._plainly(words[: cut.start()])
                    if above.intersection(one.key for one in self.above(unit))
                )
                if found:
                    break
        if not found and _COMMITTEE.match(words):
            # Offices stand under the unit itself: its committee is no unit of the books of its own.
            found = self._grounds(words, by)
        if len(found) > 1 and by:
            _, places = core_of(spelt_out(by))
            near = tuple(unit for unit in found if places and self.lies_in(unit, places[-1:]))
            found = near or found
        return found

    def is_elsewhere(self, unit: BookUnit, words: str, *, by: str) -> bool:
        """Whether a unit lies neither in the place of `by`, the body that decides, nor over it, and the words name no
        place that says so: the only 'Phòng Nội vụ' of the books may be that of another district."""
        kind, name = next(iter(reversed(core_of(spelt_out(by))[1])), ("", ""))
        if not name:
            return False
        seats = self._places_called.get((kind, key(name)), ())
        rank = _RANKS[kind] - (kind == "thành phố" and any(not one.parent for one in seats))
        if any(name and _RANKS[kind] <= rank for kind, name in core_of(spelt_out(words))[1]):
            return False
        chain = [unit, *self.above(unit)]
        nearest = next((one for one in chain if one.structure == "territory"), None)
        if nearest is None or not seats:
            others = {key(other) for one in chain for same, other in _places_of(one) if same == kind and other}
            return bool(others) and key(name) not in others
        return not any(seat in chain or nearest in (seat, *self.above(seat)) for seat in seats)

    def _grounds(self, words: str, by: str) -> tuple[BookUnit, ...]:
        kind, name = core_of(words)[1][-1]
        if not name:
            names = {name for one, name in core_of(spelt_out(by))[1] if one == kind}
            name = names.pop() if len(names) == 1 else ""
        return self._places_called.get((kind, key(name)), ()) if name else ()

    def _plainly(self, words: str) -> tuple[BookUnit, ...]:
        whole = [
            unit for unit in self._by_core.get(key(words), ()) if key(words) in (key(unit.label()), key(unit.name))
        ]
        core, places = core_of(words)
        found = [unit for unit in self._by_core.get(key(core), ()) if self.lies_in(unit, places)]
        return tuple(dict.fromkeys(whole if whole and not places else found or whole))

    def above(self, unit: BookUnit) -> Iterator[BookUnit]:
        """The units over a unit, the nearest first."""
        seen: set[str] = set()
        while unit.parent and unit.parent not in seen and (over := self.units.get(unit.parent)):
            seen.add(unit.parent)
            yield over
            unit = over

    def lies_in(self, unit: BookUnit, places: Sequence[PlaceName]) -> bool:
        """Whether a unit lies in all these places."""
        own = {(kind, key(name)) for one in (unit, *self.above(unit)) for kind, name in _places_of(one)}
        return all((kind, key(name)) in own if name else any(kind == one for one, _ in own) for kind, name in places)

    def post_names(self, words: str, *, by: str = "") -> Iterator[tuple[str, BookUnit]]:
        """The words of a post cut into a title and a unit in every way that the books know: the longest name first."""
        words = spelt_out(words)
        for cut in re.finditer(r"(?<=\S)(?:\s*,)?\s+(?:thuộc\s+|của\s+|tại\s+)?(?=\S)", words):
            units = self.called(words[cut.end() :], by=by)
            if units:
                yield from ((words[: cut.start()], unit) for unit in units)
                return


def spelt_out(words: str) -> str:
    """'UBND tỉnh' as 'Ủy ban nhân dân tỉnh', blanks single."""
    text = clean(words)
    for short, whole in _SHORT.items():
        text = re.sub(rf"(?<![^\W_]){re.escape(short)}(?![^\W_])", whole, text)
    return clean(text)


def core_of(words: str) -> tuple[str, list[PlaceName]]:
    """'Sở Nội vụ, tỉnh Tân Giang' as 'Sở Nội vụ' and its places; a bare 'huyện' is a place without a name."""
    places: list[PlaceName] = []
    while (found := _PLACE.search(words)) and found.start() > 0:
        places.append((found[1].lower(), found[2] or ""))
        words = words[: found.start()]
    return words, places


def _places_of(unit: BookUnit) -> Iterator[PlaceName]:
    if unit.structure == "territory":
        yield unit.kind, unit.name
    yield from core_of(unit.label())[1]


def titles_of(title: str, unit: BookUnit) -> frozenset[str]:
    """What a title may be called in the books: 'Trưởng' of 'Trưởng phòng Kinh tế' is 'Trưởng phòng' there."""
    core, _ = core_of(unit.label())
    return frozenset(key(one) for one in (title, f"{title} {unit.kind}", f"{title} {core}", f"{title} {unit.label()}"))


@dataclass(frozen=True)
class ListedBooks:
    """Books from lists: what tests are made of, and a reading without a ledger, which knows units only."""

    listed: tuple[BookUnit, ...] = ()
    all_posts: tuple[BookPost, ...] | None = None
    all_people: tuple[BookPerson, ...] = ()
    quotas: Mapping[tuple[str, str, str], int] | None = None
    names_people: bool = False

    @cached_property
    def offices(self) -> Offices:
        return Offices(self.listed)

    def posts(self, unit: BookUnit) -> Sequence[BookPost] | None:
        if self.all_posts is None:
            return None
        return [post for post in self.all_posts if post.unit == unit.key]

    def people(self, name: str) -> Namesakes:
        return Namesakes([person for person in self.all_people if key(person.name) == key(name)])

    def person(self, code: str) -> BookPerson | None:
        return next((person for person in self.all_people if person.code == code), None)

    def held(self, unit: BookUnit, category: str, layer: str) -> int | None:
        return None if self.quotas is None else self.quotas.get((unit.key, category, layer), 0)
