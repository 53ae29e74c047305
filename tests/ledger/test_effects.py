"""What each effect does to the books, in the cases that are easy to get wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.world import IDS, World, agency, at, by_id, codes, effect, figure, history, part, rename, unit

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, NotBalanced
from tinhgon.ledger import queries
from tinhgon.ledger.store import chain_end
from tinhgon.registers.units import queries as unit_queries


def areas(*names: str, on: str = "2022-01-01") -> list[Decimal | None]:
    return [row and row.area_km2 for row in (at(on, name) for name in names)]


def people(*names: str, on: str = "2022-01-01") -> list[int | None]:
    return [row and row.population for row in (at(on, name) for name in names)]


# -- figures are carried, clause by clause ----------------------------------------------------------------------------


def test_two_clauses_take_from_one_unit_on_one_day(world: World) -> None:
    outcome = world.sign(
        effect("adjust_boundary", "Khoản 1", giver="B3", receiver="B1", area_km2="2", population=100),
        effect("adjust_boundary", "Khoản 2", giver="B3", receiver="B2", area_km2="3", population=200),
    )
    assert outcome.findings == ()
    assert areas("B1", "B2", "B3") == [18, 21, 15]
    assert people("B1", "B2", "B3") == [1700, 2000, 1700]


def test_two_sources_go_into_one_that_goes_on(world: World) -> None:
    world.sign(effect("absorb_units", sources=[{"unit": "B1"}, part("B2", 8, 800)], into="B3"))
    assert areas("B1", "B2", "B3") == [None, 10, 44]
    assert people("B1", "B2", "B3") == [None, 1000, 4400]


def test_the_first_clause_gives_what_the_second_passes_on(world: World) -> None:
    """More than B1 had on the eve, but not more than it has by then."""
    world.sign(
        effect("absorb_units", "Khoản 1", sources=[{"unit": "B2"}], into="B1"),
        effect("adjust_boundary", "Khoản 2", giver="B1", receiver="B3", area_km2="30"),
    )
    assert areas("B1", "B3") == [4, 50]


def test_everybody_moves_although_only_a_part_of_the_ground_does(world: World) -> None:
    source = {"unit": "B1", "area_share": "part", "population_share": "full", "area_km2": "6"}
    world.sign(effect("absorb_units", sources=[source], into="B2"))
    assert (areas("B1", "B2"), people("B1", "B2")) == ([10, 24], [0, 3400])


def test_a_figure_that_is_not_known_stays_unknown(world: World) -> None:
    world.sign(effect("establish_unit", unit=unit("X1", "Mới", parent="D2")), on="2021-12-01")
    world.sign(effect("adjust_boundary", giver="B1", receiver="X1", area_km2="2"))
    assert areas("B1", "X1") == [14, None]


def test_a_boundary_moved_in_the_past_must_not_change_the_sum(world: World) -> None:
    """B1 was resolved to 14 in 2023; had it given 3 in 2022, it would be 11: nobody repairs that quietly."""
    world.sign(effect("adjust_boundary", giver="B1", receiver="B2", area_km2="2"), on="2023-01-01")
    early = effect("adjust_boundary", giver="B1", receiver="B3", area_km2="3")
    with pytest.raises(NotBalanced) as refused:
        world.sign(early, on="2022-01-01")
    assert codes(refused.value.findings) == ["figure_no_longer_follows"]
    assert "diện tích 14,00 km², nhưng theo số liệu trước đó nay phải là 11,00 km²" in str(refused.value)
    outcome = world.sign(
        early, effect("correct_unit", "Điều 2", unit="B1", on="2023-01-01", area_km2=figure(11)), on="2022-01-01"
    )
    assert outcome.findings == ()
    assert areas("B1", "B2", "B3", on="2022-01-01") == [13, 18, 23]
    assert areas("B1", "B2", "B3", on="2023-01-01") == [11, 20, 23]


def test_what_was_taken_over_whole_is_asked_again_when_it_changes(world: World) -> None:
    world.sign(effect("absorb_units", sources=[{"unit": "B1"}], into="B2"), on="2023-01-01")
    with pytest.raises(NotBalanced) as refused:
        world.sign(effect("adjust_boundary", giver="B1", receiver="B3", area_km2="3"), on="2022-01-01")
    assert codes(refused.value.findings) == ["figure_no_longer_follows"]
    assert "31,00 km²" in str(refused.value)


def test_a_merger_is_added_up_again_when_a_source_changes(world: World) -> None:
    into = unit("X1", "Mới", area_km2=figure(34))
    world.sign(effect("merge_units", sources=[{"unit": "B1"}, {"unit": "B2"}], into=into), on="2023-01-01")
    with pytest.raises(NotBalanced) as refused:
        world.sign(effect("adjust_boundary", giver="B1", receiver="B3", area_km2="3"), on="2022-01-01")
    assert codes(refused.value.findings) == ["figures_do_not_add_up"]
    outcome = world.sign(rename("X1", "Mới Hơn"), on="2024-01-01")
    assert outcome.findings == ()


def test_stated_parts_are_added_up_and_unsure_figures_only_warn(world: World) -> None:
    sources = [{"unit": "B1"}, part("B2", 8)]
    with pytest.raises(NotBalanced):
        world.sign(effect("merge_units", sources=sources, into=unit("X1", "Mới", area_km2=figure(30))))
    into = unit("X1", "Mới", area_km2=figure(30, verified=False))
    assert codes(world.sign(effect("merge_units", sources=sources, into=into)).findings) == ["figures_do_not_add_up"]


def test_what_a_unit_gives_away_in_the_end_is_what_it_had(world: World) -> None:
    clauses = [
        effect("absorb_units", "Khoản 1", sources=[part("B1", 6)], into="B2"),
        effect("absorb_units", "Khoản 2", sources=[part("B1", 11, share="remainder")], into="B3"),
    ]
    with pytest.raises(NotBalanced) as refused:
        world.sign(*clauses)
    assert codes(refused.value.findings) == ["figures_do_not_add_up"]


# -- shares -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shares", "sound"), [
    ([("part", "part"), ("remainder", "remainder")], True),
    ([("part", "full"), ("remainder", "none")], True),
    ([("part", "full"), ("remainder", "remainder")], True),  # nobody lives on the rest
    ([("part", "none"), ("remainder", "remainder")], True),
    ([("full", "full")], True),
    ([("full", "part"), ("none", "remainder")], True),
    ([("part", "part"), ("part", "part")], False),
    ([("part", "part"), ("remainder", "part")], False),
    ([("part", "part"), ("remainder", "full")], False),
    ([("full", "full"), ("part", "part")], False),
    ([("full", "full"), ("full", "full")], False),
    ([("full", "full"), ("remainder", "remainder")], False),
    ([("remainder", "remainder"), ("remainder", "remainder")], False),
    ([("remainder", "full"), ("part", "full")], False),
])  # fmt: skip
def test_the_shares_of_a_unit_that_ends_make_one_whole(world: World, shares: list[Any], sound: bool) -> None:
    clauses = [
        effect("merge_units", f"Khoản {place}", into=unit(f"X{place}", "Mới", parent="D2"),
               sources=[{"unit": "B1", "area_share": area, "population_share": others}])
        for place, (area, others) in enumerate(shares)
    ]  # fmt: skip
    if sound:
        world.sign(*clauses, effect("dissolve_units", "Điều 2", units=["B1"], reason="chia hết"))
        assert at("2022-01-01", "B1") is None
    else:
        with pytest.raises(NotBalanced) as refused:
            world.sign(*clauses, effect("dissolve_units", "Điều 2", units=["B1"], reason="chia hết"))
        errors = [finding for finding in refused.value.findings if finding.is_error]
        assert set(codes(errors)) == {"shares_do_not_make_a_whole"}


def test_a_partial_source_goes_on_and_one_that_gave_all_does_not(world: World) -> None:
    world.sign(effect("merge_units", sources=[{"unit": "B1"}, part("B2", 3)], into=unit("X1", "Mới")))
    assert (at("2022-01-01", "B1"), at("2022-01-01", "B2").area_km2) == (None, 15)
    with pytest.raises(Conflict):
        world.sign(effect("absorb_units", sources=[{"unit": "B2"}], into="B3"), rename("B2", "x"), on="2022-06-01")


# -- trees ------------------------------------------------------------------------------------------------------------


def test_all_that_is_below_moves_along_and_changes_its_level(world: World) -> None:
    world.sign(effect("establish_unit", unit=unit("X1", "Ban", parent="A1", structure="party")), on="2021-12-01")
    world.sign(effect("move_units", units=["D1"], parent="D2"))
    assert [(at("2022-01-01", code).level, at("2022-01-01", code).parent_code) for code in ("D1", "A1", "A3")] == [
        (3, "D2"), (4, "D1"), (4, "D1"),
    ]  # fmt: skip
    assert at("2022-01-01", "X1", structure="party").level == 5
    assert at("2021-12-31", "A1").level == 3
    back, up = (
        effect("move_units", units=["D1"], parent="T1"),
        effect("move_units", "Điều 2", units=["A1"], parent="T1"),
    )
    world.sign(back, up, on="2022-06-01")
    assert [at("2022-06-01", code).level for code in ("D1", "A1", "A3")] == [2, 2, 3]
    assert at("2022-06-01", "X1", structure="party").level == 3


def test_two_moves_on_one_day_leave_the_level_of_the_last(world: World) -> None:
    """The second starts from what the first left, not from the eve."""
    world.sign(
        effect("move_units", "Khoản 1", units=["D1"], parent="D2"),
        effect("move_units", "Khoản 2", units=["D1"], parent="T1"),
    )
    assert [at("2022-01-01", code).level for code in ("D1", "A1", "A2")] == [2, 3, 3]


def test_a_superior_moved_in_the_past_may_not_sink_below_what_was_put_under_it_later(world: World) -> None:
    world.sign(effect("move_units", units=["A1"], parent="D2"), on="2023-01-01")
    down = effect("move_units", units=["D2"], parent="D1")
    with pytest.raises(NotBalanced) as refused:
        world.sign(down, on="2022-01-01")
    assert codes(refused.value.findings) == ["level_above_superior"]
    again = effect("move_units", "Điều 2", units=["A1"], parent="D2", effective_on="2023-01-01")
    assert world.sign(down, again, on="2022-01-01").findings == ()
    assert at("2023-01-01", "A1").level == 4


def test_children_of_what_is_merged_whole_are_written_down_not_derived_again(world: World) -> None:
    merged = world.sign(
        effect("merge_units", sources=[{"unit": "D1"}, {"unit": "D2"}], into=unit("D9", "Chung", "thị xã"))
    )
    assert at("2022-01-01", "D9").parent_code == "T1"
    assert {row.code for row in unit_queries.children(AsOf(date(2022, 1, 1)), at("2022-01-01", "D9").id)} == {
        "A1", "A2", "A3", "B1", "B2", "B3", "S1", "S2",
    }  # fmt: skip
    assert merged.entries == 1 + 2 + 8 + 2
    late = effect("establish_unit", unit=unit("X1", "Muộn", parent="D1", structure="party"))
    with pytest.raises(NotBalanced) as refused:  # it would have moved along, but that was resolved without it
        world.sign(late, on="2021-06-01")
    assert codes(refused.value.findings) == ["left_under_ended_unit"]
    world.sign(late, effect("move_units", "Điều 2", units=[{"code": "X1", "structure": "party"}], parent="D9",
                            effective_on="2022-01-01"), on="2021-06-01")  # fmt: skip


def test_a_new_superior_of_the_same_day_may_have_the_old_code(world: World) -> None:
    world.sign(
        effect("merge_units", sources=[{"unit": "D1"}, {"unit": "D2"}], into=unit("D1", "Chung", "thị xã")),
        effect("establish_unit", "Điều 2", unit=unit("X1", "Mới", parent="D1")),
        effect("move_units", "Điều 3", units=["A1"], parent="T1"),
        effect("move_units", "Điều 4", units=["A2"], parent={"code": "D1", "name": "Chung"}),
    )
    now = at("2022-01-01", "D1")
    assert now.id != IDS["D1"]
    assert {at("2022-01-01", code).parent_id for code in ("X1", "A2", "B3")} == {now.id}
    assert at("2022-01-01", "A1").parent_code == "T1"


def test_a_circle_through_time_is_found(world: World) -> None:
    """On the day of each move there is none; together they make one from the later day on."""
    world.sign(effect("move_units", units=["D1"], parent="D2"), on="2023-01-01")
    with pytest.raises(NotBalanced) as refused:
        world.sign(effect("move_units", units=["D2"], parent="D1"), on="2022-01-01")
    assert codes(refused.value.findings) == ["parent_cycle_in_time"]
    assert "01/01/2023" in str(refused.value)


def test_a_circle_inside_one_decision_of_two_days_is_found(world: World) -> None:
    with pytest.raises((NotBalanced, Conflict)) as refused:
        world.sign(
            effect("open_books", units=[unit(code, code, "huyện", parent="T1") for code in ("Y1", "Y2")]),
            effect("move_units", "Điều 2", units=["Y1"], parent="Y2", effective_on="2022-06-01"),
            effect("move_units", "Điều 3", units=["Y2"], parent="Y1", effective_on="2022-03-01"),
        )
    assert refused.value.code in ("parent_cycle_in_time", "parent_cycle")


# -- codes, kinds, structures -----------------------------------------------------------------------------------------


def test_the_swap_of_long_my(world: World) -> None:
    """936 and 937 in 2015: codes change hands, and back, without a change on the ground."""
    swap = effect("change_codes", changes=[{"unit": "A1", "code": "A2"}, {"unit": "A2", "code": "A1"}])
    world.sign(swap, on="2022-05-15")
    world.sign(swap, on="2022-08-20")
    assert [(row[0].isoformat(), row[3]) for row in history(IDS["A1"])] == [
        ("2020-01-01", "A1"), ("2022-05-15", "A2"), ("2022-08-20", "A1"),
    ]  # fmt: skip
    steps = unit_queries.lineage(AsOf(date(2023, 1, 1)), IDS["A1"], "back")
    assert [(step.source.code, step.target.code, step.is_same_unit) for step in steps] == [
        ("A1", "A2", True), ("A2", "A1", True),
    ]  # fmt: skip


def test_structures_have_codes_of_their_own(world: World) -> None:
    world.sign(effect("establish_unit", unit=unit("A1", "Đảng ủy An Bình", "đảng ủy", structure="party", parent="A1")))
    assert at("2022-01-01", "A1").name == "An Bình"
    assert at("2022-01-01", "A1", structure="party").parent_code == "A1"


def test_a_unit_that_ends_may_leave_no_other_structure_behind(world: World) -> None:
    world.sign(effect("establish_unit", unit=unit("P1", "Đảng ủy", structure="party", parent="A1")), on="2021-12-01")
    outcome = world.sign(effect("absorb_units", sources=[{"unit": "A1"}], into="A2"))
    assert outcome.findings == ()
    assert at("2022-01-01", "P1", structure="party").parent_code == "A2"


def test_dissolving_says_what_becomes_of_the_ground(world: World) -> None:
    outcome = world.sign(effect("dissolve_units", units=["A1"], reason="869/NQ-UBTVQH14", ground="undocumented"))
    assert [(f.severity, f.code) for f in outcome.findings] == [("warning", "ground_undocumented")]
    assert queries.findings_on_unit(IDS["A1"])[0].data["on"] == "01/01/2022"
    world.sign(
        effect("move_all_posts", source=agency("S1"), target=agency("S2")),
        effect("dissolve_units", "Điều 2", units=[agency("S1")], reason="x"),
    )


# -- reading ----------------------------------------------------------------------------------------------------------


def test_lineage_both_ways_any_number_of_steps(world: World) -> None:
    chain_end.mint(1100)  # new units get ids above those of the world: the order told does not rest on ids
    first = world.sign(effect("merge_units", "Điều 1 khoản 1", sources=[{"unit": "A1"}, part("A2", 2, 200)],
                              into=unit("X1", "Một")), on="2022-01-01")  # fmt: skip
    second = world.sign(effect("merge_units", sources=[{"unit": "X1"}, {"unit": "A3"}], into=unit("X2", "Hai")),
                        on="2023-01-01")  # fmt: skip
    now = AsOf(date(2024, 1, 1))
    steps = unit_queries.lineage(now, at("2023-01-01", "X2").id, "back")
    told = [(s.source.code, s.target.code, s.area_share, s.area_km2, s.decision, s.clause, s.depth) for s in steps
            if not s.is_same_unit]  # fmt: skip
    assert told == [
        ("X1", "X2", "full", None, second.document.number, "Điều 1", 1),
        ("A3", "X2", "full", None, second.document.number, "Điều 1", 1),
        ("A1", "X1", "full", None, first.document.number, "Điều 1 khoản 1", 2),
        ("A2", "X1", "part", 2, first.document.number, "Điều 1 khoản 1", 2),
    ]
    ahead = unit_queries.lineage(AsOf(date(2021, 1, 1)), IDS["A1"], "forward")
    assert [(s.target.code, s.depth) for s in ahead] == [("X1", 1), ("X2", 2)]
    assert [s.depth for s in unit_queries.lineage(AsOf(date(2021, 1, 1)), IDS["A1"], "forward", depth=1)] == [1]
    assert unit_queries.lineage(AsOf(date(2024, 1, 1), world.recorded_at), IDS["A1"], "forward") == []


def test_search_by_name_without_accents_or_by_code(world: World) -> None:
    now = AsOf(date(2022, 1, 1))
    assert [row.code for row in unit_queries.search(now, "binh phu")] == ["B1"]
    assert [row.code for row in unit_queries.search(now, "BÌNH")][:1]
    assert [row.code for row in unit_queries.search(now, "b2")] == ["B2"]
    assert [row.code for row in unit_queries.search(now, "S1")] == ["S1"]
    assert unit_queries.search(now, "%") == unit_queries.search(now, "_") == unit_queries.search(now, " ") == []


def test_counts_and_trees_of_a_day(world: World) -> None:
    now = AsOf(date(2022, 1, 1))
    counted = {(row.structure, row.level, row.kind): (row.count, row.area_km2) for row in unit_queries.counts(now)}
    assert counted["territory", 3, "xã"] == (6, 90)
    below = unit_queries.units(now, under=IDS["D1"], level=3, structure="territory")
    assert [row.code for row in below] == ["A1", "A2", "A3"]
    assert [row.code for row in unit_queries.ancestors(now, IDS["A1"])] == ["T1", "D1"]
    assert unit_queries.units(AsOf(date(2019, 12, 31))) == []
    assert by_id("2022-01-01", 424242) is None
