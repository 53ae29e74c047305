"""A name that nobody asks for is refused wherever facts come in, with the names that look like it; none is dropped."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tinhgon.basis.errors import BadInput
from tinhgon.law import batch, checking, engine, names
from tinhgon.law.choosing import alternatives
from tinhgon.law.explaining import explain
from tinhgon.law.model import Rule

DAY = date(2026, 9, 1)
LEAVE = "resignation.civil_servant"
FACTS: dict[str, Any] = {"bhxh_months": 120, "current_monthly_salary": 10_000_000}


def rule(name: str = LEAVE, on: date = DAY) -> Rule:
    return engine.rule_on(id=name, on=on)


@pytest.mark.parametrize(
    ("wrong", "near"), [("bhxh_month", "bhxh_months"), ("BHXH_MONTHS", "bhxh_months"), ("luong_thang", ""),
                        ("current_salary", "current_monthly_salary"), ("scale", "")],
)  # fmt: skip
def test_an_explanation_refuses_it(wrong: str, near: str) -> None:
    with pytest.raises(BadInput) as refusal:
        explain(rule=rule(), facts={**FACTS, wrong: 7}, on=DAY)
    assert refusal.value.code == "fact_unknown"
    assert f"không có số liệu tên “{wrong}”" in str(refusal.value)
    assert (f"gần giống: {near}" if near else "tinhgon law show") in str(refusal.value)


def test_facts_of_the_rules_that_supply_are_known() -> None:
    pay = {"grade_coef": "4.98", "leave_from": "2026-09-01", "regional_coef": "0.7"}
    told = explain(rule=rule(), facts={"bhxh_months": 120, **pay}, on=DAY)
    assert told.result == 62_997_000  # 4.98 x 2,530,000 x 5; the regional allowance is asked for and not counted


def test_a_fact_of_another_version_is_told_not_to_count() -> None:
    on = date(2025, 12, 31)
    facts = {"locality": "hn_hcm", "departments": 15, "merged_from_two": 1}
    told = explain(rule=rule("deputies.directors", on), facts=facts, on=on)
    assert told.result == 55
    assert "không được tính: chỉ quy định có hiệu lực từ ngày 01/01/2026" in told.findings[-1].render()


def test_a_choice_among_instruments_refuses_it() -> None:
    with pytest.raises(BadInput, match="gần giống: bhxh_months"):
        alternatives(ground="own_wish", facts={**FACTS, "bhxh_monhts": 1}, leave_on=DAY)


def test_a_table_keeps_other_columns_and_refuses_a_misspelt_one() -> None:
    table = pl.DataFrame({"ten": ["A"], "bhxh_months": ["120"], "current_monthly_salary": ["10000000"]})
    done = batch.run_table(rule=rule(), table=table, on=DAY)
    assert (done["ten"][0], done["total"][0]) == ("A", 50_000_000)
    assert batch.columns_kept(rule=rule(), table=table, on=DAY) == ("ten",)
    wrong = table.rename({"bhxh_months": "bhxh_month"})
    with pytest.raises(BadInput, match=r"Cột “bhxh_month” .* gần giống: bhxh_months"):
        batch.run_table(rule=rule(), table=wrong, on=DAY)
    kept = batch.run_table(rule=rule(), table=wrong, on=DAY, keep=("bhxh_month",))
    assert "Cần biết số tháng công tác" in kept["outside"][0]


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ('{"bhxh_mnths": 120, "salary": 10000000}', "“bhxh_mnths”; gần giống: bhxh_months"),
        ('{"service_months": 120, "salary": 10000000, "xyz": 1}', "“xyz”"),
    ],
)
def test_a_worked_example_is_not_answered_beside_it(inputs: str, words: str) -> None:
    row = {
        "id": "x", "instrument": "NĐ 300/2026/NĐ-CP art. 58", "effective_on": "2026-08-01", "inputs": inputs,
        "expected": '{"total": 50000000}',
    }  # fmt: skip
    found = checking.check(rows=[row]).rows[0]
    assert found.status == "unsupported"
    assert words in found.reason


def test_every_fact_of_every_rule_is_known() -> None:
    for versions in engine.rules().values():
        for version in versions:
            known = names.known_to(rule=version, on=version.effective_from)
            assert {fact.name for fact in version.facts} <= known
            assert known <= names.known_to_any()
