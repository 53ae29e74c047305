"""What the benefit decrees have in common: months and years early, years of insurance, months of pay for both."""

from __future__ import annotations

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import half_years, month_of, months_from
from tinhgon.law.model import Facts, Guard, Parts, PartsTo, Step
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

ROUNDED = {  # as worked examples call the steps below
    "months_early_raw": "months_early",
    "years_early_rounded": "years_early",
    "bhxh_years_rounded": "bhxh_years",
}


def months_early(*, facts: Facts, cite: str) -> PartsTo:
    """The month of the pension that counts, and to it the whole months from leaving."""
    pension = choose(
        (facts["conditions"].equals("lower"), facts["pension_start_month_lower"]),
        otherwise=facts["pension_start_month_normal"],
    )
    counted = yield Step("pension_month", "month", _("Tháng hưởng lương hưu để so"), cite, pension)
    gap = months_from(month_of(facts["leave_from"]), counted)
    return (yield Step("months_early", "months", _("Số tháng nghỉ sớm"), cite, gap))


def years_early(*, months: Term, cite: str, sure: str = "verified") -> Step:
    """Years early: odd months 1 to 6 make half a year, more make one."""
    return Step("years_early", "years", _("Số năm nghỉ sớm"), cite, half_years(months), sure=sure)


def is_short(*, months: Term, years: Term, least: Term) -> Term:
    """Early by less than so many months: by the exact months, since rounding makes two years of 23 months.

    By years where only these are known.
    """
    return choose((months.known(), months < least), otherwise=12 * years < least)


def is_early(*, months: Term, years: Term, most: Term) -> Term:
    """Left before the age, by so many months at most; by years where only these are known."""
    return choose(
        (months.known(), (months >= 1) & (months <= most)),
        otherwise=(years > 0) & (12 * years <= most),
    )


def within_five_years(*, holds: Term, cite: str) -> Guard:
    """The condition of the streamlining decrees: before the age, and by five years at most."""
    return Guard(
        _("Nghỉ trước tuổi không quá 5 năm"),
        cite,
        holds,
        _("Ngoài bảng: chỉ áp dụng khi nghỉ trước tuổi không quá 5 năm."),
    )


def bhxh_years(*, facts: Facts, cite: str, sure: str = "verified") -> Step:
    """Years of social insurance, odd months rounded in the same way."""
    label = _("Số năm đóng bảo hiểm xã hội")
    return Step("bhxh_years", "years", label, cite, half_years(facts["bhxh_months"]), sure=sure)


def insurance_months(
    *, p: Parameters, insured: Term, first_years: Term | None = None, first_months: Term | None = None
) -> Term:
    """So many months of pay for the first years of insurance, and so many for each further year.

    The figures of the subject, `bhxh_first_years`, `bhxh_first_months` and `bhxh_further`, where none are named.
    """
    years = p["bhxh_first_years"] if first_years is None else first_years
    months = p["bhxh_first_months"] if first_months is None else first_months
    return months + p["bhxh_further"] * (insured - years)


def early_on_average_pay(*, facts: Facts, by_years: Term, by_insurance: Term, cite: str) -> Parts:
    """Months of average pay for the years early and for the years of insurance, and the money for both."""
    early = yield Step("months_by_years", "months_of_pay", _("Theo năm nghỉ sớm"), cite, by_years)
    insured = yield Step("bhxh_months_of_pay", "months_of_pay", _("Theo năm đóng BHXH"), cite, by_insurance)
    label = _("Tổng số tháng lương bình quân")
    months = yield Step("months_of_average_salary", "months_of_pay", label, cite, early + insured)
    label = _("Tổng cộng, lương hưu không bị trừ")
    yield Step("total", "dong", label, cite, facts["average_salary"] * months)
