"""Severance of public employees (Nghị định 115/2020) and voluntary resignation of civil servants (170/2025)."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import half_years
from tinhgon.law.benefits import ROUNDED, bhxh_years
from tinhgon.law.facts import BHXH_MONTHS, salary_fact
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose

ND115, ND170 = "Nghị định 115/2020/NĐ-CP, Điều 58", "Nghị định 170/2025/NĐ-CP, Điều 58"


@rule(
    id="resignation.public_employee",
    title=_("Trợ cấp thôi việc của viên chức cho thời gian trước 2009"),
    cite=ND115,
    gives="allowance",
    effective_from=date(2020, 9, 29),
    facts=(
        Fact(
            name="service_months",
            label=_("Số tháng công tác đến hết năm 2008, ngày lẻ tính tròn tháng"),
            kind="months",
            maximum=720,
            why=_("trợ cấp tính theo thời gian này"),
            example=30,
        ),
        salary_fact(),
    ),
    asks=_("Viên chức thôi việc được bao nhiêu cho thời gian trước bảo hiểm thất nghiệp?"),
    aliases={"years_rounded": "service_years_rounded"},
)
def public_employee(p: Parameters, f: Facts) -> Parts:
    """Điều 58: half a month's pay for each year worked before unemployment insurance began."""
    served = half_years(f["service_months"])
    label = _("Số năm công tác, làm tròn")
    years = yield Step("service_years_rounded", "years", label, ND115, served, sure="unverified")
    months = yield Step("months_of_pay_total", "months_of_pay", _("Số tháng lương"), ND115, p["per_year_115"] * years)
    yield Step("allowance", "dong", _("Trợ cấp"), ND115, f["current_monthly_salary"] * months)


@rule(
    id="resignation.civil_servant",
    title=_("Công chức tự nguyện thôi việc"),
    cite=ND170,
    gives="total",
    effective_from=date(2025, 7, 1),
    facts=(BHXH_MONTHS, salary_fact(supplied_by="pay.current_154")),
    asks=_("Công chức tự nguyện thôi việc thì được bao nhiêu?"),
    aliases={**ROUNDED, "months_of_pay_total": "months_of_current_salary"},
)
def civil_servant(p: Parameters, f: Facts) -> Parts:
    """Điều 58: three months and one and a half a year of insurance; one month when service is six to under twelve."""
    yield Guard(
        _("Công tác từ đủ 6 tháng"),
        ND170,
        f["bhxh_months"] >= p["least_months_170"],
        _("Ngoài bảng: thời gian công tác dưới 6 tháng."),
    )
    insured = yield bhxh_years(facts=f, cite=ND170)
    full = p["flat_170"] + p["per_year_170"] * insured
    paid = choose(
        (f["bhxh_months"].known() & (f["bhxh_months"] < p["short_months_170"]), p["short_170"]), otherwise=full
    )
    months = yield Step("months_of_current_salary", "months_of_pay", _("Số tháng lương"), ND170, paid)
    yield Step("total", "dong", _("Tổng cộng"), ND170, f["current_monthly_salary"] * months)
