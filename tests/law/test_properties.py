"""What must hold for every person: one as for many, more service never less money, never negative, ceilings hold."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhgon.law import engine
from tinhgon.law.explaining import explain
from tinhgon.law.kinds import month_index, month_text

DAY = date(2025, 5, 1)
people = st.fixed_dictionaries(
    {
        "leave_from": st.dates(date(2025, 1, 2), date(2025, 8, 31)),
        "pension_start_month_normal": st.integers(month_index(2025, 1), month_index(2036, 12)),
        "bhxh_months": st.integers(0, 600),
        "reorg_decision_effective": st.dates(date(2024, 1, 1), date(2025, 8, 31)),
        "current_monthly_salary": st.integers(1_000_000, 60_000_000),
    }
)


def frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema_overrides={"leave_from": pl.Date, "reorg_decision_effective": pl.Date})


BENEFIT = "decree_178.early_retirement"


def total(rows: list[dict[str, object]], *, rule: str = BENEFIT, day: date = DAY) -> pl.DataFrame:
    return engine.run(rule=engine.rule_on(id=rule, on=day), facts=frame(rows), on=day)


def by_hand(person: dict[str, object]) -> int | None:
    """Nghị định 178, Điều 7, once more and in another way, for this test only."""
    leave, pension = person["leave_from"], person["pension_start_month_normal"]
    assert isinstance(leave, date)
    assert isinstance(pension, int)
    months = pension - month_index(leave.year, leave.month)
    insured_months, salary = int(str(person["bhxh_months"])), int(str(person["current_monthly_salary"]))
    if not 1 <= months <= 120:
        return None

    def years(count: int) -> Fraction:
        whole, odd = divmod(count, 12)
        return Fraction(whole) + (0 if odd == 0 else Fraction(1, 2) if odd <= 6 else 1)

    start = person["reorg_decision_effective"]
    assert isinstance(start, date)
    try:
        first_year_ends = start.replace(year=start.year + 1)
    except ValueError:
        first_year_ends = date(start.year + 1, 2, 28)
    first = leave < first_year_ends
    if months < 24:
        return int((1 if first else Fraction(1, 2)) * months * salary + Fraction(1, 2))
    insured = years(insured_months)
    base_years, base = (15, 4) if leave >= date(2025, 7, 1) else (20, 5)
    if insured < base_years:
        return None
    by_insurance = base + (insured - base_years) / 2
    if months <= 60:
        by_months, by_years = (1 if first else Fraction(1, 2)) * months, 5 * years(months)
    else:
        by_months, by_years = (Fraction(9, 10) if first else Fraction(45, 100)) * 60, 4 * years(months)
    return sum(int(part * salary + Fraction(1, 2)) for part in (by_months, by_years, by_insurance))


@settings(max_examples=60, deadline=None)
@given(st.lists(people, min_size=1, max_size=30))
def test_exact_to_the_dong(rows: list[dict[str, object]]) -> None:
    assert total(rows)["total"].to_list() == [by_hand(person) for person in rows]


@settings(max_examples=15, deadline=None)
@given(people)
def test_one_is_as_many(person: dict[str, object]) -> None:
    facts = {**person, "pension_start_month_normal": month_text(int(str(person["pension_start_month_normal"])))}
    told = explain(rule=engine.rule_on(id="decree_178.early_retirement", on=DAY), facts=facts, on=DAY)
    many = total([person] * 150)
    assert set(many["total"].to_list()) == {told.result}
    assert (many[engine.OUTSIDE][0] or "") == told.outside


@settings(max_examples=40, deadline=None)
@given(people, st.integers(1, 60))
def test_more_service_is_never_less_money(person: dict[str, object], more: int) -> None:
    longer = {**person, "bhxh_months": int(str(person["bhxh_months"])) + more}
    before, after = total([person, longer])["total"].to_list()
    assert before is None or after >= before


@pytest.mark.parametrize(
    ("rule", "most"),
    [("decree_178.severance", 60), ("decree_178.early_retirement", 60)],
)
def test_months_are_capped(rule: str, most: int) -> None:
    rows = [
        {
            "leave_from": date(2025, 5, 1), "pension_start_month_normal": month_index(2029 + years % 6, 5),
            "bhxh_months": years * 12, "reorg_decision_effective": date(2025, 3, 1),
            "current_monthly_salary": 10_000_000,
        }
        for years in range(1, 45)
    ]  # fmt: skip
    done = total(rows, rule=rule)
    column = "severance_months" if rule.endswith("severance") else "months_counted"
    inside = done.filter(pl.col(engine.OUTSIDE).is_null())
    assert inside.height
    assert inside[column].max() == most
    assert (inside["total"] > 0).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 480), st.integers(0, 480))
def test_nq07_grows_to_its_ceiling(one: int, other: int) -> None:
    day = date(2025, 9, 17)
    frame = pl.DataFrame({"months_worked_after_entitlement": sorted([one, other]), "current_monthly_salary": 1_000})
    done = engine.run(rule=engine.rule_on(id="resolution_07.lump_sum", on=day), facts=frame, on=day)
    low, high = done["total"].to_list()
    assert 15_000 <= low <= high <= 24_000


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["male", "female"]), st.integers(month_index(1950, 1), month_index(2010, 12)))
def test_the_next_month_never_retires_earlier(sex: str, birth: int) -> None:
    facts = pl.DataFrame({"sex": [sex, sex], "birth_month": [birth, birth + 1]})
    done = engine.run(rule=engine.rule_on(id="retirement.normal", on=DAY), facts=facts, on=DAY)
    first, second = done["pension_start_month_normal"].to_list()
    assert first < second
    low = engine.run(rule=engine.rule_on(id="retirement.lower", on=DAY), facts=facts, on=DAY)
    assert (low["pension_start_month_lower"] < done["pension_start_month_normal"]).all()
    ages = done["required_age_months"].to_list()
    assert all((660 if sex == "female" else 720) <= age <= (720 if sex == "female" else 744) for age in ages)


def test_every_version_starts_where_the_last_ends() -> None:
    for known in engine.rules().values():
        for one, following in pairwise(known):
            assert one.effective_to == following.effective_from, one.id
        assert known[-1].effective_to is None or known[-1].effective_to > known[-1].effective_from + timedelta(days=1)
