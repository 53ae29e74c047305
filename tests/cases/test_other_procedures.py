"""Procedures of other kinds on the same engine: a written round, an election, a cell, a council."""

from __future__ import annotations

from tests.cases.house import Case, House

from tinhgon.cases.acts import Kind
from tinhgon.cases.acts.answer import Answer
from tinhgon.cases.acts.count import CountVotes, DeclareResult, Votes
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.minute import Minute
from tinhgon.cases.acts.names import Names
from tinhgon.cases.acts.roll import Absent, CallRoll
from tinhgon.cases.acts.summon import Summon
from tinhgon.cases.fold import fold
from tinhgon.cases.ledger import Kin
from tinhgon.procedures import load_definition

OFFICER, CHAIR = 90, 91
PAPER = "c" * 64
HEAD = """
procedure: trial
title: Thử
about: body
versions:
  - from: 2020-01-01
    instrument: {name: thử, sure: house}
    start: one
"""
WRITTEN = (
    HEAD
    + """
    steps:
      - id: one
        title: Lấy ý kiến bằng văn bản
        by: {role: to-chuc}
        body: committee
        acts:
          summon: {}
          answer: {by: {roll: summoned}}
          result: {}
          minute: {}
          pass: {by: {role: chu-tri}}
        vote: {mode: yes_no, base: members, share: over 1/2, article: 168-QĐ/TW Điều 30}
        needs: [result_as_ruled, minutes]
        then: {passed: done, not_passed: stopped}
"""
)
ELECTION = (
    HEAD
    + """
    oneself: votes
    steps:
      - id: one
        title: Bầu ban chấp hành
        kind: ballot_meeting
        body: congress
        vote: {mode: elect, base: summoned, less: [absent_throughout], share: over 1/2, rounds: 3,
               surplus: at most 3/10, article: 190-QĐ/TW}
        then: {elected: done, tied: stopped, seats_left: done}
"""
)
CELL = (
    HEAD
    + """
    kinship: QD114
    steps:
      - id: one
        title: Kết nạp và nghị quyết
        kind: ballot_meeting
        body: cell
        votes:
          admit: {mode: yes_no, base: members, less: [temporary_elsewhere, exempted_absent], share: at least 2/3,
                  article: Điều lệ 4.3}
          resolve: {mode: yes_no, base: members, less: [temporary_elsewhere, exempted_absent], share: over 1/2,
                    article: Điều lệ 9.5}
        then: {passed: done, not_passed: stopped}
"""
)
COUNCIL = (
    HEAD
    + """
    kinship: ND172
    oneself: out
    steps:
      - id: one
        title: Hội đồng kỷ luật
        kind: ballot_meeting
        body: council
        vote: {mode: yes_no, base: members, share: over 1/2, quorum: at least 1/1, article: NĐ 172 Điều 18}
        then: {passed: done, not_passed: stopped}
"""
)


def case_of(text: str, **bodies: set[int]) -> Case:
    people = range(1, 100)
    house = House(
        accounts={f"u{one}": one for one in people},
        holders={100 + one: one for one in people},
        rights={100 + OFFICER: {"to-chuc"}, 100 + CHAIR: {"chu-tri"}},
        bodies=bodies,
    )
    return Case(house, load_definition(text, name="trial"))


def twice(case: Case, told: Kind, first: int, second: int) -> Case:
    return case.does(first, told).does(second, told)


def of(votes: dict[int | str, int], *, round: int = 1, vote: str = "vote") -> CountVotes:  # noqa: A002
    return CountVotes(
        vote=vote,
        round=round,
        votes=tuple(
            Votes(person=one, votes=n) if isinstance(one, int) else Votes(answer=one, votes=n)
            for one, n in votes.items()
        ),
    )


def test_a_written_round_counts_answers_on_all_in_office() -> None:
    case = case_of(WRITTEN, committee=set(range(1, 15))).opened(by=OFFICER)
    case.does(OFFICER, Summon(summoned=tuple(range(1, 15))))
    for one in range(1, 8):
        case.does(one, Answer(answer="agree"))
    assert case.refuses(8, Answer(answer="disagree")) == {"reason_missing"}
    assert case.refuses(1, Answer(answer="agree")) == {"answered_already"}
    assert "not_competent" in case.refuses(50, Answer(answer="agree"))
    case.does(8, Answer(answer="disagree", reason="Chưa đủ căn cứ"))
    assert case.refuses(OFFICER, DeclareResult(outcome="passed")) == {
        "not_the_result"
    }  # 7 of 14; silence is no consent
    case.does(9, Answer(answer="agree")).does(OFFICER, DeclareResult(outcome="passed"))
    assert case.refuses(10, Answer(answer="agree")) == {"result_declared"}
    case.does(OFFICER, Minute(sha256=PAPER)).does(CHAIR, Pass(outcome="passed"))
    assert case.state.closed == "done"


def test_an_election_with_a_tie_and_a_second_round() -> None:
    people = set(range(1, 42))
    case = case_of(ELECTION, congress=people).opened(by=OFFICER)
    assert case.refuses(OFFICER, Names(people=(1, 2, 3, 4, 5), seats=3)) == {"list_too_long"}  # 30 % of 3 is no one
    case.does(OFFICER, Names(people=(1, 2, 3, 4, 5), seats=4)).does(OFFICER, Summon(summoned=tuple(people)))
    away = Absent(person=41, reason="absent_throughout", evidence="Đơn xin vắng")
    case.does(OFFICER, CallRoll(present=tuple(people - {41}), absent=(away,)))
    told = of({1: 36, 2: 29, 3: 28, 4: 25, 5: 25})
    assert case.refuses(1, told) >= {"own_concern"}
    twice(case, told, 10, 11)
    case.does(OFFICER, DeclareResult(outcome="tied", chosen=(1, 2, 3), go_on=(4, 5)))
    assert case.refuses(10, of({1: 20, 4: 20}, round=2)) == {"elected_already"}
    twice(case, of({4: 18, 5: 19}, round=2), 10, 12)
    assert case.refuses(OFFICER, DeclareResult(round=2, outcome="elected", chosen=(4,))) == {"not_the_chosen"}
    case.does(OFFICER, DeclareResult(round=2, outcome="elected", chosen=(5,)))  # the higher of the tied, without half
    case.does(OFFICER, Minute(sha256=PAPER)).does(CHAIR, Pass(outcome="elected"))
    assert [result.chosen for result in case.state.path[-1].results] == [(1, 2, 3), (5,)]
    assert fold(case.acts, lambda _digest: case.procedure) == case.state


def test_two_votes_under_two_rules_in_one_meeting() -> None:
    """14 members less 2: two thirds of 12 is 8, more than half is 7; the first vote that fails decides the step."""
    case = case_of(CELL, cell=set(range(1, 15))).opened(by=OFFICER)
    case.does(OFFICER, Summon(summoned=tuple(range(1, 15))))
    out = (
        Absent(person=13, reason="temporary_elsewhere", evidence="Phiếu giới thiệu"),
        Absent(person=14, reason="exempted_absent", evidence="Quyết định miễn"),
    )
    case.does(OFFICER, CallRoll(present=tuple(range(1, 13)), absent=out))
    twice(case, of({"agree": 7, "disagree": 5}, vote="admit"), 1, 2)
    twice(case, of({"agree": 7, "disagree": 5}, vote="resolve"), 1, 2)
    assert case.refuses(OFFICER, DeclareResult(vote="admit", outcome="passed")) == {"not_the_result"}
    case.does(OFFICER, DeclareResult(vote="admit", outcome="not_passed"))
    case.does(OFFICER, DeclareResult(vote="resolve", outcome="passed")).does(OFFICER, Minute(sha256=PAPER))
    assert case.refuses(CHAIR, Pass(outcome="passed")) == {"not_the_result"}
    assert case.does(CHAIR, Pass(outcome="not_passed")).state.closed == "stopped"


def test_a_council_meets_with_all_three_and_without_an_uncle() -> None:
    case = case_of(COUNCIL, council={1, 2, 3}).opened(by=OFFICER, people=(50,))
    case.house.relations = [Kin(3, 50, "aunt_uncle")]  # counts under NĐ 172, not under 114-QĐ/TW
    assert case.refuses(OFFICER, Summon(summoned=(1, 2, 3))) == {"related_summoned"}
    case.house.relations = []
    case.does(OFFICER, Summon(summoned=(1, 2, 3))).does(OFFICER, CallRoll(present=(1, 2), absent=(Absent(person=3),)))
    twice(case, of({"agree": 2}), 1, 2)
    assert case.refuses(OFFICER, DeclareResult(outcome="passed")) == {"not_the_result"}  # it may not meet
    case.does(OFFICER, DeclareResult(outcome="may_not_meet")).does(OFFICER, Minute(sha256=PAPER))
    assert case.refuses(CHAIR, Pass(outcome="passed")) == {"not_the_result"}
