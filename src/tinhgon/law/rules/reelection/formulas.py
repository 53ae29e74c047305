"""Cadres not of age to be re-elected or re-appointed: Nghị định 26/2015/NĐ-CP, then 177/2024/NĐ-CP."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import month_of, months_from, months_later
from tinhgon.law.benefits import ROUNDED, bhxh_years, insurance_months, is_early, months_early, years_early
from tinhgon.law.facts import EARLY, LEAVE_FROM, PENSION_NORMAL, salary_fact
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

ND26, ND177 = "Nghị định 26/2015/NĐ-CP", "Nghị định 177/2024/NĐ-CP"
START_26, START_177 = date(2015, 5, 1), date(2025, 1, 1)
ALIASES = {**ROUNDED, "months_of_pay_total": "months_of_current_salary"}
SALARY = salary_fact()


def _allowance(f: Facts, cite: str, *, by_years: Term, by_insurance: Term) -> Parts:
    """Months of current pay for the years early and for the years of insurance, and the money for both."""
    early = yield Step("months_by_years", "months_of_pay", _("Theo năm nghỉ sớm"), cite, by_years)
    insured = yield Step("bhxh_months_of_pay", "months_of_pay", _("Số tháng lương theo BHXH"), cite, by_insurance)
    label = _("Tổng số tháng lương")
    months = yield Step("months_of_current_salary", "months_of_pay", label, cite, early + insured)
    yield Step("total", "dong", _("Tổng cộng, lương hưu không bị trừ"), cite, f["current_monthly_salary"] * months)


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
def early_retirement_26(p: Parameters, f: Facts) -> Parts:
    """Three months a year early; five for twenty years of insurance and half for each further (recalled)."""
    months = yield from months_early(facts=f, cite=ND26)
    yield Guard(_("Nghỉ trước tuổi"), ND26, months >= 1, _("Ngoài bảng: đã đến tháng hưởng lương hưu."))
    years = yield years_early(months=months, cite=ND26, sure="unverified")
    insured = yield bhxh_years(facts=f, cite=ND26, sure="unverified")
    yield from _allowance(
        f,
        ND26,
        by_years=p["per_year"] * years,
        by_insurance=choose((insured >= p["bhxh_first_years"], insurance_months(p=p, insured=insured))),
    )


@early_retirement_26.next_version(
    cite=f"{ND177}, Điều 3 khoản 2 và 3",
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
    note=_("Chưa rõ người đóng từ 20 năm nghỉ sau 01/07/2025 tính từ năm thứ 16 hay 21; ở đây tính từ năm thứ 16."),
)
def early_retirement_177(p: Parameters, f: Facts) -> Parts:
    """Điều 3 khoản 2: five months a year early up to sixty months; five for the first years of insurance, then half."""
    cite, rounding = f"{ND177}, Điều 3 khoản 2", f"{ND177}, Điều 3 khoản 3"
    months = yield from months_early(facts=f, cite=cite)
    years = yield years_early(months=months, cite=rounding)
    yield Guard(
        _("Nghỉ trước tuổi không quá 60 tháng"),
        cite,
        is_early(months=months, years=years, most=p["most_early"]),
        _("Ngoài bảng: chế độ này chỉ cho người nghỉ trước tuổi không quá 60 tháng."),
    )
    insured = yield bhxh_years(facts=f, cite=rounding)
    by_years = p["per_year"] * years
    first_years, low_years = p.on_day("bhxh_first_years", f["leave_from"]), p["bhxh_low_years"]
    by_insurance = choose(
        (insured >= first_years, insurance_months(p=p, insured=insured, first_years=first_years)),
        (
            f["pension_right_at_15"] & (insured >= low_years),
            insurance_months(p=p, insured=insured, first_years=low_years),
        ),
    )
    yield from _allowance(f, cite, by_years=by_years, by_insurance=by_insurance)


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
def eligible(p: Parameters, f: Facts) -> Parts:
    """Điều 2: under 30 months left, or 30 to 60; khoản 3: leaving within twelve months before and one after."""
    cite = f"{ND177}, Điều 2"
    to_age = months_from(month_of(f["congress_on"]), f["pension_start_month_normal"]) - 1
    left = yield Step("months_left", "months", _("Số tháng còn công tác tính đến đại hội"), cite, to_age)
    yield Guard(
        _("Nghỉ trong khoảng 12 tháng trước đến 1 tháng sau đại hội"),
        f"{ND177}, Điều 3 khoản 3",
        (f["leave_from"] >= months_later(f["congress_on"], -12))
        & (f["leave_from"] <= months_later(f["congress_on"], 1)),
        _("Ngoài bảng: nghỉ ngoài khoảng 12 tháng trước đến 1 tháng sau đại hội."),
    )
    group = choose(
        (left < p["least_months_left"], "not_of_age"),
        (left <= p["most_months_left"], "voluntary"),
        otherwise="none",
    )
    words = {
        "not_of_age": _("không đủ tuổi tái cử"),
        "voluntary": _("đủ tuổi tái cử, còn 30 đến 60 tháng, tự nguyện nghỉ"),
        "none": _("không thuộc diện"),
    }
    yield Step("group", "text", _("Diện áp dụng"), cite, group, words=words)
