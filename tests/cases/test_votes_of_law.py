"""The votes of procedures and those of the law are the same: one share, base and tie wherever both state it."""

from __future__ import annotations

import pytest

from tinhgon.law.ballots import VoteRule
from tinhgon.law.votes import stated_vote
from tinhgon.procedures import procedures

FIELDS = ("mode", "base", "share", "carry", "less", "at_half", "quorum")
SAME = [
    *(("appointment_from_within", f"t{step}", f"appointment.step_{step}") for step in (1, 2, 3, 4, 5)),
    ("appointment_from_elsewhere", "sending", "appointment.sending_body"),
    ("reappointment", "key", "reappointment.vote_key"),
    ("reappointment", "lead", "reappointment.vote_lead"),
    ("reappointment", "lead_extend", "reappointment.vote_extension"),
    ("ending_post", "lead", "ending.dismissal"),
    ("ending_post", "standing", "ending.dismissal"),
    ("admission", "cell", "membership.admission"),
    ("admission", "recognise", "membership.admission"),
    ("discipline", "cell_expel", "discipline.expulsion"),
    ("written_round", "round", "party.written"),
]


@pytest.mark.parametrize(("procedure", "step", "vote"), SAME)
def test_a_vote_is_that_of_the_law(procedure: str, step: str, vote: str) -> None:
    found = [
        (version.since, rule)
        for version in procedures()[procedure].versions
        for one in version.steps
        if one.id == step
        for rule in one.all_votes().values()
        if rule.mode != "survey"
    ]
    for since, rule in found:
        law = VoteRule.model_validate(stated_vote(vote, on=since))
        assert {name: getattr(rule, name) for name in FIELDS} == {name: getattr(law, name) for name in FIELDS}
        assert (rule.other and rule.other.share) == (law.other and law.other.share)
    assert found
