"""A grouping held against the rules, in the cast's two rows of three communes; a border is a line, not a corner."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import program
from tests.world import World

from tinhgon.basis.asof import AsOf
from tinhgon.planning.judging import Grouped, judge
from tinhgon.registers.units.outlines import compact, neighbours
from tinhgon.registers.units.queries.units import units

ON = date(2022, 1, 1)
BORDERS = frozenset({("A1", "A2"), ("A2", "A3"), ("A1", "B1"), ("A2", "B2"), ("A3", "B3"), ("B1", "B2"), ("B2", "B3")})


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


def broken(*groups: str, seat: str = "", borders: frozenset[tuple[str, str]] = BORDERS) -> list[tuple[str, int]]:
    rows = {row.code: row for row in units(AsOf(ON), structure="territory") if row.code and row.kind == "xã"}
    plan = [Grouped(members=tuple(one.split()), seat=seat if not number else "") for number, one in enumerate(groups)]
    found = judge(plan, rows, borders=borders, rules="76/2025", on=ON, area=rows)
    return [(one.rule, one.group) for one in found.broken]


def test_each_broken_rule_is_named(world: World) -> None:
    assert broken("A1 A2 A3", "B1 B2 B3") == []
    assert broken("A1 A3 B3", "A2 B1 B2") == [("not_connected", 1), ("not_connected", 1)]
    assert broken("A1 A2 A3", "B1 B2 B3 A1") == [("member_twice", 2)]
    assert broken("A1 A2 A3", "B1 B2") == [("below_standard", 2), ("left_out", 0)]
    assert broken("A1 A2 A3 X9", "B1 B2 B3") == [("member_unknown", 1)]
    assert broken("A1 A2 A3", "B1 B2 B3", seat="B2") == [("seat_elsewhere", 1)]


def test_without_borders_nobody_says_that_it_hangs_together(world: World) -> None:
    rows = {row.code: row for row in units(AsOf(ON), structure="territory") if row.code and row.kind == "xã"}
    (one,) = judge([Grouped(members=("A1", "B3"))], rows, borders=frozenset(), rules="76/2025", on=ON).groups
    assert one.connected is None


def test_outlines_published_apart_do_not_tell_whether_two_units_touch(world: World) -> None:
    """Of two provinces each has its own outlines: the line between them is in neither."""
    apart = frozenset({("A1", "A2"), ("A2", "A3"), ("B1", "B2"), ("B2", "B3")})
    assert broken("A1 A2 B2", "A3 B1 B3", borders=apart) == []
    assert broken("A1 A3", "A2 B1 B2 B3", borders=apart) == [("not_connected", 1), ("below_standard", 1)]


def test_the_figures_of_a_group_with_an_unknown_member_are_not_known(world: World) -> None:
    """A sum of those who are there is no figure of the group; least of all does it fail a standard for sure."""
    rows = {row.code: row for row in units(AsOf(ON), structure="territory") if row.code and row.kind == "xã"}
    found = judge([Grouped(members=("A1", "A2", "X9"))], rows, borders=BORDERS, rules="76/2025", on=ON)
    (one,) = found.groups
    assert (one.area_km2, one.population, one.meets.answer) == (None, None, "unknown")
    assert [each.rule for each in found.broken] == ["member_unknown"]


def test_a_corner_is_no_border() -> None:
    """Four squares around a point: those that face each other share no line."""
    lines = [[(0.0, 0.0), (0.0, 1.0)], [(0.0, 0.0), (1.0, 0.0)], [(0.0, 0.0), (0.0, -1.0)], [(0.0, 0.0), (-1.0, 0.0)]]
    rings = {"NE": [[[0, 1]]], "SE": [[[~1, 2]]], "SW": [[[~2, 3]]], "NW": [[[~3, ~0]]]}
    assert neighbours(compact(lines, rings)) == {("NE", "NW"), ("NE", "SE"), ("SE", "SW"), ("NW", "SW")}


def test_the_command_names_what_is_broken(world: World, fresh_ledger, tmp_path: Path) -> None:
    file = tmp_path / "phuong-an.json"
    file.write_text(json.dumps({"on": "2022-01-01", "rules": "76/2025", "groups": [
        {"members": ["A1", "A2", "A3"]}, {"members": ["B1", "B2", "B3", "A1"]}]}), encoding="utf-8")  # fmt: skip
    done = program("plan", "judge", file, env=fresh_ledger.env)
    told = json.loads(done.out)
    assert (done.code, [one["rule"] for one in told["conflicts"]]) == (1, ["member_twice"])
    assert told["conflicts"][0]["message"] == "Xã An Bình (A1) có ở hai nhóm."
    assert told["totals"]["groups"] == 2
    assert [one["meets"]["answer"] for one in told["groups"]] == ["exempt", "exempt"]
    file.write_text("[]", encoding="utf-8")
    assert program("plan", "judge", file, env=fresh_ledger.env).err.strip() == (
        "phuong-an.json: cần groups, danh sách các nhóm."
    )
    listed = json.loads(
        program("plan", "standards", "--on", "2022-01-01", "--format", "json", env=fresh_ledger.env).out
    )
    assert {one["code"] for one in listed["units"]} >= {"A1", "B3"}
