"""`plan merge` on the cast: two rows of three communes as squares of a published map."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import program
from tests.world import World, example

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference
from tinhgon.decisions.attaching import attach_file
from tinhgon.planning.merging import CodePins, kind_of, merge, stated_of
from tinhgon.registers.units.outlines import compact
from tinhgon.registers.units.queries.units import units

ON = date(2022, 1, 1)
BORDERS = frozenset({("A1", "A2"), ("A2", "A3"), ("A1", "B1"), ("A2", "B2"), ("A3", "B3"), ("B1", "B2"), ("B2", "B3")})
POINTS = {f"{row}{place}": (105.0 + place / 20, 10.0 - (row == "B") / 20) for row in "AB" for place in (1, 2, 3)}


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


def merged(groups: int | None, pins: CodePins | None = None, borders: frozenset[tuple[str, str]] = BORDERS):
    rows = [row for row in units(AsOf(ON), structure="territory") if row.code and row.kind == "xã"]
    return merge(rows, POINTS, borders, rules="76/2025", on=ON, groups=groups, pins=pins)


def test_two_groups_of_three_are_not_assessed(world: World) -> None:
    found = merged(2)
    assert found.plan is not None
    assert found.plan.proven
    assert found.plan.all_looked_at
    assert sorted(len(one.members) for one in found.groups) == [3, 3]
    assert sorted(code for one in found.groups for code in one.members) == sorted(POINTS)
    assert all(one.seat in one.members for one in found.groups)


def test_what_stands_in_the_way_is_named(world: World) -> None:
    def reasons(groups: int, **pins: tuple) -> list[tuple[str, tuple[str, ...], int | None]]:
        return list(merged(groups, CodePins(**pins)).reasons)

    assert reasons(2, together=(("A1", "B3"),), apart=(("A1", "B3"),)) == [("together_apart", ("A1", "B3"), None)]
    assert reasons(2, together=(("A1", "A2"),), keep=("A1",)) == [("together_alone", ("A1", "A2"), None)]
    assert reasons(6, together=(("A1", "A2"),)) == [("most_groups", ("A1", "A2"), 5)]
    assert reasons(1, keep=("A1",)) == [("parts", ("A1",), 2)]
    # Both hold alone: the corner needs a way through A2 or B1, and these stay elsewhere.
    assert reasons(2, together=(("A1", "B3"), ("A3", "B1")), apart=(("A1", "A3"),))[0][0] == "no_plan"
    with pytest.raises(UnknownReference, match="X9"):
        merged(2, CodePins(seat=("X9",)))


def test_an_island_is_bridged_and_said_so(world: World) -> None:
    found = merged(2, borders=frozenset(pair for pair in BORDERS if "B3" not in pair))
    assert found.bridges in ((("B3", "A3"),), (("B3", "B2"),))


def test_kinds_and_what_is_stated() -> None:
    assert [kind_of(one) for one in (["xã", "phường"], ["xã", "thị trấn"], ["thị trấn"])] == [
        "phường",
        "xã",
        "thị trấn",
    ]
    stated = {"1": {"terrain": "mountain", "reduction": "none"}, "2": {"terrain": "mountain"}}
    assert stated_of(["1", "2"], stated) == {"terrain": "mountain"}
    assert stated_of(["1", "3"], stated) == {}


def publish(world: World) -> None:
    """The two rows as squares with a line of their own for every side that two share."""
    lines: list[list[tuple[float, float]]] = []
    number: dict[tuple[tuple[float, float], tuple[float, float]], int] = {}
    rings = {}
    for row, north in (("A", 10.1), ("B", 10.0)):
        for place in (1, 2, 3):
            west, south = round(105 + place / 10, 1), round(north - 0.1, 1)
            corners = [(west, south), (round(west + 0.1, 1), south), (round(west + 0.1, 1), north), (west, north)]
            ring = []
            for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
                if (other, one) in number:
                    ring.append(~number[other, one])
                    continue
                number[one, other] = len(lines)
                lines.append([one, other])
                ring.append(number[one, other])
            rings[f"{row}{place}"] = [[ring]]
    table = attach_file(compact(lines, rings), rows=6, name="ranh-gioi.json")
    world.sign(example("publish_boundaries/1").model_copy(update={"table": table}), on="2021-12-01")


def test_the_command_makes_a_plan_that_its_judge_takes(world: World, fresh_ledger, tmp_path: Path) -> None:
    publish(world)
    asked = ("plan", "merge", "--area", "T1", "--on", "2022-01-01", "--rules", "76/2025")
    done = program(*asked, "--groups", "2", env=fresh_ledger.env)
    assert (done.code, done.err) == (0, "")
    told = json.loads(done.out)
    assert [len(one["members"]) for one in told["groups"]] == [3, 3]
    assert told["totals"]["exempt"] == 2
    assert told["covers"] | {"groups_looked_at": 0} == {
        "all": True, "proven": True, "stopped_by_time": False, "groups_looked_at": 0,
    }  # fmt: skip
    assert told["bound"]["all_groupings"] <= told["totals"]["thousand_people_km"] + 1e-3
    stopped = program(*asked, "--groups", "2", "--seconds", "0.1", env=fresh_ledger.env)
    json.loads(stopped.out, parse_constant=pytest.fail)  # no Infinity, which is no JSON
    file = tmp_path / "phuong-an.json"
    file.write_text(done.out, encoding="utf-8")
    judged = program("plan", "judge", file, env=fresh_ledger.env)
    assert (judged.code, json.loads(judged.out)["conflicts"]) == (0, [])
    pins = tmp_path / "pins.csv"
    pins.write_text("pin,code,other\ntogether,A1,B3\napart,B3,A1\n", encoding="utf-8")
    done = program(*asked, "--groups", "2", "--pin", pins, env=fresh_ledger.env)
    assert (done.code, json.loads(done.out)["conflicts"][0]["rule"]) == (1, "together_apart")
    assert done.err.strip() == "Xã Bình Long (B3), Xã An Bình (A1) vừa phải chung nhóm, vừa phải khác nhóm."


def test_the_command_says_what_it_lacks(world: World, fresh_ledger, tmp_path: Path) -> None:
    asked = ("plan", "merge", "--area", "T1", "--on", "2022-01-01")
    done = program(*asked, "--groups", "2", env=fresh_ledger.env)
    assert (done.code, done.err.startswith("Chưa có ranh giới của A1")) == (1, True)
    pins = tmp_path / "pins.csv"
    pins.write_text("pin,code,other\ntogether,A1,\n", encoding="utf-8")
    done = program(*asked, "--pin", pins, env=fresh_ledger.env)
    assert (done.code, done.err.startswith("Dòng 2: ")) == (1, True)
