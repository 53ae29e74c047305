"""Severance of public employees (Nghị định 115/2020) and voluntary leave of civil servants (170/2025, 300/2026)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import half_years, service_years
from tinhgon.law.facts import BHXH_MONTHS, salary_fact
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose, term

ND115, ND170 = "Nghị định 115/2020/NĐ-CP, Điều 58", "Nghị định 170/2025/NĐ-CP, Điều 58"
ND300 = f"{ND170}, sửa đổi bởi Nghị định 300/2026/NĐ-CP, Điều 29"
ART_59 = "Nghị định 170/2025/NĐ-CP, Điều 59 khoản 2"


@rule(
    id="resignation.public_employee",
    title=_("Trợ cấp thôi việc của viên chức cho thời gian trước 2009"),
    cite=ND115,
    gives="allowance",
    effective_from=date(2020, 9, 29),
    effective_to=date(2026, 7, 1),
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
    note=_("Từ 01/07/2026 theo Luật 129/2025/QH15 và Nghị định 259/2026/NĐ-CP; điều khoản về thôi việc chưa đọc."),
)
def public_employee(p: Parameters, f: Facts) -> Parts:
    """Điều 58: half a month's pay for each year worked before unemployment insurance began."""
    served = half_years(f["service_months"])
    label = _("Số năm công tác, làm tròn")
    years = yield Step("service_years_rounded", "years", label, ND115, served, sure="unverified")
    months = yield Step("months_of_pay_total", "months_of_pay", _("Số tháng lương"), ND115, p["per_year_115"] * years)
    yield Step("allowance", "dong", _("Trợ cấp"), ND115, f["current_monthly_salary"] * months)


SERVICE = (
    Fact(
        name="service_months",
        label=_("Số tháng công tác được tính, không kể thời gian đóng bảo hiểm thất nghiệp"),
        kind="months",
        maximum=720,
        optional=True,
    ),
    replace(BHXH_MONTHS, optional=True, why=_("thay cho số tháng công tác khi không nêu")),
    Fact(name="file_complete_on", label=_("Ngày hồ sơ đầy đủ đã nộp"), kind="date", optional=True),
    salary_fact(supplied_by="pay.current_154"),
)


def _left(p: Parameters, f: Facts, cite: str) -> Parts:
    """So many months of pay, and so many a year; one month where service is six to under twelve months.

    The figures are those of the day on which the file was complete (Nghị định 300/2026/NĐ-CP, Điều 35 khoản 4), of the
    day asked about where that is not stated.
    """
    day = choose((f["file_complete_on"].known(), f["file_complete_on"]), otherwise=term(p.on))
    on = yield Step("counted_on", "date", _("Ngày chọn mức trợ cấp"), cite, day)
    counted = choose((f["service_months"].known(), f["service_months"]), otherwise=f["bhxh_months"])
    served = yield Step("months_counted", "months", _("Số tháng công tác được tính"), cite, counted, optional=True)
    short = served.known() & (served < p.on_day("short_months", on))
    rounded = service_years(served, half_from=p["half_year_from"], whole_above=p["whole_year_above"])
    label = _("Số năm công tác, làm tròn")
    years = yield Step("bhxh_years", "years", label, ART_59, choose((~short, rounded)), optional=True)
    yield Guard(
        _("Biết thời gian công tác"),
        cite,
        served.known() | years.known(),
        _("Cần biết số tháng công tác (service_months) hoặc số tháng đóng bảo hiểm xã hội (bhxh_months)."),
    )
    yield Guard(
        _("Công tác từ đủ 6 tháng"),
        cite,
        ~served.known() | (served >= p.on_day("least_months", on)).or_else(False),
        _("Ngoài bảng: thời gian công tác dưới 6 tháng."),
    )
    full = p.on_day("flat", on) + p.on_day("per_year", on) * years
    paid = choose((short, p.on_day("short", on)), otherwise=full)
    months = yield Step("months_of_current_salary", "months_of_pay", _("Số tháng lương"), cite, paid)
    yield Step("total", "dong", _("Tổng cộng"), cite, f["current_monthly_salary"] * months)


@rule(
    id="resignation.civil_servant",
    title=_("Công chức tự nguyện thôi việc"),
    cite=ND170,
    gives="total",
    effective_from=date(2025, 7, 1),
    effective_to=date(2026, 8, 1),
    facts=SERVICE,
    asks=_("Công chức tự nguyện thôi việc thì được bao nhiêu?"),
    aliases={
        "months_of_pay_total": "months_of_current_salary",
        "months_of_pay": "months_of_current_salary",
        "service_years_counted": "bhxh_years",
        "bhxh_years_rounded": "bhxh_years",
        "amount": "total",
    },
)
def civil_servant_170(p: Parameters, f: Facts) -> Parts:
    """Three months and one and a half a year; one month when service is six to under twelve."""
    yield from _left(p, f, ND170)


@civil_servant_170.next_version(cite=ND300)
def civil_servant_300(p: Parameters, f: Facts) -> Parts:
    """Half a month a year; a file complete before 1 August 2026 keeps the older sum."""
    yield from _left(p, f, ND300)
