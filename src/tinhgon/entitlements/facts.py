"""From what the books state of people to the facts that rules of law ask for: the same columns for one and for all.

What the books do not hold (years of insurance, the pay of the last sixty months) is estimated from what they hold, and
every estimate is named (`ESTIMATED`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from tinhgon.basis.errors import gettext_noop
from tinhgon.law import engine
from tinhgon.law.kinds import KINDS, Kind, month_index
from tinhgon.law.model import Rule
from tinhgon.law.parameters import OutsideTable

PART_TIME = ("part_time_commune", "part_time_hamlet")
"""The categories that do not retire by age and leave on grounds of their own."""
FACTS: Mapping[str, Kind] = {
    name: KINDS[kind]
    for name, kind in {
        "sex": "text", "birth_month": "month", "leave_from": "date", "bhxh_months": "months", "scale": "text",
        "grade_coef": "coefficient", "leadership_allowance_coef": "coefficient", "over_frame_pct": "percent",
        "reorg_decision_effective": "date", "is_woman_commune_cadre": "bool", "service_months": "months",
        "title_from": "month", "months_worked_after_entitlement": "months",
    }.items()
}  # fmt: skip
STAND_INS: Mapping[str, Kind] = dict.fromkeys(("current_monthly_salary", "average_salary"), KINDS["dong"])
"""Estimates that stand only where no rule of pay gives the fact."""
ESTIMATED: Mapping[str, str] = {
    "birth_month": gettext_noop("{label}: hồ sơ chỉ ghi năm sinh, nên tính từ tháng 01; bổ sung tháng sinh vào hồ sơ."),
    "bhxh_months": gettext_noop(
        "{label}: ước bằng số tháng từ ngày tuyển dụng ghi trong hồ sơ; đối chiếu với sổ bảo hiểm xã hội."
    ),
    "service_months": gettext_noop("{label}: ước bằng số tháng từ ngày tuyển dụng đến hết năm 2008."),
    "title_from": gettext_noop("{label}: lấy ngày tuyển dụng, hoặc ngày bố trí ghi trong sổ khi không có."),
    "over_frame_pct": gettext_noop("{label}: tính theo thời gian từ ngày hưởng bậc cuối ghi trong hồ sơ."),
    "leadership_allowance_coef": gettext_noop("{label}: suy từ vị trí và cơ quan ghi trong sổ."),
    "reorg_decision_effective": gettext_noop("{label}: lấy ngày gần nhất mà đơn vị của người này được sắp xếp."),
    "current_monthly_salary": gettext_noop(
        "{label}: ước bằng lương cơ sở nhân hệ số lương, phụ cấp chức vụ và vượt khung; chưa có phụ cấp khác."
    ),
    "average_salary": gettext_noop(
        "{label}: ước bằng hệ số hiện giữ nhân lương cơ sở của từng tháng trong 60 tháng cuối."
    ),
}


def birth_months() -> pl.Expr:
    """The month of birth as rules hold it; January where the record states the year alone (Nghị định 135/2020)."""
    return pl.col("birth_year").cast(pl.Int64) * 12 + pl.col("birth_month").cast(pl.Int64).fill_null(1) - 1


def retirements(people: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """`retire_month` and `pension_start_month_normal` by the law of the day; null where sex or birth is not known."""
    facts = people.select("sex", birth_month=birth_months())
    rule = engine.rule_on(id="retirement.normal", on=on)
    return engine.run(rule=rule, facts=facts, on=on).select("retire_month", "pension_start_month_normal")


def held_facts(people: pl.DataFrame, *, leave_on: date) -> pl.DataFrame:
    """A column for each of FACTS and STAND_INS, held as rules hold them; null where the books state nothing.

    `people` has the columns of `ledger.queries.law_facts.PEOPLE`; all leave on one day.
    """
    leaving = month_index(leave_on.year, leave_on.month)
    recruited = _months("recruited_on")
    pension = retirements(people, on=leave_on)["pension_start_month_normal"]
    facts = people.select(
        "sex",
        birth_month=birth_months(),
        leave_from=pl.lit(leave_on),
        bhxh_months=(leaving - recruited).clip(0, 720),
        scale="pay_scale",
        grade_coef=(pl.col("coefficient") * 10_000).cast(pl.Int64),
        leadership_allowance_coef=pl.when(pl.col("rank").is_null()).then(0).otherwise(_leadership(leave_on)),
        over_frame_pct=_over_frame(people, leaving=leaving, on=leave_on),
        reorg_decision_effective="reorganised_on",
        is_woman_commune_cadre=(pl.col("sex") == "female") & (pl.col("category") == "commune_official"),
        service_months=(_unemployment_insurance() - recruited).clip(0, 720),
        title_from=pl.coalesce(recruited, _months("place_since")),
        months_worked_after_entitlement=pl.when(pension <= leaving).then((leaving - pension).clip(0, 480)),
    )
    return facts.with_columns(**_stand_ins(leave_on))


def _unemployment_insurance() -> int:
    """The month from which service is insured against unemployment; what was before it the employer pays for."""
    found: int = engine.parameters(subject="resignation").timeline("unemployment_insurance_from")[0].value
    return found


def _months(name: str) -> pl.Expr:
    day = pl.col(name)
    return day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1


def rule_in_force(name: str, on: date) -> Rule | None:
    """The version of a rule on a day, or None where there is none."""
    try:
        return engine.rule_on(id=name, on=on)
    except OutsideTable:
        return None


def _leadership(on: date) -> pl.Expr:
    """The coefficient of heads and deputies of departments and their divisions; of others the books say nothing."""
    rule = rule_in_force("pay.leadership", on)
    nothing = pl.lit(None, dtype=pl.Int64)
    if rule is None:
        return nothing
    posts: Mapping[str, str] = engine.parameters(subject="pay").entry("posts_in_the_books", on=on).value
    asked = pl.DataFrame({"post": list(posts.values()), "pay_on": [on] * len(posts)})
    found = engine.run(rule=rule, facts=asked, on=on, targets=("coefficient",))["coefficient"]
    chain: Any = pl
    for place, coefficient in zip(posts, found, strict=True):
        kind, *superior, rank = place.split(".")
        is_it = (pl.col("unit_kind").str.to_lowercase() == kind) & (pl.col("rank") == rank)
        if superior:
            is_it &= pl.col("parent_kind").str.to_lowercase() == superior[0]
        chain = chain.when(is_it).then(pl.lit(coefficient, dtype=pl.Int64))
    expr: pl.Expr = chain.otherwise(nothing)
    return expr


def _over_frame(people: pl.DataFrame, *, leaving: int, on: date) -> pl.Series:
    """The allowance of those at the last step of their scale, none for those below it."""
    grade, over = rule_in_force("pay.grade", on), rule_in_force("pay.over_frame", on)
    if grade is None or over is None:
        return pl.Series([None], dtype=pl.Int64).new_from_index(0, people.height)
    facts = people.select(
        scale="pay_scale", step="pay_step", months_at_last_step=(leaving - _months("coefficient_from")).clip(0)
    )
    last = engine.run(rule=grade, facts=facts.select("scale"), on=on, targets=("last_step",))["last_step"]
    percent = engine.run(
        rule=over, facts=facts.select("scale", "months_at_last_step"), on=on, targets=("over_frame_pct",)
    )["over_frame_pct"]
    unit = 10 ** (FACTS["over_frame_pct"].scale - 2)
    return facts.select(pl.when(pl.col("step") < last).then(0).otherwise(percent * unit)).to_series()


def _stand_ins(leave_on: date) -> dict[str, pl.Expr]:
    rule = rule_in_force("pay.base", leave_on)
    if rule is None:
        return {name: pl.lit(None, dtype=pl.Int64) for name in STAND_INS}
    leaving = month_index(leave_on.year, leave_on.month)
    last_months: int = engine.parameters(subject="pay").entry("average_over", on=leave_on).value
    days = [date(month // 12, month % 12 + 1, 1) for month in range(leaving - last_months, leaving)]
    base = engine.run(rule=rule, facts=pl.DataFrame({"pay_on": days}), on=leave_on)["base_salary"]
    grade, led, over = (pl.col(name) for name in ("grade_coef", "leadership_allowance_coef", "over_frame_pct"))
    unit = 10_000  # of a coefficient, and of a share
    paid = (grade + led.fill_null(0)) * unit + grade * over.fill_null(0)
    whole = (
        pl.lit(None, dtype=pl.Int64) if base.null_count() else _rounded(paid * base.sum(), unit * unit * last_months)
    )
    return {"current_monthly_salary": _rounded(paid * base[-1], unit * unit), "average_salary": whole}


def _rounded(value: pl.Expr, unit: int) -> pl.Expr:
    return (value + unit // 2) // unit
