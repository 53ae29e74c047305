"""Units found as people name them: kind and name in any order, without accents, abbreviated, by initials, with a slip.

What is asked may name the superior too: "Văn phòng Thành ủy Cần Thơ", "snv can tho". The names of a day are read once,
and kept until another decision is signed.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold, same_letters
from tinhgon.ledger.queries.heads import last_decision
from tinhgon.ledger.queries.knowledge import Knowledge, knowledge
from tinhgon.registers.units.queries.units import UnitRow, named

ABBREVIATIONS: Mapping[str, str] = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc", "ubmttqvn": "uy ban mat tran to quoc viet nam", "btc": "ban to chuc",
    "btctu": "ban to chuc tinh uy", "btv": "ban thuong vu",
    "vp": "van phong", "tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "ubkt": "uy ban kiem tra", "tu": "tinh uy",
    "dvsn": "don vi su nghiep", "thcs": "trung hoc co so", "thpt": "trung hoc pho thong", "ttyt": "trung tam y te",
}  # fmt: skip
"""As offices write them; a word that is itself a word of a name is never spelled out."""
_WORD = re.compile(r"[a-z0-9]+")
_CLOSE = 0.8
_SHORTEST_SLIP = 4


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
    _above: dict[int | None, frozenset[str]] = field(default_factory=lambda: {None: frozenset()})

    def above(self, unit_id: int | None) -> frozenset[str]:
        """All words of a unit and of those it is under."""
        if unit_id not in self._above:
            self._above[unit_id] = frozenset()  # a circle would end here
            unit = self.units.get(unit_id or 0)
            self._above[unit_id] = frozenset(unit.words) | self.above(unit.parent) if unit else frozenset()
        return self._above[unit_id]


def find_units(as_of: AsOf, text: str) -> list[int]:
    """Ids of the units of the day that the text may mean, the best first.

    Every word of the text must fit the unit (its kind, name, initials or code) or one that it is under, and one at the
    least the unit itself. Only where no name has a word, one that is spelled nearly so counts.
    """
    words = _words(text)
    if not words:
        return []
    names = _names(as_of)
    words = [part for word in words for part in _spelled_out(word, names)]
    fitting = [_fitting(word, names, last=place == len(words) - 1) for place, word in enumerate(words)]
    asked = " ".join(words)
    ranked = []
    for unit_id in set().union(*fitting):
        own = sum(unit_id in units for units in fitting)
        unit = names.units[unit_id]
        others = names.above(unit.parent)
        if all(unit_id in units or word in others for word, units in zip(words, fitting, strict=True)):
            ranked.append((_distance(unit, asked), len(words) - own, unit.level, unit.whole, unit_id))
    return [unit_id for *_, unit_id in sorted(ranked)]


def _distance(unit: _Unit, asked: str) -> int:
    """0 the very name or code, 1 a name that begins so, 2 one that contains it, 3 the words in another order."""
    if asked in (unit.whole, unit.name, unit.code.lower()):
        return 0
    if unit.whole.startswith(asked) or unit.name.startswith(asked):
        return 1
    return 2 if asked in unit.whole else 3


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(same_letters(text)))


def _spelled_out(word: str, names: _Names) -> Iterable[str]:
    if word in ABBREVIATIONS and word not in names.by_word:
        return ABBREVIATIONS[word].split()
    return (word,)


def _fitting(word: str, names: _Names, *, last: bool) -> set[int]:
    """The units that a word fits. The last word may be half written."""
    found = set(names.by_word.get(word, ()))
    if last:
        found.update(*(units for other, units in names.by_word.items() if other.startswith(word)))
    found |= names.by_initials.get(word, set())
    if not found and word.isdecimal():
        found = {unit.id for unit in names.units.values() if unit.code.startswith(word)}
    if not found:
        found = {unit.id for unit in names.units.values() if unit.code.lower() == word}
    if not found and len(word) >= _SHORTEST_SLIP:
        for near in difflib.get_close_matches(word, names.by_word, n=3, cutoff=_CLOSE):
            found |= names.by_word[near]
    return found


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
            words = (*_words(kind), *own)
            unit = _Unit(unit_id, words, " ".join(words), " ".join(own), code, parent, level)
            names.units[unit_id] = unit
            for word in words:
                names.by_word[word].add(unit_id)
            if len(words) > 1:
                names.by_initials["".join(word[0] for word in words)].add(unit_id)
    return names


def search(as_of: AsOf, text: str, *, limit: int = 50) -> list[UnitRow]:
    """Units of the day that a text may mean, the best first (see `find_units`)."""
    found = find_units(as_of, text)[:limit]
    rows = named(as_of, found)
    return [rows[unit_id] for unit_id in found]
