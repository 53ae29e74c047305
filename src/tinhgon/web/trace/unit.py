"""A figure of one unit, opened: the entry that set it, its clause, decision and source; and what it was before."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from tinhgon.ledger.queries import (
    Posting,
    decision_at,
    postings,
)
from tinhgon.registers.units.queries import UnitRow, the_unit
from tinhgon.registers.units.queries.browsing import clauses_at
from tinhgon.registers.units.queries.origins import Field
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.panel import (
    Panel,
    Row,
    Source,
    SumRow,
    current_of,
    row_of,
    seal_of,
)


def unit_panel(asked: Asked, unit_id: int, field: Field) -> Panel:
    """The last entry by the day is the value; the ones before it and after it are listed."""
    unit = the_unit(asked.as_of, unit_id)
    value: Decimal | int | None = getattr(unit, field)
    found = [posting for posting in postings(asked.as_of, unit_id, field=field) if _stated(posting, field)]
    current = current_of(found, asked.on)
    decision = decision_at(asked.as_of, current.ordinal) if current else None
    where = clauses_at([posting.effect_id for posting in found])
    stated: dict[str, Any] = current.changes[field] if current else {}
    return Panel(
        title=f"{words.FIELDS[field]}: {unit.kind} {unit.name}",
        question=words.on_day(asked.on),
        value=gettext("chưa ghi") if value is None else words.number(value),
        measure="" if value is None else str(words.UNITS[field]),
        parts=(_part(asked, unit, stated),) if stated else (),
        total=words.number(_number(stated)) if stated else "",
        matches=bool(stated) and value is not None and _number(stated) == Decimal(value),
        rows=tuple(_row(asked, posting, field, where[posting.effect_id].place) for posting in reversed(found)),
        rows_title=gettext("Các bút toán của số này"),
        row_count=len(found),
        seals=(seal_of(asked, decision),) if decision else (),
        sources=(Source(_source(stated), stated["verified"], 1),) if stated else (),
        unverified=bool(stated) and not stated["verified"],
    )


def _stated(posting: Posting, field: Field) -> bool:
    return posting.changes[field] is not None


def _number(stated: Mapping[str, Any]) -> Decimal:
    return Decimal(str(stated["value"]))


def _source(stated: Mapping[str, Any]) -> str:
    """Sources that the ledger itself names are in the catalogue; others stand as they were given."""
    name: str = stated["source"]
    return gettext(name)


def _part(asked: Asked, unit: UnitRow, stated: dict[str, Any]) -> SumRow:
    return SumRow(unit.full_name, asked.link("unit", unit.id), words.number(_number(stated)))


def _row(asked: Asked, posting: Posting, field: Field, place: int) -> Row:
    stated = posting.changes[field]
    value = words.number(_number(stated))
    return row_of(asked, posting, place=place, value=value, note=_source(stated), verified=stated["verified"])
