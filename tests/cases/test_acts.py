"""Every kind of act: found by folder, an example that survives JSON, told in a sentence."""

from __future__ import annotations

import json

import pytest

from tinhgon.cases.acts import ACTS, Kind
from tinhgon.cases.fold import payload_of


@pytest.mark.parametrize("kind", list(ACTS))
def test_a_kind_is_whole(kind: str) -> None:
    shape = ACTS[kind]
    example = shape.example()
    kept = json.loads(example.model_dump_json())
    assert payload_of(kind, kept) == example
    assert shape.title
    told = example.tell().render()
    assert told
    assert "{" not in told
    assert set(shape.personal) | {owner for owner in shape.personal.values() if owner} <= set(shape.model_fields)
    with pytest.raises(ValueError):
        shape.model_validate({**kept, "colour": "red"})


def test_kinds_are_for_ever() -> None:
    """A kind that was written once is never renamed or taken away; a new shape is a new number."""
    assert set(ACTS) >= {
        "abandon/1", "acknowledge/1", "answer/1", "comment/1", "correct/1", "count/1", "decide/1", "declare/1",
        "follow_new_rule/1", "hand_in/1", "lapse/1", "minute/1", "names/1", "number/1", "open/1", "override/1",
        "pass/1", "pause/1", "relate/1", "reopen/1", "result/1", "resume/1", "return/1", "revise/1", "roll/1",
        "sign/1", "stop/1", "summon/1", "withdraw/1",
    }  # fmt: skip


def test_what_no_kind_is() -> None:
    with pytest.raises(KeyError):
        payload_of("paint/1", {})
    assert Kind.model_fields["kind"].default == ""
