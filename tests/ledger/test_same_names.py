"""Two living units of one name, kind and superior are told when a decision makes them, and never stop a signing."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import NAMES, World, codes, effect, rename, unit

from tinhgon.decisions import verify
from tinhgon.registers.units.naming import spelled_alike

HERE = NAMES["A1"]  # a commune of district D1


def establish(name: str, code: str = "A9", kind: str = "xã", parent: str = "D1") -> Any:
    return effect("establish_unit", unit=unit(code, name, kind, parent=parent, id=1099))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (establish(HERE), True),
        (establish(HERE.upper()), True),
        (establish(HERE, kind="phường"), False),
        (establish(HERE, parent="D2"), False),
        (establish(f"{HERE} Đông"), False),
        (rename("A2", HERE), True),
        (effect("change_kind", unit="A1", to_kind="phường"), False),
    ],
)
def test_what_a_decision_makes(world: World, made: Any, told: bool) -> None:
    outcome = world.sign(made)
    found = [finding for finding in outcome.findings if finding.code == "units_of_one_name"]
    assert len(found) == told
    assert outcome.can_be_signed
    if found:
        assert found[0].severity == "warning"
        assert "cùng tên, cùng loại, cùng đơn vị cấp trên" in found[0].render()
        assert len(set(found[0].units)) == 2
    assert verify().is_sound


def test_a_pair_is_told_once_and_again_only_when_it_is_made_again(world: World) -> None:
    assert "units_of_one_name" in codes(world.sign(establish(HERE), on="2022-01-01").findings)
    recoded = effect("change_codes", changes=[{"unit": "A9", "code": "A8"}])
    assert "units_of_one_name" not in codes(world.sign(recoded, on="2022-02-01").findings)
    assert "units_of_one_name" not in codes(world.sign(rename("A8", f"{HERE} Đông"), on="2022-03-01").findings)
    assert "units_of_one_name" in codes(world.sign(rename("A8", HERE), on="2022-04-01").findings)


def test_after_one_of_them_has_ended_there_is_nothing_to_tell(world: World) -> None:
    world.sign(rename("A1", "Một Tên Khác"), on="2022-01-01")
    assert "units_of_one_name" not in codes(world.sign(establish(HERE), on="2022-02-01").findings)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [("An Hòa", "An Hoà", True), ("An Hòa", "An Hoá", False), ("THỦY Vân", "Thuỷ Vân", True), ("Ấp 2", "Ấp 3", False),
     ("Đức Hòa", "Đưc Hòa", False), ("Tân An", "Tân Ân", False)],
)  # fmt: skip
def test_tones_are_compared_wherever_they_are_written(first: str, second: str, alike: bool) -> None:
    assert spelled_alike(first, second) is alike
