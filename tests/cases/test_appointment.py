"""Stories of the appointment from within, five steps and four: the engine with both versions side by side."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from tests.cases.house import Case, House, Refused, province

from tinhgon.cases.acts import Act
from tinhgon.cases.acts.count import CountVotes, DeclareResult, Votes
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.declare import Declare
from tinhgon.cases.acts.going_back import Reopen
from tinhgon.cases.acts.hand_in import HandIn, Paper
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.mending import Correct, Withdraw
from tinhgon.cases.acts.minute import Minute
from tinhgon.cases.acts.names import Names
from tinhgon.cases.acts.override import Override
from tinhgon.cases.acts.relate import Relate
from tinhgon.cases.acts.roll import Absent, CallRoll
from tinhgon.cases.acts.standing_still import FollowNewRule
from tinhgon.cases.acts.summon import Summon
from tinhgon.cases.fold import fold
from tinhgon.cases.ledger import Kin
from tinhgon.procedures import procedures

APPOINTMENT = procedures()["appointment_from_within"]
CHAIR, OFFICER, HEAD, ABOVE = 1, 2, 3, 9
A, B, C = 31, 32, 33
OLD, NEW = datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 9, 7, 8, tzinfo=UTC)
PAPER = "c" * 64
END = tuple(Paper(name=one, number="15/TTr") for one in ("tờ trình bổ nhiệm", "hồ sơ nhân sự"))


def case_on(day: datetime, house: House | None = None) -> Case:
    case = Case(house or province(), APPOINTMENT)
    case.now = day
    asked = HandIn(papers=(Paper(name="tờ trình chủ trương", number="14/TTr"),))
    case.opened(by=OFFICER).does(OFFICER, asked).does(OFFICER, Pass())
    return case.does(CHAIR, Decide(does="approve")).does(CHAIR, Pass())


def body_of(case: Case) -> list[int]:
    return sorted(case.house.bodies[case.state.here.body])


def seated(case: Case, *, names: tuple[int, ...] = (), absent: tuple[Absent, ...] = ()) -> Case:
    if names:
        case.does(OFFICER, Names(people=names))
    out = {kin.person for kin in case.house.relations if kin.of in case.state.named}
    summoned = tuple(one for one in body_of(case) if one not in out)
    case.does(OFFICER, Summon(summoned=summoned))
    away = {one.person for one in absent}
    return case.does(OFFICER, CallRoll(present=tuple(one for one in summoned if one not in away), absent=absent))


def counted(case: Case, votes: dict[int, int], *, first: int = 4, second: int = 5) -> Case:
    present = len(case.state.run.roll.present)
    told = {
        "issued": present,
        "returned": present,
        "valid": sum(votes.values()),
        "invalid": present - sum(votes.values()),
        "votes": tuple(Votes(person=one, votes=number) for one, number in votes.items()),
    }
    return case.does(first, CountVotes(**told)).does(second, CountVotes(**told))


def meeting(case: Case, votes: dict[int, int], outcome: str, chosen: tuple[int, ...] = (), **more: object) -> Case:
    names = more.pop("names", ())
    absent = more.pop("absent", ())
    counted(seated(case, names=names, absent=absent), votes)
    case.does(OFFICER, DeclareResult(outcome=outcome, chosen=chosen, **more)).does(OFFICER, Minute(sha256=PAPER))
    return case.does(CHAIR, Pass(outcome=outcome))


def test_four_steps_from_the_first_of_august() -> None:
    case = case_on(NEW)
    meeting(case, {A: 3, B: 2}, "chosen", (A,), names=(A, B))
    meeting(case, {A: 6}, "chosen", (A,))
    meeting(case, {A: 7}, "chosen", (A,))
    case.does(OFFICER, HandIn(papers=(Paper(name="ý kiến bằng văn bản của cấp ủy", number="8-CV/ĐU"),)))
    meeting(case, {A: 5}, "chosen", (A,))
    case.does(
        OFFICER,
        HandIn(papers=END),
    ).does(OFFICER, Pass())
    assert case.state.closed == "done"
    assert [run.step for run in case.state.visits()] == ["request", "policy", "t1", "t2", "t3", "t4", "end"]
    assert fold(case.acts, lambda _digest: APPOINTMENT) == case.state


def test_five_steps_until_the_thirty_first_of_july() -> None:
    case = case_on(OLD)
    case.does(OFFICER, Names(people=(A, B))).does(OFFICER, Minute(sha256=PAPER)).does(OFFICER, Pass())
    meeting(
        case,
        {
            A: 3,
            B: 4,
        },
        "carried",
        (B, A),
        go_on=(B, A),
    )
    assert case.state.run.names == (B, A)
    seated(case)
    counted(case, {A: 1, C: 4})  # C was not among the names before: 4 of 5 is at least 2/3 of the leadership
    case.does(OFFICER, DeclareResult(outcome="chosen", chosen=(C,))).does(OFFICER, Minute(sha256=PAPER))
    case.does(CHAIR, Pass(outcome="chosen"))
    meeting(case, {C: 9}, "counted")
    case.does(OFFICER, HandIn(papers=(Paper(name="ý kiến bằng văn bản của cấp ủy", number="8"),)))
    meeting(case, {C: 5}, "chosen", (C,))
    assert case.state.step == "end"


def test_the_base_of_the_day_decides() -> None:
    """20 of 41 less 3 by force majeure is over half under the new text; the old one knows no such deduction."""
    away = tuple(Absent(person=one, reason="force_majeure", evidence="Giấy 1") for one in (13, 14))
    new = meeting(case_on(NEW), {A: 5}, "chosen", (A,), names=(A, B))
    seated(new, absent=away)
    counted(new, {A: 4, B: 0} if B in new.state.run.names else {A: 4})
    assert new.refuses(OFFICER, DeclareResult(outcome="stop_report")) == {"not_the_result"}
    new.does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,)))
    old = case_on(OLD).does(OFFICER, Names(people=(A, B))).does(OFFICER, Minute(sha256=PAPER)).does(OFFICER, Pass())
    counted(seated(old, absent=away), {A: 4})
    assert old.refuses(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))) == {"not_the_result"}
    old.does(OFFICER, DeclareResult(outcome="carried", chosen=(A,), go_on=(A,)))


def test_nobody_over_half_in_step_three_stops() -> None:
    case = case_on(NEW)
    meeting(case, {A: 2, B: 2}, "carried", (A, B), names=(A, B), go_on=(A, B))
    meeting(case, {A: 4, B: 4}, "carried", (A, B), go_on=(A, B))
    meeting(case, {A: 6, B: 6}, "stop_report")
    assert case.state.closed == "stopped"


def test_two_at_exactly_half_go_to_the_head_who_chooses_one_of_them() -> None:
    house = province()
    house.bodies["leadership"] = {1, 4, 5, 6}
    case = case_on(NEW, house)
    meeting(case, {A: 2, B: 2}, "carried", (A, B), names=(A, B), go_on=(A, B))
    meeting(case, {A: 4, B: 4}, "carried", (A, B), go_on=(A, B))
    counted(seated(case), {A: 7, B: 5})
    case.does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,)))
    assert case.refuses(CHAIR, Pass(outcome="chosen")) == {"no_minutes"}
    case.does(OFFICER, Withdraw(act=case.state.seq, reason="Nhập sai"))
    case.does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))).does(OFFICER, Minute(sha256=PAPER))
    case.does(CHAIR, Pass(outcome="chosen"))
    assert case.state.step == "t4"
    case.does(OFFICER, HandIn(papers=(Paper(name="ý kiến bằng văn bản của cấp ủy", number="8"),)))
    meeting(case, {A: 4}, "chosen", (A,))


def test_a_tie_at_the_last_step() -> None:
    house = province()
    house.bodies["leadership"] = {1, 4, 5, 6}
    house.bodies["key_officials"] = {1, 4, 5}
    case = case_on(OLD, house)
    case.does(OFFICER, Names(people=(A, B))).does(OFFICER, Minute(sha256=PAPER)).does(OFFICER, Pass())
    meeting(case, {A: 4, B: 4}, "carried", (A, B), go_on=(A, B))
    meeting(case, {A: 2, B: 2}, "carried", (A, B), go_on=(A, B))
    meeting(case, {A: 2, B: 1}, "counted")
    case.does(OFFICER, HandIn(papers=(Paper(name="ý kiến bằng văn bản của cấp ủy", number="8"),)))
    meeting(case, {A: 2, B: 2}, "head_decides", go_on=(A, B))
    assert case.state.step == "tie"
    assert case.refuses(CHAIR, Decide(does="choose_tied", person=C)) == {"not_among_the_names"}
    case.does(CHAIR, Decide(does="choose_tied", person=B, views="Ý kiến khác nhau được báo cáo đủ")).does(CHAIR, Pass())
    assert case.state.run.names_in == (B,)


def test_two_counts_must_agree_and_the_second_is_another() -> None:
    case = seated(case_on(NEW), names=(A, B))
    one = CountVotes(
        issued=5, returned=5, valid=5, invalid=0, votes=(Votes(person=A, votes=3), Votes(person=B, votes=2))
    )
    other = CountVotes(
        issued=5, returned=5, valid=5, invalid=0, votes=(Votes(person=A, votes=2), Votes(person=B, votes=3))
    )
    case.does(4, one)
    assert case.refuses(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))) == {"one_count"}
    assert case.refuses(4, other) == {"same_counter"}
    assert "not_competent" in case.refuses(20, other)
    case.does(5, other)
    assert case.refuses(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))) == {"counts_differ"}
    case.does(5, Correct(act=case.state.seq, content=one.model_dump(mode="json"), reason="Đếm lại"))
    case.does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,)))
    assert case.refuses(4, Withdraw(act=case.state.seq - 3, reason="…")) == {"first_withdraw"}
    assert case.refuses(OFFICER, Names(people=(A, B, C))) == {"list_closed"}


def test_relatives_are_out_of_the_step_and_the_base() -> None:
    case = case_on(NEW)
    case.house.relations = [Kin(6, A, "sibling")]
    case.does(OFFICER, Names(people=(A, B)))
    assert case.refuses(OFFICER, Summon(summoned=(1, 3, 4, 5, 6))) == {"related_summoned"}
    counted(seated(case), {A: 2, B: 2})
    assert case.state.run.base().summoned == 4
    assert case.refuses(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))) == {"not_the_result"}
    case.does(OFFICER, DeclareResult(outcome="carried", chosen=(A, B), go_on=(A, B)))


def test_a_relation_declared_before_the_roll_takes_its_owner_out() -> None:
    case = case_on(NEW).does(OFFICER, Names(people=(A, B))).does(OFFICER, Summon(summoned=(1, 3, 4, 5, 6)))
    assert case.refuses(5, Declare(is_related=True)) == {"relation_unstated"}
    case.does(5, Declare(is_related=True, relation="sibling", of=B)).does(4, Declare(is_related=False))
    assert case.refuses(OFFICER, CallRoll(present=(1, 3, 4, 5, 6))) == {"related_present"}
    case.does(OFFICER, CallRoll(present=(1, 3, 4, 6), absent=(Absent(person=5),)))
    assert case.state.run.base().taken_out == {"related": 1}


def test_a_relation_found_after_the_count_blocks_the_step_until_it_is_begun_again() -> None:
    case = counted(seated(case_on(NEW), names=(A, B)), {A: 3, B: 2})
    case.does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))).does(OFFICER, Minute(sha256=PAPER))
    case.does(4, Relate(person=6, of=A, relation="spouse", evidence="Đăng ký kết hôn"))
    assert case.refuses(CHAIR, Pass(outcome="chosen")) == {"blocked"}
    assert case.state.run.results[0].outcome == "chosen"  # no outcome recomputes itself
    assert case.refuses(CHAIR, Reopen(to="t1", reason="…", document="9-CV")) == {"not_competent"}
    case.does(ABOVE, Reopen(to="t1", reason="Có quan hệ gia đình", document="9-CV/TU"))
    case.does(OFFICER, Names(people=(A, B)))
    assert case.refuses(OFFICER, Summon(summoned=(1, 3, 4, 5, 6))) == {"related_summoned"}
    case.does(OFFICER, Summon(summoned=(1, 3, 4, 5)))


def test_what_the_ledger_said_is_in_the_act_and_is_not_asked_again() -> None:
    case = seated(case_on(NEW), names=(A, B))
    before = fold(case.acts, lambda _digest: APPOINTMENT)
    case.house.bodies["leadership"] = {1, 3}
    case.house.relations = [Kin(4, A, "spouse")]
    case.house.holders.clear()
    assert fold(case.acts, lambda _digest: APPOINTMENT) == before == case.state


def test_the_whole_body_is_summoned() -> None:
    case = case_on(NEW).does(OFFICER, Names(people=(A,))).does(OFFICER, Summon(summoned=(1, 3, 4, 5)))
    case.does(OFFICER, CallRoll(present=(1, 3, 4, 5)))
    counted(case, {A: 4}).does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))).does(
        OFFICER, Minute(sha256=PAPER)
    )
    assert case.refuses(CHAIR, Pass(outcome="chosen")) == {"not_summoned_member"}
    assert "not_of_the_body" in case_on(NEW).refuses(OFFICER, Summon(summoned=(1, 20)))


def test_candidates_sit_and_vote_but_do_not_count() -> None:
    case = case_on(NEW)
    seated(case, names=(4, B))
    assert 4 in case.state.run.roll.present
    told = {"issued": 5, "returned": 5, "valid": 5, "invalid": 0, "votes": (Votes(person=4, votes=5),)}
    assert "own_concern" in case.refuses(4, CountVotes(**told))
    case.does(5, CountVotes(**told))


def test_a_paper_is_missing_and_a_superior_sets_it_aside() -> None:
    case = case_on(NEW)
    meeting(case, {A: 5}, "chosen", (A,), names=(A,))
    meeting(case, {A: 9}, "chosen", (A,))
    meeting(case, {A: 12}, "chosen", (A,))
    counted(seated(case), {A: 5}).does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,)))
    case.does(OFFICER, Minute(sha256=PAPER))
    assert case.refuses(CHAIR, Pass(outcome="chosen")) == {"paper_missing"}
    case.does(ABOVE, Override(check="papers", document="30-CV/TU", reason="Gửi sau")).does(
        CHAIR, Pass(outcome="chosen")
    )
    assert [one.document for one in case.state.overridden] == ["30-CV/TU"]


def test_two_thirds_are_needed_to_meet_under_the_old_text_and_advised_under_the_new() -> None:
    away = tuple(Absent(person=one) for one in (5, 6))
    new = counted(seated(case_on(NEW), names=(A,), absent=away), {A: 3}, second=3)
    new.does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,))).does(OFFICER, Minute(sha256=PAPER))
    new.does(CHAIR, Pass(outcome="chosen"))
    old = case_on(OLD).does(OFFICER, Names(people=(A,))).does(OFFICER, Minute(sha256=PAPER)).does(OFFICER, Pass())
    away = tuple(Absent(person=one) for one in (6, 11, 12, 13))
    counted(seated(old, absent=away), {A: 5}).does(OFFICER, DeclareResult(outcome="chosen", chosen=(A,)))
    old.does(OFFICER, Minute(sha256=PAPER))
    assert old.refuses(CHAIR, Pass(outcome="chosen")) == {"quorum"}


def test_a_case_in_the_middle_keeps_its_rule_unless_it_is_told_to_follow_the_new_one() -> None:
    case = case_on(datetime(2026, 7, 28, 8, tzinfo=UTC)).later(10)
    assert case.state.version.until == date(2026, 7, 31)
    follow = FollowNewRule(version=date(2026, 8, 1), article="Điều 35.2", document="40-CV/TU")
    assert case.refuses(CHAIR, follow) == {"not_competent"}
    case.does(ABOVE, follow)
    assert case.state.here.kind == "ballot_meeting"
    meeting(case, {A: 5}, "chosen", (A,), names=(A,))
    assert case.state.step == "t2"


def recounted(acts: list[Act], house: House, version_since: date) -> str:
    """The outcome of the last meeting again, of raw acts and fractions; nothing of the engine."""
    rolls = [act.payload for act in acts if isinstance(act.payload, CallRoll)]
    summons = [act.payload for act in acts if isinstance(act.payload, Summon)]
    count = next(act.payload for act in reversed(acts) if isinstance(act.payload, CountVotes))
    votes = {one.person: one.votes for one in count.votes}
    base = len(set(summons[-1].summoned))
    if version_since == date(2026, 8, 1):
        base -= sum(1 for one in rolls[-1].absent if one.reason == "force_majeure")
    best = max(votes.values(), default=0)
    if Fraction(best, base) > Fraction(1, 2):
        return "chosen"
    return "carried" if any(Fraction(number, base) >= Fraction(3, 10) for number in votes.values()) else "stop_report"


def test_random_hands_and_orders_never_skip_a_step_or_turn_a_result() -> None:
    dice = random.Random(33)
    ends: list[str] = []
    for _number in range(40):
        case = case_on(dice.choice([OLD, NEW]))
        if case.state.step == "t1" and not case.state.here.all_votes():
            case.does(OFFICER, Names(people=(A, B))).does(OFFICER, Minute(sha256=PAPER)).does(OFFICER, Pass())
        steps = [case.state.step]
        if not case.state.run.names:
            case.does(OFFICER, Names(people=(A, B)))
        for _try in range(60):
            if not case.state.is_open or case.state.step in ("t3", "t4"):
                break
            try_something(dice, case)
            if case.state.step != steps[-1]:
                last = case.acts[-1]
                assert isinstance(last.payload, Pass)
                done = [act for act in case.acts[:-1] if act.seq not in case.state.withdrawn]
                assert last.payload.outcome == recounted(done, case.house, case.state.version.since)
                steps.append(case.state.step)
        order = [step.id for step in case.state.version.steps]
        visited = [run.step for run in case.state.visits()]
        assert visited == order[: len(visited)]
        ends.append(case.state.closed or case.state.step)
    assert {"stopped", "t3"} <= set(ends)


def try_something(dice: random.Random, case: Case) -> None:
    run = case.state.run
    body = body_of(case)
    present = [one for one in run.summoned if dice.random() < 0.9]
    voters = len(run.roll.present) if run.roll else 5
    first = dice.randrange(voters + 1)
    votes = {A: first, B: dice.randrange(voters - first + 1)}
    told = CountVotes(valid=voters, votes=tuple(Votes(person=one, votes=number) for one, number in votes.items()))
    if run.counts and dice.random() < 0.8:
        told = next(act.payload for act in reversed(case.acts) if isinstance(act.payload, CountVotes))
    outcome = dice.choice(["chosen", "carried", "stop_report"])
    chosen = {"chosen": dice.choice([(A,), (B,)]), "carried": dice.choice([(A,), (B,), (A, B)]), "stop_report": ()}[
        outcome
    ]
    absent = tuple(
        Absent(person=one, reason=dice.choice(["", "force_majeure"]), evidence="Giấy")
        for one in run.summoned
        if one not in present
    )
    result = DeclareResult(outcome=outcome, chosen=chosen, go_on=chosen if outcome == "carried" else ())
    who, what = dice.choice(
        [
            (OFFICER, Summon(summoned=tuple(body))),
            (OFFICER, CallRoll(present=tuple(present), absent=absent)),
            (dice.choice(body), told),
            (dice.choice(body), told),
            (OFFICER, result),
            (OFFICER, result),
            (OFFICER, Minute(sha256=PAPER)),
            (CHAIR, Pass(outcome=outcome)),
            (CHAIR, Pass(outcome=case.state.run.results[-1].outcome if run.results else outcome)),
            (dice.choice(body), Withdraw(act=case.state.seq, reason="…")),
        ]
    )
    try:
        case.does(who, what)
    except Refused:
        case.now += timedelta(seconds=1)


def test_a_name_twice_or_a_stranger_on_a_later_list() -> None:
    case = meeting(case_on(NEW), {A: 5}, "chosen", (A,), names=(A,))
    with pytest.raises(Refused) as refused:
        case.does(OFFICER, Names(people=(A, C)))
    assert refused.value.codes == {"not_among_the_names_before"}
