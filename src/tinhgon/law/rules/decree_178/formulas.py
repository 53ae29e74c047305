"""Nghị định 178/2024/NĐ-CP as amended by 67/2025/NĐ-CP: early retirement and severance in the 2025 reorganisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import capped, half_years, month_after, month_of, months_from, months_later
from tinhgon.law.benefits import (
    BHXH_MONTHS,
    EARLY,
    LEAVE_FROM,
    ROUNDED,
    bhxh_years,
    is_early,
    months_early,
    named,
    salary_fact,
    total_of,
    years_early,
)
from tinhgon.law.model import Fact, Facts, Guard, Part, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose, code, term

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
    "severance_months": "severance_months",
}


def _window(f: Facts) -> Iterator[Guard]:
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
    return Step(
        "within_first_12_months",
        "bool",
        _("Nghỉ trong 12 tháng đầu kể từ khi quyết định sắp xếp có hiệu lực"),
        ART_7,
        f["leave_from"] < months_later(f["reorg_decision_effective"], p["first_months"]),
    )


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
def early_retirement(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 7: by months early, by years early, by years of insurance; the pension is not reduced."""
    salary = f["current_monthly_salary"]
    yield from _window(f)
    pension, months = months_early(facts=f, cite=ART_5)
    yield pension
    yield months
    counted = Step(
        "months_counted", "months", _("Số tháng nghỉ sớm được tính"), ART_5, capped(months.it, p["months_cap"])
    )
    yield counted
    years = years_early(months=months, cite=ART_5)
    yield years
    yield Guard(
        _("Nghỉ trước tuổi"),
        ART_7,
        is_early(months=months, years=years, most=1200),
        _("Ngoài bảng: đã đến tháng hưởng lương hưu."),
    )
    most = choose((f["conditions"].equals("lower"), 60), otherwise=120)
    yield Guard(
        _("Sớm không quá 10 năm (Phụ lục I) hoặc 5 năm (Phụ lục II)"),
        ART_7,
        is_early(months=months, years=years, most=most),
        _("Ngoài bảng: còn quá 10 năm (Phụ lục I) hoặc quá 5 năm (Phụ lục II) mới đến tuổi nghỉ hưu."),
    )
    below_two, to_five, to_ten = (code(word, BANDS) for word in BANDS)
    band = choose((months.it < 24, below_two), (months.it <= 60, to_five), (months.it <= 120, to_ten))
    band_step = Step("band", "text", _("Khoảng nghỉ sớm"), ART_7, band, words=BANDS)
    yield band_step
    yield from _by_months(p, f, band_step, counted)
    per_year = p.lookup("per_year", band_step.it)
    by_years = Step(
        "months_by_years", "months_of_pay", _("Số tháng lương theo năm nghỉ sớm"), ART_7, per_year * years.it
    )
    yield by_years
    yield Step("by_years", "dong", _("Trợ cấp theo số năm nghỉ sớm"), ART_7, salary * by_years.it)
    insured = bhxh_years(facts=f, cite=ART_5)
    yield insured
    yield from _by_insurance(p, f, band_step, insured)
    parts = ("months_by_months", "months_by_years", "months_by_bhxh")
    in_months = Step(
        "months_of_pay_total", "months_of_pay", _("Tổng số tháng lương"), ART_7,
        total_of(*(named(name, "months_of_pay") for name in parts)),
    )  # fmt: skip
    yield in_months
    money = total_of(*(named(name, "dong") for name in ("by_months", "by_years", "by_bhxh")))
    yield Step("total", "dong", _("Tổng cộng, lương hưu không bị trừ"), ART_7, money)


def _by_months(p: Parameters, f: Facts, band: Step, counted: Step) -> Iterator[Part]:
    first = _in_first(p, f)
    yield first
    rate = Step(
        "rate_per_month",
        "months_of_pay",
        _("Mức cho mỗi tháng nghỉ sớm"),
        ART_7,
        choose((first.it, p.lookup("rate_first", band.it)), otherwise=p.lookup("rate_later", band.it)),
    )
    yield rate
    paid = choose((band.it.equals(">5-10y"), p["months_cap"]), otherwise=counted.it)
    months = Step("months_by_months", "months_of_pay", _("Số tháng lương theo tháng nghỉ sớm"), ART_7, rate.it * paid)
    yield months
    yield Step(
        "by_months",
        "dong",
        _("Trợ cấp một lần theo số tháng nghỉ sớm"),
        ART_7,
        f["current_monthly_salary"] * months.it,
    )


def _by_insurance(p: Parameters, f: Facts, band: Step, insured: Step) -> Iterator[Part]:
    first_years, first_months = (
        p.on_day("bhxh_first_years", f["leave_from"]),
        p.on_day("bhxh_first_months", f["leave_from"]),
    )
    low_years = p["bhxh_low_years"]
    months = choose(
        (insured.it >= first_years, first_months + p["bhxh_further"] * (insured.it - first_years)),
        (
            f["pension_right_at_15"] & (insured.it >= low_years),
            p["bhxh_low_months"] + p["bhxh_further"] * (insured.it - low_years),
        ),
    )
    scale = Step(
        "bhxh_months_of_pay",
        "months_of_pay",
        _("Số tháng lương theo thời gian đóng BHXH"),
        ART_7,
        months,
        optional=True,
    )
    yield scale
    paid = Step(
        "months_by_bhxh",
        "months_of_pay",
        _("Số tháng lương theo BHXH được hưởng"),
        ART_7,
        choose((band.it.equals("<2y"), 0), otherwise=scale.it),
    )
    yield paid
    yield Step(
        "by_bhxh",
        "dong",
        _("Trợ cấp theo thời gian đóng bảo hiểm xã hội"),
        ART_7,
        f["current_monthly_salary"] * paid.it,
    )


@rule(
    id="decree_178.severance",
    title=_("Trợ cấp thôi việc do sắp xếp"),
    cite="Nghị định 178/2024/NĐ-CP, Điều 9, 10; Thông tư 01/2025/TT-BNV, Điều 5, 6",
    gives="total",
    effective_from=START,
    facts=(
        LEAVE_FROM,
        BHXH_MONTHS,
        REORGANISED,
        DECIDED,
        SALARY,
        Fact(
            name="pension_start_month_normal",
            label=_("Tháng hưởng lương hưu ở tuổi bình thường"),
            kind="month",
            optional=True,
            supplied_by=("retirement.normal", "pension_start_month_normal"),
        ),
    ),
    asks=_("Thôi việc ngay do sắp xếp thì được bao nhiêu?"),
    aliases=ALIASES,
    note=_("Viên chức và người lao động còn có trợ cấp thất nghiệp theo quy định riêng."),
)
def severance(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 9 and 10: 0.8 (0.4) a month up to 60, 1.5 a year of insurance, three months to look for work."""
    cite, salary = f"{ND178}, Điều 9 và 10", f["current_monthly_salary"]
    yield from _window(f)
    left = months_from(month_of(f["leave_from"]), f["pension_start_month_normal"])
    yield Guard(
        _("Còn từ đủ 2 năm mới đến tuổi nghỉ hưu"),
        cite,
        ~f["pension_start_month_normal"].known() | (left >= 24),
        _("Ngoài bảng: còn dưới 2 năm đến tuổi nghỉ hưu thì không thuộc diện thôi việc ngay."),
    )
    counted = Step(
        "severance_months", "months", _("Số tháng tính trợ cấp"), ART_5, capped(f["bhxh_months"], p["severance_cap"])
    )
    yield counted
    insured = bhxh_years(facts=f, cite=ART_5)
    yield insured
    first = _in_first(p, f)
    yield first
    rate = Step(
        "rate_per_month",
        "months_of_pay",
        _("Mức cho mỗi tháng"),
        cite,
        choose((first.it, p["severance_first"]), otherwise=p["severance_later"]),
    )
    yield rate
    pieces = [
        ("by_months", _("Trợ cấp theo số tháng"), rate.it * counted.it),
        ("by_years", _("Trợ cấp theo số năm đóng BHXH"), p["severance_per_year"] * insured.it),
        ("by_job_search", _("Trợ cấp tìm việc làm"), p["severance_flat"] + term(0)),
    ]
    for name, label, months in pieces:
        in_months = Step(f"months_{name}", "months_of_pay", label, cite, months)
        yield in_months
        yield Step(name, "dong", label, cite, salary * in_months.it)
    names = [piece[0] for piece in pieces]
    yield Step(
        "months_of_pay_total", "months_of_pay", _("Tổng số tháng lương"), cite,
        total_of(*(named(f"months_{name}", "months_of_pay") for name in names)),
    )  # fmt: skip
    yield Step("total", "dong", _("Tổng cộng"), cite, total_of(*(named(name, "dong") for name in names)))


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
def army_months(p: Parameters, f: Facts) -> Iterator[Part]:
    """Months from leaving to the month after the age limit of the rank, at most 60 counted."""
    cite = "Thông tư 19/2025/TT-BQP"
    limit = Step(
        "limit_month",
        "month",
        _("Tháng hưởng lương hưu theo hạn tuổi"),
        cite,
        month_after(f["birth_month"], 12 * f["age_limit_years"] + 1),
    )
    yield limit
    months = Step(
        "months_early", "months", _("Số tháng nghỉ sớm"), cite, months_from(month_of(f["leave_from"]), limit.it)
    )
    yield months
    yield Guard(_("Nghỉ trước hạn tuổi"), cite, months.it >= 1, _("Ngoài bảng: đã đến hạn tuổi của cấp bậc."))
    yield Step("years_early", "years", _("Số năm nghỉ sớm"), cite, half_years(months.it))
    yield Step("months_counted", "months", _("Số tháng được tính"), cite, capped(months.it, p["months_cap"]))
