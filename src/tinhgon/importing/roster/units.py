"""Units as rosters name them: found in the books when the name is exactly one unit's, else asked with those near it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold
from tinhgon.importing.roster.words import key
from tinhgon.registers.staff.queries import rosters
from tinhgon.registers.staff.queries.rosters import NamedUnit

_SPELLED: Mapping[str, str] = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho", "tx": "thi xa", "vp": "van phong",
    "thcs": "trung hoc co so", "thpt": "trung hoc pho thong", "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc", "gddt": "giao duc va dao tao", "lhpn": "lien hiep phu nu",
    "ccb": "cuu chien binh", "ldld": "lien doan lao dong", "tncs": "thanh nien cong san",
}  # fmt: skip
"""Short forms that mean one thing; others ("SNV", "TT", "P.") are only offered."""
_CODED = re.compile(r"^(?P<name>.+?)\s*\((?P<code>[^()\s]{1,40})\)$")
_INNER = re.compile(r"^(?:phong|van phong|thanh tra|ban|khoa|to|doi|bo phan)\b")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_HEADS = {"truong": 1, "pho truong": 1, "pho": 1, "chanh": 2, "pho chanh": 2, "q truong": 1, "quyen truong": 1}
_HEADED = re.compile(r"^(?:phong|ban|khoa|tram|doi|to|van phong|thanh tra|chi cuc)\b")
_ANY_UNIT = re.compile(
    r"\b(?:so|ubnd|uy ban|hdnd|hoi dong|huyen|quan|xa|phuong|thi tran|thi xa|tinh|thanh pho"
    r"|truong (?!phong|ban|khoa|tram)"
    r"|trung tam|chi cuc|cuc|dang uy|thanh uy|tinh uy|huyen uy|benh vien|hoi|doan|mat tran)\b"
)
_BODY = re.compile(
    r"\b(?:uy ban nhan dan|hoi dong nhan dan|dang uy|mat tran to quoc(?: viet nam)?|mat tran|cong an|quan su"
    r"|(?:hoi|doan|lien doan) [a-z ]+)$"
)
"""Before the name of a commune: another body of it, which the books may not have ("Chủ tịch UBND xã An Bình")."""
_NEAR, _ASKED, _LISTED, _MANY = 0.75, 50, 5, 500


class Verdict(NamedTuple):
    """The unit, or the code of a fault with what else is to be told."""

    place: NamedUnit | None
    fault: str = ""
    more: str = ""


class Named(NamedTuple):
    """What a row says of its unit: code, name, and the units that stand over it, the nearest first.

    `perhaps`: units named in the corner or the title of the form, which may be a superior office.
    """

    code: str | None
    name: str | None
    above: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


class Units:
    """The units of a day, read as far as they are asked for."""

    def __init__(self, as_of: AsOf) -> None:
        self._as_of = as_of
        self._by_code: dict[str, list[NamedUnit]] = defaultdict(list)
        self._by_name: dict[str, list[tuple[int, NamedUnit]]] = defaultdict(list)
        self._known: set[int] = set()
        self._told: dict[str, str] = {}
        self._all = False
        self._asked = 0

    def learn(self, codes: Iterable[str], names: Iterable[str]) -> None:
        """Read the units that these may mean; all of them when very many are named."""
        names = set(names)
        if len(names) > _MANY:
            self._take(rosters.named_units(self._as_of, codes=set(codes), search_keys=[]))
            self.learn_all()
            return
        wanted = {text for name in names for text in _spoken(name)}
        self._take(rosters.named_units(self._as_of, codes=set(codes), search_keys=wanted))

    def _take(self, places: Iterable[NamedUnit]) -> None:
        for place in places:
            if place.id in self._known:
                continue
            self._known.add(place.id)
            self._by_code[place.code or ""].append(place)
            for spelled, rank in _names_of(place).items():
                self._by_name[spelled].append((rank, place))

    def learn_all(self) -> None:
        """Read every unit of the day."""
        if not self._all:
            self._all = True
            self._take(rosters.all_named_units(self._as_of))

    def verdict(self, named: Named) -> Verdict:
        """The one unit that code and name mean, or why not."""
        code, name = named.code, named.name
        if not code and name and (stated := _CODED.match(name)) and self._coded(stated["code"]):
            code, name = stated["code"], stated["name"]
        found = self._named(name, (*named.above, *named.perhaps)) if name else []
        if not code:
            if len(found) == 1:
                return self._if_inside(found[0], named)
            return Verdict(None, "unit_ambiguous", listed(found)) if found else self.near(name or "")
        coded = self._by_code.get(code, [])
        both = [place for place in coded if place in found] or coded
        if not both:
            return self.near(name or code)
        if name and both[0] not in found and not any(_spells(place.name) in _spells(name) for place in both):
            return Verdict(None, "unit_differs", both[0].label)
        return Verdict(both[0]) if len(both) == 1 else Verdict(None, "unit_ambiguous", listed(both))

    def _coded(self, code: str) -> bool:
        if code not in self._by_code:
            self._take(rosters.named_units(self._as_of, codes=[code], search_keys=[]))
        return bool(self._by_code.get(code))

    def _named(self, name: str, above: Sequence[str] = ()) -> list[NamedUnit]:
        """Units that are called so. A full name wins over a name without its kind, accents over none, and of several
        the one whose superior stands over the row."""
        ranked = self._by_name.get(_spells(name), [])
        if not ranked:
            return []
        best = min(rank for rank, _ in ranked)
        found = list({place.id: place for rank, place in ranked if rank == best}.values())
        if len(found) > 1:
            exact = [place for place in found if _accents(name) in _spelled_with_accents(place)]
            found = exact or found
        for text in above if len(found) > 1 else ():
            inside = [place for place in found if _is_under(place, text)]
            if len(inside) == 1:
                return inside
        return found

    def _if_inside(self, place: NamedUnit, named: Named) -> Verdict:
        """A division of which the books have one is not that of another office that stands over the row."""
        own = _spells(named.name or "")
        stated = [text for text in named.above if _spells(text) != own]
        if not stated or not place.parent_name or not _INNER.match(own) or own not in (
            _spells(place.name), _full(place.kind, place.name)
        ):  # fmt: skip
            return Verdict(place)
        if any(_is_under(place, text) for text in stated) or not any(self._named(text) for text in stated):
            return Verdict(place)
        return Verdict(None, "unit_ambiguous", listed([place]))

    def within(self, text: str) -> tuple[str, NamedUnit] | None:
        """'Trưởng phòng Nội vụ huyện An Lộc': (Trưởng phòng, the unit). None unless exactly one unit's full name ends
        the text and none stands before it."""
        if (coded := _CODED.match(text)) and self._coded(coded["code"]):
            found = self.within(coded["name"])
            return found if found and found[1].code == coded["code"] else None
        words = text.split()
        for start in range(len(words)):
            tail = " ".join(words[start:])
            ranked = [(rank, place) for rank, place in self._by_name.get(_spells(tail), []) if rank < _BARE]
            if not ranked or not key(words[start]):
                continue
            places = self._named(tail)
            before = words[:start]
            if _BODY.search(_spells(" ".join(before))):
                return None
            if len(places) != 1 or any(self._ends_with_unit(before[: end + 1]) for end in range(len(before))):
                return None
            return _title(before, words[start:]), places[0]
        return None

    def _ends_with_unit(self, words: Sequence[str]) -> bool:
        return any(
            any(rank < _BARE for rank, _ in self._by_name.get(_spells(" ".join(words[start:])), []))
            for start in range(len(words))
        )

    def near(self, name: str) -> Verdict:
        """That a unit is not known, with those it may mean: by initials, then by likeness. Fifty are looked for."""
        self._asked += 1
        if self._asked > _ASKED:
            return Verdict(None, "unit_unknown")
        self.learn_all()
        if found := self._named(name):
            return Verdict(found[0]) if len(found) == 1 else Verdict(None, "unit_ambiguous", listed(found))
        told = list(dict.fromkeys([*self._begun_by(name), *self._short_for(name), *self._like(name)]))[:_LISTED]
        return Verdict(None, "unit_near", " / ".join(told)) if told else Verdict(None, "unit_unknown")

    def _begun_by(self, name: str) -> Iterator[str]:
        """Units whose full name goes on behind what is written: 'Sở Nội vụ' of 'sở Nội vụ thành phố Tân Giang'."""
        begun = f"{_spells(name)} "
        for spelled, ranked in self._by_name.items():
            if spelled.startswith(begun) and ranked[0][0] == 0 and len(begun.split()) > 1:
                yield ranked[0][1].label

    def _short_for(self, name: str) -> Iterator[str]:
        short = key(name).split()
        if not short or len("".join(short)) < 2:
            return
        for spelled, ranked in self._by_name.items():
            if ranked[0][0] == 0 and _abbreviates(short, spelled.split()):
                yield ranked[0][1].label

    def _like(self, name: str) -> Iterator[str]:
        for close in difflib.get_close_matches(_spells(name), self._by_name, n=3, cutoff=_NEAR):
            yield self._by_name[close][0][1].label


# -- names -------------------------------------------------------------------------------------------------------------

_BARE = 3


def _names_of(place: NamedUnit) -> dict[str, int]:
    """How a unit is written, the surest first: 'phòng Nội vụ', 'phòng Nội vụ huyện An Lộc', 'Nội vụ'."""
    name, full = _spells(place.name), _full(place.kind, place.name)
    above = _full(place.parent_kind or "", place.parent_name or "") if place.parent_name else ""
    found = {full: 0, f"{full} {above}".strip(): 1, f"{name} {above}".strip(): 2, name: _BARE}
    return found if full != name else {**found, name: 0}


def _full(kind: str, name: str) -> str:
    kind, name = _spells(kind), _spells(name)
    return name if name == kind or name.startswith(f"{kind} ") else f"{kind} {name}".strip()


def _spells(text: str) -> str:
    """The key with plain short forms spelled out: 'UBND TP. Cần Thơ' as 'uy ban nhan dan thanh pho can tho'."""
    return " ".join(
        _SPELLED.get(word, word) for word in key(text.replace("GD&ĐT", "GDĐT").replace("GD-ĐT", "GDĐT")).split()
    )


def _spelled_with_accents(place: NamedUnit) -> set[str]:
    return {_accents(place.name), _accents(f"{place.kind} {place.name}")}


def _accents(text: str) -> str:
    """Letters with their marks, and the tone of each word wherever it was put: 'Hoà' is 'Hòa', and no 'Hoa'."""
    told = []
    for word in unicodedata.normalize("NFD", text.lower()).split():
        letters = "".join(char for char in word if char not in _TONES)
        told.append(unicodedata.normalize("NFC", letters) + "".join(sorted(char for char in word if char in _TONES)))
    return " ".join(told)


def _is_under(place: NamedUnit, text: str) -> bool:
    if not place.parent_name:
        return False
    above, wanted = _full(place.parent_kind or "", place.parent_name), _spells(text)
    return wanted in (above, _spells(place.parent_name))


def _abbreviates(short: Sequence[str], words: Sequence[str]) -> bool:
    """'snv', 'so nv', 'p noi vu' for 'so noi vu', 'phong noi vu': each word, or the first letters of the next ones."""
    at, shortened = 0, False
    for token in short:
        if at < len(words) and words[at] == token:
            at += 1
            continue
        letters = words[at : at + len(token)]
        if len(letters) < len(token) or any(word[0] != letter for word, letter in zip(letters, token, strict=True)):
            return False
        at, shortened = at + len(token), True
    return shortened


def _spoken(name: str) -> set[str]:
    """Names that the books may have for the end of what is written, with and without what stands behind a comma."""
    found: set[str] = set()
    for text in {name, name.split(",", maxsplit=1)[0], _CODED.sub(r"\g<name>", name)}:
        for form in {fold(text), _spells(text)}:
            words = form.split()
            found |= {" ".join(words[start:]).strip(" ,;-–") for start in range(min(len(words), 30))}
    # A superior behind the name: 'phòng Nội vụ huyện An Lộc' is kept as 'Nội vụ'.
    words = fold(name).split()
    found |= {" ".join(words[start:end]) for start in range(min(4, len(words))) for end in range(start + 1, len(words))}
    return found - {""}


def names_no_unit(text: str) -> bool:
    """Whether a text is only a title: 'Chuyên viên', 'Trưởng phòng', and not 'Chuyên viên, Sở Nội vụ'."""
    return not _ANY_UNIT.search(key(text)) and not re.search(r"[,;\n]|\s[-–]\s", text)


def _title(before: Sequence[str], unit: Sequence[str]) -> str:
    """'Trưởng' before 'phòng Nội vụ' is 'Trưởng phòng'."""
    title = " ".join(before).strip(" ,;-–\n")
    title = re.sub(r"\s+(?:tại|thuộc|của|ở)$", "", title)
    taken = _HEADS.get(key(title), 0)
    if taken and _HEADED.match(key(" ".join(unit))):
        return f"{title} {' '.join(unit[:taken])}" if taken == 2 or key(unit[0]) != "van" else f"{title} Văn phòng"
    return title


def listed(places: Iterable[NamedUnit]) -> str:
    """Units in words, each with its superior."""
    return "; ".join(
        f"{place.label}" + (f", {place.parent_kind} {place.parent_name}" if place.parent_name else "")
        for place in list(places)[:_LISTED]
    )
