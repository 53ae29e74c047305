"""What cases come to: a clause filled with what the case knows, and a question for all that it does not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.procedures.test_order_and_time import at
from tests.world import World, effect, rows

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict
from tinhgon.cases.definition import Version
from tinhgon.cases.state import State
from tinhgon.decisions import desk
from tinhgon.ledger.registry import EFFECTS
from tinhgon.procedures import procedures
from tinhgon.procedures.results import draft_of, proposed
from tinhgon.record.actor import Actor

DAY = AsOf(date(2026, 9, 7))
BY = Actor(account="lan")
WITH_RESULT = [
    pytest.param(version, id=f"{name}-{version.variant}-{version.since}")
    for name, procedure in procedures().items()
    for version in procedure.versions
    if version.result
]


@pytest.mark.parametrize("version", WITH_RESULT)
def test_a_result_names_an_effect_and_fields_that_there_are(version: Version) -> None:
    rule = version.result
    assert rule is not None
    model = EFFECTS[rule.effect]
    named = {*rule.fields, *rule.asks}
    assert named <= set(model.model_fields)
    required = {name for name, field in model.model_fields.items() if field.is_required()} - {"kind", "clause"}
    assert required <= named


def about(state: State, thing: str, key: str) -> State:
    return state.changed(about=((thing, key),))


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


def test_what_the_case_knows_is_a_whole_clause_with_the_case_as_its_basis(world: World) -> None:
    state = about(at("voluntary_leave", "end").state, "person", "HS-3")
    kept, found = draft_of(state, DAY, by=BY)
    assert (found.kind, found.asks) == ("resign/1", ())
    (clause,) = kept.document["effects"]
    assert (clause["kind"], clause["person"]["code"]) == ("resign/1", "HS-3")
    assert kept.document["basis"][0]["number"] == f"Hồ sơ số {state.case}"
    again, _ = draft_of(state, DAY, by=BY)
    assert again.number == kept.number  # one draft of a case


def test_what_the_case_does_not_know_is_asked_and_never_filled(world: World) -> None:
    state = about(at("rotation", "away").state, "person", "HS-3")
    kept, found = draft_of(state, DAY, by=BY)
    assert (found.fields, found.asks) == ({"person": {"code": "HS-3"}}, ("at_post", "until"))
    assert (found.effect, kept.document["effects"]) == (None, [])
    dismissed = proposed(about(at("ending_post", "end", variant="dismissal").state, "person", "HS-3"), DAY)
    assert dismissed is not None
    assert "reason" in dismissed.asks


def test_who_holds_two_posts_is_asked_which(world: World) -> None:
    state = about(at("ending_post", "end", variant="resignation").state, "person", "HS-3")
    one = proposed(state, DAY)
    assert one is not None
    places = rows(
        "SELECT count(*) FROM assignment_version a JOIN person_version p USING (person_id) WHERE p.code = 'HS-3'"
    )
    assert places[0][0]
    assert "at_post" in one.fields or "at_post" in one.asks
    world.sign(effect("appoint", person="HS-3", at_post="S1.04", assignment="concurrent"), on="2022-03-01")
    two = proposed(state, DAY)
    assert two is not None
    assert "at_post" in two.asks


def test_the_one_who_was_chosen_is_appointed_to_the_post_of_the_case(world: World) -> None:
    case = at("appointment_from_within", "end")
    ((person,),) = rows("SELECT DISTINCT person_id FROM person_version WHERE code = 'HS-3'")
    run = case.state.run
    state = about(case.state.running(names_in=(person,)), "post", "S1.04")
    found = proposed(state, DAY)
    assert found is not None
    assert found.fields == {"person": {"code": "HS-3"}, "at_post": {"number": "S1.04"}}
    two = proposed(about(case.state.running(names_in=(person, *run.names_in)), "post", "S1.04"), DAY)
    assert two is not None
    assert "person" in two.asks


def test_a_case_that_is_stopped_too_early_or_of_no_decision_gives_no_draft(world: World) -> None:
    early = about(at("voluntary_leave", "letter").state, "person", "HS-3")
    stopped = about(at("voluntary_leave", "end").state, "person", "HS-3").changed(closed="stopped")
    for state in (early, stopped, at("cell_meeting", procedures()["cell_meeting"].versions[-1].start).state):
        assert proposed(state, DAY) is None
        with pytest.raises(Conflict):
            draft_of(state, DAY, by=BY)
    assert desk.drafts() == []


def test_an_extension_is_no_reappointment(world: World) -> None:
    procedure = procedures()["reappointment"]
    assert all(version.result and version.result.not_through == ("lead_extend",) for version in procedure.versions)
