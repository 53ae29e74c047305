"""Formal conditions of an office: to the month; what cannot be said is never met; a plan counts for its office."""

from __future__ import annotations

from datetime import date

import pytest
from tests.world import World, effect

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference
from tinhgon.entitlements.eligibility import eligibility, office_of
from tinhgon.entitlements.plan_cover import cover

ON = date(2026, 9, 1)
OFFICE = {"unit": {"code": "S1", "structure": "state_agency"}, "position": "division_head", "title": "Trưởng phòng"}


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


def asked(office: str, on: date = ON) -> dict[str, dict[str, object]]:
    as_of = AsOf(on)
    found = eligibility(office_of(office, as_of), as_of)
    return {row["code"]: row for row in found.iter_rows(named=True)}


def born(code: str, month: str) -> dict[str, object]:
    return effect("change_record", person={"code": code}, record={"born": month, "sex": "male"})


@pytest.mark.parametrize(
    ("month", "left", "answer"),
    [
        ("08/1969", 59, "not_met"),  # 62 years: August 2031 is 59 months after September 2026
        ("09/1969", 60, "met"),
    ],
)
def test_age_to_the_month(world: World, month: str, left: int, answer: str) -> None:
    """Nghị định 135/2020: a man born from April 1966 on retires at 62."""
    world.sign(born("HS-2", month), on="2022-01-01")
    row = asked("S1.01")["HS-2"]
    assert (row["months_left"], row["age"]) == (left, answer)


def test_what_the_record_does_not_state_is_not_met(world: World) -> None:
    """A newcomer whose birth the books do not state: nobody says that the age is right, or that it is not."""
    person = {"code": "HS-9", "identity": {"name": "Trần Thị Mẫu"}}
    world.sign(effect("recruit", person=person, at_post={"number": "S1.04"}), on="2026-01-01")
    row = asked("S1.01")["HS-9"]
    assert (row["months_left"], row["age"]) == (None, "unknown")


def test_twelve_months_as_deputy_from_the_first_of_august(world: World) -> None:
    """HS-2 is deputy of S1 since 1 July 2021; HS-3 a specialist; before 1 August 2026 the competent level rules."""
    rows = asked("S1.01")
    assert (rows["HS-2"]["months_in_post"], rows["HS-2"]["in_post"]) == (62, "met")
    assert (rows["HS-3"]["months_in_post"], rows["HS-3"]["in_post"]) == (0, "not_met")
    assert asked("S1.01", date(2026, 7, 31))["HS-2"]["in_post"] == "unknown"
    assert "HS-1" not in rows  # who holds the post is no candidate for it


def test_a_plan_counts_for_its_office_alone(world: World) -> None:
    lines = [{"person": {"code": "HS-2"}}, {"person": {"code": "HS-3"}, "object": "second"}]
    world.sign(effect("plan_people", office=OFFICE, term="2025-2030", people=lines), on="2025-11-01")
    assert [asked("S1.01")[code]["plan"] for code in ("HS-2", "HS-3", "HS-5")] == ["met", "met", "not_met"]
    assert asked("S2.01")["HS-2"]["plan"] == "unknown"  # planned for another head: equal, higher or not, nobody says
    assert asked("division_head")["HS-2"]["plan"] == "met"
    (post,) = [row for row in cover(AsOf(ON)) if row.post == "S1.01"]
    assert (post.planned, post.first, post.of_age + post.unknown) == (2, 1, 2)
    (bare,) = [row for row in cover(AsOf(ON)) if row.post == "S2.01"]
    assert bare.planned == 0


def test_an_office_that_is_none_is_refused(world: World) -> None:
    with pytest.raises(UnknownReference, match="không phải số hiệu vị trí"):
        office_of("Tổng quản", AsOf(ON))


def test_of_who_leads_elsewhere_a_short_age_cannot_be_said(world: World) -> None:
    """Age counts for a first or higher post, not for an equal or lower one: which of these it is, no book says."""
    world.sign(born("HS-4", "08/1969"), on="2022-01-01")
    assert asked("S1.01")["HS-4"]["age"] == "not_asked"  # a head of division, for the same position
    deputy = asked("S1.02")["HS-4"]  # a head of division, for a deputy's post
    assert (deputy["months_left"], deputy["age"], deputy["books"]) == (59, "unknown", "not_met")
    assert asked("department_head")["HS-4"]["age"] == "unknown"
    world.sign(born("HS-3", "08/1969"), on="2022-01-01")
    assert asked("S1.02")["HS-3"]["age"] == "not_met"  # a first post


def test_time_at_another_leading_post_is_not_short_for_sure(world: World) -> None:
    rows = asked("department_head")
    assert (rows["HS-4"]["months_in_post"], rows["HS-4"]["in_post"]) == (0, "unknown")
    assert rows["HS-3"]["in_post"] == "not_met"


def test_two_posts_at_once_are_counted_once(world: World) -> None:
    """Deputy of S1 from 1 March, deputy of S2 beside it from the same day: six months, not twelve."""
    second = {"number": "S2.03", "title": "Phó Trưởng phòng", "category": "civil_servant", "group": "leadership",
              "rank": "deputy", "position": "division_deputy"}  # fmt: skip
    world.sign(
        effect("create_posts", unit={"code": "S2", "structure": "state_agency"}, posts=[second]), on="2026-02-01"
    )
    third = {**second, "number": "S1.05"}
    world.sign(effect("create_posts", unit={"code": "S1", "structure": "state_agency"}, posts=[third]), on="2026-02-01")
    world.sign(effect("appoint", person={"code": "HS-3"}, at_post={"number": "S1.05"}), on="2026-03-01")
    world.sign(
        effect("appoint", person={"code": "HS-3"}, at_post={"number": "S2.03"}, assignment="concurrent"),
        on="2026-03-01",
    )
    row = asked("S1.01")["HS-3"]
    assert (row["months_in_post"], row["in_post"]) == (6, "not_met")


def test_a_plan_of_a_term_that_is_over_says_nothing(world: World) -> None:
    lines = [{"person": {"code": "HS-2"}}]
    world.sign(effect("plan_people", office=OFFICE, term="2020-2025", people=lines), on="2022-11-01")
    assert asked("S1.01", date(2025, 12, 31))["HS-2"]["plan"] == "met"
    assert asked("S1.01")["HS-2"]["plan"] == "unknown"


def test_who_is_planned_for_two_terms_is_one_person(world: World) -> None:
    world.sign(born("HS-2", "09/1975"), on="2022-01-01")
    for term in ("2025-2030", "2026-2031"):
        world.sign(
            effect("plan_people", office=OFFICE, term=term, people=[{"person": {"code": "HS-2"}}]), on="2026-02-01"
        )
    (post,) = [row for row in cover(AsOf(ON)) if row.post == "S1.01"]
    assert (post.planned, post.first, post.of_age, post.unknown) == (1, 1, 1, 0)


def test_who_has_a_place_without_a_post_is_not_left_out(world: World) -> None:
    person = {"code": "HS-9", "identity": {"name": "Trần Thị Mẫu"}}
    unit = {"code": "S1", "structure": "state_agency"}
    world.sign(effect("recruit", person=person, at_unit=unit), on="2026-01-01")
    assert "HS-9" in asked("S1.01")
