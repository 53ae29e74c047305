"""Papers of a case: the minutes of a meeting, of a count, and its ballots, as its acts have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.cases.acts.count import DeclareResult
from tinhgon.cases.definition.words import outcome
from tinhgon.cases.state import Run, State
from tinhgon.cases.voting import asked_of, count_of, result_of
from tinhgon.documents import Ballot, Counting, Meeting
from tinhgon.law.ballots import REASONS

Told = Callable[[int], str]
"""A person by id in words: the name where it may be seen, the file code."""


def visited(state: State, step: str = "") -> State:
    """The case as it stood when a step was last visited; without a step, at the last meeting that was summoned.

    Raises UnknownReference where there was no such visit.
    """
    runs = list(state.visits())
    fitting = [run for run in runs if (run.step == step if step else run.summoned)]
    if not fitting:
        raise UnknownReference(
            "no_such_meeting",
            gettext_noop("Hồ sơ {case} chưa có cuộc họp nào{step}; các bước đã qua: {steps}."),
            case=state.case, step=f" ở bước {step}" if step else "",
            steps=", ".join(dict.fromkeys(run.step for run in runs)),
        )  # fmt: skip
    run = fitting[-1]
    return state.changed(
        step=run.step, path=(*(one for one in runs if one.entered_seq < run.entered_seq), run), past=()
    )


def meeting_of(state: State, *, issuer: str, told: Told) -> Meeting:
    """The meeting of the present visit. What its acts do not say is left to be written in."""
    run = state.run
    begun = _moment(state, run, "roll/1") or _moment(state, run, "summon/1") or run.entered_at
    present = run.roll.present if run.roll else frozenset()
    out = {one.person: REASONS[one.reason] for one in run.roll.taken_out} if run.roll else {}
    apart = [kin.person for kin in run.related]
    absent = [one for one in run.summoned if run.roll and one not in present and one not in apart]
    return Meeting(
        issuer, _title(state), begun, summoned=len(run.summoned) if run.summoned else None,
        present=[told(one) for one in run.summoned if one in present],
        absent=[(told(one), out.get(one, "")) for one in absent], apart=[told(one) for one in dict.fromkeys(apart)],
        matters=list(_matters(state, told)), views=run.views or None,
    )  # fmt: skip


def countings_of(state: State, *, issuer: str, told: Told) -> list[Counting]:
    """Every count that has a result, round after round. Raises Conflict where there is none."""
    declared = {act.seq: act.payload for act in state.acts if isinstance(act.payload, DeclareResult)}
    title = _title(state)
    found = []
    for one in state.run.results:
        asked = asked_of(state, one.vote, one.matter, one.round)
        if asked is None:
            continue
        act = declared[one.seq]
        result = result_of(
            state, one.vote, one.matter, one.round, casting=act.casting, head_vacant=act.head_vacant
        )  # fmt: skip
        counted_at = _moment(state, state.run, "count/1") or state.run.entered_at
        found.append(
            Counting(
                issuer, title, counted_at, asked.rule, state.run.base(),
                count_of(state, one.vote, one.matter, one.round), result,
                {name: told(name) for name in asked.names or ()}, counters=_counters(state, told), round=one.round,
            )
        )  # fmt: skip
    if not found:
        raise Conflict("no_result", gettext_noop("Bước {step} chưa có kết quả kiểm phiếu."), step=state.here.title)
    return found


def ballots_of(
    state: State, *, issuer: str, told: Callable[[int], tuple[str, str]], on: date
) -> list[Ballot]:  # fmt: skip
    """The ballots of the votes that the present step asks for. Raises Conflict where it votes on nothing yet.

    `told`: a person's name as it stands on the ballot, and what they are.
    """
    votes = [(vote, asked_of(state, vote, "", 1)) for vote in state.here.all_votes()]
    found = [
        Ballot(issuer, state.title, on, asked.rule, [told(one) for one in asked.names or ()], asked.seats)
        for _, asked in votes
        if asked is not None and (asked.names or asked.rule.mode in ("yes_no", "survey"))
    ]
    if not found:
        raise Conflict("no_ballot", gettext_noop("Bước {step} chưa có gì đưa ra bỏ phiếu."), step=state.here.title)
    return found


def _title(state: State) -> str:
    return f"{state.here.title}: {state.title}"


def _matters(state: State, told: Told) -> Iterator[str]:
    for one in state.run.results:
        who = ", ".join(told(person) for person in one.chosen or one.go_on)
        rule = state.here.all_votes().get(one.vote)
        title = rule.title if rule and rule.title else state.here.title
        again = f", vòng {one.round}" if one.round > 1 else ""
        yield f"{title}{again}: {outcome(one.outcome)}{f' ({who})' if who else ''}."


def _moment(state: State, run: Run, kind: str) -> datetime | None:
    """When an act of a kind was last done in a visit."""
    ends = run.left_seq or state.seq
    done = [
        act.done_at
        for act in state.acts
        if act.payload.kind == kind and run.entered_seq <= act.seq <= ends and act.seq not in state.withdrawn
    ]
    return done[-1] if done else None


def _counters(state: State, told: Told) -> list[str]:
    seqs = {one.seq for one in state.run.counts}
    return list(dict.fromkeys(told(act.actor.person) for act in state.acts if act.seq in seqs))
