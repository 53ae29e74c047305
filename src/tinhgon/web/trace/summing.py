"""Counts and sums over units, opened."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf
from tinhgon.registers.units.queries import counts
from tinhgon.registers.units.queries.browsing import Wanted
from tinhgon.registers.units.queries.origins import (
    Field,
    Origin,
    OriginRow,
    origin_rows,
    origins,
    sources,
)
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.paging import paged
from tinhgon.web.kit.panel import (
    SIZE,
    Panel,
    Row,
    Source,
    SumRow,
    seal_of,
)
from tinhgon.web.kit.remembered import remembered


@dataclass(frozen=True)
class Scope:
    """Which units a figure is about; `top` names the one they are below."""

    wanted: Wanted
    kinds: tuple[str, ...]
    top: str


def value_of(as_of: AsOf, scope: Scope, field: Field) -> Decimal | int:
    """The figure as every page computes it: from the versions, not from the entries."""
    lines = [
        line
        for line in counts(as_of, under=scope.wanted.under)
        if scope.wanted.structure in (None, line.structure)
        and scope.wanted.level in (None, line.level)
        and (not scope.kinds or line.kind in scope.kinds)
    ]
    if field == "exists":
        return sum(line.count for line in lines)
    values = [line.area_km2 if field == "area_km2" else line.population for line in lines]
    return sum((value for value in values if value is not None), Decimal(0) if field == "area_km2" else 0)


def sum_panel(asked: Asked, scope: Scope, field: Field, *, page: int) -> Panel:
    """Held against the entries: the parts of the decisions must add up to the value."""
    value = remembered(value_of, asked.as_of, scope, field)
    parts: list[Origin] = remembered(origins, asked.as_of, scope.wanted, field, kinds=scope.kinds)
    total = sum((Decimal(part.value) for part in parts), Decimal(0))
    at = paged(asked, sum(part.units for part in parts), size=SIZE, page=page)
    rows = origin_rows(asked.as_of, scope.wanted, field, kinds=scope.kinds, limit=SIZE, offset=at.offset)
    measure = gettext("đơn vị") if field == "exists" else str(words.UNITS[field])
    found = () if field == "exists" else remembered(sources, asked.as_of, scope.wanted, field, kinds=scope.kinds)
    return Panel(
        title=_title(asked, scope, field),
        question=words.on_day(asked.on),
        value=words.number(value),
        measure=measure,
        parts=tuple(_part(asked, part, field) for part in parts),
        total=words.number(total),
        matches=total == Decimal(value),
        rows=tuple(_row(asked, row, field) for row in rows),
        rows_title=gettext("Các dòng"),
        row_count=at.count,
        seals=tuple(seal_of(asked, part) for part in parts[:8]),
        sources=tuple(Source(name, verified, count) for name, verified, count in found),
        previous_href=at.previous_href,
        next_href=at.next_href,
        unverified=any(not verified for _, verified, _ in found),
    )


def _title(asked: Asked, scope: Scope, field: Field) -> str:
    """'Số đơn vị: xã, phường thuộc thành phố Cần Thơ'."""
    subject = gettext("Số đơn vị") if field == "exists" else str(words.FIELDS[field])
    wanted = scope.wanted
    parts = []
    if scope.kinds:
        parts.append(", ".join(scope.kinds))
    elif wanted.level is not None:
        parts.append(_level(asked, wanted.structure or "territory", wanted.level))
    if wanted.structure is not None and not scope.kinds:
        parts.insert(0, words.structure(wanted.structure).lower())
    if scope.top:
        parts.append(gettext("thuộc %(unit)s") % {"unit": scope.top})
    return f"{subject}: {' '.join(parts)}" if parts else subject


def _level(asked: Asked, structure: str, level: int) -> str:
    found = remembered(counts, asked.as_of)
    kinds = [line.kind for line in found if line.structure == structure and line.level == level]
    return words.level(structure, level, kinds).lower()


def _part(asked: Asked, part: Origin, field: Field) -> SumRow:
    note = gettext("%(units)s, %(clauses)s điều khoản") % {
        "units": words.units_counted(part.units),
        "clauses": words.number(part.clauses),
    }
    return SumRow(part.number, asked.link("decision", part.ordinal), words.number(_typed(part.value, field)), note)


def _row(asked: Asked, row: OriginRow, field: Field) -> Row:
    return Row(
        name=words.upper_first(f"{row.kind} {row.name}"),
        code=row.code or "",
        href=asked.link("unit", row.unit_id),
        value=words.number(_typed(row.value, field)),
        clause=words.cited(row.clause, row.number),
        clause_href=asked.clause(row.ordinal, row.place),
        note=row.source or "",
        verified=row.verified,
    )


def _typed(value: Decimal | int, field: Field) -> Decimal | int:
    return Decimal(value) if field == "area_km2" else int(value)
