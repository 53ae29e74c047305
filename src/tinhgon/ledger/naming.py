"""How decisions name units: which spellings are one name, and where in a payload units stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.basis.text import fold as fold_text
from tinhgon.ledger.effects.base import NewUnit, UnitRef

Decided = tuple[int, str, date]
"""(ordinal, issuer, signed_on)"""


def same_name(first: str, second: str) -> bool:
    """Whether two spellings name one unit: tone marks, hyphens, apostrophes and i/y do not tell units apart."""
    return _bare(first) == _bare(second)


def _bare(name: str) -> str:
    return "".join(char for char in fold_text(name) if char.isalnum()).replace("y", "i")


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def the_one(number: str, found: Sequence[Decided]) -> int:
    """The place of the only decision with a number. Raises UnknownReference when there is none, or several."""
    if not found:
        raise UnknownReference(
            "decision_unknown",
            gettext_noop("Không có quyết định số “{number}” trong sổ; kiểm tra lại số và ký hiệu."),
            number=number,
        )
    if len(found) > 1:
        raise UnknownReference(
            "decision_ambiguous",
            gettext_noop("Số “{number}” là của nhiều quyết định: {candidates}."),
            number=number,
            candidates="; ".join(f"{issuer}, {signed_on:%d/%m/%Y}" for _, issuer, signed_on in found),
        )
    return found[0][0]


def references(value: BaseModel | tuple[Any, ...]) -> Iterator[UnitRef | NewUnit]:
    """Every unit that a payload names or opens."""
    yield from parts(value, UnitRef | NewUnit)


def parts(value: BaseModel | tuple[Any, ...], wanted: Any) -> Iterator[Any]:
    """Every part of a payload that is of a type (or a union of types), also within such a part."""
    if isinstance(value, wanted):
        yield value
    for part in value if isinstance(value, tuple) else vars(value).values():
        if isinstance(part, BaseModel | tuple):
            yield from parts(part, wanted)
