"""Names of units compared: the same, the same but for spelling, near."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tinhgon.basis.text import fold

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORDS = re.compile(r"[^\W_]+")
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
# Where the tone mark stands in oa, oe, uy: on the first letter since the lists of 2025 ("Hòa"), on the second before.
_LATER = re.compile(r"(o)([àáảãạèéẻẽẹ])(?![^\W_])|(?<![qQ])(u)([ỳýỷỹỵ])(?![^\W_])")
_SHORT = re.compile(r"^n\.?\s?t\.?\s")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Equal for names that differ only by case, blanks, hyphens, apostrophes and where the tone mark stands."""
    return "".join(_syllable(word) for word in _WORDS.findall(unicodedata.normalize("NFC", name).lower()))


def _syllable(word: str) -> str:
    if word.isdigit():
        return f"#{int(word)}"
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        (tones if char in _TONES else letters).append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + "".join(f"{ord(tone) - 0x300:x}" for tone in tones)


def modern(name: str) -> str:
    """'Hoà Thành' as 'Hòa Thành': one spelling for names that a text brings in."""
    return _LATER.sub(_moved, unicodedata.normalize("NFC", name))


def _moved(found: re.Match[str]) -> str:
    first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
    apart = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + apart[1:]) + apart[0]


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name with tone marks in one place and single blanks: what is left of a difference is a difference."""
    return " ".join(_syllable(word) for word in re.split(r"\s+", unicodedata.normalize("NFC", name).lower().strip()))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Bare letters: no tone or vowel marks, i for y, no blanks, a Roman number as digits, NT for Nông trường."""
    bare = _SHORT.sub("nong truong ", fold(name))
    words = re.findall(r"[^\W_]+", bare)
    if len(words) > 1 and words[-1] in _ROMAN:
        words[-1] = _ROMAN[words[-1]]
    return "".join(words).replace("y", "i")


def distance(one: str, other: str, *, most: int = 99) -> int:
    """Letters to insert, delete or replace; more than `most` is told as most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
        if min(row) > most:
            return most + 1
    return row[-1]


def spelt_apart(one: str, other: str) -> int:
    """How many letters, marks counted, two names are apart; blanks and hyphens count for nothing."""
    return distance(*("".join(_WORDS.findall(unicodedata.normalize("NFC", name).lower())) for name in (one, other)))


def same_number(listed: str, written: str) -> bool:
    """'Phường 01' is Phường 1."""
    return listed.isdigit() and written.isdigit() and int(listed) == int(written)
