"""What must balance about people: one main place each, no place without its person and post, room for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import CIVIL, World, agency, codes, effect, person, post, set_over_quota

from tinhgon.basis.errors import NotBalanced
from tinhgon.decisions import verify

S1, S2 = agency("S1"), agency("S2")
NEW = person("HS-9", "Đỗ Thị Mượn", "1991", id=3999)


def refused(world: World, *effects: Any, on: str = "2022-01-01") -> NotBalanced:
    with pytest.raises(NotBalanced) as found:
        world.sign(*effects, on=on)
    return found.value


def test_nobody_in_service_is_without_a_place(world: World) -> None:
    found = refused(world, effect("end_assignment", person="HS-3", at_post="S1.03", reason="term_ended"))
    assert codes(found.findings) == ["working_without_place"]
    assert "người đang công tác không giữ vị trí nào: HS-3" in str(found)


def test_two_main_places_of_one_person_on_one_day(world: World) -> None:
    """Who left, came back to another post, and then had not left after all."""
    left = world.sign(effect("resign", person="HS-3"), on="2022-01-01")
    world.sign(effect("appoint", person="HS-3", at_post="S1.04"), on="2023-01-01")
    found = refused(world, effect("annul_decision", decisions=[left.document.number]), on="2023-06-01")
    assert codes(found.findings) == ["two_main_places"]
    assert "Từ ngày 01/01/2023, người có mã hồ sơ HS-3 giữ hai vị trí chính" in str(found)


def test_a_post_is_held_by_one(world: World) -> None:
    """Signed in the wrong order: the earlier day is found although the later one was lawful."""
    world.sign(effect("recruit", person=NEW, at_post="S1.04"), on="2023-01-01")
    found = refused(world, effect("take_up", person={**NEW, "id": None, "code": "HS-9B"}, at_post="S1.04"))
    assert codes(found.findings) == ["post_held_twice"]
    assert "HS-9" in str(found)
    assert "HS-9B" in str(found)


def test_shares_let_two_hold_one_post(world: World) -> None:
    halves = [effect("recruit", f"Điều {place}", person=person(f"HS-9{place}", f"Nửa Suất {place}", "1991"),
                     at_post="S1.04", share="0.5") for place in (1, 2)]  # fmt: skip
    assert codes(world.sign(*halves).findings) == []
    third = effect("recruit", person=person("HS-93", "Nửa Suất 3", "1991"), at_post="S1.04", share="0.5")
    assert "cộng 1,50 suất" in str(refused(world, third, on="2022-02-01"))


def test_an_annulled_taking_up_leaves_nobody_behind(world: World) -> None:
    """Who was taken up by it and moved by a later one must be dealt with at the same time."""
    first = world.sign(effect("take_up", person=NEW, at_post="S1.04"), on="2022-01-01")
    world.sign(effect("raise_pay_step", person="HS-9", step=2, coefficient="2.67", **{"from": "2022-06-01"}),
               on="2022-06-01")  # fmt: skip
    found = refused(world, effect("annul_decision", decisions=[first.document.number]), on="2022-07-01")
    assert set(codes(found.findings)) == {"entry_without_effect"}
    assert "người có mã hồ sơ HS-9" in str(found)


def test_annulling_posts_that_are_held_is_refused(world: World) -> None:
    created = world.sign(effect("create_posts", unit=S1, posts=[post("S1.09", "Chuyên viên", id=2099)]))
    world.sign(effect("appoint", person="HS-3", at_post="S1.09"), on="2022-03-01")
    found = refused(world, effect("annul_decision", decisions=[created.document.number]), on="2022-07-01")
    assert "people_left_behind" in codes(found.findings)
    assert "S1.09" in str(found)


def test_one_number_for_two_posts_out_of_order_in_time(world: World) -> None:
    later = effect("create_posts", unit=S1, posts=[post("S9.01", "Chuyên viên", id=2098)])
    world.sign(later, on="2023-01-01")
    found = refused(world, effect("create_posts", unit=S2, posts=[post("S9.01", "Kế toán", id=2099)]), on="2022-01-01")
    assert codes(found.findings) == ["post_number_shared"]
    assert "Từ ngày 01/01/2023" in str(found)


# -- the establishment and who is there -------------------------------------------------------------------------------

THIRD = [effect("create_posts", unit=S2, posts=[post("S2.09", "Chuyên viên", id=2099)]),
         effect("recruit", "Điều 2", person=NEW, at_post="S2.09"),
         effect("create_posts", "Điều 3", unit=S2, posts=[post("S2.10", "Chuyên viên", id=2097)]),
         effect("recruit", "Điều 4", person=person("HS-8", "Đỗ Văn Thừa", "1991"), at_post="S2.10")]  # fmt: skip


@pytest.mark.parametrize(("setting", "severity"), [("warn", "warning"), ("block", "error"), ("off", None)])
def test_more_people_than_room_is_told_or_refused_as_set(world: World, setting: str, severity: str | None) -> None:
    """S2 holds two, and one surplus: the fourth is too many."""
    set_over_quota(world, setting)
    if severity == "error":
        found: Any = refused(world, *THIRD).findings
    else:
        found = world.sign(*THIRD).findings
    assert [(finding.code, finding.severity) for finding in found] == ([("over_quota", severity)] if severity else [])
    if found:
        assert "có mặt 4 biên chế công chức, vượt 1 so với 3 được giao" in found[0].render()


def test_only_who_makes_it_worse_is_told(world: World) -> None:
    world.sign(*THIRD)
    assert codes(world.sign(effect("resign", person="HS-9"), on="2022-02-01").findings) == []
    cut = effect("cut_quota", cuts=[{"unit": S2, "line": CIVIL, "amount": 1, "reason": "not_replaced"}])
    assert codes(world.sign(cut, on="2022-03-01").findings) == ["over_quota"]
    assert verify().findings == ()


def test_room_given_at_the_same_time_is_room(world: World) -> None:
    more = effect("allocate_quota", "Điều 5", allocations=[{"unit": S2, "line": CIVIL, "amount": 1}])
    assert codes(world.sign(*THIRD, more).findings) == []
