"""`plan merge` on the cast: two rows of three communes as squares of a published map."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import program
from tests.world import World

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference
from tinhgon.planning.merging import CodePins, kind_of, merge, stated_of
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
    assert reasons(6, together=(("A1", "A2"),)) == [("most_groups", (), 5)]
    assert reasons(1, keep=("A1",)) == [("parts", (), 2)]
    # Both hold alone: the corner needs a way through A2 or B1, and these stay elsewhere.
    assert reasons(2, together=(("A1", "B3"), ("A3", "B1")), apart=(("A1", "A3"),))[0][0] == "no_plan"
    with pytest.raises(UnknownReference, match="X9"):
        merged(2, CodePins(seat=("X9",)))


def test_an_island_is_bridged_and_said_so(world: World) -> None:
    found = merged(2, borders=frozenset(pair for pair in BORDERS if "B3" not in pair))
    assert found.bridges in ((("B3", "A3"),), (("B3", "B2"),))


def test_kinds_and_what_is_stated() -> None:
    assert [kind_of(one) for one in (["xã", "phường"], ["xã", "thị trấn"], ["thị trấn"])] == ["phường", "xã", "thị trấn"]
    stated = {"1": {"terrain": "mountain", "reduction": "none"}, "2": {"terrain": "mountain"}}
    assert stated_of(["1", "2"], stated) == {"terrain": "mountain"}
    assert stated_of(["1", "3"], stated) == {}


def test_the_command_says_what_it_lacks(world: World, fresh_ledger, tmp_path: Path) -> None:
    done = program("plan", "merge", "--area", "T1", "--on", "2022-01-01", "--groups", "2", env=fresh_ledger.env)
    assert (done.code, "Chưa có ranh giới" in done.err) == (1, True) or done.code == 2
    pins = tmp_path / "pins.csv"
    pins.write_text("pin,code,other\ntogether,A1,\n", encoding="utf-8")
    done = program("plan", "merge", "--area", "T1", "--on", "2022-01-01", "--pin", pins, env=fresh_ledger.env)
    assert "Dòng 2" in done.err
