"""Six variables of the benefit of Nghị định 178 in openfisca-core: for comparison only, not a dependency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTH = "2025-05"
PERSON = build_entity(key="person", plural="persons", label="person", is_person=True)
FIRST_DAY_OF_15_YEARS = np.datetime64("2025-07-01")


def _input(name: str, kind: type) -> type[Variable]:
    return type(name, (Variable,), {"value_type": kind, "entity": PERSON, "definition_period": periods.DateUnit.MONTH})


def _computed(name: str, formula: Callable[..., Any], kind: type = float) -> type[Variable]:
    fields = {"value_type": kind, "entity": PERSON, "definition_period": periods.DateUnit.MONTH, "formula": formula}
    return type(name, (Variable,), fields)


def _half_years(months: Any) -> Any:
    odd = months % 12
    return months // 12 + 0.5 * (odd > 0) + 0.5 * (odd > 6)


def months_early(person: Any, period: Any) -> Any:
    leave = person("leave_from", period).astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return person("pension_month", period) - leave


def months_counted(person: Any, period: Any) -> Any:
    return np.minimum(person("months_early", period), 60)


def years_early(person: Any, period: Any) -> Any:
    return _half_years(person("months_early", period))


def by_months(person: Any, period: Any) -> Any:
    early = person("months_early", period)
    decided = person("reorg_decision_effective", period)
    month = decided.astype("datetime64[M]")
    a_year_later = (month + 12).astype("datetime64[D]") + (
        decided.astype("datetime64[D]") - month.astype("datetime64[D]")
    )
    first = person("leave_from", period) < a_year_later
    rate = np.where(first, np.where(early > 60, 0.9, 1.0), np.where(early > 60, 0.45, 0.5))
    paid = np.where(early > 60, 60, person("months_counted", period))
    return rate * paid * person("salary", period)


def by_years(person: Any, period: Any) -> Any:
    early = person("months_early", period)
    rate = np.select([early < 24, early <= 60], [0, 5], 4)
    return rate * person("years_early", period) * person("salary", period)


def by_bhxh(person: Any, period: Any) -> Any:
    insured = _half_years(person("bhxh_months", period))
    late = person("leave_from", period) >= FIRST_DAY_OF_15_YEARS
    first_years, first_months = np.where(late, 15, 20), np.where(late, 4, 5)
    low = person("pension_right_at_15", period) & (insured >= 15)
    months = np.select(
        [insured >= first_years, low], [first_months + 0.5 * (insured - first_years), 4 + 0.5 * (insured - 15)], 0
    )
    return np.where(person("months_early", period) < 24, 0, months) * person("salary", period)


def six_variables(facts: pl.DataFrame) -> Callable[[], object]:
    """A call that computes them for all people of the frame."""
    system = TaxBenefitSystem([PERSON])
    inputs = (
        ("pension_month", int), ("bhxh_months", int), ("salary", float), ("pension_right_at_15", bool),
        ("leave_from", date), ("reorg_decision_effective", date),
    )  # fmt: skip
    for name, kind in inputs:
        system.add_variable(_input(name, kind))
    for formula in (months_early, months_counted, years_early, by_months, by_years, by_bhxh):
        kind = int if formula in {months_early, months_counted} else float
        system.add_variable(_computed(formula.__name__, formula, kind))
    columns = {
        "pension_month": facts["pension_start_month_normal"].to_numpy(),
        "bhxh_months": facts["bhxh_months"].to_numpy(),
        "pension_right_at_15": np.zeros(facts.height, dtype=bool),
        "leave_from": facts["leave_from"].to_numpy().astype("datetime64[D]"),
        "reorg_decision_effective": facts["reorg_decision_effective"].to_numpy().astype("datetime64[D]"),
        "salary": facts["current_monthly_salary"].to_numpy().astype(np.float32),
    }

    def call() -> object:
        simulation = SimulationBuilder().build_default_simulation(system, facts.height)
        for name, values in columns.items():
            simulation.set_input(name, MONTH, values)
        return [
            simulation.calculate(name, MONTH)
            for name in ("months_early", "months_counted", "years_early", "by_months", "by_years", "by_bhxh")
        ]

    return call
