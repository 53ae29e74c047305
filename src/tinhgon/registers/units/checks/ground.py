"""Territory.

What units give adds up to the whole. Each divided unit has one remainder; nobody ends without successors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.ledger.checks import Context
from tinhgon.ledger.fold import state_on
from tinhgon.registers.units.things import UNIT
from tinhgon.registers.units.view import UnitView

_SUBORDINATES = """
SELECT parent_id, lower(valid), upper(valid) FROM unit_version
WHERE parent_id = ANY(%(units)s) AND structure = 'territory' AND upper_inf(recorded)"""

_CITATION = "Luật Tổ chức chính quyền địa phương"
_DAY = timedelta(days=1)


def check(context: Context) -> Iterator[Finding]:
    """Shares given by every unit concerned, day by day, against whether it ends that day."""
    view = context.view(UnitView)
    given: dict[tuple[int, date], list[tuple[str, str]]] = defaultdict(list)
    touched = set(view.units)
    for gift in view.successions:
        if gift.source_id in touched:  # of others only a part of what they gave is known here
            given[gift.source_id, gift.on].append((gift.area_share, gift.population_share))
    ends = {(unit_id, day) for unit_id in touched for day in _ends(context, unit_id)}
    for (unit_id, on), shares in sorted(given.items()):
        judge = _used_up if (unit_id, on) in ends else _goes_on
        yield from judge(context, unit_id, view.told(unit_id, on - _DAY), on, shares)
    closed_now = {p.entry.thing_id for p in context.book.postings.posted if p.entry.changes.get("exists") is False}
    alone = {(unit_id, on) for unit_id, on in ends - given.keys() if unit_id in closed_now}
    for unit_id, on in sorted(alone - _with_subordinates(context, alone)):
        yield from _without_successor(context, unit_id, on)


def _with_subordinates(context: Context, alone: set[tuple[int, date]]) -> set[tuple[int, date]]:
    """Those that had territorial units under them on the eve: their ground is that of these."""
    spans: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for unit_id, since, until in (
        context.rows(_SUBORDINATES, units=sorted({unit_id for unit_id, _ in alone})) if alone else ()
    ):
        spans[unit_id].append((since, until))
    return {
        (unit_id, on)
        for unit_id, on in alone
        if any(since < on and (until is None or on <= until) for since, until in spans[unit_id])
    }


def _ends(context: Context, unit_id: int) -> Iterator[date]:
    """The days on which a unit ended."""
    states = context.view(UnitView).states(unit_id)
    begins = {state.since for state in states}
    for state in states:
        if state.until is not None and state.until not in begins:
            yield state.until


def _used_up(context: Context, unit_id: int, name: str, on: date, shares: list[tuple[str, str]]) -> Iterator[Finding]:
    area, people = Counter(share[0] for share in shares), Counter(share[1] for share in shares)
    whole = area["full"] == 1 and not area["part"] and not area["remainder"]
    if not (whole or (area["full"] == 0 and area["remainder"] == 1)):
        yield _shares(context, unit_id, name, on, side="diện tích", count=area)
    # One may take everybody and another the rest of the ground, on which nobody lives; but not everybody and a part.
    once = people["full"] <= 1 and people["remainder"] <= 1 and people["full"] + people["remainder"] > 0
    if not once or (people["full"] and people["part"]):
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


def _without_successor(context: Context, unit_id: int, on: date) -> Iterator[Finding]:
    view = context.view(UnitView)
    eve = state_on(view.states(unit_id), on - _DAY)
    if eve is None or eve.fields["structure"] != "territory":
        return
    unit, clause = view.told(unit_id, on - _DAY), _clause(context, unit_id)
    if unit_id in context.book.subject("units").undocumented:
        yield Finding(
            severity="warning",
            code="ground_undocumented",
            message=gettext_noop(
                "{unit} kết thúc ngày {on}; văn bản chia địa giới chưa có trong sổ nên chưa ghi đơn vị nào tiếp nhận."
            ),
            data={"unit": unit, "on": on},
            clause=clause,
            units=(unit_id,),
        )
        return
    yield Finding(
        severity="error",
        code="ends_without_successor",
        message=gettext_noop(
            "{unit} kết thúc ngày {on} mà không có đơn vị nào tiếp nhận địa giới; "
            "nêu đơn vị nhận, hoặc ghi rõ ground: undocumented."
        ),
        data={"unit": unit, "on": on},
        clause=clause,
        units=(unit_id,),
        citation=_CITATION,
    )


def _clause(context: Context, unit_id: int) -> str:
    """The clause of this decision that ended the unit, or that gave from it."""
    if unit_id in context.clauses:
        return context.clauses[unit_id]
    for posted in context.book.postings.posted:
        if posted.thing != UNIT.name and posted.entry.changes.get("source") == unit_id:
            return context.clauses[posted.entry.thing_id]
    return ""
