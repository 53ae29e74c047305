"""How decisions name units: which spellings are one name, and where in a payload units stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tinhgon.basis.text import fold as fold_text
from tinhgon.ledger.payload import parts
from tinhgon.registers.units.payloads import NewUnit, UnitRef


def same_name(first: str, second: str) -> bool:
    """Whether two spellings name one unit: tone marks, hyphens, apostrophes and i/y do not tell units apart."""
    return _bare(first) == _bare(second)


def _bare(name: str) -> str:
    return "".join(char for char in fold_text(name) if char.isalnum()).replace("y", "i")


def references(value: BaseModel | tuple[Any, ...]) -> Iterator[UnitRef | NewUnit]:
    """Every unit that a payload names or opens."""
    yield from parts(value, UnitRef | NewUnit)
