"""The catalogue of job positions is whole: groups, ranks, instruments, and the leaders that a province has."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from tests.world import World, agency, effect, rows, staffing, unit

from tinhgon.decisions import verify
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


@pytest.mark.parametrize(
    ("title", "stated", "position", "rank", "group"),
    [
        ("Phó Giám đốc", {}, "department_deputy", "deputy", "leadership"),
        ("Giám đốc sở", {}, "department_head", "head", "leadership"),
        ("Phó Trưởng phòng", {}, "division_deputy", "deputy", "leadership"),
        ("Chuyên viên", {}, "specialist", None, "professional"),
        ("Người gác cổng trời", {}, "other", None, "professional"),
        ("Phó Giám đốc", {"position": "other"}, "other", None, "professional"),
        ("Phó Giám đốc", {"rank": "head"}, "other", "head", "professional"),
    ],
)
def test_a_title_makes_a_leader_of_a_post_whoever_enters_it(
    world: World, title: str, stated: dict[str, str], position: str, rank: str | None, group: str
) -> None:
    """L04 of the field: a roster counted a deputy director among the leaders, a decision file did not."""
    department = unit("S9", "Tài chính", "sở", parent="T1", structure="state_agency", bloc="state", id=1090)
    new = {"number": "S9.01", "title": title, "category": "civil_servant", "id": 2190, **stated}
    created = effect("create_posts", "Điều 2", unit=agency("S9"), posts=[new])
    outcome = world.sign(effect("establish_unit", unit=department), created)
    found = rows('SELECT position, rank, "group" FROM post_version WHERE number = %s', "S9.01")
    assert found == [(position, rank, group)]
    assert outcome.document.effects[1].posts[0].position == position
    again = world.sign(effect("create_posts", unit=agency("S9"), posts=[{**new, "number": "S9.02", "id": 2191}]),
                       on="2022-02-01")  # fmt: skip
    assert again.document.effects[0].posts[0].position == position
    assert verify().is_sound
