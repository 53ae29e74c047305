"""Cadres not of age to be re-elected or re-appointed: Nghị định 26/2015/NĐ-CP, then 177/2024/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import month_of, months_from, months_later
from tinhgon.law.benefits import (
    EARLY,
    LEAVE_FROM,
    PENSION_NORMAL,
    ROUNDED,
    bhxh_years,
    insurance_months,
    is_early,
    months_early,
    named,
    salary_fact,
    years_early,
)
from tinhgon.law.model import Fact, Facts, Guard, Part, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

ND26, ND177 = "Nghị định 26/2015/NĐ-CP", "Nghị định 177/2024/NĐ-CP"
START_26, START_177 = date(2015, 5, 1), date(2025, 1, 1)
ALIASES = {**ROUNDED, "months_of_pay_total": "months_of_current_salary"}
SALARY = salary_fact()


def _sum(f: Facts, cite: str, scale: Term) -> Iterator[Part]:
    by_insurance = Step("bhxh_months_of_pay", "months_of_pay", _("Số tháng lương theo BHXH"), cite, scale)
    yield by_insurance
    months = named("months_by_years", "months_of_pay") + by_insurance.it
    total = Step("months_of_current_salary", "months_of_pay", _("Tổng số tháng lương"), cite, months)
    yield total
    yield Step("total", "dong", _("Tổng cộng, lương hưu không bị trừ"), cite, f["current_monthly_salary"] * total.it)


@rule(
    id="reelection.early_retirement",
    title=_("Không đủ tuổi tái cử, nghỉ hưu trước tuổi"),
    cite=f"{ND26}",
    gives="total",
    effective_from=START_26,
    effective_to=START_177,
    facts=(*EARLY, SALARY),
    asks=_("Không đủ tuổi tái cử mà nghỉ hưu ngay thì được bao nhiêu?"),
    sure="unverified",
    aliases=ALIASES,
)
def early_retirement_26(p: Parameters, f: Facts) -> Iterator[Part]:
    """Three months a year early; five for twenty years of insurance and half for each further (recalled)."""
    pension, months = months_early(facts=f, cite=ND26)
    yield pension
    yield months
    yield Guard(_("Nghỉ trước tuổi"), ND26, months.it >= 1, _("Ngoài bảng: đã đến tháng hưởng lương hưu."))
    years = years_early(months=months, cite=ND26, sure="unverified")
    yield years
    insured = bhxh_years(facts=f, cite=ND26, sure="unverified")
    yield insured
    yield Step("months_by_years", "months_of_pay", _("Theo năm nghỉ sớm"), ND26, p["per_year"] * years.it)
    scale = insurance_months(
        insured=insured.it,
        first_years=p["bhxh_first_years"],
        first_months=p["bhxh_first_months"],
        further=p["bhxh_further"],
    )
    yield from _sum(f, ND26, choose((insured.it >= p["bhxh_first_years"], scale)))


@rule(
    id="reelection.early_retirement",
    title=_("Không đủ tuổi tái cử, nghỉ hưu trước tuổi"),
    cite=f"{ND177}, Điều 3 khoản 2 và 3",
    gives="total",
    effective_from=START_177,
    facts=(
        *EARLY,
        SALARY,
        Fact(
            name="pension_right_at_15",
            label=_("Có quyền hưởng lương hưu khi đóng từ đủ 15 năm"),
            kind="bool",
            default=False,
        ),
    ),
    asks=_("Không đủ tuổi tái cử mà nghỉ hưu ngay thì được bao nhiêu?"),
    aliases=ALIASES,
    note=_("Chưa rõ người đóng từ 20 năm nghỉ sau 01/07/2025 tính từ năm thứ 16 hay 21; ở đây tính từ năm thứ 16."),
)
def early_retirement_177(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 3 khoản 2: five months a year early up to sixty months; five for the first years of insurance, then half."""
    cite = f"{ND177}, Điều 3 khoản 2"
    pension, months = months_early(facts=f, cite=cite)
    yield pension
    yield months
    years = years_early(months=months, cite=f"{ND177}, Điều 3 khoản 3")
    yield years
    yield Guard(
        _("Nghỉ trước tuổi không quá 60 tháng"),
        cite,
        is_early(months=months, years=years, most=p["most_early"]),
        _("Ngoài bảng: chế độ này chỉ cho người nghỉ trước tuổi không quá 60 tháng."),
    )
    insured = bhxh_years(facts=f, cite=f"{ND177}, Điều 3 khoản 3")
    yield insured
    yield Step("months_by_years", "months_of_pay", _("Theo năm nghỉ sớm"), cite, p["per_year"] * years.it)
    first_years = p.on_day("bhxh_first_years", f["leave_from"])
    scale, low = (
        insurance_months(
            insured=insured.it, first_years=first, first_months=p["bhxh_first_months"], further=p["bhxh_further"]
        )
        for first in (first_years, p["bhxh_low_years"])
    )
    by_insurance = choose(
        (insured.it >= first_years, scale), (f["pension_right_at_15"] & (insured.it >= p["bhxh_low_years"]), low)
    )
    yield from _sum(f, cite, by_insurance)


@rule(
    id="reelection.eligible",
    title=_("Thuộc diện không đủ tuổi tái cử hoặc tự nguyện nghỉ"),
    cite=f"{ND177}, Điều 2 và Điều 3 khoản 3",
    gives="group",
    effective_from=START_177,
    facts=(
        Fact(name="congress_on", label=_("Ngày đại hội hoặc bầu cử"), kind="date", example="2025-07-15"),
        LEAVE_FROM,
        PENSION_NORMAL,
    ),
    asks=_("Người này có thuộc diện của Nghị định 177 không?"),
)
def eligible(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 2: under 30 months left, or 30 to 60; khoản 3: leaving within twelve months before and one after."""
    cite = f"{ND177}, Điều 2"
    left = Step(
        "months_left",
        "months",
        _("Số tháng còn công tác tính đến đại hội"),
        cite,
        months_from(month_of(f["congress_on"]), f["pension_start_month_normal"]) - 1,
    )
    yield left
    yield Guard(
        _("Nghỉ trong khoảng 12 tháng trước đến 1 tháng sau đại hội"),
        f"{ND177}, Điều 3 khoản 3",
        (f["leave_from"] >= months_later(f["congress_on"], -12))
        & (f["leave_from"] <= months_later(f["congress_on"], 1)),
        _("Ngoài bảng: nghỉ ngoài khoảng 12 tháng trước đến 1 tháng sau đại hội."),
    )
    group = choose(
        (left.it < p["least_months_left"], "not_of_age"),
        (left.it <= p["most_months_left"], "voluntary"),
        otherwise="none",
    )
    words = {
        "not_of_age": _("không đủ tuổi tái cử"),
        "voluntary": _("đủ tuổi tái cử, còn 30 đến 60 tháng, tự nguyện nghỉ"),
        "none": _("không thuộc diện"),
    }
    yield Step("group", "text", _("Diện áp dụng"), cite, group, words=words)
