"""Nghị định 154/2025/NĐ-CP: streamlining from 16 June 2025 to the end of 2030."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import capped, half_years, month_of, months_from
from tinhgon.law.benefits import (
    BHXH_MONTHS,
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
    total_of,
    under_two_years,
    years_early,
)
from tinhgon.law.model import Fact, Facts, Guard, Part, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose, term

ND154 = "Nghị định 154/2025/NĐ-CP"
ART_5, ART_6, ART_8 = f"{ND154}, Điều 5", f"{ND154}, Điều 6", f"{ND154}, Điều 8"
START, END = date(2025, 6, 16), date(2031, 1, 1)
SALARY = salary_fact(supplied_by="pay.current_154")
ALIASES = {**ROUNDED, "months_of_pay_total": "months_of_current_salary", "service_years": "service_years_rounded"}
BANDS = {"<2y": _("dưới 2 năm"), "2-5y": _("từ đủ 2 đến đủ 5 năm")}


@rule(
    id="decree_154.early_retirement",
    title=_("Tinh giản biên chế: nghỉ hưu trước tuổi (Nghị định 154)"),
    cite=f"{ND154}, Điều 5 và 6",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(*EARLY, SALARY),
    asks=_("Nghỉ hưu trước tuổi do tinh giản biên chế thì được bao nhiêu?"),
    aliases=ALIASES,
)
def early_retirement(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 6: five months a year early, five for twenty (or fifteen) years of insurance, half for each further year."""
    pension, months = months_early(facts=f, cite=ART_5)
    yield pension
    yield months
    years = years_early(months=months, cite=ART_5)
    yield years
    yield Guard(
        _("Nghỉ trước tuổi không quá 5 năm"),
        ART_6,
        is_early(months=months, years=years, most=60),
        _("Ngoài bảng: chỉ áp dụng khi nghỉ trước tuổi không quá 5 năm."),
    )
    short = under_two_years(months=months, years=years)
    band = Step("band", "text", _("Khoảng nghỉ sớm"), ART_6, choose((short, "<2y"), otherwise="2-5y"), words=BANDS)
    yield band
    insured = bhxh_years(facts=f, cite=ART_5)
    yield insured
    yield Guard(
        _("Đóng BHXH từ đủ 15 năm"),
        ART_6,
        insured.it >= p["bhxh_least_years"],
        _("Ngoài bảng: chưa đủ 15 năm đóng bảo hiểm xã hội để hưởng lương hưu."),
    )
    by_years = choose((short, 0), otherwise=p["per_year"] * years.it)
    yield Step("months_by_years", "months_of_pay", _("Số tháng lương theo năm nghỉ sớm"), ART_6, by_years)
    scale = insurance_months(
        insured=insured.it,
        first_years=p["bhxh_first_years"],
        first_months=p["bhxh_first_months"],
        further=p["bhxh_further"],
    )
    by_insurance = choose(
        (short, 0),
        (insured.it >= p["bhxh_first_years"], scale),
        (insured.it >= p["bhxh_least_years"], p["bhxh_first_months"]),
    )
    yield Step("bhxh_months_of_pay", "months_of_pay", _("Số tháng lương theo BHXH"), ART_6, by_insurance)
    yield from _money(ART_6, "months_by_years", "bhxh_months_of_pay")


def _money(cite: str, *pieces: str) -> Iterator[Part]:
    months = total_of(*(named(piece, "months_of_pay") for piece in pieces))
    total = Step("months_of_current_salary", "months_of_pay", _("Tổng số tháng lương"), cite, months)
    yield total
    money = named("current_monthly_salary", "dong") * total.it
    yield Step("total", "dong", _("Tổng cộng"), cite, money)


@rule(
    id="decree_154.severance",
    title=_("Tinh giản biên chế: thôi việc ngay (Nghị định 154)"),
    cite=f"{ND154}, Điều 8 khoản 1",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(LEAVE_FROM, BHXH_MONTHS, SALARY),
    asks=_("Thôi việc ngay thì được bao nhiêu?"),
    aliases=ALIASES,
)
def severance(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 8 khoản 1: three months to look for work and one and a half for each year of insurance."""
    cite = f"{ND154}, Điều 8 khoản 1"
    insured = bhxh_years(facts=f, cite=ART_5)
    yield insured
    yield Step("months_flat", "months_of_pay", _("Trợ cấp tìm việc làm"), cite, p["severance_flat"] + term(0))
    yield Step("months_by_bhxh", "months_of_pay", _("Theo năm đóng BHXH"), cite, p["severance_per_year"] * insured.it)
    yield from _money(cite, "months_flat", "months_by_bhxh")


@rule(
    id="decree_154.training",
    title=_("Tinh giản biên chế: thôi việc sau khi học nghề (Nghị định 154)"),
    cite=f"{ND154}, Điều 8 khoản 2",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=(
        LEAVE_FROM,
        BHXH_MONTHS,
        SALARY,
        Fact(name="age_years", label=_("Tuổi đời, năm tròn"), kind="whole_years", minimum=15, maximum=90, example=40),
        Fact(name="training_months", label=_("Số tháng học nghề"), kind="months", maximum=60, example=6),
        Fact(name="training_fee", label=_("Học phí"), kind="dong", default=0),
    ),
    asks=_("Đi học nghề rồi thôi việc thì được bao nhiêu?"),
    aliases=ALIASES,
)
def training(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 8 khoản 2: pay while training up to six months, the fee up to six months' pay, three months after it."""
    cite, salary = f"{ND154}, Điều 8 khoản 2", f["current_monthly_salary"]
    yield Guard(
        _("Dưới 45 tuổi"),
        cite,
        f["age_years"] < p["training_age"],
        _("Ngoài bảng: chế độ học nghề chỉ cho người dưới 45 tuổi."),
    )
    insured = bhxh_years(facts=f, cite=ART_5)
    yield insured
    studied = Step(
        "training_paid",
        "months",
        _("Số tháng học được trả lương"),
        cite,
        capped(f["training_months"], p["training_cap"]),
    )
    yield studied
    fee = Step("fee_paid", "dong", _("Học phí được trả"), cite, capped(f["training_fee"], salary * p["training_cap"]))
    yield fee
    months = studied.it + p["severance_flat"] + p["training_per_year"] * insured.it
    total = Step("months_of_current_salary", "months_of_pay", _("Tổng số tháng lương"), cite, months)
    yield total
    yield Step("total", "dong", _("Tổng cộng"), cite, salary * total.it + fee.it)


SERVICE = (
    LEAVE_FROM,
    Fact(
        name="title_from",
        label=_("Tháng bắt đầu giữ chức danh"),
        kind="month",
        why=_("thời gian công tác tính từ tháng này, cộng các quãng rồi mới làm tròn"),
        example="2016-01",
    ),
    Fact(
        name="pension_start_month_normal",
        label=PENSION_NORMAL.label,
        kind="month",
        optional=True,
        supplied_by=PENSION_NORMAL.supplied_by,
    ),
    Fact(
        name="pensioner_or_of_age",
        label=_("Đã đủ tuổi nghỉ hưu, đang hưởng lương hưu hoặc trợ cấp mất sức"),
        kind="bool",
        default=False,
    ),
    Fact(
        name="current_monthly_allowance",
        label=_("Phụ cấp hằng tháng do ngân sách trung ương khoán, tháng liền kề trước khi nghỉ"),
        kind="dong",
        maximum=100_000_000,
        why=_("trợ cấp tính theo phụ cấp này, không cộng phụ cấp kiêm nhiệm"),
        example=3_510_000,
    ),
)


def _service(cite: str) -> Iterator[Step]:
    span = months_from(named("title_from", "month"), month_of(named("leave_from", "date")))
    months = Step("service_months", "months", _("Số tháng công tác"), cite, span)
    yield months
    yield Step("service_years_rounded", "years", _("Số năm công tác"), cite, half_years(months.it))


def _part_time(p: Parameters, f: Facts, cite: str, *, pensioners: bool) -> Iterator[Part]:
    yield from _service(ART_5)
    served, years = named("service_months", "months"), named("service_years_rounded", "years")
    left = Step(
        "months_early",
        "months",
        _("Số tháng còn lại đến tuổi nghỉ hưu"),
        cite,
        months_from(month_of(f["leave_from"]), f["pension_start_month_normal"]),
        optional=True,
    )
    yield left
    counted = choose(
        (served < 60, served),
        (left.it < 60, left.it),
        otherwise=p["part_time_cap"],
    )
    months = p["part_time_per_month"] * counted + p["part_time_per_year"] * years + p["part_time_flat"]
    if pensioners:
        months = choose((f["pensioner_or_of_age"], p["part_time_pensioner"]), otherwise=months)
    paid = Step("months_of_current_allowance", "months_of_pay", _("Tổng số tháng phụ cấp"), cite, months)
    yield paid
    yield Step("total", "dong", _("Tổng cộng"), cite, f["current_monthly_allowance"] * paid.it)


PART_TIME = {**ALIASES, "months_of_pay_total": "months_of_current_allowance", "months_to_retirement": "months_early"}


@rule(
    id="decree_154.commune_part_time",
    title=_("Người hoạt động không chuyên trách cấp xã (Nghị định 154)"),
    cite=f"{ND154}, Điều 9; Công văn 12/CV-BCĐ",
    gives="total",
    effective_from=START,
    effective_to=date(2026, 6, 1),
    facts=SERVICE,
    asks=_("Người hoạt động không chuyên trách cấp xã nghỉ thì được bao nhiêu?"),
    aliases=PART_TIME,
    note=_("Mức phụ cấp làm căn cứ ở các tỉnh còn khác nhau (Công văn 9734/BNV-VP); hãy nhập mức của tỉnh mình."),
)
def commune_part_time(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 9: three groups by service and by time to the retirement age; fifteen months for those of age."""
    yield from _part_time(p, f, f"{ND154}, Điều 9", pensioners=True)


@rule(
    id="decree_154.hamlet_part_time",
    title=_("Người hoạt động không chuyên trách ở thôn, tổ dân phố (Nghị định 154)"),
    cite=f"{ND154}, Điều 10",
    gives="total",
    effective_from=START,
    effective_to=END,
    facts=tuple(fact for fact in SERVICE if fact.name != "pensioner_or_of_age"),
    asks=_("Người hoạt động không chuyên trách ở thôn dôi dư thì được bao nhiêu?"),
    aliases=PART_TIME,
)
def hamlet_part_time(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 10: the same three groups as Điều 9; Điều 6 to 8 do not apply."""
    yield from _part_time(p, f, f"{ND154}, Điều 10", pensioners=False)


@rule(
    id="decree_154.repayment",
    title=_("Hoàn trả trợ cấp khi được tuyển lại (Nghị định 154)"),
    cite=ND154,
    gives="must_repay",
    effective_from=START,
    effective_to=END,
    facts=(
        LEAVE_FROM,
        Fact(name="rehired_on", label=_("Ngày được tuyển lại"), kind="date", example="2027-01-01"),
    ),
    asks=_("Được tuyển lại thì có phải trả lại trợ cấp không?"),
)
def repayment(p: Parameters, f: Facts) -> Iterator[Part]:
    """Re-hired on a budget payroll, or placed in a hamlet, within 60 months: the allowance is refunded."""
    months = Step(
        "months_since",
        "months",
        _("Số tháng từ khi nghỉ"),
        ND154,
        months_from(month_of(f["leave_from"]), month_of(f["rehired_on"])),
    )
    yield months
    yield Step("must_repay", "bool", _("Phải hoàn trả"), ND154, months.it <= 60)
