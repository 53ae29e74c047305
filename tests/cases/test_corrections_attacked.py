"""A correction is judged as what it corrects: it becomes no other act, and states nothing that the door writes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.test_move import BINH, LAN, actor
from tests.cases.test_signing import draft, office  # noqa: F401 (a fixture)
from tests.world import World

from tinhgon.cases import move
from tinhgon.cases.acts.comment import Comment
from tinhgon.cases.acts.decide import Decide
from tinhgon.cases.acts.leaving import Pass
from tinhgon.cases.acts.mending import Correct, _same_act
from tinhgon.cases.acts.summon import Summon
from tinhgon.procedures import procedures
from tinhgon.procedures.decision_desk.signing import open_draft

CHECK = Decide(does="check", digest="a" * 64)


@pytest.mark.parametrize(
    ("first", "content", "same"),
    [
        (CHECK, {"does": "check", "digest": "a" * 64, "outcome": "no"}, True),
        (CHECK, {"does": "approve", "digest": "a" * 64}, False),
        (CHECK, {"does": "check", "digest": float("nan")}, False),
        (CHECK, {}, False),
        (Comment(text="x"), {"text": "y"}, True),
        (Comment(text="x"), {"text": "y", "late_reason": "Ghi sau"}, False),
        (Summon(summoned=(1,), members=(1, 2)), {"summoned": [2], "members": [1, 2]}, True),
        (Summon(summoned=(1,), members=(1, 2)), {"summoned": [3], "members": [1, 2, 3]}, False),
    ],
)
def test_a_correction_is_of_the_same_act(first: Any, content: dict[str, Any], same: bool) -> None:
    assert _same_act(first, content) is same


@pytest.mark.django_db
def test_who_checks_does_not_correct_it_into_another_act(office: World) -> None:  # noqa: F811
    desk = procedures()["decision_desk"]
    opened = open_draft(draft(office), procedure=desk, variant="small_office", unit=1010, by=actor(LAN))
    case, digest = opened.state.case, opened.state.text.digest
    move.do(case, Pass(), by=actor(LAN))
    done = move.do(case, Decide(does="check", digest=digest), by=actor(BINH))
    forged = Correct(act=done.state.seq, content={"does": "approve", "digest": digest}, reason="x")
    with pytest.raises(move.NotAllowed) as refused:
        move.do(case, forged, by=actor(BINH))
    assert "corrected_otherwise" in {one.code for one in refused.value.findings}
