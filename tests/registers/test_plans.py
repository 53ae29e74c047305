"""Plans: in and out by decision, at most three for a seat, told when one is planned for more than three offices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.world import World, effect

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict
from tinhgon.decisions import draft, preview
from tinhgon.registers.plans.queries import planned

HEAD = {"unit": {"code": "S1", "structure": "state_agency"}, "position": "division_head", "title": "Trưởng phòng"}


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


def plan(
    *codes: str, office: dict[str, Any] = HEAD, term: str = "2025-2030", out: tuple[tuple[str, str], ...] = ()
) -> Any:
    lines = [{"person": {"code": code}} for code in codes]
    gone = [{"person": {"code": code}, "reason": reason} for code, reason in out]
    return effect("plan_people", office=office, term=term, people=lines, out=gone)


def codes(day: str) -> list[tuple[str, str, str]]:
    return [(one.code, one.term, one.object) for one in planned(AsOf(date.fromisoformat(day)))]


def found(world: World, *effects: Any, on: str = "2026-01-01") -> list[tuple[str, str]]:
    told = preview([draft(world.draft(*effects, on=on))])[0].findings
    return [(one.severity, one.code) for one in told if one.code.startswith("plan")]


def test_in_and_out_by_day(world: World) -> None:
    world.sign(plan("HS-2", "HS-3"), on="2025-11-01")
    world.sign(plan("HS-5", out=(("HS-3", "discipline"),)), on="2026-03-01")
    assert codes("2025-10-31") == []
    assert codes("2026-02-28") == [("HS-2", "2025-2030", "first"), ("HS-3", "2025-2030", "first")]
    assert codes("2026-03-01") == [("HS-2", "2025-2030", "first"), ("HS-5", "2025-2030", "first")]


def test_nobody_is_planned_twice_nor_taken_out_of_what_they_are_not_in(world: World) -> None:
    world.sign(plan("HS-2"), on="2025-11-01")
    with pytest.raises(Conflict, match="không ghi hai lần"):
        world.sign(plan("HS-2"), on="2026-01-01")
    world.sign(plan("HS-2", term="2030-2035"), on="2026-01-01")
    with pytest.raises(Conflict, match="không có trong quy hoạch"):
        world.sign(plan(out=(("HS-3", "age"),)), on="2026-01-02")


@pytest.mark.parametrize(("people", "expected"), [(3, []), (4, [("error", "plan_too_many")])])
def test_three_for_a_seat(world: World, people: int, expected: list[tuple[str, str]]) -> None:
    """One head of the division: three may be planned (377-QĐ/TW), the fourth is refused."""
    assert found(world, plan(*["HS-2", "HS-3", "HS-4", "HS-5"][:people])) == expected


def test_an_office_without_posts_cannot_be_judged(world: World) -> None:
    office = HEAD | {"position": "department_head", "title": "Giám đốc"}
    assert found(world, plan("HS-2", office=office)) == [("warning", "plan_seats_unknown")]


def test_more_than_three_offices_are_told(world: World) -> None:
    """The level of approval is not in the books: a warning, not a refusal."""
    units = [{"code": "S1", "structure": "state_agency"}, {"code": "S2", "structure": "state_agency"}]
    offices = [
        {"unit": unit, "position": position, "title": title}
        for unit in units
        for position, title in (("division_head", "Trưởng phòng"), ("division_deputy", "Phó Trưởng phòng"))
    ]
    told = found(world, *[plan("HS-3", office=office) for office in offices[:3]])
    assert ("warning", "plan_titles") not in told
    told = found(world, *[plan("HS-3", office=office) for office in offices])
    assert ("warning", "plan_titles") in told
