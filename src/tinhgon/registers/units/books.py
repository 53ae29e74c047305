"""What effects may ask of and post to units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol, cast

from tinhgon.ledger.effect import Books
from tinhgon.ledger.payload import TableRef
from tinhgon.registers.units.payloads import NewUnit, Unit, UnitRef


class UnitBooks(Protocol):
    """All reads are of the effective date, as the clauses so far leave it, unless they say otherwise."""

    def unit(self, ref: UnitRef) -> Unit:
        """The unit a clause names. Raises UnknownReference when none or several fit, or when it has ended."""
        ...

    def unit_around(self, ref: UnitRef, on: date) -> Unit:
        """The unit that a clause names as of another day, or of the eve of that day."""
        ...

    def ended_here(self, unit_id: int) -> bool:
        """Whether an earlier clause of this very decision ended the unit by the effective date."""
        ...

    def children(self, unit_id: int) -> Sequence[Unit]:
        """The units directly under a unit, as effects posted so far leave them on the effective date."""
        ...

    def open_unit(self, new: NewUnit, *, default_parent: int | None = None, opening: bool = False) -> Unit:
        """Begin a unit under its stated parent, else under `default_parent`. `opening`: it existed before the books."""
        ...

    def change_unit(self, unit_id: int, changes: Mapping[str, Any]) -> None: ...
    def place_under(self, unit: Unit, parent: Unit, *, level: int | None = None) -> None:
        """Move a unit, and the levels of all below it, under another. Raises Conflict on a cycle."""
        ...

    def close_unit(self, unit_id: int, *, undocumented: bool = False) -> None:
        """End a unit. `undocumented`: who took over its ground is not known, and the check says so."""
        ...

    def succeed(self, source_id: int, target_id: int, terms: Mapping[str, Any]) -> None:
        """State that `target` takes over from `source`; terms: area_share, population_share, area_km2, population."""
        ...

    def publish_boundaries(self, unit_id: int, table: TableRef, source: str) -> None:
        """State that the units under this one have the outlines of an attached file. Raises UnknownReference when the
        file is not kept, Conflict when it has not as many outlines as stated."""
        ...

    def correct_unit(self, ref: UnitRef, on: date, changes: Mapping[str, Any]) -> None:
        """Add an entry on the day of the state that held `on`: it was always so."""
        ...


def unit_book(book: Books) -> UnitBooks:
    """The book of units that an effect posts to."""
    return cast("UnitBooks", book.subject("units"))
