"""Whether an act fits the case: asked once, at the door. Everything that stands in the way is told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tinhgon.basis.errors import Wording
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.basis.findings import Finding
from tinhgon.cases.acts.base import Act, Kind, error
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.mending import Correct, Withdraw
from tinhgon.cases.acts.opening import Open
from tinhgon.cases.acts.sign import Sign
from tinhgon.cases.checks import CHECKS, Asked
from tinhgon.cases.definition import Need, act_rule, needs_of
from tinhgon.cases.fold import fold
from tinhgon.cases.state import State
from tinhgon.law.clocks import Calendar, official_calendar

STANDING_STILL = frozenset({"resume", "comment", "relate", "reopen", "abandon", "stop", "lapse"})
"""What may be done while a case stands still."""


def allowed(state: State, act: Act, *, calendar: Calendar | None = None) -> list[Finding]:
    """Findings about an act on this state; an error refuses it. An opening act is asked on the case before it.

    The act is whole: `seq`, `done_at` and `recorded_at` are those it would be written with.
    """
    if isinstance(act.payload, Open):
        return list(act.payload.fits(state, act))
    found = list(_general(state, act))
    if any(finding.is_error for finding in found):
        return found
    found += act.payload.fits(state, act)
    if any(finding.is_error for finding in found):
        return found
    found += _needs(state, act, calendar or official_calendar())
    if isinstance(act.payload, Withdraw | Correct):
        found += _replayed(state, act)
    return found


def missing(state: State, outcome: str, *, on: object, calendar: Calendar | None = None) -> list[Finding]:
    """What is missing to leave the step by a way, told before anybody tries."""
    way = state.here.then.get(outcome)
    needs = [*needs_of(state.here), *(way.needs if way else ())]
    asked = {"state": state, "on": on, "outcome": outcome, "calendar": calendar or official_calendar()}
    return list(_checked(state, needs, asked))


def _general(state: State, act: Act) -> Iterator[Finding]:
    if not state.is_open:
        yield error("case_closed", _("Hồ sơ đã kết thúc."))
        return
    if act.seq != state.seq + 1:
        yield error("state_moved", _("Hồ sơ đã có việc số {seq}; xem lại rồi thực hiện lại."), seq=state.seq)
    rule = act_rule(state.version, state.here, act.doing)
    kind = act.payload.kind.split("/")[0]
    if rule is None or (rule.kind or act.doing) != kind:
        yield error(
            "not_in_this_step",
            _("Bước “{step}” không có việc “{title}”."),
            step=state.here.title,
            title=Wording(act.payload.title),
        )
    if state.paused and act.doing not in STANDING_STILL:
        yield error("standing_still", _("Hồ sơ đang tạm dừng."))
    yield from _times(state, act)


def _times(state: State, act: Act) -> Iterator[Finding]:
    if act.done_at < state.run.entered_at:
        yield error("before_the_step", _("Việc được ghi là làm trước khi hồ sơ đến bước này."))
    if act.done_at > act.recorded_at:
        yield error("not_yet", _("Thời điểm thực hiện chưa đến."))
    late = act.recorded_at - act.done_at > timedelta(days=state.version.late_after_days)
    if late and not (act.payload.late_reason and act.entered_by and not act.entered_by.people & act.actor.people):
        yield error(
            "late_entry",
            _("Nhập sau {days} ngày là nhập bù: phải có lý do và do người khác nhập."),
            days=state.version.late_after_days,
        )


def _needs(state: State, act: Act, calendar: Calendar) -> Iterator[Finding]:
    rule = act_rule(state.version, state.here, act.doing)
    needs = list(rule.needs) if rule else []
    outcome = ""
    if isinstance(act.payload, Pass):
        outcome = act.payload.outcome
        needs += [*needs_of(state.here), *state.here.then[outcome].needs]
    elif isinstance(act.payload, Sign):
        outcome = "ok"
        needs += needs_of(state.here)
    asked = {"state": state, "on": act.done_at.date(), "outcome": outcome, "calendar": calendar}
    yield from _checked(state, needs, asked)


def _checked(state: State, needs: Sequence[Need], asked: dict[str, object]) -> Iterator[Finding]:
    """The checks, those that a superior's paper set aside in this visit turned into warnings."""
    aside = {one.check: one for one in state.run.overridden}
    for need in dict.fromkeys(needs):
        for finding in CHECKS[need.check](Asked(given=need.given, **asked)):  # type: ignore[arg-type]
            if need.check in aside:
                yield Finding(
                    severity="warning",
                    code=finding.code,
                    message=finding.message,
                    data=finding.data,
                    citation=aside[need.check].document,
                )
            else:
                yield finding


def _replayed(state: State, act: Act) -> Iterator[Finding]:
    """The acts of the step again without (with) the mended one: the first that would no longer fit is named."""
    start = state.run.entered_seq
    before = [one for one in state.acts if one.seq <= start]
    mended = act.payload
    target: int = mended.act  # type: ignore[attr-defined]
    kept = list(before)
    for one in state.acts:
        if one.seq <= start:
            continue
        kept.append(one)
        if one.seq < target or one.seq in state.withdrawn or one.payload.mends:
            continue
        payload: Kind = one.payload
        if one.seq == target:
            if isinstance(mended, Withdraw):
                kept[-1] = _nothing(one)
                continue
            payload = type(one.payload).model_validate(mended.content)  # type: ignore[attr-defined]
        trial = _as(one, payload)
        found = list(trial.payload.fits(fold(kept[:-1], lambda _digest: state.procedure), trial))
        kept[-1] = trial
        for finding in found:
            if not finding.is_error:
                continue
            if one.seq == target:
                yield finding
            else:
                yield error(
                    "first_withdraw",
                    _("Việc số {seq} ({title}) không còn phù hợp; rút việc đó trước."),
                    seq=one.seq,
                    title=Wording(one.title),
                )
            return


def _as(act: Act, payload: Kind) -> Act:
    return Act(**{**act.__dict__, "payload": payload})


def _nothing(act: Act) -> Act:
    """The withdrawn act as a place kept in the order."""
    return _as(act, Kind())


def is_refused(findings: Sequence[Finding]) -> bool:
    """Whether anything stands in the way."""
    return any(finding.is_error for finding in findings)


__all__ = ["allowed", "is_refused", "missing"]
