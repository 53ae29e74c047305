"""The establishment balances: no line of a unit below nothing, nothing left on a unit that has ended, sums of 0."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.findings import Finding
from tinhgon.basis.text import vietnamese_number
from tinhgon.ledger.checks import Context, first_day_outside
from tinhgon.registers.establishment.labels import COUNTED, LAYERS
from tinhgon.registers.establishment.things import QUOTA
from tinhgon.registers.units.things import UNIT
from tinhgon.registers.units.view import UnitView

_STEPS = """
SELECT unit_id, category, bloc, funding, layer, day, lead(day) OVER line, (sum(sum(by)) OVER line)::int FROM (
  SELECT unit_id, category, bloc, funding, layer, lower(valid) AS day, amount AS by FROM quota_version
  WHERE unit_id = ANY(%(units)s) AND account = 'held' AND upper_inf(recorded)
  UNION ALL
  SELECT unit_id, category, bloc, funding, layer, upper(valid), -amount FROM quota_version
  WHERE unit_id = ANY(%(units)s) AND account = 'held' AND upper_inf(recorded) AND NOT upper_inf(valid)) moves
GROUP BY unit_id, category, bloc, funding, layer, day
WINDOW line AS (PARTITION BY unit_id, category, bloc, funding, layer ORDER BY day)
ORDER BY unit_id, category, bloc, funding, layer, day"""


class Step(NamedTuple):
    """What a unit holds of a line from a day on, until the next step."""

    unit_id: int
    category: str
    bloc: str
    funding: str
    layer: str
    since: date
    until: date | None
    amount: int

    def label(self) -> str:
        return f"{COUNTED[self.category]}{LAYERS[self.layer]}"  # type: ignore[index]


def check(context: Context) -> Iterator[Finding]:
    """Of units whose lines, or whose being there, this decision changes."""
    view = context.view(UnitView)
    changed = _changed_from(context)
    units = sorted({*changed, *(unit_id for unit_id in context.touched(UNIT) if unit_id in view.changed_from)})
    below: set[tuple[str | int, ...]] = set()
    left: dict[tuple[int, date], list[str]] = defaultdict(list)
    for step in map(Step._make, context.rows(_STEPS, units=units) if units else ()):
        first = changed.get(step.unit_id)
        if step.amount < 0 and first and (step.until is None or first < step.until) and step[:5] not in below:
            below.add(step[:5])
            yield _below(context, step, max(first, step.since))
        if step.amount:
            context.book.postings.load([step.unit_id])
            gone = first_day_outside(step.since, step.until, view.states(step.unit_id))
            if gone is not None:
                left[step.unit_id, gone].append(f"{vietnamese_number(step.amount)} {step.label()}")
    for (unit_id, since), amounts in left.items():
        yield Finding(
            severity="error",
            code="quota_left_behind",
            message=gettext_noop(
                "{unit} không còn từ ngày {since} nhưng còn giữ {amounts}; "
                "thêm điều khoản điều chuyển (move_all_posts, transfer_quota) hoặc cắt giảm (cut_quota)."
            ),
            data={"unit": view.told(unit_id), "since": since, "amounts": ", ".join(amounts)},
            clause=context.clauses.get(unit_id, ""),
            units=(unit_id,),
        )
    yield from _uneven(context)


def _changed_from(context: Context) -> dict[int, date]:
    """For each unit the first day on which this decision changes what it holds."""
    postings, found = context.book.postings, dict[int, date]()
    for thing_id in context.touched(QUOTA):
        for entry in postings.things[thing_id].entries:
            unit_id = entry.changes.get("unit")
            if unit_id and (entry.id >= postings.head.entry_id or entry.id in postings.flips):
                found[unit_id] = min(entry.effective_on, found.get(unit_id, entry.effective_on))
    return found


def _below(context: Context, step: Step, since: date) -> Finding:
    view = context.view(UnitView)
    return Finding(
        severity="error",
        code="quota_below_zero",
        message=gettext_noop(
            "{unit} từ ngày {since} còn {amount} {line}: cắt giảm, điều chuyển hoặc giao đi nhiều hơn số đang giữ; "
            "giảm số trong điều khoản, hoặc giao thêm trước đó."
        ),
        data={
            "unit": view.told(step.unit_id, since), "since": since, "amount": vietnamese_number(step.amount),
            "line": step.label(),
        },
        clause=_clause(context, step),
        units=(step.unit_id,),
    )  # fmt: skip


def _clause(context: Context, step: Step) -> str:
    """The clause of this decision that took from the line last."""
    postings = context.book.postings
    for posted in reversed(postings.posted):
        fields = posted.entry.changes
        if posted.thing == QUOTA.name and (fields.get("unit"), fields.get("category")) == step[:2]:
            return context.clauses[posted.entry.thing_id]
    return ""


def _uneven(context: Context) -> Iterator[Finding]:
    """What this decision itself posts comes to 0 for each category on every day."""
    postings, moves = context.book.postings, defaultdict[str, Counter[date]](Counter)
    for thing_id in context.touched(QUOTA):
        thing = postings.things[thing_id]
        if thing.entries[0].id < postings.head.entry_id:
            continue
        for state in thing.states():
            line = moves[state.fields["category"]]
            line[state.since] += state.fields["amount"]
            if state.until:
                line[state.until] -= state.fields["amount"]
    for category, by_day in moves.items():
        for on, amount in sorted(by_day.items()):
            if amount:
                yield Finding(
                    severity="error",
                    code="quota_does_not_balance",
                    message=gettext_noop(
                        "Các bút toán biên chế của quyết định này về {category} lệch {amount} ngày {on}; "
                        "tổng giao, nhận và cắt giảm phải bằng 0."
                    ),
                    data={"category": COUNTED[category], "amount": vietnamese_number(amount), "on": on},  # type: ignore[index]
                )
                break
