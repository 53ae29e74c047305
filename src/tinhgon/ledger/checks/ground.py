"""Territory.

What units give adds up to the whole. Each divided unit has one remainder; nobody ends without successors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.things import UNIT

_GIVEN = """
SELECT s.source_id, lower(s.valid), s.area_share, s.population_share FROM succession_version s
WHERE s.source_id = ANY(%(units)s) AND upper_inf(s.recorded)"""

_ENDS = """
SELECT v.unit_id, upper(v.valid), v.kind || ' ' || v.name || coalesce(' (' || v.code || ')', ''), v.structure,
       EXISTS (SELECT FROM unit_version c WHERE c.parent_id = v.unit_id AND c.valid @> (upper(v.valid) - 1)
               AND c.structure = 'territory' AND upper_inf(c.recorded))
FROM unit_version v
WHERE v.unit_id = ANY(%(units)s) AND upper_inf(v.recorded) AND NOT upper_inf(v.valid)
  AND NOT EXISTS (SELECT FROM unit_version n WHERE n.unit_id = v.unit_id AND lower(n.valid) = upper(v.valid)
    AND upper_inf(n.recorded))"""

_NAMES = """
SELECT DISTINCT ON (unit_id) unit_id, kind || ' ' || name || coalesce(' (' || code || ')', '') FROM unit_version
WHERE unit_id = ANY(%(units)s) AND upper_inf(recorded) ORDER BY unit_id, valid DESC"""

_CITATION = "Luật Tổ chức chính quyền địa phương"


class _End(NamedTuple):
    unit: str
    structure: str
    has_inferiors: bool


def check(context: Context) -> Iterator[Finding]:
    """Shares given by every unit concerned, day by day, against whether it ends that day."""
    ends = {(row[0], row[1]): _End(*row[2:]) for row in context.rows(_ENDS, units=context.units)}
    given: dict[tuple[int, date], list[tuple[str, str]]] = defaultdict(list)
    for unit_id, on, area, people in context.rows(_GIVEN, units=context.units):
        given[unit_id, on].append((area, people))
    names = dict(context.rows(_NAMES, units=sorted({unit_id for unit_id, _ in given})))
    for (unit_id, on), shares in sorted(given.items()):
        name = names.get(unit_id, f"#{unit_id}")
        if (unit_id, on) in ends:
            yield from _used_up(context, unit_id, name, on, shares)
        else:
            yield from _goes_on(context, unit_id, name, on, shares)
    closed_now = {p.entry.thing_id for p in context.book.journal.posted if p.entry.changes.get("exists") is False}
    for (unit_id, on), end in sorted(ends.items()):
        if (unit_id, on) not in given and end.structure == "territory" and unit_id in closed_now:
            yield from _without_successor(context, unit_id, on, end)


def _used_up(context: Context, unit_id: int, name: str, on: date, shares: list[tuple[str, str]]) -> Iterator[Finding]:
    area, people = Counter(share[0] for share in shares), Counter(share[1] for share in shares)
    whole = area["full"] == 1 and not area["part"] and not area["remainder"]
    if not (whole or (area["full"] == 0 and area["remainder"] == 1)):
        yield _shares(context, unit_id, name, on, side="diện tích", count=area)
    if people["full"] > 1 or people["remainder"] > 1 or people["full"] + people["remainder"] == 0:
        yield _shares(context, unit_id, name, on, side="dân số", count=people)


def _shares(context: Context, unit_id: int, name: str, on: date, *, side: str, count: Counter[str]) -> Finding:
    return Finding(
        severity="error",
        code="shares_do_not_make_a_whole",
        message=gettext_noop(
            "{unit} kết thúc ngày {on} nhưng {side} chia không đủ một: {full} lần toàn bộ, {part} lần một phần, "
            "{remainder} lần phần còn lại; cần đúng một “toàn bộ” hoặc đúng một “phần còn lại”."
        ),
        data={
            "unit": name, "on": on, "side": side,
            "full": count["full"], "part": count["part"], "remainder": count["remainder"],
        },
        clause=_clause(context, unit_id),
        units=(unit_id,),
        citation=_CITATION,
    )  # fmt: skip


def _goes_on(context: Context, unit_id: int, name: str, on: date, shares: list[tuple[str, str]]) -> Iterator[Finding]:
    if any(area in ("full", "remainder") for area, _ in shares):
        yield Finding(
            severity="error",
            code="gave_all_but_goes_on",
            message=gettext_noop(
                "{unit} giao toàn bộ hoặc phần còn lại diện tích ngày {on} "
                "nhưng vẫn còn trong sổ; kết thúc đơn vị hoặc sửa phần giao."
            ),
            data={"unit": name, "on": on},
            clause=_clause(context, unit_id),
            units=(unit_id,),
        )


def _without_successor(context: Context, unit_id: int, on: date, end: _End) -> Iterator[Finding]:
    if end.has_inferiors:
        return
    if unit_id in context.book.undocumented:
        yield Finding(
            severity="warning",
            code="ground_undocumented",
            message=gettext_noop(
                "{unit} kết thúc ngày {on}; văn bản chia địa giới chưa có trong sổ nên chưa ghi đơn vị nào tiếp nhận."
            ),
            data={"unit": end.unit, "on": on},
            clause=_clause(context, unit_id),
            units=(unit_id,),
        )
        return
    yield Finding(
        severity="error",
        code="ends_without_successor",
        message=gettext_noop(
            "{unit} kết thúc ngày {on} mà không có đơn vị nào tiếp nhận "
            "địa giới; nêu đơn vị nhận, hoặc ghi rõ ground: undocumented."
        ),
        data={"unit": end.unit, "on": on},
        clause=_clause(context, unit_id),
        units=(unit_id,),
        citation=_CITATION,
    )


def _clause(context: Context, unit_id: int) -> str:
    """The clause of this decision that ended the unit, or that gave from it."""
    if unit_id in context.clauses:
        return context.clauses[unit_id]
    for posted in context.book.journal.posted:
        if posted.thing != UNIT.name and posted.entry.changes.get("source") == unit_id:
            return context.clauses[posted.entry.thing_id]
    return ""
