"""The words that all benefit decrees share: leaving, months and years early, years of insurance, and their facts."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import half_years, month_of, months_from
from tinhgon.law.model import Fact, Facts, Step
from tinhgon.law.terms import Term, choose, column, term

LEAVE_FROM = Fact(
    name="leave_from",
    label=_("Ngày bắt đầu nghỉ"),
    kind="date",
    why=_("văn bản áp dụng, số tháng nghỉ sớm và mức bảo hiểm xã hội đều tính theo ngày này"),
    example="2025-05-01",
)
CONDITIONS = Fact(
    name="conditions",
    label=_("Điều kiện lao động"),
    kind="text",
    choices={
        "normal": _("Bình thường (Phụ lục I)"),
        "lower": _("Từ đủ 15 năm nặng nhọc, độc hại hoặc vùng đặc biệt khó khăn (Phụ lục II)"),
    },
    default="normal",
)
PENSION_NORMAL = Fact(
    name="pension_start_month_normal",
    label=_("Tháng hưởng lương hưu ở tuổi bình thường"),
    kind="month",
    why=_("số tháng nghỉ sớm tính đến tháng này"),
    supplied_by=("retirement.normal", "pension_start_month_normal"),
)
PENSION_LOWER = Fact(
    name="pension_start_month_lower",
    label=_("Tháng hưởng lương hưu ở tuổi thấp nhất"),
    kind="month",
    optional=True,
    supplied_by=("retirement.lower", "pension_start_month_lower"),
    supplied_when=("conditions", "lower"),
)
BHXH_MONTHS = Fact(
    name="bhxh_months",
    label=_("Số tháng đóng bảo hiểm xã hội chưa hưởng một lần"),
    kind="months",
    maximum=720,
    why=_("trợ cấp theo thời gian đóng tính từ số tháng này"),
    example=264,
)
EARLY = (LEAVE_FROM, CONDITIONS, PENSION_NORMAL, PENSION_LOWER, BHXH_MONTHS)


def salary_fact(*, supplied_by: str = "", optional: bool = False) -> Fact:
    """The current monthly salary, given or computed by a rule of pay."""
    return Fact(
        name="current_monthly_salary",
        label=_("Tiền lương tháng hiện hưởng"),
        kind="dong",
        maximum=1_000_000_000,
        optional=optional,
        why=_("mọi khoản trợ cấp tính theo tiền lương này"),
        example=15_356_250,
        supplied_by=(supplied_by, "current_monthly_salary") if supplied_by else None,
    )


def average_fact() -> Fact:
    """The average monthly salary of the last 60 months."""
    return Fact(
        name="average_salary",
        label=_("Tiền lương bình quân 60 tháng cuối"),
        kind="dong",
        maximum=1_000_000_000,
        why=_("nghị định tính trợ cấp theo lương bình quân 5 năm cuối"),
        example=12_000_000,
    )


def months_early(*, facts: Facts, cite: str) -> tuple[Step, Step]:
    """The month of the pension that counts, and the whole months from leaving to it."""
    pension = choose(
        (facts["conditions"].equals("lower"), facts["pension_start_month_lower"]),
        otherwise=facts["pension_start_month_normal"],
    )
    counted = Step("pension_month", "month", _("Tháng hưởng lương hưu để so"), cite, pension)
    gap = months_from(month_of(facts["leave_from"]), counted.it)
    return counted, Step("months_early", "months", _("Số tháng nghỉ sớm"), cite, gap)


def years_early(*, months: Step, cite: str, sure: str = "verified") -> Step:
    """Years early: odd months 1 to 6 make half a year, more make one."""
    return Step("years_early", "years", _("Số năm nghỉ sớm"), cite, half_years(months.it), sure=sure)


def under_two_years(*, months: Step, years: Step) -> Term:
    """Less than two full years early: by the exact months, since rounding makes two years of 23 months."""
    return choose((months.it.known(), months.it < 24), otherwise=years.it < 2)


def is_early(*, months: Step, years: Step, most: Any) -> Term:
    """Left before the age, by so many months at most; by years where only these are known."""
    limit = term(most)
    return choose(
        (months.it.known(), (months.it >= 1) & (months.it <= limit)),
        otherwise=(years.it > 0) & (12 * years.it <= limit),
    )


def bhxh_years(*, facts: Facts, cite: str, sure: str = "verified") -> Step:
    """Years of social insurance, odd months rounded in the same way."""
    return Step(
        "bhxh_years",
        "years",
        _("Số năm đóng bảo hiểm xã hội"),
        cite,
        half_years(facts["bhxh_months"]),
        sure=sure,
    )


def named(name: str, unit: str) -> Term:
    """An earlier step by name and unit."""
    return column(name, unit)


def total_of(*terms: Term) -> Term:
    """The sum of terms."""
    return reduce(add, terms)


def insurance_months(*, insured: Term, first_years: Term, first_months: Term, further: Term) -> Term:
    """So many months for the first years of insurance, and so many for each further year."""
    return first_months + further * (insured - first_years)


ROUNDED = {
    "months_early_raw": "months_early",
    "years_early_rounded": "years_early",
    "bhxh_years_rounded": "bhxh_years",
}
