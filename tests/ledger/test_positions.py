"""The catalogue of job positions is whole: groups, ranks, instruments, and the leaders that a province has."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from tests.world import staffing

from tinhgon.registers.establishment.effects.create_posts import CreatePosts
from tinhgon.registers.establishment.payloads import Group
from tinhgon.registers.establishment.positions import label_of, positions


def test_every_position_is_named_grouped_and_says_how_sure_it_is() -> None:
    found = positions()
    assert all(re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", code) for code in found)
    assert {position.group for position in found.values()} == set(get_args(Group))
    assert {position.sure for position in found.values()} <= {"verified", "derived", "unverified"}
    assert all(position.label and position.instrument for position in found.values())
    assert len({position.label for position in found.values()}) == len(found)


def test_only_leaders_have_a_rank_and_all_of_them_do() -> None:
    assert all((position.group == "leadership") == (position.rank is not None) for position in positions().values())


@pytest.mark.parametrize(
    "code",
    [
        "committee", "board", "office", "party_inspection", "front", "people_council", "people_committee", "department",
        "division", "school", "hospital", "centre", "hamlet",
    ],
)  # fmt: skip
def test_what_a_province_is_led_by_has_a_head_and_deputies(code: str) -> None:
    assert positions()[f"{code}_head"].rank == "head"
    assert positions()[f"{code}_deputy"].rank == "deputy"


def test_codes_of_posts_are_those_of_the_catalogue() -> None:
    used = {new.position for clause in staffing().effects if isinstance(clause, CreatePosts) for new in clause.posts}
    assert used <= positions().keys()
    assert label_of("cell_secretary") == "Bí thư chi bộ"
    assert label_of("our_own") is None
