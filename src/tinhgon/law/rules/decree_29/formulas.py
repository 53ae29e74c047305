"""Nghị định 29/2023/NĐ-CP: streamlining from 20 July 2023 to 15 June 2025."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import month_of, months_from
from tinhgon.law.benefits import (
    ROUNDED,
    bhxh_years,
    early_on_average_pay,
    insurance_months,
    is_early,
    is_short,
    months_early,
    within_five_years,
    years_early,
)
from tinhgon.law.facts import AVERAGE_SALARY, BHXH_MONTHS, EARLY, LEAVE_FROM, salary_fact
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose

ND29 = "Nghị định 29/2023/NĐ-CP"
ART_5, ART_7, ART_10 = f"{ND29}, Điều 5", f"{ND29}, Điều 7", f"{ND29}, Điều 10"
START, END = date(2023, 7, 20), date(2025, 6, 16)
WOMAN = Fact(
    name="is_woman_commune_cadre",
    label=_("Nữ cán bộ, công chức cấp xã"),
    kind="bool",
    default=False,
)
ALIASES = {**ROUNDED, "months_of_pay_total": "months_of_average_salary"}


@rule(
    id="decree_29.early_retirement",
    title=_("Tinh giản biên chế: nghỉ hưu trước tuổi (Nghị định 29)"),
    cite=f"{ND29}, Điều 5 và 10",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(*EARLY, WOMAN, AVERAGE_SALARY),
    asks=_("Nghỉ hưu trước tuổi do tinh giản biên chế thì được bao nhiêu?"),
    aliases=ALIASES,
    note=_("Người đã có quyết định mà chưa nhận trợ cấp ngày 16/06/2025 được tính lại theo Nghị định 154."),
)
def early_retirement(p: Parameters, f: Facts) -> Parts:
    """Điều 5: three months' average pay a year early; five for twenty years of insurance, half for each further."""
    months = yield from months_early(facts=f, cite=ART_10)
    years = yield years_early(months=months, cite=ART_10, sure="unverified")
    yield within_five_years(holds=is_early(months=months, years=years, most=p["most_early"]), cite=ART_5)
    insured = yield bhxh_years(facts=f, cite=ART_10, sure="unverified")
    enough = insured >= p["bhxh_first_years"]
    yield Guard(
        _("Đóng BHXH từ đủ 20 năm (nữ cấp xã từ đủ 15 năm)"),
        ART_5,
        choose((f["is_woman_commune_cadre"], insured >= p["woman_least_years"]), otherwise=enough),
        _("Ngoài bảng: chưa đủ năm đóng bảo hiểm xã hội."),
    )
    short = is_short(months=months, years=years, least=p["least_early"])
    yield from early_on_average_pay(
        facts=f,
        by_years=choose((short, 0), otherwise=p["per_year"] * years),
        by_insurance=choose(
            (short, 0),
            (enough, insurance_months(p=p, insured=insured)),
            (f["is_woman_commune_cadre"], p["woman_low_months"]),
        ),
        cite=ART_5,
    )


@rule(
    id="decree_29.severance",
    title=_("Tinh giản biên chế: thôi việc ngay (Nghị định 29)"),
    cite=f"{ND29}, Điều 7 và 10",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(LEAVE_FROM, BHXH_MONTHS, salary_fact(supplied_by="pay.current_29"), AVERAGE_SALARY),
    asks=_("Thôi việc ngay thì được bao nhiêu?"),
    aliases=ROUNDED,
)
def severance(p: Parameters, f: Facts) -> Parts:
    """Điều 7: three months' current pay, and one and a half of average pay for each year of insurance."""
    insured = yield bhxh_years(facts=f, cite=ART_10, sure="unverified")
    label = _("Số tháng lương hiện hưởng")
    current = yield Step("months_of_current_salary", "months_of_pay", label, ART_7, p["severance_flat"])
    by_years = p["severance_per_year"] * insured
    average = yield Step("months_of_average_salary", "months_of_pay", _("Số tháng lương bình quân"), ART_7, by_years)
    yield Step("months_of_pay_total", "months_of_pay", _("Tổng số tháng lương"), ART_7, current + average)
    search = f["current_monthly_salary"] * current
    by_job_search = yield Step("by_job_search", "dong", _("Trợ cấp tìm việc làm"), ART_7, search)
    label = _("Theo năm đóng BHXH")
    by_insurance = yield Step("by_years", "dong", label, ART_7, f["average_salary"] * average)
    yield Step("total", "dong", _("Tổng cộng"), ART_7, by_job_search + by_insurance)


@rule(
    id="decree_29.redundant_in_commune",
    title=_("Dôi dư do sắp xếp đơn vị hành chính, nghỉ trong 12 tháng (Nghị định 29)"),
    cite=f"{ND29}, Điều 9",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(
        LEAVE_FROM,
        Fact(
            name="until_month",
            label=_("Tháng kết thúc nhiệm kỳ (bầu cử) hoặc kết thúc lộ trình sắp xếp"),
            kind="month",
            why=_("trợ cấp tính cho số tháng nghỉ trước thời điểm này"),
            example="2026-03",
        ),
        Fact(
            name="paid_class",
            label=_("Đối tượng"),
            kind="text",
            choices={
                "part_time": _("Người hoạt động không chuyên trách cấp xã"),
                "cadre": _("Cán bộ, công chức cấp xã"),
            },
            default="part_time",
        ),
        Fact(
            name="monthly_pay",
            label=_("Phụ cấp (hoặc lương) tháng hiện hưởng"),
            kind="dong",
            maximum=1_000_000_000,
            example=2_500_000,
        ),
    ),
    asks=_("Nghỉ trước khi hết lộ trình sắp xếp thì được bao nhiêu?"),
    aliases={"months_of_current_allowance": "months_of_pay_total"},
)
def redundant_in_commune(p: Parameters, f: Facts) -> Parts:
    """Điều 9: half a month for each month before the term, or the rearrangement, ends."""
    cite = f"{ND29}, Điều 9"
    before = months_from(month_of(f["leave_from"]), f["until_month"])
    months = yield Step("months_early", "months", _("Số tháng nghỉ trước"), cite, before)
    yield Guard(_("Nghỉ trước thời điểm kết thúc"), cite, months >= 0, _("Ngoài bảng: đã qua thời điểm kết thúc."))
    label = _("Số tháng được trả")
    paid = yield Step("months_of_pay_total", "months_of_pay", label, cite, p["redundant_per_month"] * months)
    yield Step("total", "dong", _("Tổng cộng"), cite, f["monthly_pay"] * paid)
