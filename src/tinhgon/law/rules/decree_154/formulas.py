"""Nghị định 154/2025/NĐ-CP: streamlining from 16 June 2025 to the end of 2030."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import capped, half_years, month_of, months_from
from tinhgon.law.benefits import (
    ROUNDED,
    bhxh_years,
    insurance_months,
    is_early,
    is_short,
    months_early,
    within_five_years,
    years_early,
)
from tinhgon.law.facts import BHXH_MONTHS, EARLY, LEAVE_FROM, PENSION_IF_KNOWN, salary_fact
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

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
def early_retirement(p: Parameters, f: Facts) -> Parts:
    """Điều 6: five months a year early, five for twenty (or fifteen) years of insurance, half for each further year."""
    months = yield from months_early(facts=f, cite=ART_5)
    years = yield years_early(months=months, cite=ART_5)
    yield within_five_years(holds=is_early(months=months, years=years, most=p["most_early"]), cite=ART_6)
    short = is_short(months=months, years=years, least=p["least_early"])
    yield Step("band", "text", _("Khoảng nghỉ sớm"), ART_6, choose((short, "<2y"), otherwise="2-5y"), words=BANDS)
    insured = yield bhxh_years(facts=f, cite=ART_5)
    enough = insured >= p["bhxh_least_years"]
    yield Guard(
        _("Đóng BHXH từ đủ 15 năm"),
        ART_6,
        enough,
        _("Ngoài bảng: chưa đủ 15 năm đóng bảo hiểm xã hội để hưởng lương hưu."),
    )
    label = _("Số tháng lương theo năm nghỉ sớm")
    for_years = choose((short, 0), otherwise=p["per_year"] * years)
    by_years = yield Step("months_by_years", "months_of_pay", label, ART_6, for_years)
    for_insurance = choose(
        (short, 0),
        (insured >= p["bhxh_first_years"], insurance_months(p=p, insured=insured)),
        (enough, p["bhxh_first_months"]),
    )
    label = _("Số tháng lương theo BHXH")
    by_insurance = yield Step("bhxh_months_of_pay", "months_of_pay", label, ART_6, for_insurance)
    yield from _money(f, ART_6, by_years + by_insurance)


def _money(f: Facts, cite: str, months: Term) -> Parts:
    """All months of pay together, and the money for them."""
    paid = yield Step("months_of_current_salary", "months_of_pay", _("Tổng số tháng lương"), cite, months)
    yield Step("total", "dong", _("Tổng cộng"), cite, f["current_monthly_salary"] * paid)


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
def severance(p: Parameters, f: Facts) -> Parts:
    """Điều 8 khoản 1: three months to look for work and one and a half for each year of insurance."""
    cite = f"{ND154}, Điều 8 khoản 1"
    insured = yield bhxh_years(facts=f, cite=ART_5)
    flat = yield Step("months_flat", "months_of_pay", _("Trợ cấp tìm việc làm"), cite, p["severance_flat"])
    label = _("Theo năm đóng BHXH")
    by_years = yield Step("months_by_bhxh", "months_of_pay", label, cite, p["severance_per_year"] * insured)
    yield from _money(f, cite, flat + by_years)


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
def training(p: Parameters, f: Facts) -> Parts:
    """Điều 8 khoản 2: pay while training up to six months, the fee up to six months' pay, three months after it."""
    cite, salary = f"{ND154}, Điều 8 khoản 2", f["current_monthly_salary"]
    yield Guard(
        _("Dưới 45 tuổi"),
        cite,
        f["age_years"] < p["training_age"],
        _("Ngoài bảng: chế độ học nghề chỉ cho người dưới 45 tuổi."),
    )
    insured = yield bhxh_years(facts=f, cite=ART_5)
    label = _("Số tháng học được trả lương")
    studied = yield Step("training_paid", "months", label, cite, capped(f["training_months"], p["training_cap"]))
    covered = capped(f["training_fee"], salary * p["training_cap"])
    fee = yield Step("fee_paid", "dong", _("Học phí được trả"), cite, covered)
    months = studied + p["severance_flat"] + p["training_per_year"] * insured
    paid = yield Step("months_of_current_salary", "months_of_pay", _("Tổng số tháng lương"), cite, months)
    yield Step("total", "dong", _("Tổng cộng"), cite, salary * paid + fee)


SERVICE = (
    LEAVE_FROM,
    Fact(
        name="title_from",
        label=_("Tháng bắt đầu giữ chức danh"),
        kind="month",
        why=_("thời gian công tác tính từ tháng này, cộng các quãng rồi mới làm tròn"),
        example="2016-01",
    ),
    PENSION_IF_KNOWN,
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


def _part_time(p: Parameters, f: Facts, cite: str, *, pensioners: bool) -> Parts:
    """Three groups: under five years of service; under five years to the retirement age; neither."""
    span = months_from(f["title_from"], month_of(f["leave_from"]))
    served = yield Step("service_months", "months", _("Số tháng công tác"), ART_5, span)
    years = yield Step("service_years_rounded", "years", _("Số năm công tác"), ART_5, half_years(served))
    to_age = months_from(month_of(f["leave_from"]), f["pension_start_month_normal"])
    label = _("Số tháng còn lại đến tuổi nghỉ hưu")
    left = yield Step("months_early", "months", label, cite, to_age, optional=True)
    short = p["part_time_short"]
    counted = choose((served < short, served), (left < short, left), otherwise=p["part_time_cap"])
    months = p["part_time_per_month"] * counted + p["part_time_per_year"] * years + p["part_time_flat"]
    if pensioners:
        months = choose((f["pensioner_or_of_age"], p["part_time_pensioner"]), otherwise=months)
    paid = yield Step("months_of_current_allowance", "months_of_pay", _("Tổng số tháng phụ cấp"), cite, months)
    yield Step("total", "dong", _("Tổng cộng"), cite, f["current_monthly_allowance"] * paid)


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
def commune_part_time(p: Parameters, f: Facts) -> Parts:
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
def hamlet_part_time(p: Parameters, f: Facts) -> Parts:
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
def repayment(p: Parameters, f: Facts) -> Parts:
    """Re-hired on a budget payroll, or placed in a hamlet, within 60 months: the allowance is refunded."""
    since = months_from(month_of(f["leave_from"]), month_of(f["rehired_on"]))
    months = yield Step("months_since", "months", _("Số tháng từ khi nghỉ"), ND154, since)
    yield Step("must_repay", "bool", _("Phải hoàn trả"), ND154, months <= p["repayment_within"])
