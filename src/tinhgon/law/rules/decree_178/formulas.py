"""Nghị định 178/2024/NĐ-CP as amended by 67/2025/NĐ-CP: early retirement and severance in the 2025 reorganisation."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from functools import reduce
from operator import add
from typing import NamedTuple

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import capped, month_after, month_of, months_from, months_later
from tinhgon.law.benefits import ROUNDED, bhxh_years, insurance_months, is_early, months_early, years_early
from tinhgon.law.facts import BHXH_MONTHS, EARLY, LEAVE_FROM, PENSION_IF_KNOWN, salary_fact
from tinhgon.law.model import Fact, Facts, Guard, Part, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose, code

ND178 = "Nghị định 178/2024/NĐ-CP"
ART_5, ART_7 = f"{ND178}, Điều 5", f"{ND178}, Điều 7"
START = date(2025, 1, 1)
CLOSED = date(2025, 9, 1)  # Kết luận 183-KL/TW: from this day new cases go to Nghị định 154
REORGANISED = Fact(
    name="reorg_decision_effective",
    label=_("Ngày quyết định sắp xếp có hiệu lực"),
    kind="date",
    why=_("12 tháng đầu hưởng mức cao tính từ ngày này"),
    example="2025-03-01",
)
DECIDED = Fact(name="decided_on", label=_("Ngày quyết định cho nghỉ"), kind="date", optional=True)
PENSION_AT_15 = Fact(
    name="pension_right_at_15",
    label=_("Có quyền hưởng lương hưu khi đóng từ đủ 15 đến dưới 20 năm"),
    kind="bool",
    default=False,
)
SALARY = salary_fact(supplied_by="pay.current_178")
BANDS = {"<2y": _("dưới 2 năm"), "2-5y": _("từ đủ 2 đến đủ 5 năm"), ">5-10y": _("trên 5 đến đủ 10 năm")}
ALIASES = {
    **ROUNDED,
    "months_counted_cap": "months_counted",
    "months_of_current_salary": "months_of_pay_total",
}


def _window(f: Facts) -> Parts:
    """The days on which the decree is open: nobody who left before it, no new case since Kết luận 183-KL/TW."""
    yield Guard(
        _("Nghỉ sau ngày 01/01/2025"),
        ND178,
        f["leave_from"] > START,
        _("Ngoài bảng: Nghị định 178 không áp dụng cho người nghỉ từ ngày 01/01/2025 trở về trước."),
    )
    yield Guard(
        _("Nghỉ hoặc có quyết định trước ngày 01/09/2025"),
        "Kết luận 183-KL/TW",
        (f["leave_from"] < CLOSED) | (f["decided_on"].or_else(CLOSED) < CLOSED).said(_("quyết định ngày {decided_on}")),
        _("Ngoài bảng: từ ngày 01/09/2025 trường hợp mới theo Nghị định 154/2025/NĐ-CP."),
    )


def _in_first(p: Parameters, f: Facts) -> Step:
    label = _("Nghỉ trong 12 tháng đầu kể từ khi quyết định sắp xếp có hiệu lực")
    ends = months_later(f["reorg_decision_effective"], p["first_months"])
    return Step("within_first_12_months", "bool", label, ART_7, f["leave_from"] < ends)


class Allowance(NamedTuple):
    """What one allowance comes to."""

    months: Term
    money: Term


AllowanceParts = Generator[Part, Term, Allowance]


def _allowance(f: Facts, name: str, months: Term, cite: str, *, in_months: str, in_money: str) -> AllowanceParts:
    """One allowance: so many months of pay, and the money for them; each under its label."""
    paid = yield Step(f"months_{name}", "months_of_pay", in_months, cite, months)
    money = yield Step(name, "dong", in_money, cite, f["current_monthly_salary"] * paid)
    return Allowance(paid, money)


def _total(*allowances: Allowance, cite: str, label: str) -> Parts:
    """All allowances together; each is rounded to the dong before they are added."""
    months = reduce(add, (one.months for one in allowances))
    yield Step("months_of_pay_total", "months_of_pay", _("Tổng số tháng lương"), cite, months)
    yield Step("total", "dong", label, cite, reduce(add, (one.money for one in allowances)))


@rule(
    id="decree_178.early_retirement",
    title=_("Trợ cấp nghỉ hưu trước tuổi do sắp xếp"),
    cite="Nghị định 178/2024/NĐ-CP, Điều 7, sửa đổi bởi 67/2025/NĐ-CP; Thông tư 01/2025/TT-BNV; Công văn 1814/BNV-TCBC",
    gives="total",
    effective_from=START,
    facts=(*EARLY, REORGANISED, DECIDED, PENSION_AT_15, SALARY),
    asks=_("Nghỉ hưu trước tuổi do sắp xếp thì được bao nhiêu?"),
    aliases=ALIASES,
    note=_("Điều khoản được đọc qua báo và trang pháp luật, chưa đối chiếu công báo. Không dùng để chi trả."),
)
def early_retirement(p: Parameters, f: Facts) -> Parts:
    """Điều 7: by months early, by years early, by years of insurance; the pension is not reduced."""
    yield from _window(f)
    months = yield from months_early(facts=f, cite=ART_5)
    label = _("Số tháng nghỉ sớm được tính")
    counted = yield Step("months_counted", "months", label, ART_5, capped(months, p["months_cap"]))
    years = yield years_early(months=months, cite=ART_5)
    yield from _early_enough(p, f, months, years)
    below_two, to_five, to_ten = (code(word, BANDS) for word in BANDS)
    of_band = choose(
        (months < p["two_years"], below_two), (months <= p["five_years"], to_five), (months <= p["ten_years"], to_ten)
    )
    band = yield Step("band", "text", _("Khoảng nghỉ sớm"), ART_7, of_band, words=BANDS)
    by_months = yield from _by_months(p, f, band, counted)
    by_years = yield from _allowance(
        f,
        "by_years",
        p.lookup("per_year", band) * years,
        ART_7,
        in_months=_("Số tháng lương theo năm nghỉ sớm"),
        in_money=_("Trợ cấp theo số năm nghỉ sớm"),
    )
    insured = yield bhxh_years(facts=f, cite=ART_5)
    by_insurance = yield from _by_insurance(p, f, band, insured)
    yield from _total(by_months, by_years, by_insurance, cite=ART_7, label=_("Tổng cộng, lương hưu không bị trừ"))


def _early_enough(p: Parameters, f: Facts, months: Term, years: Term) -> Parts:
    """Before the age, and by no more than ten years (Phụ lục I) or five (Phụ lục II)."""
    yield Guard(
        _("Nghỉ trước tuổi"),
        ART_7,
        choose((months.known(), months >= 1), otherwise=years > 0),
        _("Ngoài bảng: đã đến tháng hưởng lương hưu."),
    )
    most = choose((f["conditions"].equals("lower"), p["five_years"]), otherwise=p["ten_years"])
    yield Guard(
        _("Sớm không quá 10 năm (Phụ lục I) hoặc 5 năm (Phụ lục II)"),
        ART_7,
        is_early(months=months, years=years, most=most),
        _("Ngoài bảng: còn quá 10 năm (Phụ lục I) hoặc quá 5 năm (Phụ lục II) mới đến tuổi nghỉ hưu."),
    )


def _by_months(p: Parameters, f: Facts, band: Term, counted: Term) -> AllowanceParts:
    first = yield _in_first(p, f)
    per_month = choose((first, p.lookup("rate_first", band)), otherwise=p.lookup("rate_later", band))
    rate = yield Step("rate_per_month", "months_of_pay", _("Mức cho mỗi tháng nghỉ sớm"), ART_7, per_month)
    paid = choose((band.equals(">5-10y"), p["months_cap"]), otherwise=counted)
    return (
        yield from _allowance(
            f,
            "by_months",
            rate * paid,
            ART_7,
            in_months=_("Số tháng lương theo tháng nghỉ sớm"),
            in_money=_("Trợ cấp một lần theo số tháng nghỉ sớm"),
        )
    )


def _by_insurance(p: Parameters, f: Facts, band: Term, insured: Term) -> AllowanceParts:
    """By the years from which the pension is granted on the day of leaving: 20, and 15 since 1 July 2025."""
    first_years, first_months, low_years = (
        p.on_day("bhxh_first_years", f["leave_from"]),
        p.on_day("bhxh_first_months", f["leave_from"]),
        p["bhxh_low_years"],
    )
    full = insurance_months(p=p, insured=insured, first_years=first_years, first_months=first_months)
    low = insurance_months(p=p, insured=insured, first_years=low_years, first_months=p["bhxh_low_months"])
    months = choose((insured >= first_years, full), (f["pension_right_at_15"] & (insured >= low_years), low))
    label = _("Số tháng lương theo thời gian đóng BHXH")
    scale = yield Step("bhxh_months_of_pay", "months_of_pay", label, ART_7, months, optional=True)
    return (
        yield from _allowance(
            f,
            "by_bhxh",
            choose((band.equals("<2y"), 0), otherwise=scale),
            ART_7,
            in_months=_("Số tháng lương theo BHXH được hưởng"),
            in_money=_("Trợ cấp theo thời gian đóng bảo hiểm xã hội"),
        )
    )


@rule(
    id="decree_178.severance",
    title=_("Trợ cấp thôi việc do sắp xếp"),
    cite="Nghị định 178/2024/NĐ-CP, Điều 9, 10; Thông tư 01/2025/TT-BNV, Điều 5, 6",
    gives="total",
    effective_from=START,
    facts=(LEAVE_FROM, BHXH_MONTHS, REORGANISED, DECIDED, SALARY, PENSION_IF_KNOWN),
    asks=_("Thôi việc ngay do sắp xếp thì được bao nhiêu?"),
    aliases=ALIASES,
    note=_("Viên chức và người lao động còn có trợ cấp thất nghiệp theo quy định riêng."),
)
def severance(p: Parameters, f: Facts) -> Parts:
    """Điều 9 and 10: 0.8 (0.4) a month up to 60, 1.5 a year of insurance, three months to look for work."""
    cite = f"{ND178}, Điều 9 và 10"
    yield from _window(f)
    left = months_from(month_of(f["leave_from"]), f["pension_start_month_normal"])
    yield Guard(
        _("Còn từ đủ 2 năm mới đến tuổi nghỉ hưu"),
        cite,
        ~f["pension_start_month_normal"].known() | (left >= p["severance_least"]),
        _("Ngoài bảng: còn dưới 2 năm đến tuổi nghỉ hưu thì không thuộc diện thôi việc ngay."),
    )
    label = _("Số tháng tính trợ cấp")
    counted = yield Step("severance_months", "months", label, ART_5, capped(f["bhxh_months"], p["severance_cap"]))
    insured = yield bhxh_years(facts=f, cite=ART_5)
    first = yield _in_first(p, f)
    per_month = choose((first, p["severance_first"]), otherwise=p["severance_later"])
    rate = yield Step("rate_per_month", "months_of_pay", _("Mức cho mỗi tháng"), cite, per_month)
    allowances = []
    for name, label, months in (
        ("by_months", _("Trợ cấp theo số tháng"), rate * counted),
        ("by_years", _("Trợ cấp theo số năm đóng BHXH"), p["severance_per_year"] * insured),
        ("by_job_search", _("Trợ cấp tìm việc làm"), p["severance_flat"]),
    ):
        allowance = yield from _allowance(f, name, months, cite, in_months=label, in_money=label)
        allowances.append(allowance)
    yield from _total(*allowances, cite=cite, label=_("Tổng cộng"))


@rule(
    id="decree_178.army_months",
    title=_("Số tháng nghỉ sớm của quân nhân theo hạn tuổi cấp bậc"),
    cite="Thông tư 19/2025/TT-BQP; Nghị định 178/2024/NĐ-CP, Điều 5",
    gives="months_counted",
    effective_from=START,
    facts=(
        Fact(name="birth_month", label=_("Tháng sinh"), kind="month", example="1978-07"),
        Fact(
            name="age_limit_years",
            label=_("Hạn tuổi cao nhất của cấp bậc"),
            kind="whole_years",
            minimum=30,
            maximum=70,
            why=_("quân nhân tính theo hạn tuổi cấp bậc, không theo Phụ lục I"),
            example=54,
        ),
        LEAVE_FROM,
    ),
    asks=_("Quân nhân nghỉ trước hạn tuổi thì sớm bao nhiêu tháng?"),
    aliases=ALIASES,
)
def army_months(p: Parameters, f: Facts) -> Parts:
    """Months from leaving to the month after the age limit of the rank, at most 60 counted."""
    cite = "Thông tư 19/2025/TT-BQP"
    after_limit = month_after(f["birth_month"], 12 * f["age_limit_years"] + 1)
    limit = yield Step("limit_month", "month", _("Tháng hưởng lương hưu theo hạn tuổi"), cite, after_limit)
    left = months_from(month_of(f["leave_from"]), limit)
    months = yield Step("months_early", "months", _("Số tháng nghỉ sớm"), cite, left)
    yield Guard(_("Nghỉ trước hạn tuổi"), cite, months >= 1, _("Ngoài bảng: đã đến hạn tuổi của cấp bậc."))
    yield years_early(months=months, cite=cite)
    yield Step("months_counted", "months", _("Số tháng được tính"), cite, capped(months, p["months_cap"]))
