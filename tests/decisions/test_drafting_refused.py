"""Decision files that can be read, and that the books refuse: in one sentence, with nothing left behind."""

from __future__ import annotations

from typing import Any

import pytest
from tests.world import World, at, effect, figure, part, rename, table_counts, unit

from tinhgon.basis.errors import NotBalanced, Refusal

ENDING = effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=unit("A7", "An Phú"))


def refused(world: World, *effects: Any, **fields: Any) -> Refusal:
    before = table_counts()
    with pytest.raises(Refusal) as found:
        world.sign(*effects, **fields)
    assert table_counts() == before
    sentence = str(found.value)
    assert "{" not in sentence
    assert "None" not in sentence
    assert sentence[0].isupper() or sentence[0] in "“0123456789"
    return found.value


@pytest.mark.parametrize(("clauses", "code", "sentence"), [
    ([rename("Z9", "x")], "unit_unknown", "Không có đơn vị mã Z9 trong sổ ngày 31/12/2022"),
    ([rename({"name": "Không Đâu"}, "x")], "unit_unknown", "Không có Không Đâu trong sổ"),
    ([rename("A1", "x")], "unit_not_on_day",
     "Đơn vị mã A1 không có trong sổ ngày 31/12/2022; trong sổ, xã An Bình (A1) có từ 01/01/2020 đến hết 31/12/2021."),
    ([rename({"name": "An Bình", "kind": "xã"}, "x")], "unit_not_on_day", "Xã An Bình không có trong sổ"),
    ([rename({"code": "B1", "name": "Bình Tân"}, "x")], "unit_name_differs",
     "Mã B1 ngày 31/12/2022 là xã Bình Phú (B1), không phải “Bình Tân”; sửa mã hoặc tên."),
    ([rename({"code": "S1"}, "x")], "unit_unknown", "S1"),
    ([effect("move_units", units=["B1"], parent="A1")], "unit_not_on_day", "A1"),
    ([effect("move_units", units=["D1"], parent="A3")], "parent_cycle",
     "Huyện An Lộc (D1) không thể trực thuộc xã An Hòa Tây (A3)"),
    ([effect("move_units", units=["D1"], parent="D1")], "parent_cycle", "D1"),
    ([effect("merge_units", sources=[{"unit": "B1"}, {"unit": "B1"}], into=unit("X1", "x"))], "named_twice",
     "Xã Bình Phú (B1) được nêu hai lần trong cùng một điều khoản"),
    ([effect("merge_units", sources=[{"unit": "B1"}, {"unit": {"name": "Bình Phú"}}], into=unit("X1", "x"))],
     "named_twice", "B1"),
    ([effect("absorb_units", sources=[{"unit": "B1"}], into="B1")], "merged_with_itself",
     "không thể nhập với chính nó"),
    ([effect("adjust_boundary", giver="B1", receiver="B1")], "merged_with_itself", "không thể nhập với chính nó"),
    ([effect("merge_units", sources=[{"unit": "B1"}, {"unit": "A3"}], into=unit("X1", "x"))], "parent_not_stated",
     "ghi rõ đơn vị cấp trên (parent)"),
    ([effect("divide_unit", unit="B1", parts=[
        {"unit": unit("X1", "x"), "area_share": "part"}, {"unit": unit("X2", "y"), "area_share": "part"}])],
     "shares_do_not_make_a_whole", "diện tích chia không đủ một: 0 lần toàn bộ, 2 lần một phần, 0 lần phần còn lại"),
    ([effect("divide_unit", unit="B1", parts=[
        {"unit": unit(f"X{n}", "x"), "area_share": "remainder", "population_share": "remainder"} for n in (1, 2)])],
     "shares_do_not_make_a_whole", "2 lần phần còn lại"),
    ([effect("divide_unit", unit="B1", parts=[
        {"unit": unit("X1", "x", area_km2=figure(7))},
        {"unit": unit("X2", "y", area_km2=figure(8)), "area_share": "remainder", "population_share": "remainder"}])],
     "parts_do_not_add_up", "Điều 1: các phần của xã Bình Phú (B1) cộng lại là 15 km², khác 16 km²"),
    ([effect("adjust_boundary", giver="B1", receiver="B2", area_km2="16.01")], "more_than_there_is",
     "Xã Bình Phú (B1) chỉ có 16, không thể chuyển đi 16,01"),
    ([effect("merge_units", sources=[{"unit": "B1"}, {"unit": "B2"}],
             into=unit("X1", "x", area_km2=figure(40)))], "figures_do_not_add_up", "34"),
    ([effect("establish_unit", unit=unit("B1", "x", parent="D1"))], "code_shared",
     "Mã B1 từ ngày 01/01/2023 vừa là của"),
    ([effect("open_books", units=[unit("X1", "x", parent="D1"), unit("X1", "y", parent="D1")])], "code_shared", "X1"),
    ([effect("open_books", units=[unit("X2", "x", parent="X1"), unit("X1", "y")])], "unit_unknown",
     "mở sổ cho đơn vị này trước"),
    ([effect("dissolve_units", units=["B1"], reason="x")], "ends_without_successor",
     "kết thúc ngày 01/01/2023 mà không có đơn vị nào tiếp nhận địa giới"),
    ([effect("dissolve_units", units=["D2"], reason="x", ground="inferiors")], "left_under_ended_unit",
     "vẫn trực thuộc huyện Bình Thủy (D2) đã kết thúc"),
    ([effect("merge_units", sources=[part("B1", 1, share="remainder")],
             into=unit("X1", "x")), effect("merge_units", "Điều 2", sources=[{"unit": "B1"}], into=unit("X2", "y"))],
     "shares_do_not_make_a_whole", "1 lần toàn bộ"),
    ([effect("split_off", sources=[part("A1")], unit=unit("X1", "x"))], "unit_not_on_day", "A1"),
])  # fmt: skip
def test_a_clause_that_the_books_refuse(world: World, clauses: list[Any], code: str, sentence: str) -> None:
    world.sign(ENDING, on="2022-01-01")
    refusal = refused(world, *clauses, on="2023-01-01")
    assert (refusal.code, refusal.render()) == (code, refusal.render())
    assert sentence in str(refusal)


def test_the_same_number_twice_whatever_its_case(world: World) -> None:
    world.sign(rename("A1", "x"), number="5/NQ-HĐND")
    refusal = refused(world, rename("A2", "x"), number="5/nq-hđnd", on="2022-12-31")
    assert refusal.code == "number_taken"
    assert "5/nq-hđnd ký ngày 01/01/2022" in str(refusal)
    world.sign(rename("A2", "x"), number="5/NQ-HĐND", on="2023-01-01")  # a new year counts anew
    world.sign(rename("A3", "x"), number="5/NQ-HĐND", issuer="Hội đồng nhân dân xã")
    annulled = refused(world, effect("annul_decision", decisions=["5/NQ-HĐND"]))
    assert annulled.code == "decision_ambiguous"
    assert "01/01/2023" in str(annulled)


def test_a_name_that_fits_several_is_refused_with_all_of_them(world: World) -> None:
    world.sign(rename("B1", "An Bình"))
    refusal = refused(world, rename({"name": "An Bình"}, "x"), on="2022-06-01")
    assert refusal.code == "unit_ambiguous"
    assert "xã An Bình (A1), xã An Bình (B1)" in str(refusal)
    world.sign(rename({"name": "An Bình", "under": "D2"}, "Bình An"), on="2022-06-01")
    assert at("2022-06-01", "B1").name == "Bình An"


def test_the_name_written_exactly_so_comes_before_those_that_sound_alike(world: World) -> None:
    world.sign(rename("B1", "An Bính"))
    world.sign(rename({"name": "an bình"}, "Đúng"), on="2022-06-01")
    assert (at("2022-06-01", "A1").name, at("2022-06-01", "B1").name) == ("Đúng", "An Bính")
    assert refused(world, rename({"name": "An Binh"}, "x"), on="2022-03-01").code == "unit_ambiguous"


def test_code_and_name_together_may_mean_the_unit_that_begins_on_the_day(world: World) -> None:
    merge = effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=unit("A1", "An Phú"))
    facts = effect("state_facts", "Phụ lục", facts=[{"unit": {"code": "A1", "name": "An Phú"}, "hamlets": figure(9)}])
    world.sign(merge, facts)
    assert at("2022-01-01", "A1").hamlets == 9


def test_every_finding_is_reported_not_just_the_first(world: World) -> None:
    with pytest.raises(NotBalanced) as refused_whole:
        world.sign(
            effect("dissolve_units", "Điều 1", units=["A1", "A2"], reason="x"),
            effect("dissolve_units", "Điều 2", units=["D2"], reason="x", ground="inferiors"),
        )
    found = refused_whole.value
    assert found.error_count == 5
    assert {finding.clause for finding in found.findings} == {"Điều 1", "Điều 2"}
