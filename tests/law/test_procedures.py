"""Votes, terms and clocks as rules of law: what holds for every count and day, and what is refused by name."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.test_worked_examples import procedures

from tinhgon.basis.errors import BadInput
from tinhgon.law import batch, checking, engine
from tinhgon.law.ballots import VoteRule
from tinhgon.law.clocks import Calendar, add_months, official_calendar
from tinhgon.law.explaining import Explanation, explain
from tinhgon.law.kinship import relations_that_count
from tinhgon.law.votes import read_vote, stated_vote

OLD, NEW = date(2026, 7, 31), date(2026, 8, 1)


def ask(rule: str, on: date, **facts: Any) -> Explanation:
    return explain(rule=engine.rule_on(id=rule, on=on), facts=facts, on=on)


# -- votes -------------------------------------------------------------------------------------------------------------

counts = st.integers(1, 60).flatmap(
    lambda summoned: st.tuples(st.just(summoned), st.integers(0, summoned)).flatmap(
        lambda pair: st.tuples(
            st.just(pair[0]), st.just(pair[1]), st.integers(0, pair[1]), st.integers(0, 10)
        )
    )
)  # fmt: skip
LADDER = ["stop_report", "head_decides", "carried", "chosen"]


def by_hand(on: date, step: int, summoned: int, present: int, votes: dict[str, int]) -> tuple[str, list[str]]:
    """Điều 33.2 once more, in another way, for one or two names."""
    base = present if on >= NEW and step == 3 else summoned
    if on < NEW and Fraction(present, summoned) < Fraction(2, 3):
        return "may_not_meet", []
    share = {name: Fraction(number, base) if base else Fraction(0) for name, number in votes.items()}
    best = max(share, key=lambda name: share[name])
    if share[best] > Fraction(1, 2):
        return "chosen", [best]
    last = 5 if on < NEW else 4
    if step == last and base and list(share.values()).count(Fraction(1, 2)) == 2:
        return "head_decides", []
    carries = {2, 3} if on < NEW else {1, 2}
    over = [name for name in share if share[name] >= Fraction(3, 10)]
    return ("carried", over) if step in carries and over else ("stop_report", [])


@settings(max_examples=60, deadline=None)
@given(counts, st.sampled_from([(OLD, 2), (OLD, 3), (OLD, 5), (NEW, 1), (NEW, 2), (NEW, 3), (NEW, 4)]))
def test_a_step_is_what_the_article_says(count: tuple[int, int, int, int], asked: tuple[date, int]) -> None:
    summoned, present, first, other = count
    on, step = asked
    votes = {"A": first, "B": min(other, present - first)}
    told = ask("appointment.step", on, step=step, summoned=summoned, present=present, votes=votes)
    if told.outside:
        assert present == 0
        return
    outcome, chosen = by_hand(on, step, summoned, present, votes)
    assert (told.values["outcome"], sorted(told.values["chosen"])) == (outcome, sorted(chosen))


@settings(max_examples=40, deadline=None)
@given(counts, st.sampled_from([(OLD, 2), (OLD, 5), (NEW, 1), (NEW, 3), (NEW, 4)]))
def test_one_vote_more_never_fails_who_passed(count: tuple[int, int, int, int], asked: tuple[date, int]) -> None:
    summoned, present, votes, _other = count
    on, step = asked
    if not present > 0 or votes >= present:
        return
    places = [
        ask("appointment.step", on, step=step, summoned=summoned, present=present, votes={"A": number}).values.get(
            "outcome"
        )
        for number in (votes, votes + 1)
    ]
    if None not in places and "may_not_meet" not in places:
        assert LADDER.index(places[0]) <= LADDER.index(places[1])


PASSING: list[tuple[str, date, str, str, str]] = [
    ("party.resolution", NEW, "members_of_body", "agree", "adopted"),
    ("party.restructured", NEW, "members_total", "agree", "adopted"),
    ("party.written_round", NEW, "in_office", "agree", "adopted"),
    ("membership.admission_vote", NEW, "full_members", "agree", "passed"),
    ("discipline.expulsion", NEW, "members_of_lower_organisation", "for_expulsion", "proposal_valid"),
    ("congress.floor_nomination", NEW, "attending", "support", "enters_list"),
]


@pytest.mark.parametrize(("rule", "on", "whole", "part", "gives"), PASSING)
def test_passing_begins_at_one_number_and_never_ends(rule: str, on: date, whole: str, part: str, gives: str) -> None:
    for members in (1, 2, 3, 10, 12, 13, 30):
        told = [ask(rule, on, **{whole: members, part: votes}) for votes in range(members + 1)]
        passed = [one.values[gives] for one in told]
        assert passed == sorted(passed)
        assert not passed[0]
        assert passed[-1]
        assert passed.index(True) == told[0].values["needed"]
        assert ask(rule, on, **{whole: members, part: members + 1}).outside


def test_low_votes_grow_heavier_and_only_two_thirds_differs() -> None:
    order = {"none": 0, "resignation_ground": 1, "dismissal_ground": 2}
    for valid in (1, 2, 3, 30, 40):
        told = [ask("ending.low_votes", NEW, valid_votes=valid, low=low).values for low in range(valid + 1)]
        grounds = [order[one["decree"]] for one in told]
        assert grounds == sorted(grounds)
        assert [low for low, one in enumerate(told) if one["differs"]] == [
            low for low in range(valid + 1) if 3 * low == 2 * valid
        ]


def test_every_vote_of_the_law_is_a_vote_rule() -> None:
    subjects = {version.subject for known in engine.rules().values() for version in known}
    found = [
        (subject, name, entry)
        for subject in subjects
        for name, timeline in engine.parameters(subject=subject).entries.items()
        for entry in timeline
        if entry.kind.name == "vote"
    ]
    assert len(found) > 20
    for subject, name, entry in found:
        rule = VoteRule.model_validate(stated_vote(f"{subject}.{name}", on=entry.effective_from))
        assert rule.article
        assert read_vote(entry.value).share == rule.share
    for name in ("appointment.nothing", "nothing.step_2", "appointment.quorum", "appointment"):
        with pytest.raises(KeyError):
            stated_vote(name, on=NEW)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=20), st.integers(0, 400))
def test_delegates_add_up_and_everybody_has_one(members: list[int], more: int) -> None:
    total = len(members) + more
    units = {f"U{place}": number for place, number in enumerate(members)}
    told = ask("congress.delegates", NEW, delegates_total=total, members_by_unit=units)
    shared = told.values["allocation"]
    assert sum(shared.values()) == total
    assert min(shared.values()) >= 1
    for one, other in itertools.pairwise(members):  # more members never get fewer, level ones differ by 1
        mine, yours = (shared[f"U{members.index(number)}"] for number in (one, other))
        assert mine >= yours - 1 if one >= other else yours >= mine - 1
    assert not told.is_sure


# -- days --------------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2025, 1, 1), date(2026, 9, 30)))
def test_a_deadline_is_so_many_working_days_after(received: date) -> None:
    told = ask("appointment.deadline", NEW, what="policy", received=received)
    end = date.fromisoformat(told.values["deadline"])
    assert official_calendar().is_working(end)
    assert official_calendar().count(received, end) == 15
    later = ask("appointment.deadline", NEW, what="policy", received=received + timedelta(days=1))
    assert date.fromisoformat(later.values["deadline"]) >= end


def test_the_days_of_tet_do_not_count_and_an_undecided_year_is_said() -> None:
    told = ask("appointment.deadline", NEW, what="policy", received="2026-02-13")
    assert told.values["deadline"] == "2026-03-13"  # 16 to 20 February are off; 15 days from Monday the 23rd
    assert told.sure == "verified"
    open_year = ask("appointment.deadline", NEW, what="policy", received="2026-12-30")
    assert open_year.values["deadline_undecided"] == "2027"
    assert open_year.sure == "unverified"
    given_days = ask("appointment.deadline", NEW, what="policy", received="2026-12-30", holidays=["2027-01-01"])
    assert given_days.values["deadline_undecided"] is None


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2025, 12, 31)), st.integers(0, 2000))
def test_a_limitation_moves_by_the_days_that_do_not_count(act: date, days: int) -> None:
    plain = ask("limitation.civil_servant", NEW, act_ended=act, form_deserved="reprimand")
    assert plain.values["limitation_ends"] == add_months(act, 60).isoformat()
    first = act + timedelta(days=1)
    span = [[first.isoformat(), (first + timedelta(days=days)).isoformat()]]
    longer = ask("limitation.civil_servant", NEW, act_ended=act, form_deserved="reprimand", not_considered=span)
    moved = date.fromisoformat(longer.values["limitation_ends"]) - date.fromisoformat(plain.values["limitation_ends"])
    assert moved.days == days + 1
    edge = date.fromisoformat(plain.values["limitation_ends"])
    for stop, in_time in ((edge, True), (edge + timedelta(days=1), False)):
        told = ask(
            "limitation.civil_servant", NEW, act_ended=act, form_deserved="reprimand", notice_of_consideration=stop
        )
        assert told.values["in_time"] is in_time


@pytest.mark.parametrize(("since", "until"), [("2024-02-29", "2025-02-28"), ("2026-01-31", "2027-01-31")])
def test_months_end_where_the_month_ends(since: str, until: str) -> None:
    told = ask("discipline.in_force", NEW, administrative_effective=since)
    assert told.values["ends"] == until
    assert ask("membership.probation", NEW, admission_decision=since, ceremony=since).values["official_from"] == until


def test_three_tracks_stop_at_three_papers() -> None:
    facts = {"act_ended": "2021-08-20", "form_deserved": "reprimand", "notice_of_consideration": "2026-08-10",
             "conclusion": "2026-09-05"}  # fmt: skip
    rules = ("limitation.civil_servant", "limitation.public_employee", "limitation.party")
    assert [ask(rule, NEW, **facts).values["in_time"] for rule in rules] == [True, False, False]


def test_working_days_of_a_given_calendar_are_those_of_the_calendar() -> None:
    days = [date(2026, 9, 1), date(2026, 9, 2)]
    told = ask("party.answer", NEW, received="2026-08-20", level="centre", holidays=[day.isoformat() for day in days])
    assert told.values["answer_by"] == Calendar.given(days).after(date(2026, 8, 20), 90).on.isoformat()


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "facts", "words"),
    [
        ("appointment.step", {"step": 2, "summoned": 9, "votes": "nhiều"}, 'viết dạng {"A": 12, "B": 9}'),
        ("appointment.step", {"step": 2, "summoned": 9, "votes": {"A": -1}}, "là số âm"),
        ("appointment.step", {"step": 2, "summoned": 9, "votes": {"A": 2.5}}, "viết chưa đúng"),
        ("appointment.step", {"step": 2, "summoned": 9, "votes": {"A": True}}, "viết chưa đúng"),
        ("appointment.step", {"step": 2, "summoned": 9, "votes": '{"A": 3, "A": 5}'}, "“A” được nêu hai lần"),
        ("appointment.step", {"step": 6, "summoned": 9, "votes": {"A": 3}}, "nằm ngoài khoảng 1 đến 5"),
        ("appointment.step", {"step": 2, "summoned": 0, "votes": {"A": 3}}, "nằm ngoài khoảng"),
        ("appointment.step", {"step": 2, "summoned": 9, "votes": {"A": 3}, "red_river_delta": True}, "red_river_delta"),
        ("appointment.deadline", {"what": "policy", "received": "2026-02-30"}, "không phải là ngày"),
        ("appointment.deadline", {"what": "policy", "received": "2026-02-03", "holidays": {}}, "viết chưa đúng"),
        ("appointment.deadline", {"what": ["policy"], "received": "2026-02-03"}, "không phải là chữ"),
        ("appointment.months_in_post",
         {"periods_in_next_lower_or_equal_post": [["2026-02-01", "2026-01-01"]]}, "trước 01/02/2026"),
        ("membership.fees_unpaid", {"unpaid_months_without_reason": ["hai"]}, "viết dạng [2, 5, 9]"),
    ],
)  # fmt: skip
def test_facts_of_the_wrong_kind_are_named(rule: str, facts: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput) as refusal:
        ask(rule, NEW, **facts)
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("rule", "facts", "words"),
    [
        ("appointment.step", {"step": 1, "summoned": 9, "present": 8, "votes": {"A": 9}}, "chỉ có 8"),
        ("appointment.step", {"step": 3, "summoned": 9, "votes": {"A": 3}}, "số người có mặt chưa được nêu"),
        ("appointment.step", {"step": 1, "summoned": 9, "votes": {}}, "chưa nêu số phiếu"),
        ("appointment.step", {"step": 2, "votes": {"A": 3}}, "summoned"),
        ("congress.election", {"summoned": 20, "deductions": {"late": 1}, "votes": {"A": 15}}, "“late”"),
        ("party.written_round", {"in_office": 9, "agree": 5, "disagree": 5}, "không bằng số ủy viên"),
        ("planning.age", {"sex": "male", "birth_month": "1973-09", "counting_month": "2030-09", "retires_at_60": True},
         "chỉ dành cho nữ"),
    ],
)  # fmt: skip
def test_facts_that_contradict_each_other_have_no_result(rule: str, facts: dict[str, Any], words: str) -> None:
    told = ask(rule, NEW, **facts)
    assert told.result is None
    assert words in told.outside


def test_a_reason_is_told_in_the_language_of_the_reader() -> None:
    seen = []

    def say(text: str) -> str:
        seen.append(text)
        return text

    on = NEW
    facts = {"step": 1, "summoned": 9, "present": 8, "votes": {"A": 9}}
    explain(rule=engine.rule_on(id="appointment.step", on=on), facts=facts, on=on, say=say)
    assert "{choice} có {votes} phiếu nhưng chỉ có {ballots} phiếu." in seen


WRONG: tuple[Any, ...] = (-7, [1, {}], None, "2026-02-30", {"A": "x"})


@pytest.mark.parametrize("row", procedures()[::3], ids=lambda row: row["id"])
def test_no_hostile_row_is_answered(row: dict[str, str]) -> None:
    """A fact more that no rule, or only another rule, knows; and each fact of a wrong kind."""
    facts = json.loads(row["inputs"])
    for extra in ({"red_river_delta": True}, {"population": 5}):
        found = checking.check(rows=[{**row, "inputs": json.dumps({**facts, **extra})}]).rows[0]
        assert found.status == "unsupported"
        assert next(iter(extra)) in found.reason
    for name, wrong in ((name, wrong) for name in facts for wrong in WRONG):
        if isinstance(facts[name], str) and wrong == -7:
            continue  # a word may be a code that is a number
        told = checking.check(rows=[{**row, "inputs": json.dumps({**facts, name: wrong})}]).rows[0]
        if isinstance(facts[name], str) and isinstance(wrong, str):
            continue
        assert told.status == "unsupported", (name, wrong)


# -- many rows, and others who ask -------------------------------------------------------------------------------------


def test_a_table_has_votes_in_its_cells(tmp_path: Path) -> None:
    source, out = tmp_path / "votes.csv", tmp_path / "done.csv"
    source.write_text(
        'hoi_nghi,step,summoned,present,votes\nmột,2,30,28,"A: 12; B: 9; C: 7"\nhai,2,25,22,"{""A"": 13}"\n'
        "ba,2,25,22,A: 30\n",
        encoding="utf-8",
    )
    rule = engine.rule_on(id="appointment.step", on=OLD)
    done = batch.run_table(rule=rule, table=batch.read_table(path=source), on=OLD)
    batch.write_table(frame=done, path=out)
    again = batch.read_table(path=out)
    assert again["outcome"].to_list() == ["carried", "chosen", None]
    assert again["chosen"].to_list() == ["A, B", "A", None]
    assert "A có 30 phiếu" in again["outside"][2]


def test_many_rows_are_as_one() -> None:
    rows = [{"valid_votes": valid, "low": low} for valid in (1, 3, 30) for low in range(valid + 1)] * 4
    done = engine.run(rule=engine.rule_on(id="ending.low_votes", on=NEW), facts=pl.DataFrame(rows), on=NEW,
                      targets=("decree", "party_96"))  # fmt: skip
    for row, decree, party in zip(rows[:40], done["decree"], done["party_96"], strict=False):
        told = ask("ending.low_votes", NEW, **row).values
        assert (decree, party) == (told["decree"], told["party_96"])


def test_relations_of_rules_and_of_procedures_are_one_list() -> None:
    for name, on in (("QD205", date(2023, 7, 10)), ("QD114", date(2023, 7, 11))):
        counting = relations_that_count([name], on)
        for relation in engine.rule_on(id="kinship.personnel", on=on).fact("relation").choices or {}:
            assert ask("kinship.personnel", on, relation=relation).result is (relation in counting)
