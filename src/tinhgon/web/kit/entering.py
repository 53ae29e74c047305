"""The entries of a decision or of a clause, as they were posted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.decisions.secrecy import need_open
from tinhgon.ledger.queries import decision_at
from tinhgon.ledger.queries.entries import (
    EntryRow,
    entries,
    entry_counts,
)
from tinhgon.registers.units.queries import UnitRow, named_on
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.paging import paged
from tinhgon.web.kit.panel import (
    SIZE,
    Panel,
    Row,
    SumRow,
    seal_of,
)

Names = Mapping[tuple[int, date], UnitRow]
_DAY = timedelta(days=1)


def entries_panel(asked: Asked, ordinal: int, place: int | None, *, page: int) -> Panel:
    """The number of entries, and each of them: thing, day, changes."""
    decision = decision_at(asked.as_of, ordinal)
    if decision is not None:
        need_open(decision)
    counts = entry_counts(ordinal, place)
    count = sum(counts.values())
    if decision is None or count == 0:
        raise UnknownReference(
            "entries_unknown", gettext_noop("Không có bút toán của quyết định thứ {ordinal} trong sổ."), ordinal=ordinal
        )
    at = paged(asked, count, size=SIZE, page=page)
    rows = entries(ordinal, place, limit=SIZE, offset=at.offset)
    names = names_of(rows, known_at=decision.recorded_at)
    clause = next((row.clause for row in rows), "") if place is not None else ""
    return Panel(
        title=gettext("Bút toán: %(what)s") % {"what": words.cited(clause, decision.number)},
        question=gettext("Mỗi bút toán chỉ ghi thêm, không bao giờ sửa hay xóa."),
        value=words.number(decision.entry_count if place is None else count),
        measure=gettext("bút toán"),
        parts=_parts(counts, asked.link("decision", ordinal) if place is None else asked.clause(ordinal, place)),
        total=words.number(count),
        matches=place is not None or count == decision.entry_count,
        rows=tuple(entry_row(asked, row, names) for row in rows),
        rows_title=gettext("Các bút toán"),
        row_count=count,
        seals=(seal_of(asked, decision),),
        previous_href=at.previous_href,
        next_href=at.next_href,
    )


def _parts(counts: Mapping[str, int], href: str) -> tuple[SumRow, ...]:
    names = {"unit": gettext("bút toán về đơn vị"), "succession": gettext("bút toán về kế tục")}
    return tuple(SumRow(names.get(thing, thing), href, words.number(count)) for thing, count in counts.items())


def names_of(rows: Iterable[EntryRow], *, known_at: Any) -> Names:
    """Units of entries, each as it was on the eve and as it is on the day."""
    wanted: dict[date, set[int]] = {}
    for row in rows:
        for day in (row.effective_on - _DAY, row.effective_on):
            wanted.setdefault(day, set()).update(unit_ids(row))
    return named_on(wanted, known_at)


def unit_ids(row: EntryRow) -> list[int]:
    """Units that an entry speaks of."""
    if row.thing == "unit":
        return [row.thing_id, *filter(None, [row.changes.get("parent")])]
    return [row.changes[side] for side in ("source", "target") if side in row.changes]


def name_on(names: Names, unit_id: int, on: date) -> str:
    """A unit's kind, name and code on the day, else on its last day."""
    unit = names.get((unit_id, on)) or names.get((unit_id, on - _DAY))
    if unit is None:
        return gettext("đơn vị số %(id)d") % {"id": unit_id}
    return f"{unit.kind} {unit.name} ({unit.code})" if unit.code else f"{unit.kind} {unit.name}"


def entry_row(asked: Asked, row: EntryRow, names: Names) -> Row:
    """An entry in words."""
    on = row.effective_on
    if row.thing == "unit":
        name, href = name_on(names, row.thing_id, on), asked.link("unit", row.thing_id)
    else:
        source = name_on(names, row.changes.get("source", 0), on - _DAY)
        name = f"{source} → {name_on(names, row.changes.get('target', 0), on)}"
        href = asked.link("unit", row.changes.get("target", 0))
    return Row(
        name=words.upper_first(name),
        code=f"#{row.id}",
        href=href,
        value=f"{on:%d/%m/%Y}",
        clause=row.clause,
        clause_href="",
        note=in_words(row, names),
    )


def in_words(row: EntryRow, names: Names) -> str:
    """What an entry says: 'kết thúc', 'bắt đầu', 'tên: A', 'cấp trên: B'."""
    changes, on = row.changes, row.effective_on
    if row.thing == "succession":
        if changes.get("exists") is False:
            return gettext("thôi nối tiếp")
        return words.shares(changes["area_share"], changes["population_share"])
    if changes.get("exists") is False:
        return gettext("kết thúc")
    parts = [gettext("bắt đầu")] if changes.get("exists") else []
    if "name" in changes and not parts:
        parts.append(gettext("tên: %(name)s") % {"name": changes["name"]})
    if "kind" in changes and not parts:
        parts.append(gettext("loại: %(kind)s") % {"kind": changes["kind"]})
    if "code" in changes and "exists" not in changes:
        parts.append(gettext("mã: %(code)s") % {"code": changes["code"]})
    if changes.get("parent"):
        parts.append(gettext("thuộc %(unit)s") % {"unit": name_on(names, changes["parent"], on)})
    parts += [_figure_words(field, changes[field]) for field in words.FIELDS if changes.get(field)]
    return "; ".join(parts) or gettext("không đổi gì")


def _figure_words(field: str, stated: Mapping[str, Any]) -> str:
    return f"{str(words.FIELDS[field]).lower()}: {words.number(Decimal(str(stated['value'])))} {words.UNITS[field]}"
