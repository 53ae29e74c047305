"""Vietnamese text: accent-free search, alphabetical order, numbers as they are written in Viet Nam."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Any

# The alphabet of Vietnamese: 29 letters in this order, then the four that only foreign words use beside their
# neighbours.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{place:02d}" for place, letter in enumerate(_ALPHABET, start=10)}
# Order of tones in Vietnamese dictionaries: level, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_LOOKALIKES = str.maketrans(
    {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff")}
)
"""Letters of other alphabets that old fonts and keyboards give for Đ, and signs of no width."""


def nfc(text: str) -> str:
    """Composed Unicode, as every stored text is."""
    return unicodedata.normalize("NFC", text)


def same_letters(text: str) -> str:
    """Letters that look like Đ and đ (U+00D0, U+0189, U+00F0, U+0256) as these; signs of no width taken away.

    For what is typed or read from outside. `nfc`, `clean` and `fold` do not: what is signed keeps its letters.
    """
    return text.translate(_LOOKALIKES)


def clean(text: str) -> str:
    """Composed, outer blanks cut, inner blanks single."""
    return " ".join(nfc(text).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without tone or vowel marks, đ as d: what accent-free search compares."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.replace("đ", "d")).strip()


@lru_cache(maxsize=65536)
def sort_key(text: str) -> str:
    """ASCII key whose byte order is Vietnamese alphabetical order: letters first, then tones; numbers by value.

    What separates letters from tones is below a blank, so that "Long Trị" comes before "Long Trị A".
    """
    padded = _DIGITS.sub(lambda found: found.group().zfill(6), clean(text).lower())
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", padded):
        if char in _TONES:
            tones[-1:] = [_TONES[char]]
        elif unicodedata.combining(char) and letters:
            letters[-1:] = [_RANK.get(unicodedata.normalize("NFC", _letter(letters[-1]) + char), letters[-1])]
        else:
            letters.append(_RANK.get(char, "0" + char if char.isalnum() else "  "))
            tones.append("0")
    return "".join(letters) + "\t" + "".join(tones)


def person_sort_key(name: str) -> str:
    """Key of a person's name in Vietnamese order: the given name (the last word), then family and middle names."""
    *before, given = clean(name).split() or [""]
    return f"{sort_key(given)}\t{sort_key(' '.join(before))}"


def born_told(year: int | None, month: int | None = None, day: int | str | None = None) -> str:
    """A day of birth as far as it is known: 12/03/1968, 03/1968, 1968, or nothing."""
    if year is None:
        return ""
    if month is None:
        return str(year)
    return f"{int(day):02d}/{month:02d}/{year}" if day else f"{month:02d}/{year}"


def _letter(rank: str) -> str:
    return _ALPHABET[int(rank) - 10] if rank.isdigit() and 10 <= int(rank) < 10 + len(_ALPHABET) else ""


def vietnamese_number(value: int | Decimal, places: int | None = None) -> str:
    """1450 as 1.450, 6.22 as 6,22, -37 with a true minus sign. `places` rounds half up; None keeps what is given."""
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    text = f"{abs(number):,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"−{text}" if number < 0 else text


def joined(parts: list[str]) -> str:
    """A list as a sentence has it: 'A, B và C'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def csv_cell(cell: Any) -> Any:
    """A cell as a CSV file holds it: text that a spreadsheet would run as a formula has a quotation mark before it.

    Numbers stay: `-12.5` is one, `-cmd` and `=1+1` are not.
    """
    if isinstance(cell, str) and len(cell) > 1 and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
