"""Pay: scales and steps, allowances, and the two different "current monthly salaries" of the benefit decrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import first_day, month_of
from tinhgon.law.facts import LEAVE_FROM
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose, exact

ND204, BASE_DECREES = "Nghị định 204/2004/NĐ-CP", _("Nghị định về mức lương cơ sở")
START = date(2004, 10, 1)
SCALES = {
    "CVCC_chuyen_gia": _("Chuyên gia cao cấp"),
    "A3.1": _("A3 nhóm 1 (chuyên viên cao cấp)"),
    "A3.2": _("A3 nhóm 2"),
    "A2.1": _("A2 nhóm 1 (chuyên viên chính)"),
    "A2.2": _("A2 nhóm 2"),
    "A1": _("A1 (chuyên viên)"),
    "A0": _("A0 (cán sự)"),
    "B": _("B (nhân viên)"),
    "C1": "C1",
    "C2": "C2",
    "C3": "C3",
}
POSTS = {
    "deputy_minister": _("Thứ trưởng"),
    "general_department_head": _("Tổng cục trưởng"),
    "general_department_deputy": _("Phó tổng cục trưởng"),
    "general_department_division_head": _("Trưởng ban, vụ trưởng thuộc tổng cục"),
    "ministry_department_head": _("Vụ trưởng thuộc bộ"),
    "ministry_department_deputy": _("Phó vụ trưởng thuộc bộ"),
    "cuc_head": _("Cục trưởng thuộc bộ (từ năm 2026: cục loại 2 hoặc chưa phân loại)"),
    "cuc_deputy": _("Phó cục trưởng thuộc bộ (từ năm 2026: cục loại 2 hoặc chưa phân loại)"),
    "cuc_division_head": _("Trưởng phòng thuộc cục (từ năm 2026: cục loại 2 hoặc chưa phân loại)"),
    "cuc_division_deputy": _("Phó trưởng phòng thuộc cục (từ năm 2026: cục loại 2 hoặc chưa phân loại)"),
    "cuc_1_head": _("Cục trưởng cục loại 1"),
    "cuc_1_deputy": _("Phó cục trưởng cục loại 1"),
    "cuc_1_division_head": _("Trưởng phòng thuộc cục loại 1"),
    "cuc_1_division_deputy": _("Phó trưởng phòng thuộc cục loại 1"),
    "cuc_1_branch_big_city_head": _("Chi cục trưởng thuộc cục loại 1 tại Hà Nội, TP.HCM"),
    "cuc_branch_big_city_head": _("Chi cục trưởng thuộc cục loại 2 tại Hà Nội, TP.HCM"),
    "cuc_1_branch_head": _("Chi cục trưởng thuộc cục loại 1 tại nơi khác"),
    "cuc_branch_head": _("Chi cục trưởng thuộc cục loại 2 tại nơi khác"),
    "cuc_1_branch_big_city_deputy": _("Phó chi cục trưởng thuộc cục loại 1 tại Hà Nội, TP.HCM"),
    "cuc_branch_big_city_deputy": _("Phó chi cục trưởng thuộc cục loại 2 tại Hà Nội, TP.HCM"),
    "cuc_unit_head": _("Giám đốc đơn vị sự nghiệp thuộc cục"),
    "cuc_unit_deputy": _("Phó giám đốc đơn vị sự nghiệp thuộc cục"),
    "cuc_unit_division_head": _("Trưởng phòng của đơn vị sự nghiệp thuộc cục"),
    "cuc_unit_division_deputy": _("Phó trưởng phòng của đơn vị sự nghiệp thuộc cục"),
    "so_hn_hcm_head": _("Giám đốc sở (Hà Nội, TP.HCM)"),
    "so_hn_hcm_deputy": _("Phó giám đốc sở (Hà Nội, TP.HCM)"),
    "so_hn_hcm_division_head": _("Trưởng phòng thuộc sở (Hà Nội, TP.HCM)"),
    "so_hn_hcm_division_deputy": _("Phó trưởng phòng thuộc sở (Hà Nội, TP.HCM)"),
    "so_head": _("Giám đốc sở"),
    "so_deputy": _("Phó giám đốc sở"),
    "so_division_head": _("Trưởng phòng thuộc sở"),
    "so_division_deputy": _("Phó trưởng phòng thuộc sở"),
    "province_chair": _("Chủ tịch Ủy ban nhân dân cấp tỉnh"),
    "commune_big_city_chair": _("Chủ tịch Ủy ban nhân dân cấp xã (Hà Nội, TP.HCM)"),
    "commune_big_city_deputy_chair": _("Phó Chủ tịch Ủy ban nhân dân cấp xã (Hà Nội, TP.HCM)"),
    "commune_big_city_division_head": _("Trưởng phòng thuộc Ủy ban nhân dân cấp xã (Hà Nội, TP.HCM)"),
    "commune_big_city_division_deputy": _("Phó trưởng phòng thuộc Ủy ban nhân dân cấp xã (Hà Nội, TP.HCM)"),
    "commune_chair": _("Chủ tịch Ủy ban nhân dân cấp xã"),
    "commune_deputy_chair": _("Phó Chủ tịch Ủy ban nhân dân cấp xã"),
    "commune_division_head": _("Trưởng phòng thuộc Ủy ban nhân dân cấp xã"),
    "commune_division_deputy": _("Phó trưởng phòng thuộc Ủy ban nhân dân cấp xã"),
}
SCALE = Fact(
    name="scale",
    label=_("Nhóm ngạch"),
    kind="text",
    choices=SCALES,
    why=_("mỗi nhóm ngạch một bảng hệ số"),
    example="A1",
)
PAY_STEP = Fact(
    name="step", label=_("Bậc"), kind="number", minimum=1, maximum=12, why=_("hệ số tăng theo bậc"), example=5
)
PAY_ON = Fact(
    name="pay_on", label=_("Ngày hưởng lương"), kind="date", why=_("lương cơ sở thay đổi theo ngày"),
    example="2025-05-01",
)  # fmt: skip


def _base(p: Parameters, day: Term) -> Step:
    return Step("base_salary", "dong", _("Lương cơ sở"), BASE_DECREES, p.on_day("base_salary", day))


@rule(
    id="pay.base",
    title=_("Lương cơ sở"),
    cite=BASE_DECREES,
    gives="base_salary",
    effective_from=START,
    facts=(PAY_ON,),
    asks=_("Ngày này lương cơ sở là bao nhiêu?"),
)
def base_salary(p: Parameters, f: Facts) -> Parts:
    """The base salary of the day; before July 2013 the general minimum wage."""
    yield _base(p, f["pay_on"])


@rule(
    id="pay.grade",
    title=_("Lương theo ngạch, bậc"),
    cite=f"{ND204}, bảng 2; nghị định về mức lương cơ sở",
    gives="salary",
    effective_from=START,
    facts=(
        SCALE,
        PAY_STEP,
        PAY_ON,
        Fact(name="coef", label=_("Hệ số ghi trong quyết định"), kind="coefficient", optional=True),
    ),
    asks=_("Ngạch này, bậc này thì hệ số và tiền lương là bao nhiêu?"),
)
def grade(p: Parameters, f: Facts) -> Parts:
    """Bảng 2: coefficient of the first step and the difference between steps, times the base salary of the day."""
    cite = f"{ND204}, bảng 2"
    label = _("Bậc cuối của nhóm ngạch")
    last = yield Step("last_step", "number", label, cite, p.lookup("last_step", f["scale"]))
    yield Guard(_("Bậc không quá bậc cuối"), cite, f["step"] <= last, _("Ngoài bảng: nhóm ngạch không có bậc này."))
    rise = p.lookup("step_difference", f["scale"]) * (f["step"] - 1)
    reached = p.lookup("first_coefficient", f["scale"]) + rise
    coefficient = yield Step("coefficient", "coefficient", _("Hệ số lương"), cite, reached)
    yield Guard(
        _("Hệ số trong quyết định khớp với bảng"),
        cite,
        f["coef"].or_else("0").equals(0) | f["coef"].equals(coefficient),
        _("Hệ số trong quyết định không khớp với bảng lương của ngạch, bậc này."),
    )
    base = yield _base(p, f["pay_on"])
    yield Step("salary", "dong", _("Tiền lương tháng"), ND204, base * coefficient)


@rule(
    id="pay.next_step",
    title=_("Thời gian giữ bậc để nâng lương thường xuyên"),
    cite=ND204,
    gives="months_between_steps",
    effective_from=START,
    facts=(SCALE,),
    asks=_("Bao lâu được nâng một bậc?"),
)
def next_step(p: Parameters, f: Facts) -> Parts:
    """Sixty months for senior experts, 36 for A0 to A3, 24 for B and C."""
    kept = p.lookup("months_between_steps", f["scale"])
    yield Step("months_between_steps", "months", _("Số tháng giữ bậc"), ND204, kept)


@rule(
    id="pay.over_frame",
    title=_("Phụ cấp thâm niên vượt khung"),
    cite=f"{ND204}, Điều 6 khoản 1",
    gives="over_frame_pct",
    effective_from=START,
    facts=(
        SCALE,
        Fact(
            name="months_at_last_step",
            label=_("Số tháng ở bậc cuối"),
            kind="months",
            why=_("phụ cấp bắt đầu khi đủ số tháng ở bậc cuối"),
            example=59,
        ),
        Fact(name="last_coefficient", label=_("Hệ số bậc cuối"), kind="coefficient", optional=True),
        replace(PAY_ON, optional=True, why="", example=None),
    ),
    asks=_("Đã ở bậc cuối thì được bao nhiêu phần trăm?"),
)
def over_frame(p: Parameters, f: Facts) -> Parts:
    """Điều 6 khoản 1: 5 % after 36 full months (A0 to A3) or 24 (B, C), then 1 % more for each further full year."""
    cite = f"{ND204}, Điều 6 khoản 1"
    kept, least = f["months_at_last_step"], p.lookup("over_frame_after", f["scale"])
    after = yield Step("over_frame_after", "months", _("Số tháng phải đủ"), cite, least)
    percent = choose((kept < after, 0), otherwise=p["over_frame_first"] + (kept - after) // 12)
    label = _("Mức phụ cấp, phần trăm của lương bậc cuối")
    pct = yield Step("over_frame_pct", "number", label, cite, percent)
    amount = p.on_day("base_salary", f["pay_on"]) * f["last_coefficient"] * pct
    yield Step("over_frame_allowance", "dong", _("Tiền phụ cấp"), cite, amount * exact("0.01"), optional=True)


@rule(
    id="pay.leadership",
    title=_("Phụ cấp chức vụ lãnh đạo"),
    cite=f"{ND204}, bảng phụ cấp chức vụ lãnh đạo; Nghị định 117/2016/NĐ-CP",
    gives="allowance",
    effective_from=START,
    effective_to=date(2026, 1, 1),
    facts=(
        Fact(
            name="post", label=_("Chức vụ"), kind="text", choices=POSTS, why=_("mỗi chức vụ một hệ số"),
            example="deputy_minister",
        ),
        PAY_ON,
    ),
    asks=_("Chức vụ này có phụ cấp bao nhiêu?"),
)  # fmt: skip
def leadership_2004(p: Parameters, f: Facts) -> Parts:
    """The coefficient of the post times the base salary of the day."""
    yield from _leadership(p, f, ND204)


def _leadership(p: Parameters, f: Facts, cite: str) -> Parts:
    label = _("Hệ số phụ cấp chức vụ")
    coefficient = yield Step("coefficient", "coefficient", label, cite, p.lookup("leadership", f["post"]))
    base = yield _base(p, f["pay_on"])
    yield Step("allowance", "dong", _("Tiền phụ cấp chức vụ"), cite, base * coefficient)


@leadership_2004.next_version(
    cite=f"{ND204}, sửa đổi bởi 07/2026/NĐ-CP, Điều 1",
    note=_("Ai đang được bảo lưu hệ số cao hơn thì hưởng hệ số bảo lưu đến hết thời hạn (Nghị định 07/2026, Điều 3)."),
)
def leadership_2026(p: Parameters, f: Facts) -> Parts:
    """The same, with coefficients for leaders of communes and for two classes of cục."""
    yield from _leadership(p, f, f"{ND204}, sửa đổi bởi 07/2026/NĐ-CP")


@rule(
    id="pay.low_pay_rise",
    title=_("Tăng thêm 8 % cho người có hệ số lương thấp"),
    cite="Nghị định 17/2015/NĐ-CP",
    gives="extra",
    effective_from=date(2015, 1, 1),
    effective_to=date(2016, 5, 1),
    facts=(
        Fact(name="coef", label=_("Hệ số lương"), kind="coefficient", example="2.34"),
        PAY_ON,
    ),
    asks=_("Được tăng thêm bao nhiêu mỗi tháng?"),
    note=_("Số nghị định ghi theo trí nhớ; khoản này không tính đóng bảo hiểm xã hội và phụ cấp."),
)
def low_pay_rise(p: Parameters, f: Facts) -> Parts:
    """Eight per cent of grade pay for coefficients up to 2.34, from 1 January 2015."""
    cite = "Nghị định 17/2015/NĐ-CP"
    base = yield _base(p, f["pay_on"])
    rise = base * f["coef"] * p["low_pay_rate"]
    amount = choose((f["coef"] <= p["low_pay_ceiling"], rise), otherwise=0)
    yield Step("extra", "dong", _("Tiền tăng thêm mỗi tháng"), cite, amount)


# -- the two current monthly salaries ----------------------------------------------------------------------------------


def _coefficient(name: str, label: str, *, counted: bool = True, example: str | None = None) -> Fact:
    return Fact(name=name, label=label, kind="coefficient", default=0, maximum=20, counted=counted, example=example)


def _percent(name: str, label: str) -> Fact:
    return Fact(name=name, label=label, kind="percent", default=0, maximum=3)


GRADE = Fact(
    name="grade_coef",
    label=_("Hệ số lương"),
    kind="coefficient",
    maximum=20,
    why=_("là phần chính của tiền lương tháng"),
    example="4.65",
)
SHARED = (
    GRADE,
    replace(LEAVE_FROM, why=_("lương tính theo tháng liền kề trước khi nghỉ")),
    _coefficient("leadership_allowance_coef", _("Hệ số phụ cấp chức vụ"), example="0.6"),
    _percent("over_frame_pct", _("Phụ cấp thâm niên vượt khung")),
    _percent("professional_seniority_pct", _("Phụ cấp thâm niên nghề")),
    _coefficient("reserved_coef", _("Hệ số chênh lệch bảo lưu")),
)
LEFT_OUT = (  # asked only to be told that the law does not count them
    _coefficient("job_responsibility_coef", _("Phụ cấp trách nhiệm công việc"), counted=False),
    _coefficient("toxic_coef", _("Phụ cấp độc hại, nguy hiểm"), counted=False),
    _coefficient("regional_coef", _("Phụ cấp khu vực"), counted=False),
    _coefficient("attraction_coef", _("Phụ cấp thu hút"), counted=False),
    _coefficient("party_committee_responsibility_coef", _("Phụ cấp trách nhiệm cấp ủy"), counted=False),
    _coefficient("chief_accountant_coef", _("Phụ cấp trách nhiệm kế toán trưởng"), counted=False),
)
EXTRA_178 = (
    _percent("occupational_preference_pct", _("Phụ cấp ưu đãi theo nghề")),
    _percent("occupational_responsibility_pct", _("Phụ cấp trách nhiệm theo nghề")),
    _percent("public_service_pct", _("Phụ cấp công vụ")),
    _percent("party_union_pct", _("Phụ cấp công tác đảng, đoàn thể chính trị - xã hội")),
    _percent("armed_forces_pct", _("Phụ cấp đặc thù lực lượng vũ trang")),
    _percent("allowances_pct_total", _("Tổng các phụ cấp tính theo phần trăm, khi không tách riêng")),
)
# Decrees 154 and 29 count none of these; a total that is not split up has no meaning there.
NARROW = (*SHARED, *(replace(fact, counted=False) for fact in EXTRA_178[:-1]), *LEFT_OUT)


def _current(p: Parameters, f: Facts, percents: Term, cite: str) -> Parts:
    """The salary of the month before leaving; `percents` are the allowances counted on pay, position and over-frame."""
    before = first_day(month_of(f["leave_from"]) - 1)
    month = yield Step("month_before", "date", _("Tháng liền kề trước khi nghỉ"), "", before, hidden=True)
    label = _("Lương cơ sở của tháng liền kề trước khi nghỉ")
    base = yield Step("base_salary", "dong", label, BASE_DECREES, p.on_day("base_salary", month))
    frame = f["grade_coef"] * f["over_frame_pct"]
    paid = yield Step(
        "coefficient_paid",
        "coefficient",
        _("Hệ số lương, phụ cấp chức vụ và thâm niên vượt khung"),
        cite,
        f["grade_coef"] + f["leadership_allowance_coef"] + frame,
    )
    rate = yield Step("percent_paid", "percent", _("Tổng các phụ cấp tính theo phần trăm"), cite, percents)
    salary = base * paid * (1 + rate) + base * f["reserved_coef"]
    yield Step("current_monthly_salary", "dong", _("Tiền lương tháng hiện hưởng"), cite, salary)


@rule(
    id="pay.current_178",
    title=_("Tiền lương tháng hiện hưởng theo Nghị định 178"),
    cite="Nghị định 178/2024/NĐ-CP, Điều 5 khoản 6, sửa đổi bởi 67/2025/NĐ-CP",
    gives="current_monthly_salary",
    effective_from=date(2025, 1, 1),
    facts=(*SHARED, *EXTRA_178, *LEFT_OUT),
    asks=_("Tiền lương làm căn cứ tính trợ cấp là bao nhiêu?"),
)
def current_178(p: Parameters, f: Facts) -> Parts:
    """Điều 5 khoản 6: pay, leadership, over-frame, seniority, preference, public service, union; and what is reserved.

    Job-responsibility, toxic, regional, attraction, party-committee and chief-accountant allowances are not counted.
    """
    cite = "Nghị định 178/2024/NĐ-CP, Điều 5 khoản 6"
    percents = f["professional_seniority_pct"]
    for fact in EXTRA_178:
        percents = percents + f[fact.name]
    yield from _current(p, f, percents, cite)


@rule(
    id="pay.current_154",
    title=_("Tiền lương tháng hiện hưởng theo Nghị định 154"),
    cite="Nghị định 154/2025/NĐ-CP, Điều 5",
    gives="current_monthly_salary",
    effective_from=date(2025, 6, 16),
    facts=NARROW,
    asks=_("Tiền lương làm căn cứ tính trợ cấp là bao nhiêu?"),
)
def current_154(p: Parameters, f: Facts) -> Parts:
    """Điều 5: pay, leadership, over-frame, professional seniority, and the reserved difference; nothing else."""
    yield from _current(p, f, f["professional_seniority_pct"], "Nghị định 154/2025/NĐ-CP, Điều 5")


@rule(
    id="pay.current_29",
    title=_("Tiền lương hiện hưởng theo Nghị định 29"),
    cite="Nghị định 29/2023/NĐ-CP, Điều 10",
    gives="current_monthly_salary",
    effective_from=date(2023, 7, 20),
    effective_to=date(2025, 6, 16),
    facts=NARROW,
    asks=_("Tiền lương làm căn cứ tính trợ cấp là bao nhiêu?"),
)
def current_29(p: Parameters, f: Facts) -> Parts:
    """Điều 10: grade and step pay, position, over-frame, professional seniority, reserved difference."""
    yield from _current(p, f, f["professional_seniority_pct"], "Nghị định 29/2023/NĐ-CP, Điều 10")
