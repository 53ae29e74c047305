"""What the law grants people of the books: retirement, alternatives with what is missing; one and all alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.world import World, effect, person, post

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, UnknownReference
from tinhgon.entitlements.facts import FACTS, STAND_INS, held_facts
from tinhgon.entitlements.person import entitlements, facts_of, grounds_of, retirement_months
from tinhgon.law import engine
from tinhgon.law.choosing import GROUNDS
from tinhgon.law.kinds import plain
from tinhgon.registers.staff.queries import law_facts

ON = AsOf(date(2025, 4, 1))
# The ministry's example (Công văn 1814/BNV-TCBC): born January 1966, coefficient 4.65, leaves on 1 May 2025.
OFFICIAL = {
    "id": 3101, "sex": "male", "recruited_on": "2003-05-01", "coefficient": "4.65", "coefficient_from": "2024-01-01",
    "pay_scale": "A1", "pay_step": 8,
}  # fmt: skip


@pytest.fixture
def staffed(world: World) -> World:
    """The world with a civil servant whose record is full, one whose record is bare, and one in a commune."""
    s1 = {"code": "S1", "structure": "state_agency"}
    world.sign(
        effect("create_posts", unit=s1, posts=[post("S1.11", "Chuyên viên", id=2101)]),
        effect("take_up", "Điều 2", at_post="S1.11", person=person("HS-11", "Đinh Văn Mẫu", "15/01/1966", **OFFICIAL)),
        effect("take_up", "Điều 3", at_unit="A1", person=person("HS-12", "Bùi Thị Ảo", "1970", id=3102)),
        on="2024-02-01",
    )
    world.sign(effect("absorb_units", sources=[{"unit": "A2"}], into="A1"), on="2025-03-01")
    return world


def said(findings: Any) -> str:
    return " | ".join(finding.render() for finding in findings)


def test_retirement_and_the_benefits_with_their_steps(staffed: World) -> None:
    more = {
        "reorg_decision_effective": "2025-03-01", "leadership_allowance_coef": "0.6", "public_service_pct": "0.25",
    }  # fmt: skip
    found = entitlements(3101, ON, leave_on=date(2025, 5, 1), ground="reorganisation", told=more)
    assert found.retirement is not None
    assert (found.retirement.month, found.retirement.pension_from) == (date(2027, 10, 1), date(2027, 11, 1))
    assert found.retirement.early_month == date(2021, 4, 1)
    assert found.retirement.told.steps[0].cite.startswith("Nghị định 135/2020/NĐ-CP")
    assert found.best is not None
    assert (found.best.rule_id, found.best.total) == ("decree_178.early_retirement", 744_778_125)
    assert found.best.told is not None
    assert all(step.cite for step in found.best.told.steps)
    assert "sổ bảo hiểm xã hội" in said(found.estimated)
    assert found.missing == ()
    assert "Điều kiện lao động" in said(found.assumed)
    assert not found.is_sure


def test_what_the_books_do_not_state_is_named(staffed: World) -> None:
    found = entitlements(3102, ON, leave_on=date(2025, 5, 1))
    assert found.ground == "reorganisation"  # the commune took over from another two months ago
    assert found.retirement is None
    words = said(found.missing)
    assert "hồ sơ không ghi giới tính" in words
    assert "hồ sơ không ghi ngày tuyển dụng" in words
    assert "hồ sơ không ghi hệ số lương" in words
    assert {finding.data["fact"] for finding in found.missing} == {"sex", "bhxh_months", "grade_coef"}
    assert found.best is None
    assert all(one.reason for one in found.alternatives)
    told = entitlements(
        3102, ON, leave_on=date(2025, 5, 1), told={"sex": "female", "bhxh_months": 360, "grade_coef": "3.33"}
    )
    assert told.missing == ()
    assert told.retirement is not None
    assert told.best is not None
    assert "chỉ ghi năm sinh" in said(told.estimated)
    assert "ngày gần nhất mà đơn vị" in said(told.estimated)


def test_the_average_of_sixty_months_is_estimated_where_nobody_gives_it(staffed: World) -> None:
    found = entitlements(3101, ON, leave_on=date(2025, 5, 1), ground="streamlining")
    decree_29 = next(one for one in found.alternatives if one.rule_id == "decree_29.early_retirement")
    assert decree_29.told is not None
    average = next(fact for fact in decree_29.told.facts if fact.name == "average_salary")
    # 38 months at 1,490,000 (May 2020 to June 2023), 12 at 1,800,000 and 10 at 2,340,000.
    assert average.value == round(4.65 * (38 * 1_490_000 + 12 * 1_800_000 + 10 * 2_340_000) / 60)
    assert decree_29.total == round(average.value * (3 * 2.5 + 6))
    assert "60 tháng cuối" in said(found.estimated)
    stated = entitlements(
        3101, ON, leave_on=date(2025, 5, 1), ground="streamlining", told={"average_salary": 8_000_000}
    )
    assert "60 tháng cuối" not in said(stated.estimated)
    assert next(one for one in stated.alternatives if one.rule_id == "decree_29.early_retirement").total == 108_000_000


def test_no_more_than_the_law_of_the_day(staffed: World) -> None:
    old = entitlements(3101, ON, leave_on=date(2020, 5, 1), ground="streamlining")
    assert {one.rule_id.split(".")[0] for one in old.alternatives} == {"decree_108"}
    assert said(old.doubts).count("ghi theo trí nhớ") >= 1
    new = entitlements(3101, ON, leave_on=date(2026, 7, 1), ground="streamlining")
    assert {one.rule_id.split(".")[0] for one in new.alternatives} == {"decree_154"}
    past = entitlements(3101, ON, leave_on=date(2028, 1, 1))
    assert past.ground == "past_age"
    assert past.best is not None
    assert past.best.told is not None
    assert past.best.told.facts[0].value == 2


def test_who_cannot_be_asked_about(staffed: World) -> None:
    with pytest.raises(UnknownReference, match="chọn ngày khác"):
        entitlements(3101, AsOf(date(2024, 1, 31)))
    with pytest.raises(BadInput, match="reorganisation, streamlining"):
        entitlements(3101, ON, ground="whim")
    with pytest.raises(BadInput, match="nằm ngoài khoảng"):
        entitlements(3101, ON, told={"bhxh_months": -1})


def test_one_person_and_all_have_the_same_facts(staffed: World) -> None:
    day = date(2025, 5, 1)
    people = law_facts.people(ON)
    held = held_facts(people, leave_on=day)
    for place, person_id in enumerate(people["person_id"]):
        one = facts_of(law_facts.person(ON, person_id), leave_on=day)
        for name, kind in {**FACTS, **STAND_INS}.items():
            assert {**one.given, **one.stand_ins}.get(name) == plain(kind, held[name][place]), name
    under = law_facts.people(ON, units=[1011])
    assert under["code"].sort().to_list() == ["HS-4", "HS-5"]
    assert not {"name", "id_number", "birth_day"} & set(people.columns)


def test_retirement_months_are_a_column() -> None:
    frame = pl.DataFrame(
        {
            "sex": ["male", "female", "male", None, "female"],
            "birth_year": [1966, 1970, 1960, 1970, None],
            "birth_month": [1, 5, None, 1, 1],
        },
        schema={"sex": pl.String, "birth_year": pl.Int64, "birth_month": pl.Int64},
    )
    found = retirement_months(frame, date(2025, 1, 1))
    assert found.to_list() == [date(2027, 10, 1), date(2027, 9, 1), date(2020, 1, 1), None, None]
    before = retirement_months(frame, date(2020, 12, 31))
    assert before.to_list()[:2] == [date(2026, 1, 1), date(2025, 5, 1)]


def test_every_ground_has_rules_that_are_there() -> None:
    for category in ("cadre", "public_employee", "part_time_commune", "part_time_hamlet", None):
        assert set(grounds_of(category)) <= GROUNDS.keys()
    assert {name for rules in GROUNDS.values() for name in rules} <= engine.rules().keys()
