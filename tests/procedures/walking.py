"""A walker that goes through any procedure by the acts that its definition gives: what a specialist would do, by hand.

It knows no procedure. For each step it does what stands between the case and a way out (papers, names, summons, roll,
counts, result, minutes, decision) and leaves; a way that cannot be left by any of the votes it tries is told.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from tests.cases.house import Case, House, Refused

from tinhgon.basis.errors import Refusal
from tinhgon.cases.acts.answer import Answer
from tinhgon.cases.acts.count import CountVotes, DeclareResult, Votes
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.declare import Declare
from tinhgon.cases.acts.hand_in import HandIn, Paper
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.minute import Minute
from tinhgon.cases.acts.names import Names
from tinhgon.cases.acts.roll import CallRoll
from tinhgon.cases.acts.summon import Summon
from tinhgon.cases.definition import By, Procedure, Step, Version, act_rule, acts_of, needs_of
from tinhgon.cases.ledger import Kin
from tinhgon.cases.terms import terms_of
from tinhgon.cases.voting import people_of, result_of
from tinhgon.law.clocks import official_calendar

ROLES = ("to-chuc", "phe-duyet", "chu-tri", "dung-dau", "cap-tren", "kiem-tra", "kiem-phieu", "giam-sat")
CANDIDATES = (71, 72, 73, 74, 75)
SCAN = "c" * 64
FACTS = {
    "term_start": date(2021, 12, 1), "term_end": date(2026, 12, 1), "retires_on": date(2031, 1, 1),
    "discovered_on": date(2026, 8, 1), "effective_on": date(2026, 9, 1),
    "review_on": date(2026, 12, 10), "finish_by": date(2026, 12, 31), "meeting_on": date(2026, 12, 10),
}  # fmt: skip
NEAR = {"retires_on": date(2027, 6, 1)}


def house_of(version: Version, *, size: int) -> House:
    """One person a right, with two who count; every body of the version has the same members."""
    holders = {100 + number: number for number in range(1, len(ROLES) + 1)}
    rights = {100 + number: {role} for number, role in enumerate(ROLES, start=1)}
    holders[150], rights[150] = 50, {"kiem-phieu"}
    members = set(range(21, 21 + size))
    people = [*holders.values(), *members, *CANDIDATES]
    return House(
        accounts={f"u{one}": one for one in people},
        holders={**holders, **{200 + one: one for one in members}},
        rights=rights,
        bodies={step.body: set(members) for step in version.steps if step.body},
    )


def opened(procedure: Procedure, version: Version, *, size: int, near: bool = False) -> Case:
    """A case of the version on its last day, or now, with the dates that its terms ask for."""
    case = Case(house_of(version, size=size), procedure)
    day = min(version.until or date(2026, 9, 7), date(2026, 9, 7))
    case.now = datetime.combine(max(day, version.since), time(8), UTC)
    return case.opened(variant=version.variant, by=1, facts={**FACTS, **(NEAR if near else {})})


def ways_left(case: Case, *, related: bool = False) -> Iterator[tuple[str, Case]]:
    """Every way out of the present step that the walker can leave by, with the case after it."""
    for outcome in case.state.here.then:
        for votes in _ballots(case):
            trial = copy.deepcopy(case)
            if related and trial.state.named:
                trial.house.relations = [Kin(21, min(trial.state.named), "sibling")]
            try:
                _done(trial, outcome, votes)
            except (Refused, Refusal, LookupError):
                continue
            yield outcome, trial
            break


def _ballots(case: Case) -> list[tuple[str, bool]]:
    """Kinds of votes to try, and whether the head's post is vacant. One is enough where nothing is voted."""
    if not case.state.here.all_votes():
        return [("none", False)]
    return [(kind, vacant) for kind in ("all", "split", "spread", "nobody", "short") for vacant in (False, True)]


def _done(case: Case, outcome: str, votes: tuple[str, bool]) -> None:
    step = case.state.here
    acts = acts_of(step)
    _papers(case, step, outcome)
    if "names" in acts and (step.kind != "ballot_meeting" or _by_name(step)):
        fixed = any(rule.candidates == "from_before" for rule in step.all_votes().values())
        among = (case.state.run.names_in if fixed else ()) or CANDIDATES
        seats = max(1, len(among) - 1) if _elects(step) else 1
        case.does(_hand(acts["names"].by), Names(people=tuple(among), seats=seats))
    if "summon" in acts and step.body:
        _meeting(case, step, votes)
    elif "summon" in acts:
        case.does(_hand(acts["summon"].by), Summon(summoned=(CANDIDATES[0],)))
    for rule in step.all_votes().items():
        _voted(case, step, rule[0], votes)
    if "minute" in acts:
        case.does(_hand(acts["minute"].by), Minute(sha256=SCAN, views="Có ý kiến khác"))
    if step.kind == "decision_of":
        chosen = case.state.run.names_in[:1] if step.does == "choose_tied" else ()
        does = step.does or "decide"
        case.does(_hand(acts[does].by), Decide(does=does, outcome=outcome, person=chosen[0] if chosen else None))
    _wait(case, outcome)
    case.does(_hand(acts["pass"].by), Pass(outcome=outcome))


def _wait(case: Case, outcome: str) -> None:
    """Until what must last before this way has lasted."""
    if any(need.check == "least_time" for need in case.state.here.then[outcome].needs):
        on = case.now.date()
        ends = [
            term.not_before.on for term in terms_of(case.state, calendar=official_calendar(), on=on) if term.not_before
        ]
        case.now = max([case.now, *(datetime.combine(end, time(8), UTC) for end in ends)])


def _papers(case: Case, step: Step, outcome: str) -> None:
    needs = (*needs_of(step), *step.then[outcome].needs)
    names = [name for need in needs if need.check == "papers" for name in need.given]
    if any(need.check == "handed_in" for need in needs) and not names:
        names = ["văn bản"]
    if names:
        rule = act_rule(case.state.version, step, "hand_in")
        assert rule is not None
        case.does(_hand(rule.by), HandIn(papers=tuple(Paper(name=name, number="1/TTr") for name in names)))


def _meeting(case: Case, step: Step, votes: tuple[str, bool]) -> None:
    acts = acts_of(step)
    out = {kin.person for kin in case.house.relations}
    summoned = tuple(one for one in sorted(case.house.bodies[step.body or ""]) if one not in out)
    case.does(_hand(acts["summon"].by), Summon(summoned=summoned))
    if "declare" in acts and any(need.check == "declared" for need in needs_of(step)):
        for one in summoned:
            case.does(one, Declare(related=False))
    if "roll" in acts:
        case.does(_hand(acts["roll"].by), CallRoll(present=summoned))
    if "answer" in acts:
        for one in summoned:
            case.does(one, Answer(answer="agree" if votes[0] == "all" else "disagree", reason="Chưa đủ căn cứ"))


def _voted(case: Case, step: Step, vote: str, votes: tuple[str, bool]) -> None:
    acts, rule = acts_of(step), step.all_votes()[vote]
    if "count" in acts:
        present = len(case.state.run.roll.present)
        cast = _cast(rule.mode, votes[0], present, case.state.run.names or case.state.run.names_in, step)
        told = CountVotes(
            vote=vote, issued=present, returned=present, valid=present, invalid=0, votes=tuple(cast),
        )  # fmt: skip
        case.does(7, told).does(50, told)
    result = result_of(case.state, vote, head_vacant=votes[1], casting="agree" if votes[1] else "")
    case.does(
        _hand(acts["result"].by),
        DeclareResult(
            vote=vote,
            outcome=result.outcome,
            chosen=tuple(sorted(people_of(result.chosen))),
            go_on=tuple(sorted(people_of(result.go_on or result.tied))),
            head_vacant=votes[1],
            casting="agree" if votes[1] and rule.at_half == "chair" else "",
        ),
    )


def _cast(mode: str, kind: str, present: int, names: tuple[int, ...], step: Step) -> Iterator[Votes]:
    if mode in ("yes_no", "survey"):
        agree = {"all": present, "split": present // 2}.get(kind, 0)
        yield Votes(answer="agree", votes=agree)
        yield Votes(answer="disagree", votes=present - agree)
        return
    seats = max(1, len(names) - 1) if _elects(step) else 1
    level = present * 3 // 4
    others = (seats * present - 2 * level) // max(1, seats - 1)
    share = {
        "all": [present] * seats,
        "split": [present // 2] * 2 if seats == 1 else [others] * (seats - 1) + [level] * 2,
        "spread": [present // len(names)] * len(names),
        "nobody": [0] * len(names),
        "short": [present] + [1] * (len(names) - 1),
    }[kind]
    for name, number in zip(names, [*share, *[0] * len(names)], strict=False):
        yield Votes(person=name, votes=number)


def _by_name(step: Step) -> bool:
    return any(rule.mode in ("choose", "elect", "higher") for rule in step.all_votes().values())


def _elects(step: Step) -> bool:
    return any(rule.mode == "elect" for rule in step.all_votes().values())


def _hand(by: tuple[By, ...]) -> int:
    """Somebody whom the rule lets act: by right, else the chair."""
    for one in by:
        if one.role in ROLES:
            return ROLES.index(one.role) + 1
    return ROLES.index("chu-tri") + 1
