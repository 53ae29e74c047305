"""Rows of persons who are in the books: what differs from their records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from pydantic import ValidationError

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold
from tinhgon.importing.roster.cells import looked_up
from tinhgon.importing.roster.places import Found
from tinhgon.importing.roster.roll import Roll
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.payloads import (
    IDENTITY,
    PERSON_FIELDS,
    RecordFields,
)
from tinhgon.registers.staff.queries import rosters

Stated = Mapping[str, Any]


def changes_of(roll: Roll, found: Found, sound: pl.Series) -> dict[int, Stated]:
    """By place the fields of a record that the row states otherwise than the books."""
    rows = (sound & roll.values["known_id"].is_not_null() & ~roll.values["is_extra"]).fill_null(False).arg_true()
    if rows.is_empty():
        return {}
    persons = roll.values["known_id"].gather(rows).to_list()
    books = rosters.records(AsOf(roll.on), persons)
    plain = sealing.unseal({pid: {name: record[name] for name in IDENTITY} for pid, record in books.items()})
    given = {name: roll.values[name].gather(rows).to_list() for name in (*IDENTITY, *PERSON_FIELDS)
             if name in roll.values}  # fmt: skip
    changes: dict[int, Stated] = {}
    strangers, refused = [], []
    for nth, (place, person_id) in enumerate(zip(rows, persons, strict=True)):
        stated = {name: cells[nth] for name, cells in given.items() if cells[nth] is not None}
        record = {**books.get(person_id, {}), **plain.get(person_id, {})}
        if _is_another(stated, record):
            strangers.append((place, str(record.get("code") or "?")))
        elif different := {name: value for name, value in stated.items() if value != _as_text(record.get(name))}:
            fields = _fields(different, stated)
            (changes.__setitem__(place, fields) if fields else refused.append((place, ", ".join(different))))
    _tell(roll, strangers, "number_of_another", tail=True)
    _tell(roll, refused, "change_refused")
    _elsewhere(roll, found, rows, {pid: record["unit_id"] for pid, record in books.items()})
    return changes


def _is_another(stated: Stated, record: Stated) -> bool:
    """Another name and another year of birth: the number is somebody else's."""
    names = record.get("name"), stated.get("name")
    years = record.get("birth_year"), stated.get("birth_year")
    return all(names) and all(years) and fold(str(names[0])) != fold(str(names[1])) and years[0] != years[1]


def _as_text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return format(value, ".2f") if isinstance(value, Decimal) else value


def _fields(different: Stated, stated: Stated) -> Stated | None:
    """The fields as change_record/1 has them; None when they do not do."""
    record: dict[str, Any] = {name: value for name, value in different.items() if name in PERSON_FIELDS}
    if "languages" in record:
        record["languages"] = tuple(record["languages"].split("; "))
    identity = {name: value for name, value in different.items() if name in IDENTITY}
    if {"birth_year", "birth_month", "birth_day"} & different.keys():
        record |= {name: stated[name] for name in ("birth_year", "birth_month") if name in stated}
    if identity:
        record["identity"] = identity
    try:
        RecordFields.model_validate(record)
    except ValidationError:
        return None
    return record


def _tell(roll: Roll, found: list[tuple[int, str]], code: str, *, tail: bool = False) -> None:
    told = dict(found)
    places = pl.Series(range(len(roll)), dtype=pl.Int64)
    more = looked_up(places, told, pl.String)
    value = roll.value("id_number").str.slice(8, 4) if tail else more
    roll.faults.add(more.is_not_null(), "id_number" if tail else "name", code, value=value, more=more)


def _elsewhere(roll: Roll, found: Found, rows: pl.Series, units: Mapping[int, int | None]) -> None:
    """A roster changes records, not places."""
    in_books = looked_up(roll.values["known_id"], {pid: unit for pid, unit in units.items() if unit}, pl.Int64)
    differs = (in_books != roll.values["unit_id"]).fill_null(False)
    if not differs.any():
        return
    others = rosters.named_units_of(AsOf(roll.on), in_books.filter(differs).unique().to_list())
    found.places |= {place.id: place for place in others}
    looked_at = pl.Series(range(len(roll)), dtype=pl.Int64).is_in(rows.cast(pl.Int64).to_list())
    told = looked_up(in_books, found.all_told(), pl.String)
    roll.faults.add(differs & looked_at, "unit", "place_differs", value=told)
