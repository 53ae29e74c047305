"""The worked examples that were read or derived: each row matches, or stands below with the reason why it cannot."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.law.shared import MISSING, PROCEDURES, WORKED

from tinhgon.basis.errors import BadInput
from tinhgon.law import checking

CANNOT = {
    "SR-178-HCM-city": "the city's resolution was repealed and its scale of months is nowhere in the notes, "
    "only one result of it",
}
FEWEST = 100


@cache
def rows() -> list[dict[str, str]]:
    if not WORKED.exists():
        return []
    with WORKED.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def checked() -> Mapping[str, checking.CheckedRow]:
    return {row.id: row for row in checking.check(rows=rows()).rows}


def test_the_examples_are_there() -> None:
    if not WORKED.exists():
        pytest.skip(MISSING)
    assert len(rows()) >= FEWEST
    assert len({row["id"] for row in rows()}) == len(rows())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_row(row: dict[str, str]) -> None:
    found = checked()[row["id"]]
    if row["id"] in CANNOT:
        assert found.status == "unsupported"
        assert found.reason
        return
    assert found.status == "match", [(key.key, key.expected, key.got, key.reason) for key in found.keys]


def test_every_reason_is_still_needed() -> None:
    if not WORKED.exists():
        pytest.skip(MISSING)
    assert set(CANNOT) == {row.id for row in checked().values() if row.status == "unsupported"}


def example(**changes: Any) -> dict[str, str]:
    return {
        "id": "x", "instrument": "NĐ 154/2025/NĐ-CP Đ6", "effective_on": "2025-06-16",
        "inputs": '{"years_early": 3.5, "bhxh_years": 26.5}',
        "expected": '{"months_of_current_salary": 25.75}',
        **changes,
    }  # fmt: skip


def only(**changes: Any) -> checking.CheckedRow:
    return checking.check(rows=[example(**changes)]).rows[0]


def test_a_mismatch_has_both_values_and_the_steps() -> None:
    row = only(expected='{"months_of_current_salary": 25}')
    assert row.status == "mismatch"
    told = row.as_data()
    assert (told["key"], told["expected"], told["got"]) == ("months_of_current_salary", 25, 25.75)
    assert [step["name"] for step in told["steps"]][-1] == "months_of_current_salary"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"expected": '{"days_of_rest": 3}'}, "không có quy tắc nào"),
        ({"inputs": '{"years_early": 3.5}'}, "bhxh_months"),
        ({"inputs": '{"years_early": 3.5, "bhxh_years": -1}'}, "là số âm"),
        ({"inputs": "years_early"}, "JSON"),
        ({"instrument": "NĐ 999/2099"}, "không có quy tắc nào"),
        ({"inputs": '{"years_early": "nhiều", "bhxh_years": 26.5}'}, "không phải là số"),
    ],
)
def test_what_cannot_be_answered_says_why(changes: dict[str, str], words: str) -> None:
    row = only(**changes)
    assert row.status == "unsupported"
    assert words in row.reason


def test_our_own_examples_match() -> None:
    """tests/law/worked.csv: computed by hand from the notes, in names and words that the shared file does not use."""
    found = checking.check_file(path=Path(__file__).with_name("worked.csv"))
    assert [(row.id, row.status, row.reason) for row in found.rows if row.status != "match"] == []


def test_outside_its_rule_no_other_rule_answers() -> None:
    row = only(inputs='{"years_early": 6, "bhxh_years": 26.5}')
    assert "không quá 5 năm" in row.reason


def test_a_file_without_a_column_is_refused(tmp_path: Any) -> None:
    path = tmp_path / "examples.csv"
    path.write_text("id,inputs\n1,{}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="expected"):
        checking.check_file(path=path)


def procedures() -> list[dict[str, str]]:
    if not PROCEDURES.exists():
        return []
    with PROCEDURES.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", procedures(), ids=lambda row: row["id"])
def test_a_row_of_the_procedures(row: dict[str, str]) -> None:
    found = checking.check(rows=[row]).rows[0]
    assert found.status == "match", [(key.key, key.expected, key.got, key.reason) for key in found.keys]
