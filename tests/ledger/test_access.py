"""Rights of access by post: the list of codes, how far a right reaches, and where a person belongs on a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.signing import sign
from tests.world import IDS, World, agency, day, effect, post, unit

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput
from tinhgon.decisions import preview, verify
from tinhgon.registers.establishment import drafting
from tinhgon.registers.establishment.access import ACCESS, READ_FILES
from tinhgon.registers.staff.queries.files import (
    access_of,
    main_units,
    reach_of,
)

HEAD, SECOND = 3001, 1011


def rights(on: str, person_id: int = HEAD) -> list[tuple[str, str, str]]:
    return [(one.code, one.post_number, one.unit) for one in access_of(AsOf(day(on)), person_id)]


def reach(on: str, person_id: int = HEAD) -> frozenset[int]:
    as_of = AsOf(day(on))
    return reach_of(as_of, access_of(as_of, person_id))


@pytest.mark.parametrize(
    "given",
    [effect("create_posts", unit=agency("S1"), posts=[post("S1.08", "Thủ kho", access=["kho", "mo-cua"])]),
     effect("set_access", posts=["S1.08"], access=["mo-cua"])],
    ids=["create_posts", "set_access"],
)  # fmt: skip
def test_a_code_that_is_on_no_list_is_refused_by_post(world: World, given) -> None:
    for refuses in (sign, lambda text: preview([text])):
        with pytest.raises(BadInput) as refused:
            refuses(world.draft(given))
        assert refused.value.code == "access_unknown"
        assert str(refused.value) == (
            f"Vị trí S1.08 nêu quyền truy cập “mo-cua”, không có trong danh mục; có: {', '.join(ACCESS)}."
        )


def test_the_list_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "decision-files.md").read_text(encoding="utf-8")
    assert [code for code in ACCESS if f"| `{code}` | {ACCESS[code]} |" in page] == list(ACCESS)


def test_what_was_signed_replays_when_its_code_is_on_the_list_no_more(world: World, monkeypatch) -> None:
    monkeypatch.setattr(drafting, "ACCESS", {**ACCESS, "mo-cua": "mở cửa"})
    world.sign(effect("set_access", posts=["S1.01"], access=["mo-cua"]))
    monkeypatch.undo()
    assert verify().is_sound
    assert rights("2022-01-01") == [("mo-cua", "S1.01", "phòng Kinh tế")]


def test_access_is_laid_down_anew_and_taken(world: World) -> None:
    first = world.sign(effect("set_access", posts=["S1.01"], access=[READ_FILES, "kho"]), on="2022-01-01")
    last = world.sign(effect("set_access", posts=["S1.01"], access=[]), on="2022-06-01", number="13/QĐ-MẪU")
    assert [code for code, *_ in rights("2022-01-01")] == ["kho", "xem-ho-so"]
    assert (rights("2021-12-31"), rights("2022-06-01")) == ([], [])
    told = "Người giữ các vị trí Trưởng phòng (S1.01) có quyền: xem hồ sơ cá nhân (xem-ho-so) và kho, tài sản (kho)."
    assert first.document.effects[0].describe() == told
    assert last.document.effects[0].describe() == "Các vị trí Trưởng phòng (S1.01) không còn quyền truy cập nào."
    world.sign(effect("annul_decision", decisions=["13/QĐ-MẪU"]), on="2022-07-01")
    assert [code for code, *_ in rights("2022-07-01")] == ["kho", "xem-ho-so"]
    created = effect("create_posts", unit=agency("S1"), posts=[post("S1.08", "Thủ kho", access=["kho"])])
    assert created.describe().endswith("Người giữ vị trí S1.08 có quyền: kho, tài sản (kho).")


def test_a_right_reaches_the_unit_of_its_post_and_all_below_it_on_the_day(world: World) -> None:
    world.sign(effect("set_access", posts=["S1.01"], access=[READ_FILES]), on="2022-01-01")
    assert (reach("2021-12-31"), reach("2022-01-01")) == (frozenset(), {IDS["S1"]})
    team = unit("S1A", "Thống kê", "tổ", structure="state_agency", bloc="state", parent=agency("S1"), id=1099)
    world.sign(effect("establish_unit", unit=team), on="2022-03-01")
    assert (reach("2022-02-28"), reach("2022-03-01")) == ({IDS["S1"]}, {IDS["S1"], 1099})
    world.sign(effect("move_units", units=[{"code": "S1A", "structure": "state_agency"}], parent=agency("S2")),
               on="2022-05-01")  # fmt: skip
    assert reach("2022-05-01") == {IDS["S1"]}
    world.sign(effect("move_posts", posts=["S1.01"], target=agency("S2")), on="2022-07-01")
    assert reach("2022-07-01") == {SECOND, 1099}


def test_people_belong_to_their_main_place_then_to_the_last_one(world: World) -> None:
    def units(on: str, *ids: int) -> dict[int, int]:
        return main_units(AsOf(day(on)), ids)

    world.sign(effect("appoint", person="HS-3", at_post="S2.01", assignment="concurrent"),
               effect("transfer", "Điều 2", person="HS-5", at_unit=agency("S1")), on="2022-01-01")  # fmt: skip
    world.sign(effect("retire", person="HS-2", ground="early"), on="2022-03-01")
    world.sign(effect("move_posts", posts=["S1.02"], target=agency("S2")), on="2022-05-01")
    assert units("2021-06-30", 3002, 3003, 3005) == {}
    assert units("2021-12-31", 3002, 3003, 3005) == {3002: IDS["S1"], 3003: IDS["S1"], 3005: SECOND}
    assert units("2022-06-01", 3002, 3003, 3005) == {3002: IDS["S1"], 3003: IDS["S1"], 3005: IDS["S1"]}
