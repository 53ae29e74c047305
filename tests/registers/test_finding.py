"""Units are found as people name them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.world import World, effect, rename

from tinhgon.basis.asof import AsOf
from tinhgon.registers.units.queries import search
from tinhgon.registers.units.queries.finding import slips_between

pytestmark = pytest.mark.django_db
ON = AsOf(date(2022, 1, 1))
AGENCIES = (
    ("S10", "Sở", "Nội vụ", "state_agency"), ("S11", "Sở", "Nông nghiệp và Môi trường", "state_agency"),
    ("S12", "Ủy ban nhân dân", "tỉnh Tân Giang", "state_agency"), ("D10", "Tỉnh ủy", "Tân Giang", "party"),
)  # fmt: skip


@pytest.fixture
def agencies(world: World) -> None:
    for place, (code, kind, name, structure) in enumerate(AGENCIES):
        unit = {"code": code, "kind": kind.lower(), "name": name, "structure": structure, "bloc": "state", "level": 1}
        world.sign(effect("establish_unit", f"Điều {place + 1}", unit=unit), on="2021-01-01")
    office = {"code": "D11", "kind": "văn phòng", "name": "Tỉnh ủy", "structure": "party", "bloc": "party",
              "parent": {"code": "D10", "structure": "party"}}  # fmt: skip
    world.sign(effect("establish_unit", "Điều 1", unit=office), on="2021-01-01")


def found(text: str, as_of: AsOf = ON) -> list[str | None]:
    return [unit.code for unit in search(as_of, text)]


@pytest.mark.usefixtures("agencies")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Sở Nội vụ", "S10"), ("so noi vu", "S10"), ("SO NOI VU", "S10"), ("nội vụ sở", "S10"), ("snv", "S10"),
        ("sở nội v", "S10"), ("sở nộii vụ", "S10"),
        ("so noj vu", "S10"), ("Sở Nội Vuj", "S10"), ("s10", "S10"), ("x. an bình", "A1"),
        ("sở nông nghiêpj", "S11"), ("sở nông nghệip", "S11"), ("Sở Nộ", "S10"), ("UBND huyện zzz", None),
        ("xã an bnih", "A1"), ("snnvmt", "S11"), ("snn", "S11"),
        ("so nong nghiep", "S11"), ("UBND tỉnh Tân Giang", "S12"),
        ("ubnd tan giang", "S12"), ("Văn phòng Tỉnh ủy Tân Giang", "D11"), ("vp tinh uy", "D11"),
        ("xã An Bình", "A1"), ("an binh", "A1"), ("an binh an loc", "A1"), ("Ðơn vị A1", None), ("S10", "S10"),
        ("zzz", None), ("", None), ("%", None),
    ],
)  # fmt: skip
def test_the_first_unit_found(text: str, first: str | None) -> None:
    assert (found(text) or [None])[0] == first


def test_short_forms_in_names_and_by_initials_of_the_beginning_of_a_name(world: World) -> None:
    """As agencies of a merged city are called: 'SNV', 'MTTQ' and 'Mặt trận Tổ quốc' mean both spellings."""
    rows = (
        ("92.SNV", "sở", "Nội vụ thành phố Tân Giang"),
        ("F1", "ủy ban", "MTTQ xã An Bình"),
        ("F2", "ủy ban", "Mặt trận Tổ quốc Việt Nam tỉnh Tân Giang"),
        ("O1", "văn phòng", "HĐND và UBND huyện"),
    )
    for place, (code, kind, name) in enumerate(rows):
        unit = {"code": code, "kind": kind, "name": name, "structure": "state_agency", "bloc": "state", "level": 1}
        world.sign(effect("establish_unit", f"Điều {place + 1}", unit=unit), on="2021-01-01")
    both = (("D9", "đảng ủy", "xã An Bình"), ("U9", "ủy ban nhân dân", "xã An Bình"))
    for place, (code, kind, name) in enumerate(both):
        unit = {"code": code, "kind": kind, "name": name, "structure": "party", "bloc": "party", "level": 3}
        world.sign(effect("establish_unit", f"Điều {place + 1}", unit=unit), on="2021-02-01")
    assert found("x. an bình")[0] == found("xã an bình")[0] == "A1"  # before the bodies that are called after it
    assert found("SNV") == found("92.snv") == found("92.s") == ["92.SNV"]
    assert set(found("mttq")) == {"F1", "F2"}
    assert found("mặt trận tổ quốc an bình") == found("ubmttq xã an bình") == ["F1"]
    assert found("mttq tân giang") == ["F2"]
    assert found("văn phòng hội đồng nhân dân") == ["O1"]


@pytest.mark.parametrize(
    ("one", "other", "most", "slips"),
    [("noi", "noi", 1, 0), ("noj", "noi", 1, 1), ("nio", "noi", 1, 1), ("noii", "noi", 1, 1), ("ni", "noi", 1, 1),
     ("abc", "xyz", 1, 2), ("nghiepj", "nghiep", 1, 1), ("ca", "abc", 2, 3), ("truong", "turogn", 2, 2),
     ("a", "abcd", 2, 3), ("", "ab", 2, 2)],
)  # fmt: skip
def test_slips_are_counted(one: str, other: str, most: int, slips: int) -> None:
    assert slips_between(one, other, most) == slips_between(other, one, most) == slips


@pytest.mark.usefixtures("agencies")
def test_every_word_must_fit() -> None:
    assert found("sở nội vụ bình thủy") == []
    assert set(found("sở")) == {"S10", "S11"}


def test_another_decision_is_seen_at_once(world: World) -> None:
    assert found("bac ninh") == []
    world.sign(rename("A1", "Bắc Ninh"), on="2021-06-01")
    assert found("bac ninh") == ["A1"]
    assert found("bac ninh", AsOf(date(2021, 5, 1))) == []
