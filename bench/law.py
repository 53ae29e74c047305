"""The law on generated people: a million through a rule, one explanation, a whole service, and openfisca-core beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from bench.measure import Result, timed
from bench.place import fresh_database
from tinhgon.entitlements.leaving import cost as cost_of_leaving
from tinhgon.entitlements.leaving import forecast, read_people
from tinhgon.law import batch, engine
from tinhgon.law.choosing import compare
from tinhgon.law.explaining import explain
from tinhgon.law.kinds import month_index
from tinhgon.law.telling import asked_facts

DAY = date(2025, 5, 1)
LATER = date(2025, 7, 1)  # Nghị định 178 and 154 are both in force
MILLION = 1_000_000
LIMITS = {20_000: 0.1, 2_200_000: 1.5}
"""Seconds for the cost of everybody under one instrument. Four of them may take twice as long, five years four times."""
SIX = ("months_early", "months_counted", "years_early", "by_months", "by_years", "by_bhxh")
OFFICIAL: dict[str, Any] = {
    "sex": "male", "birth_month": "1966-01", "leave_from": DAY, "reorg_decision_effective": "2025-03-01",
    "bhxh_months": 264, "current_monthly_salary": 15_356_250,
}  # fmt: skip
PERSON = {name: OFFICIAL[name] for name in ("sex", "birth_month")}


def people(count: int, *, seed: int = 1) -> pl.DataFrame:
    """Made-up people, the same each time: born 1955 to 1995, 15 to 40 years of insurance, 1,000 units."""

    def drawn(number: int, low: int, high: int) -> pl.Expr:
        spread = (pl.col("person") * (2_654_435_761 + 2 * number) + seed * 97 + number * 7_919) % 1_000_003
        return low + spread % (high - low)

    frame = pl.DataFrame({"person": pl.int_range(count, eager=True)})
    return frame.with_columns(
        sex=pl.when(drawn(1, 0, 2) == 0).then(pl.lit("male")).otherwise(pl.lit("female")),
        birth_month=drawn(2, month_index(1955, 1), month_index(1996, 1)),
        bhxh_months=drawn(3, 180, 480),
        current_monthly_salary=drawn(4, 5_000_000, 5_990_000) * 3 + drawn(5, 0, 9),
        leave_from=pl.lit(DAY),
        reorg_decision_effective=pl.lit(date(2025, 3, 1)),
        unit=drawn(6, 0, 1000),
    )


def law() -> Iterator[Result]:
    """The figures of the issue."""
    crowd = people(MILLION)
    retirement, benefit = (
        engine.rule_on(id=name, on=DAY) for name in ("retirement.normal", "decree_178.early_retirement")
    )
    yield Result(
        "1,000,000 people through retirement",
        timed(lambda: engine.run(rule=retirement, facts=crowd.select("sex", "birth_month"), on=DAY)),
        "s",
        0.5,
    )
    facts = crowd.with_columns(pension_start_month_normal=month_index(2025, 6) + pl.col("person") % 119)
    facts = facts.drop("sex", "birth_month", "unit")
    yield Result(
        "1,000,000 people through the benefit of 178/67",
        timed(lambda: engine.run(rule=benefit, facts=facts, on=DAY)),
        "s",
        2,
    )
    yield Result(
        "one explanation, retirement",
        timed(lambda: explain(rule=retirement, facts=PERSON, on=DAY), runs=21),
        "s",
        0.02,
    )
    pension = {**OFFICIAL, "pension_start_month_normal": "2027-11", "pension_start_month_lower": "2022-11"}
    yield Result(
        "one explanation, 178/67", timed(lambda: explain(rule=benefit, facts=pension, on=DAY), runs=21), "s", 0.02
    )
    yield Result("100 explanations, every rule in turn", timed(_hundred()), "s", 0.3)
    for count, limit in LIMITS.items():
        yield Result(
            f"cost by unit, {count:,} people, retirement included", timed(partial(cost, count), runs=3), "s", limit
        )
    yield Result("page with the results of every rule of a person", _results_page(), "s", 0.3)
    for count, limit in LIMITS.items():
        staff = staff_of(count)
        name = f"who leaves in 2026–2030, ground and cost by year and unit, {count:,} people"
        yield Result(name, timed(partial(leaving, staff), runs=3), "s", 4 * limit)
    for count, limit in LIMITS.items():
        name = f"the most favourable of four benefits by unit, {count:,} people"
        yield Result(name, timed(partial(chosen, count), runs=3), "s", 2 * limit)
    ours = timed(lambda: engine.run(rule=benefit, facts=facts, on=DAY, targets=SIX, keep_steps=False))
    theirs = _openfisca(facts)
    if theirs:
        yield Result("six variables of 178/67, openfisca-core", theirs, "s", None, "tinhgon", ours)


def _results_page() -> tuple[float, ...]:
    """/che-do/ket-qua/ by Django's client, on an empty ledger."""
    from django.test import Client

    with fresh_database():
        client = Client(HTTP_HOST="localhost")
        return timed(lambda: client.get("/che-do/ket-qua/?ngay=01/05/2025").content, runs=21)


def staff_of(count: int) -> pl.DataFrame:
    """Made-up records in the columns of the books: born 1965 to 2003, recruited at 23 to 27, scale A1, 1,000 units."""

    def drawn(number: int, low: int, high: int) -> pl.Expr:
        spread = (pl.col("person") * (2_654_435_761 + 2 * number) + number * 7_919) % 1_000_003
        return low + spread % (high - low)

    born, step = drawn(2, 1965, 2004), drawn(4, 1, 10)
    frame = pl.DataFrame({"person": pl.int_range(count, eager=True)}).with_columns(
        sex=pl.when(drawn(1, 0, 2) == 0).then(pl.lit("male")).otherwise(pl.lit("female")),
        birth_year=born,
        birth_month=drawn(3, 1, 13),
        recruited_on=pl.date(born + 23 + drawn(7, 0, 5), drawn(8, 1, 13), 1),
        pay_scale=pl.lit("A1"),
        pay_step=step,
        coefficient=pl.format(
            "{}.{}", (201 + 33 * step) // 100, ((201 + 33 * step) % 100).cast(pl.String).str.zfill(2)
        ),
        coefficient_from=pl.date(drawn(5, 2023, 2026), 1, 1),
        category=pl.lit("civil_servant"),
        unit_code=drawn(6, 0, 1000).cast(pl.String),
        unit=pl.format("cơ quan {}", drawn(6, 0, 1000)),
    )
    return read_people(frame.drop("person"))


def leaving(staff: pl.DataFrame) -> pl.DataFrame:
    """Five years of everybody, each leaving once, summed."""
    return cost_of_leaving(forecast(staff, first=2026, last=2030), by=("year", "unit", "ground"))


def _hundred() -> Callable[[], object]:
    """What a page with the results of a hundred rules asks for."""
    rules = [known[-1] for known in engine.rules().values()]
    jobs = [
        (rule, {f.name: f.example for f in asked_facts(rule=rule, on=rule.effective_from) if f.example is not None})
        for rule in (rules * 2)[:100]
    ]
    return lambda: [explain(rule=rule, facts=facts, on=rule.effective_from, lenient=True) for rule, facts in jobs]


def cost(count: int) -> pl.DataFrame:
    """Who would leave on the day and what it costs by unit: retirement, then the benefit, then the sum."""
    rule = engine.rule_on(id="decree_178.early_retirement", on=DAY)
    crowd = people(count)
    return batch.cost(done=engine.run(rule=rule, facts=crowd, on=DAY), by=["unit"])


def chosen(count: int) -> pl.DataFrame:
    """Who would leave under which instrument, and what it costs by unit."""
    done = compare(ground="reorganisation", facts=people(count).with_columns(leave_from=pl.lit(LATER)), on=LATER)
    return (
        done.group_by("unit", "best_rule")
        .agg(people=pl.len(), dong=pl.col("best_total").sum())
        .sort("unit", "best_rule")
    )


def _openfisca(facts: pl.DataFrame) -> tuple[float, ...]:
    """The same six variables as openfisca-core computes them (float32); nothing when it is not installed."""
    try:
        from bench.openfisca_peer import six_variables
    except ImportError:
        return ()
    call = six_variables(facts)
    return timed(call)
