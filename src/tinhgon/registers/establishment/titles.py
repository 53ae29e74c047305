"""Which position of the catalogue a title means: by its words, and by the kind of the unit where these do not tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tinhgon.basis.text import fold, same_letters
from tinhgon.registers.establishment.payloads import CATEGORIES, Group, Rank
from tinhgon.registers.establishment.positions import positions

OTHER = "other"
_FILE = Path(__file__).parent / "titles.yaml"
_ELLIPSIS = "…"
_BRACKETS = re.compile(r"\([^)]*\)")
_MARKS = re.compile(r"[^a-z0-9 ]+")
_HEAD = re.compile(
    r"^(?:q |quyen )?(?:truong|giam doc|chu tich|bi thu|chanh|thu truong|bo truong|hieu truong|cuc truong"
    r"|(?:tram|doi|hat|chi cuc) truong)\b"
)
_DEPUTY = re.compile(r"^(?:pho|hieu pho|(?:tram|doi|hat) pho)\b")
_BESIDE = re.compile(r"\b(?:cong doan|chi doan|chi bo|doan truong|hoi dong)\b")
"""Of an organisation inside the unit, or of a council: who heads it does not head the unit."""
_PARTS = re.compile(
    r"\s*[,;/+]\s*|\s+[-–—]\s+|\s+dong thoi\s+"
    r"|\s+kiem(?:\s+nhiem)?\s+(?!(?:tra|soat|lam|sat|dinh|dich|nghiem|toan|ngu)\b)"
)
"""Between the posts of a title. Without accents 'kiêm' (and) is 'kiểm' (to check) as well: words go with the latter."""


class At(NamedTuple):
    """Where a post is: the kind of its unit as titles.yaml has it, the structure, and the category of the post."""

    unit: str | None = None
    structure: str | None = None
    category: str | None = None


class Job(NamedTuple):
    """A position of the catalogue with its rank and group; `other` has the rank that the words of the title tell."""

    position: str
    rank: Rank | None
    group: Group


@dataclass(frozen=True)
class _Spelling:
    """A way to write a position. `size`: of how many words; `at`: the only units, structures and categories."""

    position: str
    words: str
    tail: str
    is_whole: bool
    at: frozenset[str]
    is_beside: bool

    @property
    def size(self) -> int:
        return len(self.words.split()) + len(self.tail.split())

    def fits(self, part: str, rest: str) -> bool:
        """Whether a part of a title begins with it; `rest`: the title from this part on."""
        if self.is_whole:
            return part == self.words
        if self.tail:
            return _begins(part, self.words) and f" {self.tail} " in f"{part[len(self.words) :]} "
        return _begins(rest, self.words)

    def nearness(self, at: At) -> int:
        """3 where the unit is named, 2 the structure, 1 the category, 0 where it may be anywhere, -1 not here."""
        if not self.at:
            return 0
        return 3 if at.unit in self.at else 2 if at.structure in self.at else 1 if at.category in self.at else -1


def job_of(title: str | None, stated: str | None, at: At) -> Job:
    """The position of a post: a title that leads decides; else the position as it is stated, then the title."""
    by_title, by_stated = (position_of(text, at) if text else None for text in (title, stated))
    leads = bool(title) and (rank_of(str(title)) is not None or (by_title and positions()[by_title].rank))
    found = by_title if leads else (by_stated or by_title)
    if found is None and at.category in positions() and not leads:
        found = at.category
    if found and found != OTHER:
        known = positions()[found]
        return Job(found, known.rank, known.group)
    rank = rank_of(title or stated or "")
    return Job(OTHER, rank, "leadership" if rank else "professional")


def position_of(title: str, at: At) -> str | None:
    """The code of the catalogue that a title means at such a unit; None when that cannot be told.

    Of several posts in one title that of the unit counts, then the first.
    """
    if key(title) in _codes():
        return _codes()[key(title)]
    spellings = _spellings()[at.category or CATEGORIES[0]]
    found: list[tuple[bool, bool, int, str]] = []
    for place, (part, rest) in enumerate(_parts(title)):
        fitting = [
            (one.size, nearness, one)
            for form in (part, *_without_words_before(part))
            for one in spellings.get(form.split(" ", 1)[0], ())
            if one.fits(form, rest[len(part) - len(form) :]) and (nearness := one.nearness(at)) >= 0
        ]
        if fitting:
            _, nearness, best = max(fitting, key=lambda one: one[:2])
            found.append((nearness > 0, not best.is_beside, -place, best.position))
    return max(found)[3] if found else None


def unit_kind(
    structure: str, kind: str, name: str, parent_kind: str | None = None, parent_name: str | None = None
) -> str | None:
    """The kind of a unit that tells positions apart: the longest name that its own begins with."""
    own, above = _told(kind, name), _told(parent_kind or "", parent_name or "")
    fitting = [
        (len(kind.words) + len(kind.tail), kind.name)
        for kind in _unit_kinds().get(own.split(" ", 1)[0], ())
        if kind.structure in (None, structure) and kind.fits(own, above)
    ]
    return max(fitting)[1] if fitting else None


def rank_of(title: str) -> Rank | None:
    """Whether a title is that of a head or of a deputy, by its words alone."""
    words = key(title)
    if _BESIDE.search(words):
        return None
    if _DEPUTY.match(words):
        return "deputy"
    return "head" if _HEAD.match(words) else None


# -- words -------------------------------------------------------------------------------------------------------------


def key(text: str) -> str:
    """Letters and digits without accents, single blanks."""
    return " ".join(_MARKS.sub(" ", fold(same_letters(text))).split())


def _begins(text: str, words: str) -> bool:
    return text == words or text.startswith(f"{words} ")


@cache
def _content() -> Mapping[str, Any]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def _short() -> Mapping[str, str]:
    return {key(short): key(long) for short, long in _content()["short"].items()}


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(key(words) for words in _content()['dropped'])})\b")


@lru_cache(maxsize=65536)
def _words(text: str) -> str:
    """'P. Chủ tịch thường trực UBND' as 'pho chu tich uy ban nhan dan'."""
    words = key(text).split()
    if words[:1] == ["p"]:
        words[0] = "pho"
    spelled = " ".join(_short().get(word, word) for word in words)
    return " ".join(_dropped().sub(" ", spelled).split())


def _told(kind: str, name: str) -> str:
    kind, name = _words(kind), _words(name)
    return name if _begins(name, kind) else f"{kind} {name}".strip()


def _parts(title: str) -> Iterator[tuple[str, str]]:
    """(part, the title from this part on): 'Bí thư, Chủ tịch UBND' has two."""
    pieces = [piece for piece in _PARTS.split(_BRACKETS.sub(" ", fold(title))) if piece]
    for place, piece in enumerate(pieces):
        part = _words(piece)
        # Joined part by part: what is dropped from a part is dropped from the rest as well.
        yield part, " ".join([part, *(_words(later) for later in pieces[place + 1 :])]).strip()


def _without_words_before(part: str) -> Iterator[str]:
    """'quyền', 'nhân viên' and the like taken away, one after another."""
    while found := next((words for words in _before() if part.startswith(f"{words} ")), None):
        part = part[len(found) + 1 :]
        yield part


@cache
def _before() -> Sequence[str]:
    return sorted((key(words) for words in _content()["before"]), key=len, reverse=True)


# -- the table ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _UnitKind:
    name: str
    structure: str | None
    words: str
    tail: str
    above: tuple[str, ...]

    def fits(self, own: str, above: str) -> bool:
        named = _begins(own, self.words) and (not self.tail or f" {self.tail} " in f"{own[len(self.words) :]} ")
        return named and (not self.above or any(_begins(above, words) for words in self.above))


@cache
def _unit_kinds() -> Mapping[str, Sequence[_UnitKind]]:
    """Kinds of unit by the first word of their names."""
    found = defaultdict(list)
    for name, row in _content()["units"].items():
        above = tuple(_words(text) for text in row.get("above", ()))
        for text in row["named"]:
            words, _, tail = text.partition(_ELLIPSIS)
            kind = _UnitKind(name, row.get("in"), _words(words), _words(tail), above)
            found[kind.words.split(" ", 1)[0]].append(kind)
    return found


@cache
def _codes() -> Mapping[str, str]:
    return {key(code): code for code in positions()}


@cache
def _spellings() -> Mapping[str, Mapping[str, Sequence[_Spelling]]]:
    """By category of staff, then by the first word. Part-time staff have positions of their own, and these only."""
    found: dict[str, dict[str, list[_Spelling]]] = {category: defaultdict(list) for category in CATEGORIES}
    general = [category for category in CATEGORIES if category not in positions()]
    rows = {code: row if isinstance(row, dict) else {"titles": row} for code, row in _content()["positions"].items()}
    for code, row in rows.items():
        head = rows.get(row.get("of", ""), {})
        texts = [*(f"phó {text}" for text in head.get("titles", ())), *row.get("titles", ())]
        shared = {**head, **row}
        for spelling in _spelled(code, texts, is_beside=shared.get("beside", False)):
            for category in shared.get("for", general):
                found[category][spelling.words.split(" ", 1)[0]].append(spelling)
    return found


def _spelled(code: str, texts: Iterable[str], *, is_beside: bool) -> Iterator[_Spelling]:
    for text in texts:
        title, _, at = text.partition("@")
        words, _, tail = title.strip().removesuffix(".").partition(_ELLIPSIS)
        is_whole = title.strip().endswith(".")
        yield _Spelling(code, _words(words), _words(tail), is_whole, frozenset(at.split()), is_beside)
