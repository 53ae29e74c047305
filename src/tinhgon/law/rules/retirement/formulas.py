"""Retirement age: 60/55 before 2021, Nghị định 135/2020/NĐ-CP since, and the later age of senior posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import capped, first_day, last_day, month_after, year_of
from tinhgon.law.facts import BIRTH_MONTH, PENSION_NORMAL, SEX
from tinhgon.law.kinds import month_index
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

ART_3, ART_4_5 = "Nghị định 135/2020/NĐ-CP, Điều 3", "Nghị định 135/2020/NĐ-CP, Điều 4 và 5"
CODE_2012 = "Bộ luật Lao động 2012, Điều 187"
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


def _dates(age: Term, birth: Term, gives: str, *, cite_age: str, cite: str, sure: str = "verified") -> Parts:
    """The last day of the month in which the age is reached; the pension from the month after it."""
    months = yield Step("required_age_months", "months", _("Tuổi nghỉ hưu"), cite_age, age)
    reached, label = month_after(birth, months), _("Tháng đủ tuổi nghỉ hưu")
    retire = yield Step("retire_month", "month", label, cite, reached, sure=sure)
    yield Step("retire_on", "date", _("Ngày nghỉ hưu"), cite, last_day(retire), sure=sure)
    after, label = month_after(retire, 1), _("Tháng bắt đầu hưởng lương hưu")
    pension = yield Step(gives, "month", label, cite, after, sure=sure)
    yield Step("pension_start", "date", _("Ngày bắt đầu hưởng lương hưu"), cite, first_day(pension), sure=sure)


def _dates_2012(age: Term, birth: Term, gives: str) -> Parts:
    """The same days before 2021 (recalled); only the age has been read."""
    yield from _dates(age, birth, gives, cite_age=CODE_2012, cite=CODE_2012, sure="unverified")


def _dates_2020(age: Term, birth: Term, gives: str) -> Parts:
    """The days of Nghị định 135/2020/NĐ-CP, Điều 3."""
    yield from _dates(age, birth, gives, cite_age=ART_4_5, cite=ART_3)


ALIASES = {
    "age_months": "required_age_months",
    "retire_month_end_of": "retire_month",
    "retire_month_end": "retire_month",
}


@rule(
    id="retirement.normal",
    title=_("Nghỉ hưu ở tuổi bình thường"),
    cite=CODE_2012,
    gives="pension_start_month_normal",
    effective_from=date(1995, 1, 1),
    effective_to=START,
    facts=(SEX, BIRTH_MONTH),
    asks=_("Người này nghỉ hưu tháng nào, hưởng lương hưu từ tháng nào?"),
    aliases={**ALIASES, "pension_start_month": "pension_start_month_normal"},
)
def normal_2012(p: Parameters, f: Facts) -> Parts:
    """Điều 187: men at 60, women at 55."""
    yield from _dates_2012(p.lookup("age_before_2021", f["sex"]), f["birth_month"], "pension_start_month_normal")


@normal_2012.next_version(cite="Nghị định 135/2020/NĐ-CP, Điều 3, 4; Phụ lục I")
def normal(p: Parameters, f: Facts) -> Parts:
    """Điều 4 khoản 2 and Phụ lục I: the age grows by the calendar year in which it is reached."""
    yield from _dates_2020(_age(p, f["sex"], f["birth_month"]), f["birth_month"], "pension_start_month_normal")


@rule(
    id="retirement.lower",
    title=_("Nghỉ hưu ở tuổi thấp nhất (nặng nhọc, độc hại, vùng khó khăn, suy giảm khả năng lao động)"),
    cite=CODE_2012,
    gives="pension_start_month_lower",
    effective_from=date(1995, 1, 1),
    effective_to=START,
    facts=(SEX, BIRTH_MONTH),
    asks=_("Nếu đủ điều kiện nghỉ ở tuổi thấp hơn thì sớm nhất là tháng nào?"),
    aliases={**ALIASES, "pension_start_month": "pension_start_month_lower"},
)
def lower_2012(p: Parameters, f: Facts) -> Parts:
    """Điều 187 khoản 2: at most five years before 60 for men and 55 for women (recalled)."""
    age = p.lookup("age_before_2021", f["sex"]) - p["lower_by"]
    yield from _dates_2012(age, f["birth_month"], "pension_start_month_lower")


@lower_2012.next_version(cite="Nghị định 135/2020/NĐ-CP, Điều 3, 5; Phụ lục II")
def lower(p: Parameters, f: Facts) -> Parts:
    """Điều 5 and Phụ lục II: the normal age less five years, looked up in the year in which it is reached."""
    earlier = f["birth_month"] - p["lower_by"]
    counted = yield Step("birth_counted", "month", _("Tháng sinh tính lùi 5 năm"), "", earlier, hidden=True)
    age = _age(p, f["sex"], counted) - p["lower_by"]
    yield from _dates_2020(age, f["birth_month"], "pension_start_month_lower")


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
def age_of_year(p: Parameters, f: Facts) -> Parts:
    """Điều 4 khoản 2: three months more each year for men to 62 in 2028, four for women to 60 in 2035."""
    year = choose((f["year"].known(), f["year"]), otherwise=year_of(f["leave_from"]))
    asked = yield Step("year_counted", "number", _("Năm được tính"), "", year, hidden=True)
    entries = tuple(reversed((*p.timeline("age_before_2021"), *p.timeline("normal_age"))))
    ages = [
        (
            f["sex"].equals(gender),
            choose(*((asked >= e.effective_from.year, p.figure(e, gender)) for e in entries), strict=False),
        )
        for gender in ("male", "female")
    ]
    cite = "Nghị định 135/2020/NĐ-CP, Điều 4 khoản 2"
    label = _("Tuổi nghỉ hưu, tính bằng tháng")
    months = yield Step("required_age_months", "months", label, cite, choose(*ages, strict=False))
    years = yield Step("years", "whole_years", _("Số năm tròn"), cite, months // 12)
    yield Step("months", "months", _("Số tháng lẻ"), cite, months - 12 * years)


@rule(
    id="retirement.senior",
    title=_("Nghỉ hưu ở tuổi cao hơn của chức vụ lãnh đạo, quản lý"),
    cite="Nghị định 83/2022/NĐ-CP, sửa đổi bởi 99/2024",
    gives="pension_start_month_latest",
    effective_from=date(2022, 10, 20),
    facts=(
        SEX,
        BIRTH_MONTH,
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
        replace(
            PENSION_NORMAL,
            label=_("Tháng hưởng lương hưu bình thường"),
            why=_("thời gian kéo dài tính từ tháng này"),
        ),
    ),
    asks=_("Muộn nhất tháng nào phải nghỉ?"),
    note=_("Danh mục chức vụ và thủ tục kéo dài mới biết một phần; cấp có thẩm quyền quyết định từng người."),
)
def senior(p: Parameters, f: Facts) -> Parts:
    """Never above 65 for men and 60 for women; at most five years more than the normal age."""
    cite = "Nghị định 83/2022/NĐ-CP"
    yield Guard(
        _("Nhóm chức vụ của nữ chỉ áp dụng cho nữ"),
        cite,
        f["senior_group"].equals("justice") | f["sex"].equals("female"),
        _("Ngoài bảng: nhóm chức vụ này chỉ kéo dài cho nữ."),
    )
    ceiling = yield Step("ceiling_months", "months", _("Tuổi cao nhất"), cite, p.lookup("senior_ceiling", f["sex"]))
    label = _("Tháng hưởng lương hưu theo tuổi cao nhất")
    by_age = yield Step("pension_by_ceiling", "month", label, cite, month_after(f["birth_month"], ceiling + 1))
    normal_month = f["pension_start_month_normal"]
    extended = capped(month_after(normal_month, p["senior_extension"]), by_age)
    latest = yield Step("pension_latest", "month", _("Kéo dài nhiều nhất"), cite, extended)
    kept = choose((latest >= normal_month, latest), otherwise=normal_month)
    yield Step("pension_start_month_latest", "month", _("Tháng hưởng lương hưu muộn nhất"), cite, kept)
