"""What a case waits for: the acts that are next in its step, and who may do them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tinhgon.cases.definition import By, acts_anywhere, acts_of
from tinhgon.cases.judging import is_refused, missing
from tinhgon.cases.state import State
from tinhgon.cases.voting import asked_of, outcome_of
from tinhgon.law.clocks import Calendar


@dataclass(frozen=True)
class Seat:
    """One next act, and one that may do it: a right over the unit, or a person. `apart`, `accounts`: whose hand it must
    not be."""

    key: str
    act: str
    apart: frozenset[int]
    accounts: frozenset[str]


def seats(state: State, *, on: date, calendar: Calendar | None = None) -> list[Seat]:
    """The seats of an open case. A body is written as its people of the last summons."""
    if not state.is_open or state.paused:
        return []
    found: dict[tuple[str, str], Seat] = {}
    rules = {**acts_anywhere(state.version, state.here), **acts_of(state.here)}
    for doing in next_acts(state, on=on, calendar=calendar):
        apart, accounts = _others(state, doing)
        for by in rules[doing].by if doing in rules else ():
            for key in _keys(state, by, doing):
                found.setdefault((key, doing), Seat(key, doing, apart, accounts))
    return list(found.values())


def next_acts(state: State, *, on: date, calendar: Calendar | None = None) -> list[str]:
    """The acts that are due now, in their usual order; leaving the step when nothing is missing for it."""
    found = [doing for doing in acts_of(state.here) if doing != "pass" and _is_next(state, doing)]
    if state.text and set(state.text.warnings) - state.acknowledged:
        found.append("acknowledge")
    outcome = likely_outcome(state)
    if outcome and not is_refused(missing(state, outcome, on=on, calendar=calendar)):
        found.append("pass")
    return found


def likely_outcome(state: State) -> str:
    """The way that the step would be left by, where that is settled."""
    if state.here.all_votes():
        return outcome_of(state) or ""
    decided = state.run.decided[-1:]
    return decided[0].outcome if decided else next(iter(state.here.then))


def _is_next(state: State, doing: str) -> bool:
    run, step = state.run, state.here
    by_name = any(vote.mode in ("choose", "elect", "higher") for vote in step.all_votes().values())
    match doing:
        case "names":
            return by_name and not run.names and run.roll is None
        case "summon":
            return not run.summoned and (bool(run.names) or not by_name)
        case "declare":
            return bool(run.summoned) and run.roll is None and bool(set(run.summoned) - run.declared)
        case "roll":
            return bool(run.summoned) and run.roll is None
        case "count":
            return run.roll is not None and bool(list(_uncounted(state)))
        case "result":
            return run.roll is not None and not list(_uncounted(state)) and outcome_of(state) is None
        case "minute":
            return not run.minuted and (outcome_of(state) is not None or not step.all_votes())
        case "answer":
            return len(run.answers) < len(run.summoned) and not run.results
        case "revise":
            return state.text is None or state.text.seq < run.entered_seq or bool(state.text.errors)
        case "hand_in":
            return not run.papers and bool(step.papers or step.kind == "hand_in")
        case "number":
            return not state.number
        case "sign":
            return not state.signed and (bool(state.number) or "number" not in acts_of(step))
    return run.decision(doing) is None


def _uncounted(state: State) -> Iterator[str]:
    """Votes whose present round has fewer than two counts and no result."""
    for vote in state.here.all_votes():
        done = {result.round for result in state.run.results_of(vote)}
        number = max(done, default=0) + 1
        if asked_of(state, vote, "", number) and len(state.run.counts_of(vote, "", number)) < 2:
            yield vote


def _keys(state: State, by: By, doing: str) -> list[str]:
    if by.role is not None:
        return [f"role:{by.role}"]
    if by.roll is not None or by.body is not None:
        people = state.run.summoned
        if by.roll == "present" and state.run.roll:
            people = tuple(sorted(state.run.roll.present))
        done = {"declare": state.run.declared, "answer": {person for person, _answer in state.run.answers}}
        return [f"person:{person}" for person in people if person not in done.get(doing, ())]
    if by.did is not None:
        return [f"person:{hand.principal}" for hand in state.hands if hand.doing == by.did]
    return []


def _others(state: State, doing: str) -> tuple[frozenset[int], frozenset[str]]:
    """The people and accounts that have done what this act must be apart from; the first counter for the second."""
    groups = [group for group in state.version.apart if doing in group]
    hands = [hand for hand in state.hands for group in groups if hand.doing in group and hand.doing != doing]
    if doing == "count":
        first = {one.seq for one in state.run.counts}
        hands += [hand for hand in state.hands if hand.seq in first]
    people = frozenset(person for hand in hands for person in hand.people)
    if doing == "count":
        people |= frozenset(state.run.names)
    return people, frozenset(account for hand in hands for account in hand.accounts)
