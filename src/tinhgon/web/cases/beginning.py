"""What a form of an act begins with: what the case and the house's lists say already, to be looked at and sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tinhgon.basis.errors import Refusal
from tinhgon.cases.books import Books
from tinhgon.cases.doing import Doing
from tinhgon.cases.state import State
from tinhgon.cases.store import clock
from tinhgon.cases.voting import asked_of, people_of, result_of


def expected_people(state: State) -> frozenset[int]:
    """Whom the forms of the present step may name beside those of the case: the members of its body."""
    if not state.is_open or not state.here.body:
        return frozenset()
    body = Books().body(state.here.body, state.unit, clock().date())
    return body.people if body else frozenset()


def stored_of(state: State, doing: Doing, people: Mapping[int, str]) -> dict[str, Any]:
    """The fields of a form as they stand before anything is typed. Nothing is decided by it: the door judges."""
    kind = doing.shape.model_fields["kind"].default.split("/")[0]
    if kind == "summon":
        return {"summoned": _told(expected_people(state) - state.named, people)}
    if kind == "names":
        return {"people": _told(state.run.names_in, people), "seats": state.run.seats}
    if kind == "roll":
        related = {kin.person for kin in state.run.related}
        return {"present": _told([one for one in state.run.summoned if one not in related], people)}
    if kind == "count":
        return _count(state)
    return _result(state, people) if kind == "result" else {}


def _told(ids: Collection[int], people: Mapping[int, str]) -> list[str]:
    return [people.get(one, f"#{one}") for one in ids]


def _next_vote(state: State) -> tuple[str, int]:
    """The vote whose turn it is, and its round."""
    for vote in state.here.all_votes():
        number = max((one.round for one in state.run.results_of(vote)), default=0) + 1
        if asked_of(state, vote, "", number) is not None:
            return vote, number
    return next(iter(state.here.all_votes()), "vote"), 1


def _count(state: State) -> dict[str, Any]:
    vote, number = _next_vote(state)
    rule = state.here.all_votes().get(vote)
    asked = asked_of(state, vote, "", number) if rule else None
    names = asked.names if asked else None
    rows = [{"person": one} for one in names] if names else [{"answer": rule.answer}] if rule else []
    return {"vote": vote, "round": number, "votes": rows}


def _result(state: State, people: Mapping[int, str]) -> dict[str, Any]:
    """What the two counts give under the rule; left open where they give nothing yet."""
    vote, number = _next_vote(state)
    try:
        found = result_of(state, vote, "", number)
    except Refusal:
        return {"vote": vote, "round": number}
    chosen, go_on = people_of(found.chosen), people_of(found.go_on or found.tied)
    return {
        "vote": vote, "round": number, "outcome": found.outcome, "chosen": _told(sorted(chosen), people),
        "go_on": _told(sorted(go_on), people),
    }  # fmt: skip
