"""Territory keeps its level: what the law calls equal merges, divides and changes kind; nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import World, effect, part, unit

from tinhgon.basis.errors import NotBalanced
from tinhgon.decisions import preview

FULL = {"area_share": "full", "population_share": "full"}
REFUSED: list[tuple[str, list[dict[str, Any]], str]] = [
    ("a commune into its own district", [{"kind": "absorb_units", "sources": [{"unit": "A1"}], "into": "D1"}],
     "succeeded_by_other_level"),
    ("a commune into the other district", [{"kind": "absorb_units", "sources": [{"unit": "A1"}], "into": "D2"}],
     "succeeded_by_other_level"),
    ("a district into a commune", [{"kind": "absorb_units", "sources": [{"unit": "D1"}], "into": "B1"}],
     "succeeded_by_other_level"),
    ("a commune and a district as one commune",
     [{"kind": "merge_units", "sources": [{"unit": "A1"}, {"unit": "D2"}],
       "into": unit("A7", "An Phú", parent="T1")}], "succeeded_by_other_level"),
    ("two communes as a district",
     [{"kind": "merge_units", "sources": [{"unit": "A1"}, {"unit": "A2"}],
       "into": unit("D7", "An Phú", "huyện", parent="T1")}], "succeeded_by_other_level"),
    ("a district from a part of a commune",
     [{"kind": "split_off", "sources": [part("A1")], "unit": unit("D7", "An Phú", "huyện", parent="T1")}],
     "succeeded_by_other_level"),
    ("a commune divided into districts",
     [{"kind": "divide_unit", "unit": "A1", "parts": [
         {"unit": unit("D7", "An Phú", "huyện", parent="T1")},
         {"unit": unit("D8", "An Tây", "huyện", parent="T1"), "area_share": "remainder",
          "population_share": "remainder"}]}], "succeeded_by_other_level"),
    ("ground of a commune to a district", [{"kind": "adjust_boundary", "giver": "A1", "receiver": "D2"}],
     "succeeded_by_other_level"),
    ("a commune becomes a province", [{"kind": "change_kind", "unit": "A2", "to_kind": "tỉnh"}], "kind_of_other_level"),
    ("a commune becomes a district", [{"kind": "change_kind", "unit": "A2", "to_kind": "thị xã"}],
     "kind_of_other_level"),
    ("a commune becomes a city", [{"kind": "change_kind", "unit": "A2", "to_kind": "thành phố"}],
     "kind_of_other_level"),
    ("a district of communes becomes a ward", [{"kind": "change_kind", "unit": "D1", "to_kind": "phường"}],
     "kind_of_other_level"),
    ("a district becomes a province", [{"kind": "change_kind", "unit": "D1", "to_kind": "tỉnh"}],
     "kind_of_other_level"),
    ("a province under a district", [{"kind": "establish_unit", "unit": unit("T7", "Tân Phú", "tỉnh", parent="D1")}],
     "kind_out_of_place"),
]  # fmt: skip


def effects_of(given: list[dict[str, Any]]) -> list[Any]:
    return [effect(one["kind"], **{key: value for key, value in one.items() if key != "kind"}) for one in given]


@pytest.mark.parametrize(("given", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_of_another_level_is_refused(given: list[dict[str, Any]], code: str, world: World) -> None:
    with pytest.raises(NotBalanced) as caught:
        world.sign(*effects_of(given))
    assert code in {finding.code for finding in caught.value.findings if finding.is_error}


ALLOWED: list[tuple[str, list[dict[str, Any]]]] = [
    ("a commune becomes a ward", [{"kind": "change_kind", "unit": "A2", "to_kind": "phường"}]),
    ("a district becomes a town", [{"kind": "change_kind", "unit": "D1", "to_kind": "thị xã"}]),
    ("a district becomes a city of the province", [{"kind": "change_kind", "unit": "D1", "to_kind": "thành phố"}]),
    ("a province becomes a city under the State", [{"kind": "change_kind", "unit": "T1", "to_kind": "thành phố"}]),
    ("a district into a district", [{"kind": "absorb_units", "sources": [{"unit": "D1"}], "into": "D2"}]),
    ("a commune into a commune", [{"kind": "absorb_units", "sources": [{"unit": "A1"}], "into": "A2"}]),
]


@pytest.mark.parametrize("given", [case[1] for case in ALLOWED], ids=[case[0] for case in ALLOWED])
def test_what_is_of_one_level_is_signed(given: list[dict[str, Any]], world: World) -> None:
    outcome = world.sign(*effects_of(given))
    assert not {"succeeded_by_other_level", "kind_of_other_level", "kind_out_of_place"} & {
        finding.code for finding in outcome.findings
    }


def test_an_island_district_without_communes_becomes_a_special_zone(world: World) -> None:
    island = unit("D9", "Hòn Mây", "huyện", parent="T1")
    world.sign(effect("establish_unit", unit=island))
    zone = unit("D10", "Hòn Mây", "đặc khu", parent="T1")
    outcome = world.sign(effect("merge_units", sources=[{"unit": "D9"}], into=zone), on="2023-01-01")
    assert "succeeded_by_other_level" not in {finding.code for finding in outcome.findings}


def test_a_preview_says_so_before_anything_is_signed(world: World) -> None:
    (outcome,) = preview([world.draft(effect("absorb_units", sources=[{"unit": "A1"}], into="D1"))])
    assert not outcome.can_be_signed
    (found,) = [one for one in outcome.findings if one.code == "succeeded_by_other_level"]
    assert found.clause == "Điều 1"
    assert "An Bình (A1)" in found.render()
