"""Every unit effect, told in the words of the law, is read back as the same effect."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reading.conftest import listed

from tinhgon.ledger.effect import Effect
from tinhgon.ledger.registry import EFFECTS
from tinhgon.reading import understand
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes import shapes
from tinhgon.reading.shapes.base import Shape

UNIT_EFFECTS = (
    "absorb_units/1", "adjust_boundary/1", "change_codes/1", "change_kind/1", "dissolve_units/1", "divide_unit/1",
    "establish_unit/1", "merge_units/1", "move_units/1", "rename_unit/1", "split_off/1",
)  # fmt: skip
STAFF_EFFECTS = (
    "allocate_quota/1", "appoint/1", "cut_quota/1", "die/1", "dismiss/1", "end_assignment/1", "leave_at_once/1",
    "move_all_posts/1", "raise_pay_step/1", "reappoint/1", "release_reserve/1", "resign/1", "retire/1", "rotate/1",
    "second/1", "transfer/1", "transfer_quota/1",
)  # fmt: skip
OWN_WORDS = (
    "abolish_posts/1", "absorb_surplus/1", "annul_decision/1", "change_record/1", "convert_posts/1", "correct_date/1",
    "correct_record/1", "correct_unit/1", "create_posts/1", "freeze_posts/1", "move_posts/1", "reinstate_decision/1",
    "set_access/1", "set_house_rule/1", "set_number_series/1",
)  # fmt: skip
"""Read in the very words in which the ledger tells them (shapes/own_words.py), and in no others."""
NOT_READ_YET = (
    "leave_people/1", "open_books/1", "plan_people/1", "publish_boundaries/1", "recruit/1",
    "state_facts/1", "take_up/1", "take_up_roster/1", "transfer_people/1",
)  # fmt: skip
"""Lists with an annex, attached files, and clauses whose words leave out part of what they state: the
source of a figure, the record of somebody new."""
NAMED = """
D Tân Giang|tỉnh|1|
D1 An Lộc|huyện|2|D
D2 Bình Sơn|huyện|2|D
A1 An Bình|xã|3|D1
A2 An Thạnh|xã|3|D1
B1 Phòng Lâm nghiệp|phòng|3|D1
S1 Trung tâm Lưu trữ|đơn vị sự nghiệp|3|D1
S2 Nội vụ|phòng|3|D1
"""


def read_back(told: str) -> list[Effect]:
    answer = understand(text=f"Điều 1. {told}", register=listed(NAMED))
    assert not answer.reading.unread, told
    assert not answer.questions, [question.render() for question in answer.questions]
    desk = Desk(answer, None, None)
    drafting = {shape.name: shape.draft for shape in shapes()}
    return [one for effect in answer.effects for one in drafting[effect.clause.said.shape](effect, desk)]


def compared(effect: Effect) -> Any:
    """What a clause says of an effect: names are filled in at reading, ids and new codes are not in the words."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            if value.keys() >= {"under", "structure"} and "parent" not in value:
                return value["code"]
            return {key: bare(item) for key, item in value.items() if key not in ("id", "clause")}
        return [bare(item) for item in value] if isinstance(value, list | tuple) else value

    value = bare(effect.model_dump())
    for new in ("into", "unit"):
        if isinstance(value.get(new), dict):
            value[new].pop("code", None)
    for part in value.get("parts", ()):
        part["unit"].pop("code", None)
    return value


@pytest.mark.parametrize("kind", STAFF_EFFECTS)
def test_every_effect_on_people_and_establishment(kind: str) -> None:
    """People and posts are named by their codes in our own wording: nobody has to be looked up."""
    effect = EFFECTS[kind].example()
    (again,) = read_back(effect.describe())
    assert compared(again) == compared(effect)


@pytest.mark.parametrize("kind", UNIT_EFFECTS)
def test_every_unit_effect(kind: str) -> None:
    effect = EFFECTS[kind].example()
    (again,) = read_back(effect.describe())
    assert compared(again) == compared(effect)


@pytest.mark.parametrize("kind", OWN_WORDS)
def test_every_effect_that_has_words_of_its_own(kind: str) -> None:
    effect = EFFECTS[kind].example().model_copy(update={"effective_on": None})
    (again,) = read_back(effect.describe())
    assert compared(again) == compared(effect)


def test_the_list_is_complete() -> None:
    assert sorted(EFFECTS) == sorted((*UNIT_EFFECTS, *STAFF_EFFECTS, *OWN_WORDS, *NOT_READ_YET))


def test_every_grammar_has_one_way_to_read() -> None:
    """A grammar is made when a clause first begins so; one that has two ways for the same words is told here."""
    for shape in shapes():
        assert not isinstance(shape, Shape) or shape.parser
