"""A table of many rows is kept, signed and read again in parts."""

import pytest
from tests.world import World, effect, rows

from tinhgon.basis.errors import Refusal
from tinhgon.decisions import rosters, verify
from tinhgon.decisions.rosters import attach_roster
from tinhgon.ledger import bulk
from tinhgon.ledger.payload import TableRef


@pytest.fixture
def table(world: World, monkeypatch: pytest.MonkeyPatch) -> TableRef:
    """Five rows, two to a part."""
    monkeypatch.setattr(rosters, "PART_ROWS", 2)
    people = [{"unit_id": 1010, "code": f"HS-{900 + place}", "name": f"Giả Định {place}"} for place in range(5)]
    return attach_roster(people, name="ds.parquet")


def test_parts_are_one_table(world: World, table: TableRef) -> None:
    assert rows("SELECT place FROM attached_part ORDER BY place") == [(1,), (2,), (3,)]
    assert [row["code"] for row in bulk.rows(table)] == [f"HS-{900 + place}" for place in range(5)]
    assert bulk.columns(table.sha256, ["code"]).height == 5
    outcome = world.sign(effect("take_up_roster", table=table.model_dump()))
    assert outcome.entries == 10
    assert verify().is_sound


@pytest.mark.parametrize("change", [{"rows": 4}, {"sha256": "0" * 64}])
def test_another_table_is_refused(table: TableRef, change: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        list(bulk.rows(table.model_copy(update=change)))
    assert refused.value.code == "table_missing"


def test_a_part_that_is_gone_is_noticed(table: TableRef) -> None:
    rows("DELETE FROM attached_part WHERE place = 3 RETURNING id")
    with pytest.raises(Refusal):
        list(bulk.rows(table))
