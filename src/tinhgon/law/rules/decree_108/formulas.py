"""Nghị định 108/2014/NĐ-CP, as amended by 113/2018 and 143/2020: streamlining from 10 January 2015 to 19 July 2023."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import half_years, month_of, months_from
from tinhgon.law.benefits import (
    BHXH_MONTHS,
    CONDITIONS,
    LEAVE_FROM,
    ROUNDED,
    average_fact,
    bhxh_years,
    insurance_months,
    named,
    salary_fact,
)
from tinhgon.law.model import Fact, Facts, Guard, Part, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose, term

ND108 = "Nghị định 108/2014/NĐ-CP"
ART_8 = f"{ND108}, Điều 8"
START, RELATIVE, END = date(2015, 1, 10), date(2021, 1, 1), date(2023, 7, 20)
SEX = Fact(
    name="sex",
    label=_("Giới tính"),
    kind="text",
    choices={"male": _("Nam"), "female": _("Nữ")},
    why=_("khoảng tuổi của nam và nữ khác nhau"),
    example="male",
)
AGE_FACTS = (
    SEX,
    CONDITIONS,
    LEAVE_FROM,
    Fact(
        name="birth_month",
        label=_("Tháng sinh"),
        kind="month",
        why=_("tuổi tính từ ngày đầu của tháng sau tháng sinh"),
        example="1966-01",
    ),
    Fact(
        name="required_age_months",
        label=_("Tuổi nghỉ hưu của năm, tính bằng tháng"),
        kind="months",
        minimum=500,
        maximum=900,
        supplied_by=("retirement.age_of_year", "required_age_months"),
        why=_("khoảng tuổi so với tuổi nghỉ hưu của năm"),
    ),
    Fact(name="age_years", label=_("Tuổi, năm tròn"), kind="whole_years", maximum=120, optional=True),
    Fact(name="age_months", label=_("Tuổi, tháng lẻ"), kind="months", maximum=11, default=0),
)
ALIASES = {**ROUNDED, "months_of_pay_total": "months_of_average_salary"}


def _age(p: Parameters, f: Facts, required: Term) -> Iterator[Part]:
    reached = months_from(named("birth_month", "month") + 1, month_of(f["leave_from"]))
    told = 12 * f["age_years"] + f["age_months"]
    age = Step(
        "age_in_months",
        "months",
        _("Tuổi khi nghỉ, tính bằng tháng"),
        "Nghị định 113/2018/NĐ-CP",
        choose((f["age_years"].known(), told), otherwise=reached),
    )
    yield age
    lowered = choose((f["conditions"].equals("lower"), required - p["lower_by"]), otherwise=required)
    limit = Step("limit_months", "months", _("Tuổi nghỉ hưu để so, tính bằng tháng"), ART_8, lowered)
    yield limit
    first = Step("band_from", "months", _("Khoảng được trợ cấp, từ tuổi"), ART_8, limit.it - p["most_early"])
    yield first
    last = Step("band_to", "months", _("Khoảng được trợ cấp, đến tuổi"), ART_8, limit.it - p["least_early"])
    yield last
    inside = (age.it >= first.it) & (age.it <= last.it)
    yield Step("in_paid_band", "bool", _("Trong khoảng tuổi được trợ cấp"), ART_8, inside)


def _allowance(p: Parameters, f: Facts) -> Iterator[Part]:
    age, limit = named("age_in_months", "months"), named("limit_months", "months")
    early = Step("months_early", "months", _("Số tháng nghỉ sớm"), ART_8, limit - age)
    yield early
    yield Guard(
        _("Nghỉ trước tuổi không quá 5 năm"),
        ART_8,
        (early.it >= 1) & (early.it <= p["most_early"]),
        _("Ngoài bảng: chỉ áp dụng khi nghỉ trước tuổi không quá 5 năm."),
    )
    years = Step("years_early", "years", _("Số năm nghỉ sớm"), ART_8, half_years(early.it), sure="unverified")
    yield years
    insured = bhxh_years(facts=f, cite=ART_8, sure="unverified")
    yield insured
    yield Guard(
        _("Đóng BHXH từ đủ 20 năm"),
        ART_8,
        insured.it >= p["bhxh_first_years"],
        _("Ngoài bảng: chưa đủ 20 năm đóng bảo hiểm xã hội."),
    )
    in_band = named("in_paid_band", "bool")
    paid = choose((in_band.known(), in_band), otherwise=(years.it >= 2) & (years.it <= 5))
    by_years = choose((paid, p["per_year"] * years.it), otherwise=0)
    yield Step("months_by_years", "months_of_pay", _("Theo năm nghỉ sớm"), ART_8, by_years)
    scale = insurance_months(
        insured=insured.it,
        first_years=p["bhxh_first_years"],
        first_months=p["bhxh_first_months"],
        further=p["bhxh_further"],
    )
    by_insurance = Step(
        "bhxh_months_of_pay", "months_of_pay", _("Theo năm đóng BHXH"), ART_8, choose((paid, scale), otherwise=0)
    )
    yield by_insurance
    total = Step(
        "months_of_average_salary",
        "months_of_pay",
        _("Tổng số tháng lương bình quân"),
        ART_8,
        named("months_by_years", "months_of_pay") + by_insurance.it,
    )
    yield total
    yield Step("total", "dong", _("Tổng cộng, lương hưu không bị trừ"), ART_8, f["average_salary"] * total.it)


@rule(
    id="decree_108.early_retirement",
    title=_("Tinh giản biên chế: nghỉ hưu trước tuổi (Nghị định 108)"),
    cite=f"{ND108}, Điều 8; Nghị định 113/2018/NĐ-CP",
    gives="total",
    effective_from=START,
    effective_to=RELATIVE,
    facts=(
        *(fact for fact in AGE_FACTS if fact.name != "required_age_months"),
        BHXH_MONTHS,
        average_fact(),
    ),
    asks=_("Nghỉ hưu trước tuổi do tinh giản biên chế thì được bao nhiêu?"),
    aliases=ALIASES,
)
def early_retirement(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 8 as first enacted: men 55 to 58, women 50 to 53; five years lower for heavy or remote work."""
    yield from _age(p, f, choose((f["sex"].equals("male"), 720), otherwise=660))
    yield from _allowance(p, f)


@rule(
    id="decree_108.early_retirement",
    title=_("Tinh giản biên chế: nghỉ hưu trước tuổi (Nghị định 108)"),
    cite=f"{ND108}, Điều 8, sửa đổi bởi Nghị định 143/2020/NĐ-CP",
    gives="total",
    effective_from=RELATIVE,
    effective_to=END,
    facts=(*AGE_FACTS, BHXH_MONTHS, average_fact()),
    asks=_("Nghỉ hưu trước tuổi do tinh giản biên chế thì được bao nhiêu?"),
    aliases=ALIASES,
)
def early_retirement_2021(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 8 since 2021: at least two and at most five years below the age of Bộ luật Lao động 2019, Điều 169."""
    yield from _age(p, f, f["required_age_months"])
    yield from _allowance(p, f)


def _leaving(p: Parameters, f: Facts, article: str, prefix: str) -> Iterator[Part]:
    cite = f"{ND108}, {article}"
    insured = bhxh_years(facts=f, cite=cite, sure="unverified")
    yield insured
    flat = Step(
        "months_of_current_salary",
        "months_of_pay",
        _("Số tháng lương hiện hưởng"),
        cite,
        p[f"{prefix}_flat"] + term(0),
    )
    yield flat
    average = Step(
        "months_of_average_salary",
        "months_of_pay",
        _("Số tháng lương bình quân theo năm đóng BHXH"),
        cite,
        p[f"{prefix}_per_year"] * insured.it,
    )
    yield average
    yield Step("months_of_pay_total", "months_of_pay", _("Tổng số tháng lương"), cite, flat.it + average.it)
    money = f["current_monthly_salary"] * flat.it + f["average_salary"] * average.it
    yield Step("total", "dong", _("Tổng cộng"), cite, money)


@rule(
    id="decree_108.transfer",
    title=_("Chuyển sang tổ chức không hưởng ngân sách (Nghị định 108)"),
    cite=f"{ND108}, Điều 9",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(BHXH_MONTHS, salary_fact(), average_fact()),
    asks=_("Chuyển sang tổ chức không hưởng ngân sách thì được bao nhiêu?"),
    sure="unverified",
)
def transfer(p: Parameters, f: Facts) -> Iterator[Part]:
    """Three months' current pay, and half a month for each year of insurance (recalled)."""
    yield from _leaving(p, f, "Điều 9", "transfer")


@rule(
    id="decree_108.severance",
    title=_("Tinh giản biên chế: thôi việc ngay (Nghị định 108)"),
    cite=f"{ND108}, Điều 10",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(BHXH_MONTHS, salary_fact(), average_fact()),
    asks=_("Thôi việc ngay thì được bao nhiêu?"),
    sure="unverified",
)
def severance(p: Parameters, f: Facts) -> Iterator[Part]:
    """Three months' current pay, and one and a half for each year of insurance (recalled)."""
    yield from _leaving(p, f, "Điều 10", "severance")
