"""Votes: random meetings against a plain oracle, sums that cannot be, two blind counts, lists, and single rules."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from tests.cases import oracle
from tests.cases.oracle import Meeting

from tinhgon.basis.errors import BadInput, Refusal
from tinhgon.law.ballots import (
    Count,
    Deduction,
    ImpossibleCount,
    Limit,
    Nomination,
    Roll,
    Share,
    VoteRule,
    ballot_list,
    decide,
    differences,
    impossible,
    most_candidates,
)

MEETINGS = 6_000
SHARES = ("over 1/2", "at least 2/3", "over 2/3", "at least 1/2")


def a_meeting(dice: random.Random, *, marks: list[str], seats: int = 1) -> Meeting:
    members = [f"m{n}" for n in range(dice.randint(1, 12))]
    summoned = members[: dice.randint(1, len(members))]
    excused = {
        one: dice.choice(["force_majeure", "related", "temporary_elsewhere"]) for one in members if dice.random() < 0.2
    }
    can_come = [one for one in summoned if one not in excused]
    came = [one for one in can_come if dice.random() < 0.85]
    ballots: list[list[str] | None] = []
    for _one in came:
        if dice.random() < 0.08:
            ballots.append(None)
        elif dice.random() < 0.95:
            ballots.append(dice.sample(marks, dice.randint(1 if seats == 1 else 0, min(seats, len(marks)))))
    return Meeting(members=members, summoned=summoned, came=came, excused=excused, ballots=ballots)


def counted(meeting: Meeting) -> tuple[Roll, Count]:
    number = {name: n for n, name in enumerate(meeting.members)}
    roll = Roll.of_people(
        summoned=[number[one] for one in meeting.summoned],
        present=[number[one] for one in meeting.came],
        members=[number[one] for one in meeting.members],
        taken_out=[Deduction(number[one], reason, "giấy") for one, reason in meeting.excused.items()],
    )
    valid = [ballot for ballot in meeting.ballots if ballot is not None]
    count = Count(
        issued=len(meeting.came),
        returned=len(meeting.ballots),
        valid=len(valid),
        invalid=len(meeting.ballots) - len(valid),
        votes=tuple(meeting.votes().items()),
    )
    return roll, count


def of_summoned(meeting: Meeting) -> Meeting:
    """Deductions of people who were not summoned stand on the roll of the members only."""
    return Meeting(
        members=meeting.summoned,
        summoned=meeting.summoned,
        came=meeting.came,
        excused={one: why for one, why in meeting.excused.items() if one in meeting.summoned},
        ballots=meeting.ballots,
    )


def test_choosing_one_name_as_the_oracle_does() -> None:
    dice = random.Random(2026)
    seen = set()
    for _n in range(MEETINGS):
        meeting = of_summoned(a_meeting(dice, marks=["A", "B", "C", "D"]))
        before = {"A", "B"} if dice.random() < 0.5 else None
        rule = {
            "base": dice.choice(["summoned", "present", "members", "valid"]),
            "less": dice.choice([[], ["force_majeure"], ["force_majeure", "temporary_elsewhere"]]),
            "share": dice.choice(SHARES),
            "carry": dice.choice([None, "at least 3/10"]),
            "at_half": dice.choice([None, "head"]),
            "other": "at least 2/3",
        }
        if rule["base"] in ("present", "valid"):
            rule["less"] = []
        vote = VoteRule(
            mode="choose",
            **{key: rule[key] for key in ("base", "less", "share", "carry", "at_half")},
            **(
                {"candidates": "from_before", "other": {"share": rule["other"], "base": "members"}}
                if before is not None
                else {}
            ),
        )
        vacant = dice.random() < 0.5
        roll, count = counted(meeting)
        result = decide(rule=vote, roll=roll, count=count, names=before, head_vacant=vacant)
        expected = oracle.choose(meeting, rule, before, vacant)
        assert (result.outcome, set(result.chosen)) == expected, (meeting, rule, before)
        seen.add(result.outcome)
    assert seen == {"chosen", "carried", "stop_report", "head_decides", "superior_decides"}


def test_electing_as_the_oracle_does() -> None:
    dice = random.Random(190)
    seen = set()
    for _n in range(MEETINGS):
        names = [f"c{n}" for n in range(dice.randint(1, 6))]
        seats = dice.randint(1, 4)
        meeting = of_summoned(a_meeting(dice, marks=names, seats=seats))
        rule = {
            "base": dice.choice(["summoned", "present", "members", "valid"]),
            "less": [],
            "share": dice.choice(SHARES[:2]),
        }
        roll, count = counted(meeting)
        result = decide(rule=VoteRule(mode="elect", **rule), roll=roll, count=count, names=names, seats=seats)
        expected = oracle.elect(meeting, rule, names, seats)
        assert (result.outcome, set(result.chosen), set(result.go_on)) == expected, (meeting, rule, names, seats)
        assert result.seats_left == seats - len(result.chosen)
        seen.add(result.outcome)
    assert seen == {"elected", "tied", "seats_left"}


def test_yes_and_no_as_the_oracle_does() -> None:
    dice = random.Random(24)
    seen = set()
    for _n in range(MEETINGS):
        meeting = of_summoned(a_meeting(dice, marks=["agree", "disagree", "other"]))
        rule = {
            "base": dice.choice(["summoned", "present", "valid", "members"]),
            "less": [],
            "share": dice.choice(SHARES[:3]),
            "at_half": dice.choice([None, "head", "chair"]),
        }
        vacant = dice.random() < 0.5
        roll, count = counted(meeting)
        result = decide(rule=VoteRule(mode="yes_no", **rule), roll=roll, count=count, head_vacant=vacant)
        assert result.outcome == oracle.yes_no(meeting, rule, vacant), (meeting, rule)
        seen.add(result.outcome)
    assert seen == {"passed", "not_passed", "head_decides", "superior_decides", "chair_decides"}


def test_a_share_needs_the_least_number_that_makes_it() -> None:
    for words in (*SHARES, "at least 3/10", "over 3/10"):
        share = Share.parse(words)
        assert Share.parse(str(share)) == share
        for base in range(1, 200):
            assert share.met(share.needed(base), base) == (share.needed(base) <= base or not share.strict)
            assert not share.met(share.needed(base) - 1, base)


@pytest.mark.parametrize("words", ["> 1/2", "1/2", "over half", "over 3/2", "at least 0/2", "over 1/0", ""])
def test_what_is_no_share(words: str) -> None:
    with pytest.raises(BadInput, match="over 1/2"):
        Share.parse(words)


def test_nobody_wins_of_an_empty_base() -> None:
    result = decide(
        rule=VoteRule(mode="yes_no", share="over 1/2", at_half="head"),
        roll=Roll(summoned=2, present=0, taken_out={"related": 2}),
        count=Count(votes=(("agree", 0),)),
    )
    assert (result.outcome, result.base.total, result.may_be_shown) == ("not_passed", 0, False)


CHOOSE = VoteRule(mode="choose", share="over 1/2")


@pytest.mark.parametrize(
    ("roll", "count", "code"),
    [
        (Roll(summoned=10, present=8), Count(issued=9), "count_grows"),
        (Roll(summoned=10, present=8), Count(issued=8, returned=9), "count_grows"),
        (Roll(summoned=10, present=8), Count(returned=8, valid=7, invalid=2), "valid_and_invalid"),
        (Roll(summoned=10), Count(issued=11), "count_grows"),
        (Roll(summoned=10, taken_out={"related": 1}), Count(issued=10), "count_grows"),
        (Roll(summoned=10, present=8), Count(valid=8, votes=((1, 9),)), "votes_above_ballots"),
        (Roll(summoned=10, present=8), Count(valid=8, votes=((1, 5), (2, 4))), "votes_above_seats"),
        (Roll(summoned=10, present=8), Count(returned=8, invalid=3, votes=((1, 6),)), "votes_above_ballots"),
        (Roll(summoned=10, present=8), Count(votes=((1, 5), (2, 4))), "votes_above_seats"),
        (Roll(summoned=10), Count(votes=((1, -1),)), "votes_negative"),
        (Roll(summoned=10), Count(invalid=-1), "count_negative"),
        (Roll(summoned=10), Count(votes=((1, 1), (1, 2))), "choice_twice"),
        (Roll(summoned=10), Count(invalid=3, reasons={"blank": 2}), "invalid_reasons"),
    ],
)
def test_sums_that_cannot_be(roll: Roll, count: Count, code: str) -> None:
    found = impossible(count=count, rule=CHOOSE, roll=roll)
    assert code in {finding.code for finding in found}
    with pytest.raises(ImpossibleCount):
        decide(rule=CHOOSE, roll=roll, count=count)


def test_a_name_that_is_not_on_the_list_or_elected_already() -> None:
    roll = Roll(summoned=10, present=10)
    count = Count(votes=((1, 6), (9, 2)))
    found = impossible(count=count, rule=CHOOSE, roll=roll, names=[1, 2])
    assert [finding.code for finding in found] == ["not_on_the_list"]
    elect = VoteRule(mode="elect", share="over 1/2")
    found = impossible(count=count, rule=elect, roll=roll, names=[1, 9], seats=1, elected_before=[9])
    assert [finding.code for finding in found] == ["elected_already"]


def test_not_stated_is_not_zero() -> None:
    assert impossible(count=Count(votes=((1, 6),)), rule=CHOOSE, roll=Roll(summoned=10)) == []
    with pytest.raises(BadInput) as refused:
        decide(rule=VoteRule(mode="choose", share="over 1/2", base="present"), roll=Roll(summoned=9), count=Count())
    assert refused.value.code == "base_not_stated"
    with pytest.raises(BadInput) as refused:
        decide(rule=VoteRule(mode="yes_no", share="over 1/2", base="valid"), roll=Roll(summoned=9), count=Count())
    assert "số phiếu hợp lệ" in str(refused.value)
    with pytest.raises(BadInput) as refused:
        decide(
            rule=VoteRule(mode="yes_no", share="over 1/2", quorum="at least 2/3"), roll=Roll(summoned=9), count=Count()
        )
    assert refused.value.code == "quorum_not_stated"
    assert differences(Count(issued=3), Count()) != []


@pytest.mark.parametrize(
    ("taken_out", "code"),
    [
        ([Deduction(9, "force_majeure", "giấy")], "taken_out_stranger"),
        ([Deduction(3, "force_majeure", "giấy"), Deduction(3, "related")], "taken_out_twice"),
        ([Deduction(1, "force_majeure", "giấy")], "taken_out_present"),
        ([Deduction(3, "force_majeure")], "taken_out_unproved"),
        ([Deduction(3, "tired", "giấy")], "reason_unknown"),
    ],
)
def test_a_deduction_is_a_person_with_one_reason(taken_out: list[Deduction], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        Roll.of_people(summoned=[1, 2, 3], present=[1, 2], taken_out=taken_out)
    assert refused.value.code == code


def test_a_person_with_two_posts_is_summoned_once() -> None:
    roll = Roll.of_people(summoned=[1, 2, 3, 3], present=[1, 2, 3])
    assert (roll.summoned, roll.present) == (3, 3)


def test_a_reason_that_the_rule_does_not_name_is_told_and_not_taken_off() -> None:
    result = decide(rule=CHOOSE, roll=Roll(summoned=10, taken_out={"force_majeure": 2}), count=Count(votes=((1, 5),)))
    assert (result.base.total, result.outcome) == (10, "stop_report")
    assert "not_taken_out" in {finding.code for finding in result.why}


def test_two_counts_must_agree_in_every_number() -> None:
    first = Count(issued=9, returned=9, valid=8, invalid=1, votes=((1, 5), (2, 3)), reasons={"blank": 1})
    assert differences(first, first) == []
    assert differences(first, Count(**{**first.__dict__, "votes": ((2, 3), (1, 5))})) == []
    for changed in ({"issued": 8}, {"valid": 9, "invalid": 0}, {"votes": ((1, 5), (2, 2))}, {"votes": ((1, 5),)}):
        assert differences(first, Count(**{**first.__dict__, **changed}))
    found = differences(first, Count(**{**first.__dict__, "reasons": {"marked": 1}}))
    assert found[0].render().startswith("blank: người thứ nhất đếm 1")


def test_the_elected_leave_the_next_ballot_and_the_higher_of_the_tied_wins() -> None:
    elect = VoteRule(mode="elect", share="over 1/2", article="190-QĐ/TW")
    roll = Roll(summoned=41, present=41)
    first = decide(
        rule=elect,
        roll=roll,
        count=Count(valid=41, votes=(("A", 36), ("B", 29), ("C", 25), ("D", 25), ("E", 8))),
        names=["A", "B", "C", "D", "E"],
        seats=3,
    )
    assert (first.outcome, first.chosen, first.tied, first.seats_left) == ("tied", ("A", "B"), ("C", "D"), 1)
    second = decide(
        rule=VoteRule(mode="higher"),
        roll=roll,
        count=Count(votes=(("C", 15), ("D", 14))),
        names=first.go_on,
        seats=first.seats_left,
        elected_before=first.chosen,
    )
    assert (second.outcome, second.chosen) == ("elected", ("C",))
    level = decide(rule=VoteRule(mode="higher"), roll=roll, count=Count(votes=(("C", 9), ("D", 9))), seats=1)
    assert (level.outcome, level.tied) == ("tied", ("C", "D"))


def test_one_at_exactly_half_alone_stops() -> None:
    rule = VoteRule(mode="choose", share="over 1/2", at_half="head")
    result = decide(rule=rule, roll=Roll(summoned=4, present=4), count=Count(votes=((1, 2), (2, 1), (3, 1))))
    assert result.outcome == "stop_report"


def test_a_newcomer_between_the_two_shares_stops_and_says_so() -> None:
    rule = VoteRule(
        mode="choose", share="over 1/2", candidates="from_before", other={"share": "at least 2/3"}, article="Điều 33"
    )
    result = decide(rule=rule, roll=Roll(summoned=9, members=9), count=Count(votes=((1, 4), (2, 5))), names=[1])
    assert result.outcome == "stop_report"
    assert [finding.code for finding in result.why if finding.severity == "warning"] == ["newcomer_short"]
    assert {finding.citation for finding in result.why} == {"Điều 33"}


def test_an_ordinary_rule_says_what_stands_in_the_way() -> None:
    result = decide(
        rule=VoteRule(mode="yes_no", base="members", share="over 1/2", quorum="at least 2/3"),
        roll=Roll(summoned=9, present=5, members=9),
        count=Count(votes=(("agree", 5),)),
    )
    assert result.outcome == "may_not_meet"
    assert "Có mặt 5/9; cần ≥\N{NO-BREAK SPACE}2/3, ít nhất 6 người." in [finding.render() for finding in result.why]


def test_the_list_ends_where_the_rule_says() -> None:
    rules = {"support": Share.parse("over 3/10"), "surplus": Limit.parse("at most 3/10")}
    assert most_candidates(seats=15, surplus=rules["surplus"]) == 19
    assert most_candidates(seats=3, surplus=rules["surplus"]) == 3
    floor = [Nomination(choice=f"n{n}", support=support) for n, support in enumerate([20, 15, 15, 12])]
    found = ballot_list(seats=10, prepared=range(11), nominated=floor, attending=40, **rules)
    assert (found.names[11:], found.tied, found.most) == (("n0",), ("n1", "n2"), 13)
    full = ballot_list(seats=10, prepared=range(13), nominated=floor, attending=40, **rules)
    assert (len(full.names), full.tied) == (13, ())
    short = ballot_list(seats=10, prepared=range(12), nominated=floor[1:3], attending=40, **rules)
    assert (short.tied, len(short.names)) == (("n1", "n2"), 12)
    with pytest.raises(BadInput):
        ballot_list(seats=1, prepared=[1], nominated=[Nomination(choice=2, support=41)], attending=40, **rules)
    with pytest.raises(BadInput):
        ballot_list(seats=1, prepared=[1, 2], nominated=[Nomination(choice=2, support=4)], attending=40, **rules)


@pytest.mark.parametrize(
    "rule",
    [
        {"mode": "choose"},
        {"mode": "survey", "share": "over 1/2"},
        {"mode": "yes_no", "share": "over 1/2", "carry": "at least 3/10"},
        {"mode": "elect", "share": "over 1/2", "at_half": "head"},
        {"mode": "choose", "share": "over 1/2", "at_half": "chair"},
        {"mode": "yes_no", "share": "over 1/2", "base": "present", "less": ["force_majeure"]},
        {"mode": "yes_no", "share": "over 1/2", "less": ["tired"]},
        {"mode": "choose", "share": "over 1/2", "other": {"share": "at least 2/3"}},
        {"mode": "choose", "share": "> 1/2"},
        {"mode": "choose", "share": "over 1/2", "colour": "red"},
    ],
)
def test_a_rule_that_contradicts_itself(rule: dict) -> None:
    with pytest.raises(ValueError):
        VoteRule.model_validate(rule)


def test_percentages_are_exact() -> None:
    result = decide(rule=CHOOSE, roll=Roll(summoned=3), count=Count(votes=((1, 1),)))
    assert result.lines[0].of_base == Fraction(1, 3)


def test_an_impossible_count_is_a_refusal_in_words() -> None:
    with pytest.raises(Refusal, match="1 có 9 phiếu nhưng chỉ có 8 phiếu"):
        decide(rule=CHOOSE, roll=Roll(summoned=10, present=8), count=Count(valid=8, votes=((1, 9),)))
