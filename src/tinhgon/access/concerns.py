"""What a draft is about: the people, posts and units that it names, each with the unit where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger import bulk
from tinhgon.ledger.document import Document
from tinhgon.ledger.effects.annul_decision import AnnulDecision
from tinhgon.ledger.effects.reinstate_decision import ReinstateDecision
from tinhgon.ledger.payload import TableRef, parts
from tinhgon.registers.establishment.payloads import NewPost, PostRef
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.payloads import (
    SEAL,
    NewPerson,
    PersonRef,
    RecordFields,
)
from tinhgon.registers.staff.queries.files import main_units
from tinhgon.registers.units.effects.correct_date import CorrectDate
from tinhgon.registers.units.naming import references
from tinhgon.registers.units.payloads import NewUnit, UnitRef

if TYPE_CHECKING:
    import polars as pl

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that a draft names.

    Without `unit_id` it belongs to no one unit: a whole decision, a new unit at the top, or what is not in the books.
    """

    told: str
    unit_id: int | None


def concerns(document: Document, *, today: date) -> Iterator[Concern]:
    """Everything that a drafted document names (see `draft`).

    People belong to the unit of their main place `today`; posts and units are looked up as of the day on which the
    document takes effect, or its eve. What the document itself brings into being belongs where it is put.
    """
    tables = [(table, _kept(table)) for table in parts(document.effects, TableRef)]
    new: set[int | None] = {new.id for new in parts(document.effects, NewPerson)}
    for _, rows in tables:
        new |= set() if rows is None else set(rows["person_id"])
    yield from _whole_decisions(document)
    yield from _people(document, today, new)
    yield from _posts(document)
    yield from _units(document)
    for table, rows in tables:
        for unit_id in [None] if rows is None else rows["unit_id"].unique(maintain_order=True):
            yield Concern(table.name, unit_id)


def numbers_in(document: Document) -> dict[str, int | None]:
    """The identification numbers that a document states in plain text, each with the person who has it in the books."""
    stated = [ref.id_number for ref in parts(document.effects, PersonRef)]
    stated += [record.identity.id_number for record in parts(document.effects, RecordFields) if record.identity]
    plain = [number for number in stated if number and not number.startswith(SEAL)]
    known = sealing.known_numbers(plain) if plain else {}
    return {number: known.get(number) for number in plain}


def _whole_decisions(document: Document) -> Iterator[Concern]:
    for effect in document.effects:
        if isinstance(effect, AnnulDecision | ReinstateDecision | CorrectDate):
            yield Concern(effect.describe(), None)


def _people(document: Document, today: date, new: set[int | None]) -> Iterator[Concern]:
    named = {ref.id: ref for ref in parts(document.effects, PersonRef) if ref.id is None or ref.id not in new}
    units = main_units(AsOf(today), [person_id for person_id in named if person_id is not None])
    for person_id, ref in named.items():
        yield Concern(ref.label(), None if person_id is None else units.get(person_id))


def _posts(document: Document) -> Iterator[Concern]:
    new = {post.number for post in parts(document.effects, NewPost)}
    named = {ref.number: ref for ref in parts(document.effects, PostRef) if ref.number not in new}
    units = dict(_around(document, "post_version", "number, unit_id", "number", [*named]))
    for number, ref in named.items():
        yield Concern(ref.label(), units.get(number))


def _units(document: Document) -> Iterator[Concern]:
    named = list(references(document.effects))
    new = {(unit.structure, unit.code) for unit in named if isinstance(unit, NewUnit)}
    refs = {(ref.structure, ref.code): ref for ref in named if isinstance(ref, UnitRef)}
    codes = [code for _, code in refs if code]
    found = _around(document, "unit_version", "structure, code, unit_id", "code", codes)
    units = {(structure, code): unit_id for structure, code, unit_id in found}
    for key, ref in refs.items():
        if key in units or key not in new:
            yield Concern(ref.label(), units.get(key))
    for unit in named:
        if isinstance(unit, NewUnit) and unit.parent is None and not refs:
            yield Concern(unit.label(), None)


def _kept(table: TableRef) -> pl.DataFrame | None:
    kept = bulk.columns(table.sha256, ("person_id", "unit_id"))
    return kept if kept.height else None


def _around(document: Document, table: str, columns: str, key: str, wanted: list[str]) -> list[tuple[Any, ...]]:
    """Rows of a version table that hold on the eve or on the day; the day's come last and so count."""
    if not wanted:
        return []
    on = document.operates_from or document.effective_on
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {columns} FROM {table} v
                WHERE upper_inf(recorded) AND (valid @> %s::date OR valid @> %s::date) AND {key} = ANY(%s)
                ORDER BY lower(valid)""",
            [on - _DAY, on, wanted],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
