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
