"""Codes that pass from one district to another, read out of a table of changes by code.

When thị xã Long Mỹ was made out of huyện Long Mỹ in 2015, the list gave the old code 936 to the thị xã and a new one,
937, to the huyện, which went on. In August the list swapped the two back, without any change on the ground; meanwhile
it had kept the communes under the codes that their districts have had since. So it was in Kỳ Anh and Duyên Hải.
A code is a state of a unit, not its identity: here a district goes on under another code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

_NAMED = ("renamed_or_kind", "moved_and_renamed")


class Row(Protocol):
    """What is read of a change (`history.Change`)."""

    @property
    def code(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def change(self) -> str: ...
    @property
    def before(self) -> tuple[str, str]: ...
    @property
    def after(self) -> tuple[str, str]: ...
    @property
    def parent_after(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Takeover:
    """A district goes on under `new_code`; the new unit `after` has its old `code`.

    `crossed`: a later event swaps the two codes back, and until then the list names superiors by the codes to come.
    `swap`: this is that later event, and nothing else happened to the two.
    """

    code: str
    new_code: str
    after: tuple[str, str]
    parent: str
    crossed: bool = False
    swap: tuple[str, ...] = ()


def takeovers(rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Takeover]]:
    """Takeovers and swaps by event."""
    swapped = {event: _swaps(changes) for event, changes in rows.items()}
    back = {frozenset(swap.swap) for found in swapped.values() for swap in found}
    result: dict[str, list[Takeover]] = {}
    for event, changes in rows.items():
        created = {row.after: row for row in changes if row.change == "created" and row.level == 2}
        taken = [
            Takeover(
                row.code, going_on.code, row.after, row.parent_after,
                crossed=frozenset((row.code, going_on.code)) in back,
            )
            for row in changes
            if row.level == 2 and row.change in _NAMED and (going_on := created.get(row.before)) is not None
            and going_on.parent_after == row.parent_after
        ]  # fmt: skip
        if taken or swapped[event]:
            result[event] = [*taken, *swapped[event]]
    return result


def _swaps(changes: Sequence[Row]) -> list[Takeover]:
    """Pairs of districts that exchange kind and name on one day: their codes are what is exchanged."""
    named = {(row.before, row.parent_after): row for row in changes if row.level == 2 and row.change in _NAMED}
    found = []
    for row in named.values():
        other = named.get((row.after, row.parent_after))
        if other is not None and other.after == row.before and row.code < other.code:
            found.append(Takeover(row.code, other.code, row.after, row.parent_after, swap=(row.code, other.code)))
    return found
