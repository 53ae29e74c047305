"""Retirement age: 60/55 before 2021, Nghị định 135/2020/NĐ-CP since, and the later age of senior posts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import capped, first_day, last_day, month_after, year_of
from tinhgon.law.kinds import month_index
from tinhgon.law.model import Fact, Facts, Guard, Part, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

SEX = Fact(
    name="sex",
    label=_("Giới tính"),
    kind="text",
    choices={"male": _("Nam"), "female": _("Nữ")},
    why=_("tuổi nghỉ hưu của nam và nữ khác nhau"),
    example="male",
)
BIRTH = Fact(
    name="birth_month",
    label=_("Tháng sinh"),
    kind="month",
    why=_("tuổi được tính theo tháng; chỉ biết năm thì tính từ tháng 01"),
    example="1966-01",
)
ART_3 = "Nghị định 135/2020/NĐ-CP, Điều 3"
START = date(2021, 1, 1)


def _age(p: Parameters, sex: Term, birth: Term) -> Term:
    """The age of the first year Y in which birth month + age of Y has come; before 2021 the older age (Điều 4)."""
    old = p.entry("age_before_2021", on=START - timedelta(days=1))
    ages: list[tuple[Term, Term]] = []
    for gender in ("male", "female"):
        before = month_index(START.year, 1) - old.value[gender]
        cases: list[tuple[Term, Term]] = [(birth < before, p.figure(old, gender))]
        for entry in p.timeline("normal_age"):
            last_birth = month_index(entry.effective_from.year, 12) - entry.value[gender]
            cases.append((birth <= last_birth, p.figure(entry, gender)))
        last = p.figure(p.timeline("normal_age")[-1], gender)
        ages.append((sex.equals(gender), choose(*cases, otherwise=last, strict=False)))
    return choose(*ages, strict=False)


def _dates(age: Term, birth: Term, gives: str) -> Iterator[Part]:
    months = Step("required_age_months", "months", _("Tuổi nghỉ hưu"), "Nghị định 135/2020/NĐ-CP, Điều 4 và 5", age)
    yield months
    retire = Step("retire_month", "month", _("Tháng đủ tuổi nghỉ hưu"), ART_3, month_after(birth, months.it))
    yield retire
    yield Step("retire_on", "date", _("Ngày nghỉ hưu"), ART_3, last_day(retire.it))
    pension = Step(gives, "month", _("Tháng bắt đầu hưởng lương hưu"), ART_3, month_after(retire.it, 1))
    yield pension
    yield Step("pension_start", "date", _("Ngày bắt đầu hưởng lương hưu"), ART_3, first_day(pension.it))


ALIASES = {
    "age_months": "required_age_months",
    "retire_month_end_of": "retire_month",
    "retire_month_end": "retire_month",
}


@rule(
    id="retirement.normal",
    title=_("Nghỉ hưu ở tuổi bình thường"),
    cite="Nghị định 135/2020/NĐ-CP, Điều 3, 4; Phụ lục I",
    gives="pension_start_month_normal",
    effective_from=START,
    facts=(SEX, BIRTH),
    asks=_("Người này nghỉ hưu tháng nào, hưởng lương hưu từ tháng nào?"),
    aliases={**ALIASES, "pension_start_month": "pension_start_month_normal"},
)
def normal(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 4 khoản 2 and Phụ lục I: the age grows by the calendar year in which it is reached."""
    yield from _dates(_age(p, f["sex"], f["birth_month"]), f["birth_month"], "pension_start_month_normal")


@rule(
    id="retirement.lower",
    title=_("Nghỉ hưu ở tuổi thấp nhất (nặng nhọc, độc hại, vùng khó khăn, suy giảm khả năng lao động)"),
    cite="Nghị định 135/2020/NĐ-CP, Điều 3, 5; Phụ lục II",
    gives="pension_start_month_lower",
    effective_from=START,
    facts=(SEX, BIRTH),
    asks=_("Nếu đủ điều kiện nghỉ ở tuổi thấp hơn thì sớm nhất là tháng nào?"),
    aliases={**ALIASES, "pension_start_month": "pension_start_month_lower"},
)
def lower(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 5 and Phụ lục II: the normal age less five years, looked up in the year in which it is reached."""
    counted = Step(
        "birth_counted", "month", _("Tháng sinh tính lùi 5 năm"), "", f["birth_month"] - p["lower_by"], hidden=True
    )
    yield counted
    age = _age(p, f["sex"], counted.it) - p["lower_by"]
    yield from _dates(age, f["birth_month"], "pension_start_month_lower")


def _before(gives: str, *, lowered: bool) -> object:
    @rule(
        id="retirement.lower" if lowered else "retirement.normal",
        title=lower.title if lowered else normal.title,
        cite="Bộ luật Lao động 2012, Điều 187",
        gives=gives,
        effective_from=date(1995, 1, 1),
        effective_to=START,
        facts=(SEX, BIRTH),
        asks=lower.asks if lowered else normal.asks,
        aliases={**ALIASES, "pension_start_month": gives},
    )
    def before(p: Parameters, f: Facts) -> Iterator[Part]:
        """Điều 187: men at 60, women at 55."""
        age = p.lookup("age_before_2021", f["sex"])
        yield from _dates(age - p["lower_by"] if lowered else age, f["birth_month"], gives)

    return before


normal_before = _before("pension_start_month_normal", lowered=False)
lower_before = _before("pension_start_month_lower", lowered=True)


@rule(
    id="retirement.age_of_year",
    title=_("Tuổi nghỉ hưu của một năm"),
    cite="Nghị định 135/2020/NĐ-CP, Điều 4 khoản 2",
    gives="required_age_months",
    effective_from=date(1995, 1, 1),
    facts=(
        SEX,
        Fact(
            name="year",
            label=_("Năm"),
            kind="number",
            minimum=1995,
            maximum=2200,
            optional=True,
            example=2026,
        ),
        Fact(name="leave_from", label=_("Ngày nghỉ, khi không nêu năm"), kind="date", optional=True),
    ),
    asks=_("Năm nay tuổi nghỉ hưu là bao nhiêu?"),
    aliases={"age_months": "required_age_months"},
)
def age_of_year(p: Parameters, f: Facts) -> Iterator[Part]:
    """Điều 4 khoản 2: three months more each year for men to 62 in 2028, four for women to 60 in 2035."""
    year = choose((f["year"].known(), f["year"]), otherwise=year_of(f["leave_from"]))
    asked = Step("year_counted", "number", _("Năm được tính"), "", year, hidden=True)
    yield asked
    entries = tuple(reversed((*p.timeline("age_before_2021"), *p.timeline("normal_age"))))
    ages = [
        (
            f["sex"].equals(gender),
            choose(*((asked.it >= e.effective_from.year, p.figure(e, gender)) for e in entries), strict=False),
        )
        for gender in ("male", "female")
    ]
    cite = "Nghị định 135/2020/NĐ-CP, Điều 4 khoản 2"
    months = Step(
        "required_age_months", "months", _("Tuổi nghỉ hưu, tính bằng tháng"), cite, choose(*ages, strict=False)
    )
    yield months
    years = Step("years", "whole_years", _("Số năm tròn"), cite, months.it // 12)
    yield years
    yield Step("months", "months", _("Số tháng lẻ"), cite, months.it - 12 * years.it)


@rule(
    id="retirement.senior",
    title=_("Nghỉ hưu ở tuổi cao hơn của chức vụ lãnh đạo, quản lý"),
    cite="Nghị định 83/2022/NĐ-CP, sửa đổi bởi 99/2024",
    gives="pension_start_month_latest",
    effective_from=date(2022, 10, 20),
    facts=(
        SEX,
        BIRTH,
        Fact(
            name="senior_group",
            label=_("Nhóm chức vụ"),
            kind="text",
            choices={
                "listed_woman": _("Nữ giữ chức vụ trong danh mục (phó trưởng ban Đảng ở Trung ương, thứ trưởng, …)"),
                "justice": _("Thẩm phán Tòa án nhân dân tối cao, kiểm sát viên Viện kiểm sát nhân dân tối cao"),
            },
            why=_("chỉ các chức vụ trong danh mục được kéo dài"),
            example="justice",
        ),
        Fact(
            name="pension_start_month_normal",
            label=_("Tháng hưởng lương hưu bình thường"),
            kind="month",
            why=_("thời gian kéo dài tính từ tháng này"),
            supplied_by=("retirement.normal", "pension_start_month_normal"),
        ),
    ),
    asks=_("Muộn nhất tháng nào phải nghỉ?"),
    note=_("Danh mục chức vụ và thủ tục kéo dài mới biết một phần; cấp có thẩm quyền quyết định từng người."),
)
def senior(p: Parameters, f: Facts) -> Iterator[Part]:
    """Never above 65 for men and 60 for women; at most five years more than the normal age."""
    cite = "Nghị định 83/2022/NĐ-CP"
    yield Guard(
        _("Nhóm chức vụ của nữ chỉ áp dụng cho nữ"),
        cite,
        f["senior_group"].equals("justice") | f["sex"].equals("female"),
        _("Ngoài bảng: nhóm chức vụ này chỉ kéo dài cho nữ."),
    )
    ceiling = Step("ceiling_months", "months", _("Tuổi cao nhất"), cite, p.lookup("senior_ceiling", f["sex"]))
    yield ceiling
    by_age = Step(
        "pension_by_ceiling",
        "month",
        _("Tháng hưởng lương hưu theo tuổi cao nhất"),
        cite,
        month_after(f["birth_month"], ceiling.it + 1),
    )
    yield by_age
    extended = month_after(f["pension_start_month_normal"], p["senior_extension"])
    latest = Step("pension_latest", "month", _("Kéo dài nhiều nhất"), cite, capped(extended, by_age.it))
    yield latest
    kept = choose((latest.it >= f["pension_start_month_normal"], latest.it), otherwise=f["pension_start_month_normal"])
    yield Step("pension_start_month_latest", "month", _("Tháng hưởng lương hưu muộn nhất"), cite, kept)
