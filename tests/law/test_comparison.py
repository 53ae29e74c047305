"""After the day on which the law was last compared no result is plainly verified: it says until when it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from tinhgon.law import batch, engine
from tinhgon.law.explaining import Explanation, explain

LEAVE = "resignation.civil_servant"
FACTS: dict[str, Any] = {"bhxh_months": 120, "current_monthly_salary": 10_000_000}
CHECKED = engine.parameters(subject="resignation").checked_on
assert CHECKED is not None


def told(on: date, **more: Any) -> Explanation:
    return explain(rule=engine.rule_on(id=LEAVE, on=on), facts={**FACTS, **more}, on=on)


def test_up_to_the_day_of_comparison_it_is_verified() -> None:
    data = told(CHECKED).as_data()
    assert (data["sure"], data["compared_until"], data["findings"]) == ("verified", None, [])
    assert {step["sure"] for step in data["steps"]} == {"verified"}


@pytest.mark.parametrize(
    ("on", "more"),
    [(CHECKED + timedelta(days=1), {}), (date(2035, 1, 1), {}), (CHECKED, {"file_complete_on": "2027-01-01"})],
)
def test_after_it_says_until_when(on: date, more: dict[str, Any]) -> None:
    found = told(on, **more)
    data = found.as_data()
    assert (data["sure"], data["compared_until"]) == ("compared_until", CHECKED.isoformat())
    assert "verified" not in {part["sure"] for part in (*data["steps"], *data["figures"])}
    assert f"đối chiếu đến ngày {CHECKED:%d/%m/%Y}" in " ".join(data["findings"])
    assert not found.is_sure


def test_what_supplies_it_counts_too() -> None:
    on = CHECKED + timedelta(days=1)
    facts = {"bhxh_months": 120, "grade_coef": "4.98", "leave_from": on.isoformat()}
    found = explain(rule=engine.rule_on(id=LEAVE, on=on), facts=facts, on=on)
    assert found.before[0].until == engine.parameters(subject="pay").checked_on
    assert found.as_data()["sure"] == "compared_until"


def test_a_table_says_it_in_each_row() -> None:
    table = pl.DataFrame({name: [str(value)] for name, value in FACTS.items()})
    for on, words in ((CHECKED, ""), (CHECKED + timedelta(days=1), f"; đối chiếu đến {CHECKED:%d/%m/%Y}")):
        law = batch.run_table(rule=engine.rule_on(id=LEAVE, on=on), table=table, on=on)["law"][0]
        assert law.endswith(words or "(01/08/2026)")


def test_every_subject_says_when_it_was_compared() -> None:
    subjects = {version.subject for versions in engine.rules().values() for version in versions}
    assert [subject for subject in subjects if engine.parameters(subject=subject).checked_on is None] == []
