"""A value or a date put right: as known before and after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.decisions.clauses import A1, redate, refusal
from tests.world import World, at, by_id, codes, effect, figure, name_of, rename, unit

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import UnknownReference
from tinhgon.decisions import verify
from tinhgon.registers.units import queries as unit_queries


@pytest.fixture(autouse=True)
def sound(db: None) -> Any:
    """Whatever a test has signed, the chain, the fold and the replay agree in the end."""
    yield
    assert verify().findings == ()


def test_a_corrected_value_as_known_before_and_after(world: World) -> None:
    signed = world.sign(rename("A1", "Sai"))
    fixed = world.sign(effect("correct_unit", unit="A1", on="2022-03-01", name="Đúng", population=figure(1111)))
    assert name_of("2022-01-01", "A1", signed.recorded_at) == "Sai"
    assert name_of("2022-01-01", "A1", fixed.recorded_at) == "Đúng"
    assert by_id("2020-01-01", A1).population == 1111  # each field on the day of the entry that set it
    assert by_id("2020-01-01", A1).name == "An Bình"
    assert by_id("2020-01-01", A1, signed.recorded_at).population == 1000


def test_correct_date_of_an_opening(world: World) -> None:
    opened = world.sign(effect("establish_unit", unit=unit("X1", "Ban", structure="party", parent="D1")))
    x1 = {"code": "X1", "structure": "party"}
    renamed = world.sign(rename(x1, "Ban Hai"), on="2022-03-01")
    world.sign(redate(opened, "2022-01-01", "2021-12-01"))
    row = at("2021-12-01", "X1", structure="party")
    assert (row.formal_on, row.operates_from) == (date(2021, 12, 1), date(2021, 12, 1))
    refused = refusal(world, effect("correct_date", decision="12/NQ-HĐND", corrected_clause="Điều 1",
                                    was_on="2022-03-01", is_on="2021-06-01"))  # fmt: skip
    assert codes(refused.findings) == ["entry_without_effect"]
    assert renamed.document.number == "12/NQ-HĐND"


def test_correct_date_onto_a_day_that_a_later_decision_wrote_for(world: World) -> None:
    signed = world.sign(rename("A1", "Một"))
    world.sign(rename("A1", "Hai"), on="2022-02-01")
    assert refusal(world, redate(signed, "2022-01-01", "2022-02-01")).code == "date_taken"


def test_correct_date_of_a_merger_moves_all_of_it(world: World) -> None:
    signed = world.sign(effect("merge_units", sources=[{"unit": "A1"}, {"unit": "A2"}], into=unit("A7", "An Phú")))
    refused = refusal(world, redate(signed, "2022-01-01", "2022-03-01", unit="A1"))
    assert "gave_all_but_goes_on" in codes(refused.findings)
    world.sign(redate(signed, "2022-01-01", "2022-03-01"))
    assert at("2022-02-28", "A1").name == "An Bình"
    assert at("2022-03-01", "A7").name == "An Phú"
    steps = unit_queries.lineage(AsOf(date(2022, 3, 1)), at("2022-03-01", "A7").id, "back")
    assert {(step.source.code, step.effective_on) for step in steps} == {
        ("A1", date(2022, 3, 1)), ("A2", date(2022, 3, 1)),
    }  # fmt: skip


def test_a_clause_or_day_that_is_not_there(world: World) -> None:
    signed = world.sign(rename("A1", "Mới"))
    for wrong in ({"corrected_clause": "Điều 9"}, {"was_on": "2022-01-02"}, {"unit": "A2"}):
        fields = {"decision": signed.document.number, "corrected_clause": "Điều 1", "was_on": "2022-01-01"} | wrong
        refused = refusal(world, effect("correct_date", **fields, is_on="2022-05-01"))
        assert isinstance(refused, UnknownReference)
    with pytest.raises(ValueError, match="differs"):
        redate(signed, "2022-01-01", "2022-01-01")
