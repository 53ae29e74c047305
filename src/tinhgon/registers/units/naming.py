"""How decisions name units: which spellings are one name, and where in a payload units stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tinhgon.basis.text import fold as fold_text
from tinhgon.ledger.payload import parts
from tinhgon.registers.units.payloads import NewUnit, UnitRef

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def same_name(first: str, second: str) -> bool:
    """Whether two spellings name one unit: tone marks, hyphens, apostrophes and i/y do not tell units apart."""
    return _bare(first) == _bare(second)


def spelled_alike(first: str, second: str) -> bool:
    """Whether two names are the same letters and tones, wherever in a syllable the tone is written: Hòa and Hoà, but
    not Hoá."""
    return _syllables(first) == _syllables(second)


def _syllables(name: str) -> list[tuple[str, str]]:
    words = unicodedata.normalize("NFD", name.casefold()).split()
    return [("".join(c for c in word if c not in _TONES), "".join(c for c in word if c in _TONES)) for word in words]


def _bare(name: str) -> str:
    return "".join(char for char in fold_text(name) if char.isalnum()).replace("y", "i")


def references(value: BaseModel | tuple[Any, ...]) -> Iterator[UnitRef | NewUnit]:
    """Every unit that a payload names or opens."""
    yield from parts(value, UnitRef | NewUnit)
