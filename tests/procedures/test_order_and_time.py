"""What must come first, and what must last: mistakes of the definitions that a cold reading found, each with a case."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from tests.cases.house import Case
from tests.procedures.walking import opened, ways_left

from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.definition import ClockRule
from tinhgon.cases.terms import terms_of
from tinhgon.law.clocks import official_calendar
from tinhgon.procedures import procedures

CALENDAR = official_calendar()


def at(name: str, step: str, *, variant: str = "") -> Case:
    """A case that the walker brought to a step, by any way."""
    procedure = procedures()[name]
    chosen = [one for one in procedure.versions if not variant or one.variant == variant][-1]
    queue, seen = [opened(procedure, chosen, size=12)], set()
    while queue:
        case = queue.pop(0)
        if case.state.step == step:
            return case
        for _, after in ways_left(case):
            if after.state.is_open and after.state.step not in seen:
                seen.add(after.state.step)
                queue.append(after)
    raise LookupError(step)


def before(name: str, first: str, then: str, *, variant: str = "") -> bool:
    """Whether the case that reaches `then` went through `first`."""
    return first in [run.step for run in at(name, then, variant=variant).state.path]


@pytest.mark.parametrize(
    ("name", "variant", "step", "months"),
    [
        ("rotation", "", "away", 36),
        ("admission", "", "probation", 12),
        ("discipline", "civil_servants", "after", 12),
        ("discipline", "public_employees", "after", 12),
        ("discipline", "party", "after", 1),
        ("striking_off", "", "after", 1),
    ],
)
def test_what_must_last_is_never_late_and_cannot_end_sooner(name: str, variant: str, step: str, months: int) -> None:
    case = at(name, step, variant=variant)
    papers = dict(ways_left(case))
    assert "ok" in papers  # after waiting
    (term,) = [one for one in terms_of(case.state, calendar=CALENDAR, on=case.now.date()) if one.step == step]
    assert (term.status, term.due, term.number) == ("lasting", None, months)
    assert term.not_before is not None
    assert "too_early" in case.refuses(1, Pass(outcome="ok"))
    later = terms_of(case.state, calendar=CALENDAR, on=date(2040, 1, 1))
    assert all(one.status == "met" for one in later if one.name == term.name)
    case.now = datetime.combine(term.not_before.on, time(8), UTC)
    assert "too_early" not in {one.code for one in case.tried(1, Pass(outcome="ok"))[1]}


@pytest.mark.parametrize("variant", ["civil_servants", "public_employees"])
def test_the_ninety_days_run_from_discovery(variant: str) -> None:
    case = at("discipline", "decide", variant=variant)
    (term,) = [one for one in terms_of(case.state, calendar=CALENDAR, on=case.now.date()) if one.number == 90]
    assert (term.since, term.due.on) == (date(2026, 8, 1), date(2026, 10, 30))


def test_the_sixty_days_of_a_transfer_run_from_its_decision() -> None:
    case = at("member_transfer", "ask")
    (term,) = [one for one in terms_of(case.state, calendar=CALENDAR, on=case.now.date()) if one.number == 60]
    assert term.since == date(2026, 9, 1)


def test_the_dates_that_terms_run_from_are_asked_at_the_opening() -> None:
    assert "discovered_on" in procedures()["discipline"].facts_of(date(2026, 9, 7), "civil_servants")
    assert "effective_on" in procedures()["member_transfer"].facts_of(date(2026, 9, 7))


@pytest.mark.parametrize("step", ["cell", "cell_expel"])
def test_a_member_is_heard_before_the_cell_votes(step: str) -> None:
    assert before("discipline", "hear", step, variant="party")


@pytest.mark.parametrize("variant", ["civil_servants", "public_employees"])
def test_the_council_advises_and_who_is_competent_decides(variant: str) -> None:
    whether = at("discipline", "whether", variant=variant)
    after = dict(ways_left(whether))["not_passed"]
    assert (after.state.is_open, after.state.step) == (True, "propose")
    assert procedures()["discipline"].version_of(date(2026, 9, 7), variant).step("decide").then["not_disciplined"]


@pytest.mark.parametrize("variant", ["members", "delegates"])
@pytest.mark.parametrize(("step", "asked"), [("deputies", "rest_deputies"), ("delegates", "rest_delegates")])
def test_after_a_tie_those_who_vote_say_whether_to_vote_again(variant: str, step: str, asked: str) -> None:
    left = dict(ways_left(at("congress", step, variant=variant)))
    assert left["tied"].state.step == left["seats_left"].state.step == asked
    again = dict(ways_left(left["tied"]))
    assert again["passed"].state.step == step


def test_resignation_is_of_the_decree_of_its_day() -> None:
    versions = {
        day: procedures()["ending_post"].version_of(day, "resignation") for day in (date(2026, 7, 31), date(2026, 8, 1))
    }
    assert ["300/2026" in one.instrument.label() for one in versions.values()] == [False, True]


def test_a_time_that_must_last_has_one_beginning_and_no_other_end() -> None:
    for wrong in (
        {"since": "open", "since_fact": "x"},
        {"before": "x", "least": True},
        {"since": "open", "until": "open", "least": True},
    ):
        with pytest.raises(ValueError, match=r"nêu đúng một|least"):
            ClockRule(name="x", months=1, **wrong)
