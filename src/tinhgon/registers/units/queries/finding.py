"""Units found as people name them: kind and name in any order, without accents, abbreviated, by initials, with a slip.

What is asked may name the superior too: "Văn phòng Thành ủy Cần Thơ", "snv can tho". The names of a day are read once,
and kept until another decision is signed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold, same_letters
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.ledger.queries.knowledge import Knowledge, knowledge
from tinhgon.registers.units.queries.units import UnitRow, named

ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "ubnd": ("uy ban nhan dan",), "hdnd": ("hoi dong nhan dan",), "mttq": ("mat tran to quoc",),
    "ubmttq": ("uy ban mat tran to quoc",), "ubmttqvn": ("uy ban mat tran to quoc viet nam",),
    "btc": ("ban to chuc",), "btctu": ("ban to chuc tinh uy", "ban to chuc thanh uy"), "btv": ("ban thuong vu",),
    "vp": ("van phong",), "tp": ("thanh pho",), "tx": ("thi xa",), "tt": ("thi tran", "trung tam"),
    "ubkt": ("uy ban kiem tra",), "tu": ("tinh uy", "thanh uy"), "dvsn": ("don vi su nghiep",),
    "thcs": ("trung hoc co so",), "thpt": ("trung hoc pho thong",), "ttyt": ("trung tam y te",),
    "p": ("phuong", "phong"), "x": ("xa",), "h": ("huyen",), "q": ("quan",), "th": ("tieu hoc",), "mn": ("mam non",),
    "cnxh": ("chu nghia xa hoi",), "tnmt": ("tai nguyen va moi truong",), "gddt": ("giao duc va dao tao",),
    "ldtbxh": ("lao dong thuong binh va xa hoi",), "nnptnt": ("nong nghiep va phat trien nong thon",),
    "khdt": ("ke hoach va dau tu",), "bv": ("benh vien",), "cc": ("chi cuc",),
}  # fmt: skip
"""As offices write them, in what is asked and in names."""
_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST_SLIP = 3
_TWO_SLIPS = 8
_SHORTEST_INITIALS = 3


@dataclass(slots=True)
class _Unit:
    id: int
    words: tuple[str, ...]
    whole: str
    name: str
    code: str
    parent: int | None
    level: int


@dataclass
class _Names:
    """The units of a day by the words of their names."""

    units: dict[int, _Unit] = field(default_factory=dict)
    by_word: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_initials: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_code: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _above: dict[int | None, frozenset[str]] = field(default_factory=lambda: {None: frozenset()})
    _near: dict[str, dict[str, int]] = field(default_factory=dict)

    def above(self, unit_id: int | None) -> frozenset[str]:
        """All words of a unit and of those it is under."""
        if unit_id not in self._above:
            self._above[unit_id] = frozenset()  # a circle would end here
            unit = self.units.get(unit_id or 0)
            self._above[unit_id] = frozenset(unit.words) | self.above(unit.parent) if unit else frozenset()
        return self._above[unit_id]

    def near(self, word: str) -> dict[str, int]:
        """Words of names that are spelled nearly so, with the number of slips."""
        if word not in self._near:
            most = 0 if len(word) < _SHORTEST_SLIP or word.isdecimal() else 1 + (len(word) >= _TWO_SLIPS)
            self._near[word] = {
                other: slips for other in self.by_word if (slips := slips_between(word, other, most)) <= most
            } if most else {}  # fmt: skip
        return self._near[word]


@dataclass(frozen=True)
class _Term:
    """A word of what is asked: each reading of it is some words of a name; the units and the words above that fit."""

    text: str
    units: frozenset[int]
    above: tuple[frozenset[str], ...]
    """Sets of words: a unit that is under all the words of one of them fits too."""

    def fits(self, unit_id: int, others: frozenset[str]) -> bool:
        return unit_id in self.units or any(words <= others for words in self.above)


def find_units(as_of: AsOf, text: str) -> list[int]:
    """Ids of the units of the day that the text may mean, the best first.

    Every word of the text must fit the unit (its kind, name, initials or code) or one that it is under, and one at the
    least the unit itself. Only where no unit fits, words that are spelled nearly so count.
    """
    words = _words(text)
    if not words:
        return []
    names = _names(as_of)
    asked = fold(same_letters(text))
    coded = sorted(names.by_code.get(asked, ()) or _begun_codes(asked, names))
    for slips in (False, True):
        terms = [_term(word, names, last=place == len(words) - 1, slips=slips) for place, word in enumerate(words)]
        found = _ranked(terms, asked, words, names)
        if found or coded:
            return [*coded, *(unit_id for unit_id in found if unit_id not in coded)]
    return []


def _begun_codes(asked: str, names: _Names) -> set[int]:
    """Units whose code the text begins: '92.s'. Digits alone are looked for word by word."""
    if asked.isdecimal() or not re.fullmatch(r"(?=.*\d)[^\s]{3,}", asked):
        return set()
    return set().union(*(units for code, units in names.by_code.items() if code.startswith(asked)))


def _ranked(terms: list[_Term], asked: str, words: list[str], names: _Names) -> list[int]:
    ranked = []
    said = {" ".join(words), asked, " ".join(term.text for term in terms)}
    for unit_id in set().union(*(term.units for term in terms)):
        unit = names.units[unit_id]
        others = names.above(unit.parent)
        if all(term.fits(unit_id, others) for term in terms):
            own = sum(unit_id in term.units for term in terms)
            distance = min(_distance(unit, one) for one in said)
            ranked.append((distance, len(terms) - own, unit.level, unit.whole, unit_id))
    return [unit_id for *_, unit_id in sorted(ranked)]


def _distance(unit: _Unit, asked: str) -> int:
    """0 the very kind and name, or code; 1 the name without its kind; 2 a beginning of either; 3 contained; 4 the words
    in another order."""
    if asked in (unit.whole, unit.code.lower()):
        return 0
    if asked == unit.name:
        return 1
    if unit.whole.startswith(asked) or unit.name.startswith(asked):
        return 2
    return 3 if asked in unit.whole else 4


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(same_letters(text)))


def _term(word: str, names: _Names, *, last: bool, slips: bool) -> _Term:
    """What a word fits. The last word may be half written."""
    found = set(names.by_word.get(word, ()))
    if last:
        found.update(*(units for other, units in names.by_word.items() if other.startswith(word)))
    found |= names.by_initials.get(word, set())
    above = [frozenset((word,))]
    spelled = [reading.split() for reading in ABBREVIATIONS.get(word, ())]
    for reading in spelled:
        found |= set.intersection(*(names.by_word.get(one, set()) for one in reading))
        above.append(frozenset(reading))
    if not found:
        found = {unit.id for unit in names.units.values()
                 if (unit.code.startswith(word) if word.isdecimal() else unit.code.lower() == word)}  # fmt: skip
    if slips:
        for other in names.near(word):
            found |= names.by_word[other]
            above.append(frozenset((other,)))
    return _Term(" ".join(spelled[0]) if spelled else word, frozenset(found), tuple(above))


def slips_between(one: str, other: str, most: int) -> int:
    """Letters typed wrong, left out, put in or exchanged with the next between two words; more than `most`: most + 1.

    The distance of optimal string alignment.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, above, row = row, before, [place]
        for at, against in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != against))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == against:
                cost = min(cost, above[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _names(as_of: AsOf) -> _Names:
    _, seal = last_decision()
    return _read(str(connection.settings_dict["NAME"]), seal, knowledge(as_of).ordinal, as_of.on)


@lru_cache(maxsize=4)
def _read(_database: str, _seal: str, ordinal: int | None, on: date) -> _Names:
    names = _Names()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT unit_id, kind, name, coalesce(code, ''), parent_id, level FROM unit_version v
                WHERE v.valid @> %s::date AND {Knowledge(ordinal).condition("v")}""",
            [on],
        )
        for unit_id, kind, name, code, parent, level in cursor:
            own = _words(name)
            whole = (*_words(kind), *own)
            # An abbreviation in a name is found spelled out too.
            more = [word for short in whole for reading in ABBREVIATIONS.get(short, ())[:1] for word in reading.split()]
            unit = _Unit(unit_id, (*whole, *more), " ".join(whole), " ".join(own), code, parent, level)
            names.units[unit_id] = unit
            names.by_code[fold(code)].add(unit_id)
            for word in unit.words:
                names.by_word[word].add(unit_id)
            initials = "".join(word[0] for word in whole)
            for length in range(_SHORTEST_INITIALS, len(initials) + 1):
                names.by_initials[initials[:length]].add(unit_id)
    return names


def search(as_of: AsOf, text: str, *, limit: int = 50) -> list[UnitRow]:
    """Units of the day that a text may mean, the best first (see `find_units`)."""
    found = find_units(as_of, text)[:limit]
    rows = named(as_of, found)
    return [rows[unit_id] for unit_id in found]
