"""Nghị định 108/2014/NĐ-CP, as amended by 113/2018 and 143/2020: streamlining from 10 January 2015 to 19 July 2023."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import half_years, month_of, months_from
from tinhgon.law.benefits import ROUNDED, bhxh_years, early_on_average_pay, insurance_months, within_five_years
from tinhgon.law.facts import AVERAGE_SALARY, BHXH_MONTHS, BIRTH_MONTH, CONDITIONS, LEAVE_FROM, SEX, salary_fact
from tinhgon.law.model import Fact, Facts, Guard, Part, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

ND108 = "Nghị định 108/2014/NĐ-CP"
ART_8 = f"{ND108}, Điều 8"
START, RELATIVE, END = date(2015, 1, 10), date(2021, 1, 1), date(2023, 7, 20)
REQUIRED_AGE = Fact(
    name="required_age_months",
    label=_("Tuổi nghỉ hưu của năm, tính bằng tháng"),
    kind="months",
    minimum=500,
    maximum=900,
    supplied_by=("retirement.age_of_year", "required_age_months"),
    why=_("khoảng tuổi so với tuổi nghỉ hưu của năm"),
)
BEFORE = (
    replace(SEX, why=_("khoảng tuổi của nam và nữ khác nhau")),
    CONDITIONS,
    LEAVE_FROM,
    replace(BIRTH_MONTH, why=_("tuổi tính từ ngày đầu của tháng sau tháng sinh")),
)
AFTER = (
    Fact(name="age_years", label=_("Tuổi, năm tròn"), kind="whole_years", maximum=120, optional=True),
    Fact(name="age_months", label=_("Tuổi, tháng lẻ"), kind="months", maximum=11, default=0),
    BHXH_MONTHS,
    AVERAGE_SALARY,
)
ALIASES = {**ROUNDED, "months_of_pay_total": "months_of_average_salary"}


def _early(p: Parameters, f: Facts, required: Term) -> Parts:
    """Early retirement, measured against the age required."""
    early, in_band = yield from _age(p, f, required)
    yield within_five_years(holds=(early >= 1) & (early <= p["most_early"]), cite=ART_8)
    years = yield Step("years_early", "years", _("Số năm nghỉ sớm"), ART_8, half_years(early), sure="unverified")
    insured = yield bhxh_years(facts=f, cite=ART_8, sure="unverified")
    yield Guard(
        _("Đóng BHXH từ đủ 20 năm"),
        ART_8,
        insured >= p["bhxh_first_years"],
        _("Ngoài bảng: chưa đủ 20 năm đóng bảo hiểm xã hội."),
    )
    paid = choose(
        (in_band.known(), in_band), otherwise=(12 * years >= p["least_early"]) & (12 * years <= p["most_early"])
    )
    yield from early_on_average_pay(
        facts=f,
        by_years=choose((paid, p["per_year"] * years), otherwise=0),
        by_insurance=choose((paid, insurance_months(p=p, insured=insured)), otherwise=0),
        cite=ART_8,
    )


def _age(p: Parameters, f: Facts, required: Term) -> Generator[Part, Term, tuple[Term, Term]]:
    """The age at leaving and the band that is paid for; leads to the months early and whether they are in the band."""
    reached = months_from(f["birth_month"] + 1, month_of(f["leave_from"]))
    told = 12 * f["age_years"] + f["age_months"]
    age = yield Step(
        "age_in_months",
        "months",
        _("Tuổi khi nghỉ, tính bằng tháng"),
        "Nghị định 113/2018/NĐ-CP",
        choose((f["age_years"].known(), told), otherwise=reached),
    )
    lowered = choose((f["conditions"].equals("lower"), required - p["lower_by"]), otherwise=required)
    limit = yield Step("limit_months", "months", _("Tuổi nghỉ hưu để so, tính bằng tháng"), ART_8, lowered)
    label = _("Khoảng được trợ cấp, từ tuổi")
    first = yield Step("band_from", "months", label, ART_8, limit - p["most_early"])
    label = _("Khoảng được trợ cấp, đến tuổi")
    last = yield Step("band_to", "months", label, ART_8, limit - p["least_early"])
    label = _("Trong khoảng tuổi được trợ cấp")
    in_band = yield Step("in_paid_band", "bool", label, ART_8, (age >= first) & (age <= last))
    early = yield Step("months_early", "months", _("Số tháng nghỉ sớm"), ART_8, limit - age)
    return early, in_band


@rule(
    id="decree_108.early_retirement",
    title=_("Tinh giản biên chế: nghỉ hưu trước tuổi (Nghị định 108)"),
    cite=f"{ND108}, Điều 8; Nghị định 113/2018/NĐ-CP",
    gives="total",
    effective_from=START,
    effective_to=RELATIVE,
    facts=(*BEFORE, *AFTER),
    asks=_("Nghỉ hưu trước tuổi do tinh giản biên chế thì được bao nhiêu?"),
    aliases=ALIASES,
)
def early_retirement(p: Parameters, f: Facts) -> Parts:
    """Điều 8 as first enacted: men 55 to 58, women 50 to 53; five years lower for heavy or remote work."""
    yield from _early(p, f, p.lookup("age_before_2021", f["sex"]))


@early_retirement.next_version(
    cite=f"{ND108}, Điều 8, sửa đổi bởi Nghị định 143/2020/NĐ-CP",
    effective_to=END,
    facts=(*BEFORE, REQUIRED_AGE, *AFTER),
)
def early_retirement_2021(p: Parameters, f: Facts) -> Parts:
    """Điều 8 since 2021: at least two and at most five years below the age of Bộ luật Lao động 2019, Điều 169."""
    yield from _early(p, f, f["required_age_months"])


def _leaving(p: Parameters, f: Facts, cite: str, flat: Term, per_year: Term) -> Parts:
    """Months of current pay at once, and months of average pay for each year of insurance."""
    insured = yield bhxh_years(facts=f, cite=cite, sure="unverified")
    label = _("Số tháng lương hiện hưởng")
    current = yield Step("months_of_current_salary", "months_of_pay", label, cite, flat)
    label = _("Số tháng lương bình quân theo năm đóng BHXH")
    average = yield Step("months_of_average_salary", "months_of_pay", label, cite, per_year * insured)
    yield Step("months_of_pay_total", "months_of_pay", _("Tổng số tháng lương"), cite, current + average)
    money = f["current_monthly_salary"] * current + f["average_salary"] * average
    yield Step("total", "dong", _("Tổng cộng"), cite, money)


@rule(
    id="decree_108.transfer",
    title=_("Chuyển sang tổ chức không hưởng ngân sách (Nghị định 108)"),
    cite=f"{ND108}, Điều 9",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(BHXH_MONTHS, salary_fact(), AVERAGE_SALARY),
    asks=_("Chuyển sang tổ chức không hưởng ngân sách thì được bao nhiêu?"),
    sure="unverified",
)
def transfer(p: Parameters, f: Facts) -> Parts:
    """Three months' current pay, and half a month for each year of insurance (recalled)."""
    yield from _leaving(p, f, f"{ND108}, Điều 9", p["transfer_flat"], p["transfer_per_year"])


@rule(
    id="decree_108.severance",
    title=_("Tinh giản biên chế: thôi việc ngay (Nghị định 108)"),
    cite=f"{ND108}, Điều 10",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(BHXH_MONTHS, salary_fact(), AVERAGE_SALARY),
    asks=_("Thôi việc ngay thì được bao nhiêu?"),
    sure="unverified",
)
def severance(p: Parameters, f: Facts) -> Parts:
    """Three months' current pay, and one and a half for each year of insurance (recalled)."""
    yield from _leaving(p, f, f"{ND108}, Điều 10", p["severance_flat"], p["severance_per_year"])
