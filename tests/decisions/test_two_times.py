"""When it was true and when it was known: late, early, future, annulled, reinstated and corrected decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.decisions.clauses import A1, annul, names, redate, refusal, reinstate
from tests.world import IDS, World, at, codes, effect, figure, name_of, part, rename, rows, unit

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import Conflict, NotBalanced
from tinhgon.decisions import preview, verify
from tinhgon.ledger import queries
from tinhgon.registers.units import queries as unit_queries


@pytest.fixture(autouse=True)
def sound(db: None) -> Any:
    """Whatever a test has signed, the chain, the fold and the replay agree in the end."""
    yield
    assert verify().findings == ()


# -- arrival ----------------------------------------------------------------------------------------------------------


def test_signed_late_effective_early_keeps_what_came_later(world: World) -> None:
    second = world.sign(rename("A1", "Sau"), on="2022-06-01")
    first = world.sign(rename("A1", "Trước"), on="2022-01-01", signed="2022-12-01")
    assert names() == [("2020-01-01", "An Bình"), ("2022-01-01", "Trước"), ("2022-06-01", "Sau")]
    for on, before, after in (("2021-12-31", "An Bình", "An Bình"), ("2022-01-01", "An Bình", "Trước"),
                              ("2022-05-31", "An Bình", "Trước"), ("2022-06-01", "Sau", "Sau")):  # fmt: skip
        assert name_of(on, "A1", second.recorded_at) == before
        assert name_of(on, "A1", first.recorded_at) == name_of(on, "A1") == after
    assert name_of("2022-06-01", "A1", world.recorded_at) == "An Bình"


def test_two_decisions_on_one_day_count_in_order_of_signing(world: World) -> None:
    first = world.sign(rename("A1", "Một"))
    world.sign(rename("A1", "Hai"))
    assert names() == [("2020-01-01", "An Bình"), ("2022-01-01", "Hai")]
    assert name_of("2022-01-01", "A1", first.recorded_at) == "Một"
    postings = queries.postings(AsOf(date(2022, 1, 1)), A1, field="name")
    assert [posting.changes["name"] for posting in postings] == ["An Bình", "Một", "Hai"]


def test_two_clauses_on_one_day_count_in_their_order(world: World) -> None:
    world.sign(rename("A1", "Hai", "Điều 2"), rename("A1", "Một", "Điều 1"))
    assert names()[-1] == ("2022-01-01", "Một")


def test_clauses_with_days_of_their_own_count_by_day(world: World) -> None:
    outcome = world.sign(
        rename("A1", "Hè", "Điều 1", effective_on="2022-06-01"),
        rename("A1", "Xuân", "Điều 2", effective_on="2022-03-01"),
        rename("A1", "Đông", "Điều 3"),
        on="2022-01-01",
    )
    assert names()[1:] == [("2022-01-01", "Đông"), ("2022-03-01", "Xuân"), ("2022-06-01", "Hè")]
    assert {change.on for change in outcome.changes} == {date(2022, 6, 1)}


def test_future_dated_is_known_now_and_true_later(world: World) -> None:
    outcome = world.sign(rename("A1", "Tương lai"), on="2099-01-01", signed="2022-01-01")
    assert (name_of("2098-12-31", "A1"), name_of("2099-01-01", "A1")) == ("An Bình", "Tương lai")
    assert queries.neighbours(AsOf(date(2022, 1, 1))).next == (date(2099, 1, 1), outcome.document.number)


def test_operates_from_is_the_day_of_the_entries_and_formal_on_the_legal_one(world: World) -> None:
    world.sign(effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=unit("A7", "An Phú")),
               on="2022-01-01", operates_from="2022-03-01")  # fmt: skip
    assert at("2022-02-28", "A7") is None
    row = at("2022-03-01", "A7")
    assert (row.formal_on, row.operates_from, row.since) == (date(2022, 1, 1), date(2022, 3, 1), date(2022, 3, 1))


def test_retroactive_end_of_a_unit_that_later_decisions_speak_of(world: World) -> None:
    later = world.sign(rename("A1", "Sau"), on="2022-06-01")
    merge = effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=unit("A7", "An Phú"))
    refused = refusal(world, merge, on="2022-01-01")
    assert isinstance(refused, NotBalanced)
    assert codes(refused.findings) == ["entry_without_effect"]
    assert later.document.number in str(refused)
    world.sign(annul(later), merge, on="2022-01-01")
    assert at("2022-06-01", "A7").name == "An Phú"
    assert names() == [("2020-01-01", "An Bình")]


# -- annulling and reinstating ----------------------------------------------------------------------------------------


def test_annulled_remains_as_known_before_and_comes_back(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"))
    gone = world.sign(annul(signed))
    back = world.sign(reinstate(signed))
    assert [name_of("2022-01-01", "A1", outcome.recorded_at) for outcome in (signed, gone, back)] == [
        "Mới", "An Bình", "Mới",
    ]  # fmt: skip
    states = [queries.decision_numbered(AsOf(date(2022, 1, 1), o.recorded_at), signed.document.number).annulled_by
              for o in (signed, gone, back)]  # fmt: skip
    assert states == [None, gone.ordinal, None]


def test_dependants_are_listed_refused_and_then_dealt_with_in_one_decision(world: World) -> None:
    merged = world.sign(
        effect("merge_units", sources=[{"unit": "D1"}], into=unit("D9", "An Lộc Mới", "thị xã", parent="T1"))
    )
    child = world.sign(
        effect("establish_unit", unit=unit("X1", "Ban", structure="party", parent="D9")), on="2022-02-01"
    )
    renamed = world.sign(rename("D9", "An Lộc Nữa"), on="2022-03-01")
    hard, _ = queries.dependants(AsOf(date(2022, 1, 1)), merged.ordinal)
    assert {row.ordinal for row in hard} == {child.ordinal, renamed.ordinal}
    refused = refusal(world, annul(merged))
    assert set(codes(refused.findings)) == {"left_under_ended_unit", "entry_without_effect"}
    assert "left_under_ended_unit" in codes(refusal(world, annul(merged, renamed)).findings)
    world.sign(annul(renamed, merged, child))
    assert at("2022-02-01", "A1").parent_code == "D1"
    assert at("2022-02-01", "D9") is None


def test_annulling_a_merger_brings_back_units_children_codes_and_figures(world: World) -> None:
    before = rows("SELECT unit_id, valid, name, code, parent_id, level, area_km2 FROM unit_version"
                  " WHERE upper_inf(recorded) ORDER BY 1, 2")  # fmt: skip
    signed = world.sign(
        effect("merge_units", sources=[{"unit": "A1"}, part("A2", 3, 300)],
               into=unit("A1", "An Phú", area_km2=figure(13), population=figure(1300))),
        effect("move_units", "Điều 2", units=["B1"], parent="D1"),
    )  # fmt: skip
    assert at("2022-01-01", "A2").area_km2 == 9
    world.sign(annul(signed))
    assert before == rows("SELECT unit_id, valid, name, code, parent_id, level, area_km2 FROM unit_version"
                          " WHERE upper_inf(recorded) ORDER BY 1, 2")  # fmt: skip
    assert unit_queries.lineage(AsOf(date(2021, 12, 31)), A1, "forward") == []


def test_annulling_an_annulment_puts_its_target_back(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"))
    gone = world.sign(annul(signed))
    undone = world.sign(annul(gone))
    assert name_of("2022-01-01", "A1") == "Mới"
    now = AsOf(date(2022, 1, 1))
    assert queries.decision_numbered(now, signed.document.number).annulled_by is None
    assert queries.decision_numbered(now, gone.document.number).annulled_by == undone.ordinal
    assert refusal(world, reinstate(signed)).code == "already_standing"
    world.sign(reinstate(gone))  # and so on, as deep as anybody likes
    assert name_of("2022-01-01", "A1") == "An Bình"
    assert queries.decision_numbered(now, signed.document.number).annulled_by is not None
    world.sign(annul(gone))
    assert name_of("2022-01-01", "A1") == "Mới"


def test_annulling_a_reinstatement_annuls_again(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"))
    world.sign(annul(signed))
    back = world.sign(reinstate(signed))
    world.sign(annul(back))
    assert name_of("2022-01-01", "A1") == "An Bình"
    world.sign(reinstate(signed))
    assert name_of("2022-01-01", "A1") == "Mới"


def test_of_two_annulments_in_a_row_each_is_undone_by_itself(world: World) -> None:
    """X is annulled, reinstated, annulled again: annulling the first annulment changes nothing."""
    signed = world.sign(rename("A1", "Mới"))
    first, _, second = world.sign(annul(signed)), world.sign(reinstate(signed)), world.sign(annul(signed))
    world.sign(annul(first))
    assert name_of("2022-01-01", "A1") == "An Bình"
    world.sign(annul(second))
    assert name_of("2022-01-01", "A1") == "Mới"


@pytest.mark.parametrize("turned", [False, True])
def test_a_decision_and_its_correction_fall_together_in_either_order(world: World, turned: bool) -> None:
    signed = world.sign(rename("A1", "Mới"))
    corrected = world.sign(redate(signed, "2022-01-01", "2022-02-01"))
    pair = (corrected, signed) if turned else (signed, corrected)
    world.sign(*[annul(one, clause=f"Khoản {place}") for place, one in enumerate(pair)])
    assert names() == [("2020-01-01", "An Bình")]
    world.sign(*[reinstate(one) for one in pair])
    assert names() == [("2020-01-01", "An Bình"), ("2022-02-01", "Mới")]


def test_annulling_a_correction_of_date_restores_the_first_day(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"))
    corrected = world.sign(redate(signed, "2022-01-01", "2022-02-01"))
    world.sign(annul(corrected))
    assert names()[1:] == [("2022-01-01", "Mới")]
    world.sign(reinstate(corrected))
    assert names()[1:] == [("2022-02-01", "Mới")]


def test_what_corrects_an_annulled_decision_must_fall_with_it(world: World) -> None:
    signed = world.sign(rename("A1", "Sai"))
    dated = world.sign(redate(signed, "2022-01-01", "2022-02-01"))
    refused = refusal(world, annul(signed))
    assert codes(refused.findings) == ["correction_of_annulled"]
    assert dated.document.number in str(refused)
    other = world.sign(rename("A2", "Sai"))
    valued = world.sign(effect("correct_unit", unit="A2", on="2022-03-01", name="Đúng"))
    refused = refusal(world, annul(other))
    assert codes(refused.findings) == ["correction_without_original"]
    assert valued.document.number in str(refused)
    world.sign(annul(other, valued), annul(signed, dated))
    assert (names(), names(IDS["A2"])) == ([("2020-01-01", "An Bình")], [("2020-01-01", "An Thạnh")])


def test_what_was_annulled_is_not_annulled_or_redated_again(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"))
    world.sign(annul(signed))
    assert refusal(world, annul(signed)).code == "already_annulled"
    assert refusal(world, redate(signed, "2022-01-01", "2022-02-01")).code == "clause_unknown"
    assert refusal(world, effect("annul_decision", decisions=["99/KHÔNG"])).code == "decision_unknown"
    twice = effect("annul_decision", decisions=["02/QĐ-MẪU", "02/qđ-mẫu"])
    assert refusal(world, twice).code == "already_annulled"
    assert refusal(world, annul(world.sign(rename("A2", "x"))), redate(signed, "2022-01-01", "2022-02-01"))


def test_reinstating_after_somebody_took_the_code(world: World) -> None:
    signed = world.sign(effect("change_codes", changes=[{"unit": "A1", "code": "X1"}]))
    world.sign(annul(signed))
    world.sign(effect("establish_unit", unit=unit("X1", "Ban", parent="D1")), on="2022-06-01")
    refused = refusal(world, reinstate(signed))
    assert isinstance(refused, Conflict)
    assert refused.code == "code_shared"
    assert "X1" in str(refused)


def test_what_an_annulment_gives_back_is_there_for_the_clauses_after_it(world: World) -> None:
    """B3 had ended that day: before the annulment nothing can be taken from it, after it everything."""
    sources = [{"unit": "B1"}, {"unit": "B3"}]
    merged = world.sign(effect("merge_units", sources=sources, into=unit("X1", "Mới", area_km2=figure(36))))
    taken = effect("split_off", sources=[part("B3", 2)], unit=unit("X2", "Tách", area_km2=figure(2)))
    assert refusal(world, taken, annul(merged)).code == "unit_ended"
    world.sign(annul(merged), taken)
    assert at("2022-01-01", "B3").area_km2 == 18


def test_annulling_the_opening_of_the_books_is_refused_while_anything_rests_on_it(world: World) -> None:
    refused = refusal(world, effect("annul_decision", decisions=["01/QĐ-MẪU"]))
    assert set(codes(refused.findings)) >= {"entry_without_effect", "left_under_ended_unit"}


def test_what_annulling_changes_is_shown_as_known_before_and_after(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"), effect("establish_unit", "Điều 2", unit=unit("X1", "Ban", parent="D1")))
    looked = preview([world.draft(annul(signed), number="xem")])[0]
    gone = world.sign(annul(signed))
    told = [(c.before and c.before["name"], c.after and c.after["name"]) for c in gone.changes]
    assert sorted(told, key=str) == [("Ban", None), ("Mới", "An Bình")]
    assert looked.changes == gone.changes
    assert {change.on for change in gone.changes} == {date(2022, 1, 1)}
    stored = [
        [unit_queries.unit_by_id(AsOf(c.on, one.recorded_at), c.unit_id) for one in (signed, gone)]
        for c in gone.changes
    ]
    assert [tuple(row and row.name for row in sides) for sides in stored] == told


def test_dependants_that_were_annulled_are_none(world: World) -> None:
    signed = world.sign(effect("establish_unit", unit=unit("X1", "Ban", parent="D1")))
    later = world.sign(rename("X1", "Ban Hai"), on="2022-02-01")
    into = world.sign(effect("absorb_units", sources=[part("A1", 1)], into="X1"), on="2022-03-01")
    now = AsOf(date(2022, 1, 1))
    assert [row.ordinal for row in queries.dependants(now, signed.ordinal)[0]] == [later.ordinal, into.ordinal]
    world.sign(annul(later))
    assert [row.ordinal for row in queries.dependants(now, signed.ordinal)[0]] == [into.ordinal]


def test_a_correction_comes_back_only_with_what_it_corrects(world: World) -> None:
    signed = world.sign(rename("A1", "Sai"))
    dated = world.sign(redate(signed, "2022-01-01", "2022-02-01"))
    world.sign(annul(signed, dated))
    assert codes(refusal(world, reinstate(dated)).findings) == ["correction_of_annulled"]
    other = world.sign(rename("A2", "Sai"))
    valued = world.sign(effect("correct_unit", unit="A2", on="2022-03-01", name="Đúng"))
    world.sign(annul(other, valued))
    assert codes(refusal(world, reinstate(valued)).findings) == ["correction_without_original"]
    world.sign(reinstate(other, valued), reinstate(dated, signed))
    assert (name_of("2022-03-01", "A1"), name_of("2022-03-01", "A2")) == ("Sai", "Đúng")


def test_circles_that_come_back_are_found(world: World) -> None:
    """D1 is under D2 from 2023 on, because D2 had been moved away first; that move is annulled or reinstated."""
    away = world.sign(
        effect("establish_unit", unit=unit("D9", "Khác", "huyện", parent="T1")),
        effect("move_units", "Điều 2", units=["D2"], parent="D1"),
    )
    world.sign(effect("move_units", units=["D2"], parent="D9"), on="2022-06-01")
    moved = world.sign(effect("move_units", units=["D1"], parent="D2"), on="2023-01-01")
    back = rows("SELECT number FROM decision WHERE ordinal = %s", moved.ordinal - 1)[0][0]
    refused = refusal(world, effect("annul_decision", decisions=[back]))
    assert "parent_cycle_in_time" in codes(refused.findings)
    assert away.ordinal < moved.ordinal


# -- previews ---------------------------------------------------------------------------------------------------------


def test_previewing_several_is_signing_them_in_order(world: World) -> None:
    """The second speaks of the unit and of the number of the first."""
    opened = world.draft(effect("establish_unit", unit=unit("X1", "Ban", parent="D1")), number="a/1")
    renamed = world.draft(rename("X1", "Ban Hai"), number="a/2", on="2022-02-01")
    annulled = world.draft(effect("annul_decision", decisions=["a/1", "a/2"]), number="a/3")
    outcomes = preview([opened, renamed, annulled])
    assert [outcome.can_be_signed for outcome in outcomes] == [True, True, True]
    with pytest.raises(Conflict) as refused:
        preview([opened, world.draft(rename("A1", "x"), number="A/1")])
    assert refused.value.code == "number_taken"
    assert at("2022-01-01", "X1") is None


def test_the_trial_balance_balances_whatever_else_happens_on_the_day(world: World) -> None:
    world.sign(effect("establish_unit", unit=unit("X1", "Một", parent="D1")))
    opening = effect("establish_unit", unit=unit("X2", "Hai", parent="D1"))
    moved = effect("move_units", "Điều 2", units=["A3"], parent="T1")
    late = effect("establish_unit", "Điều 3", unit=unit("X3", "Ba", parent="D1"), effective_on="2021-06-01")
    for outcome in preview([world.draft(opening, moved, late), world.draft(annul(world.sign(rename("B1", "x"))))]):
        assert [line for line in outcome.balance if line.difference] == []
    line = next(line for line in preview([world.draft(opening, moved, late)])[0].balance
                if line.key == ("territory", 3))  # fmt: skip
    assert (line.before, line.out, line.into, line.after) == (7, 1, 2, 8)
