"""How decisions name units: which spellings are one name, and where in a payload units stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tinhgon.basis.text import fold as fold_text
from tinhgon.ledger.effects.base import NewUnit, UnitRef


def same_name(first: str, second: str) -> bool:
    """Whether two spellings name one unit: tone marks, hyphens, apostrophes and i/y do not tell units apart."""
    return _bare(first) == _bare(second)


def _bare(name: str) -> str:
    return "".join(char for char in fold_text(name) if char.isalnum()).replace("y", "i")


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def references(value: Any) -> Iterator[UnitRef | NewUnit]:
    """Every unit that a payload names or opens."""
    if isinstance(value, UnitRef | NewUnit):
        yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from references(item)
