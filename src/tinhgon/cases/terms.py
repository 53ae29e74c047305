"""The terms of a case, computed of its acts: due, at 70 %, overdue, standing still, or not to be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tinhgon.cases.definition import ClockRule
from tinhgon.cases.state import State
from tinhgon.law.clocks import Calendar, Due
from tinhgon.law.clocks.calendar import Unit

Status = Literal["not_started", "running", "warning", "overdue", "met", "met_late", "standing", "lasting"]
WARN_AT = (7, 10)
"""A term is told of when seven tenths of it have gone."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term with its working: since when, how long, which pauses, due when and how sure.

    What must last so long has no due day: it is `lasting` until `not_before`, then met.
    """

    name: str
    step: str
    status: Status
    since: date | None
    number: int
    unit: Unit
    due: Due | None = None
    not_before: Due | None = None
    warn_on: date | None = None
    met_on: date | None = None
    article: str = ""


def terms_of(state: State, *, calendar: Calendar, on: date) -> list[Term]:
    """Every term that has begun in the steps gone through, as of the day. A step not reached has none yet."""
    return [
        _term(state, step.id, rule, calendar, on)
        for step in state.version.steps
        if step.id == state.step or f"enter:{step.id}" in state.marks
        for rule in step.clocks
    ]


def overdue(state: State, *, calendar: Calendar, on: date) -> Iterator[Term]:
    """Terms that are over and of which no lapse is written yet."""
    written = {(lapse.clock, lapse.due) for lapse in state.lapses}
    for term in terms_of(state, calendar=calendar, on=on):
        if term.status == "overdue" and term.due and (term.name, term.due.on) not in written:
            yield term


def proved_wrong(state: State) -> State:
    """The case without those lapses that an act entered later proves wrong: the term was met in time after all.

    The lapse stays in the record; what the case says of the term is what happened.
    """
    rules = {(step.id, rule.name): rule for step in state.version.steps for rule in step.clocks}
    standing = []
    for lapse in state.lapses:
        rule = rules.get((lapse.step, lapse.clock))
        met = _met(state, lapse.step, rule) if rule else None
        if met is None or met > lapse.due:
            standing.append(lapse)
    return state if len(standing) == len(state.lapses) else state.changed(lapses=tuple(standing))


def _term(state: State, step: str, rule: ClockRule, calendar: Calendar, on: date) -> Term:
    number, unit = _length(rule)
    since = _since(state, rule)
    common = {"name": rule.name, "step": step, "since": since, "number": number, "unit": unit, "article": rule.article}
    if since is None:
        return Term(status="not_started", **common)  # type: ignore[arg-type]
    if rule.least:
        over = calendar.term(since, number, unit, roll=rule.roll)
        return Term(
            status="lasting" if on < over.on else "met",
            not_before=over,
            met_on=over.on if on >= over.on else None,
            **common,  # type: ignore[arg-type]
        )
    met_on = _met(state, step, rule)
    if rule.stops and state.paused and met_on is None:
        return Term(status="standing", **common)  # type: ignore[arg-type]
    pauses = [(first, last - timedelta(days=1)) for first, last in state.pauses if last] if rule.stops else []
    due = calendar.term(since, -number if rule.before else number, unit, roll=rule.roll, pauses=pauses)
    gone = number * WARN_AT[0] // WARN_AT[1]
    warn_on = due.on if rule.before else calendar.term(since, gone, unit, pauses=pauses).on
    status: Status = "running"
    if met_on is not None:
        status = "met" if met_on <= due.on else "met_late"
    elif on > due.on:
        status = "overdue"
    elif on >= warn_on and not rule.before:
        status = "warning"
    return Term(status=status, due=due, warn_on=warn_on, met_on=met_on, **common)  # type: ignore[arg-type]


def _length(rule: ClockRule) -> tuple[int, Unit]:
    if rule.working_days is not None:
        return rule.working_days, "working_days"
    if rule.days is not None:
        return rule.days, "days"
    return rule.months or 0, "months"


def _since(state: State, rule: ClockRule) -> date | None:
    if fact := rule.before or rule.since_fact:
        return state.facts.get(fact)
    mark = state.marks.get(rule.since or "open")
    return mark.date() if mark else None


def _met(state: State, step: str, rule: ClockRule) -> date | None:
    """When the term was met: by its own mark, else by leaving the step that states it."""
    mark = state.marks.get(rule.until or f"leave:{step}")
    began = state.marks.get(rule.since) if rule.since else None
    if mark is None or (began is not None and mark < began):
        return None
    if rule.until is None and step == state.step:
        return None  # the step was begun again
    return mark.date()
