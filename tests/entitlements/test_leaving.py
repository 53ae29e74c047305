"""Who would leave in the coming years: on time or early, once, at the cost that one explanation gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tinhgon.basis.errors import BadInput, UnknownReference
from tinhgon.entitlements.facts import FACTS, held_facts
from tinhgon.entitlements.leaving import ON_TIME, PAST, cost, forecast, read_people, run_people
from tinhgon.law import engine
from tinhgon.law.explaining import explain
from tinhgon.law.kinds import plain

EARLY_154 = "decree_154.early_retirement"


def people(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {
        "sex": "male", "birth_month": 1, "recruited_on": "2000-03-01", "coefficient": "4.98", "pay_scale": "A1",
        "pay_step": 9, "coefficient_from": "2024-01-01", "category": "civil_servant", "unit": "sở Mẫu",
        "unit_code": "S1",
    }  # fmt: skip
    return read_people(pl.DataFrame([{**usual, **row} for row in rows]))


def one(year: int, **fields: Any) -> dict[str, Any]:
    return {"birth_year": year, **fields}


def told(left: pl.DataFrame) -> list[tuple[int, int, str]]:
    return left.sort("person_id").select("person_id", "year", "ground").rows()


def test_each_leaves_once_on_time_or_early() -> None:
    crowd = people(
        one(1964, birth_month=12),  # 61 years 6 months in June 2026
        one(1968), one(1972), one(1950), one(1995), one(1968, category="part_time_commune"), one(1968, sex=None),
    )  # fmt: skip
    left = forecast(crowd, first=2026, last=2030)
    assert told(left) == [
        (1, 2026, ON_TIME), (2, 2026, EARLY_154), (3, 2029, EARLY_154), (4, 2026, PAST), (6, 2030, ON_TIME),
    ]  # fmt: skip
    assert forecast(crowd, first=2026, last=2026).height == 3
    assert forecast(crowd, first=2026, last=2030, rules=()).filter(pl.col("dong") > 0).height == 0


def test_the_cost_is_what_one_explanation_gives() -> None:
    crowd = people(one(1968), one(1968, birth_month=9, sex="female"), one(1967, coefficient="3.33", pay_step=4))
    left = forecast(crowd, first=2026, last=2030)
    day = date(2026, 7, 1)
    held = held_facts(crowd, leave_on=day)
    rule = engine.rule_on(id=EARLY_154, on=day)
    early = left.filter(pl.col("ground") == EARLY_154)
    assert early.height >= 2
    for row in early.filter(pl.col("year") == 2026).iter_rows(named=True):
        values = held.row(row["person_id"] - 1, named=True)
        facts = {name: plain(kind, values[name]) for name, kind in FACTS.items()}
        assert explain(rule=rule, facts=facts, on=day, may_say_more=True).result == row["dong"]
    by_year = cost(left, by=["year"])
    assert by_year["dong"].sum() == left["dong"].sum()
    assert cost(left, by=["unit", "ground"]).columns == ["unit_code", "unit", "ground", "people", "dong"]


def test_the_law_of_each_year() -> None:
    long = {"recruited_on": "1985-03-01"}
    crowd = people(one(1959, birth_month=6, **long), one(1966, sex="female", birth_month=8, **long))
    left = forecast(crowd, first=2016, last=2020)
    assert {ground for *_, ground in told(left)} == {"decree_108.early_retirement"}
    assert forecast(crowd.head(1), first=2019, last=2019)["ground"].to_list() == [ON_TIME]  # 60 in June 2019
    reorganised = crowd.head(1).with_columns(birth_year=pl.lit(1968, pl.Int64), reorganised_on=pl.lit(date(2025, 3, 1)))
    assert set(forecast(reorganised, first=2025, last=2025)["ground"]) == {"decree_178.early_retirement"}


def test_a_rule_for_all_people() -> None:
    crowd = people(one(1968), one(1990))
    done = run_people(engine.rule_on(id=EARLY_154, on=date(2026, 7, 1)), crowd, on=date(2026, 7, 1))
    assert done["total"].is_not_null().to_list() == [True, False]
    assert done["outside"].to_list()[0] is None
    assert "5 năm" in done["outside"].to_list()[1]
    assert done["pension_start_month_normal"].to_list()[0] == "2030-02"
    assert done["law"].n_unique() == 1


@pytest.mark.parametrize(
    ("first", "last", "rules", "error", "words"),
    [
        (2030, 2026, (), BadInput, "Từ năm 2030 đến năm 2026"),
        (2026, 2126, (), BadInput, "nhiều nhất 50 năm"),
        (2026, 2027, ("no.rule",), UnknownReference, "no.rule"),
    ],
)
def test_what_cannot_be_asked(first: int, last: int, rules: tuple[str, ...], error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        forecast(people(one(1968)), first=first, last=last, rules=rules)


def test_a_table_that_cannot_be_read() -> None:
    with pytest.raises(BadInput, match="sex, birth_year"):
        read_people(pl.DataFrame({"birth_year": [1968]}))
    with pytest.raises(BadInput, match="không đọc được"):
        read_people(pl.DataFrame({"sex": ["male"], "birth_year": ["mười"]}))
