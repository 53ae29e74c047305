"""Published examples and texts that none of us made, each with its right value and where it was found.

`tests/law/published.csv` is in the shape of the worked examples; its last column is the source.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tinhgon.law import checking, engine
from tinhgon.law.explaining import explain
from tinhgon.law.kinds import month_index

ROWS = list(csv.DictReader(Path(__file__).with_name("published.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_published_example(row: dict[str, str]) -> None:
    found = checking.check(rows=[row]).rows[0]
    assert found.status == "match", [(key.key, key.expected, key.got, key.reason) for key in found.keys]
    assert row["source"]


@pytest.mark.parametrize(("sex", "first", "twice"), [("male", 1961, 21), ("female", 1966, 56)])
def test_of_two_years_that_fit_a_birth_month_the_smallest_counts(sex: str, first: int, twice: int) -> None:
    """Điều 4: birth month + age of a year may fall into two years; the tables of Phụ lục I and II take the first."""
    ages = {
        entry.effective_from.year: entry.value[sex]
        for entry in engine.parameters(subject="retirement").timeline("normal_age")
    }
    on, rule, ambiguous = engine.rules()["retirement.normal"][-1].effective_from, "retirement.normal", 0
    for born in range(month_index(first, 1), month_index(1976, 1)):
        fits = [year for year, age in ages.items() if (born + age) // 12 == year]
        if born + ages[max(ages)] >= month_index(max(ages) + 1, 1):
            fits.append((born + ages[max(ages)]) // 12)
        ambiguous += len(set(fits)) > 1
        facts = {"sex": sex, "birth_month": f"{born // 12}-{born % 12 + 1:02d}"}
        told = explain(rule=engine.rule_on(id=rule, on=on), facts=facts, on=on)
        assert told.values["retire_month"].startswith(str(min(fits)))
    assert ambiguous == twice
