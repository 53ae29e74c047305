"""Party congresses: age conditions of the 2020-2025 and 2025-2030 terms, and the arithmetic of elections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import months_from, rounded_down
from tinhgon.law.facts import PENSION_NORMAL
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose, term

CT35, CT45 = "Chỉ thị 35-CT/TW (30/05/2019)", "Chỉ thị 45-CT/TW (14/04/2025)"
QD244, QD190 = "Quyết định 244-QĐ/TW (2014)", "Quyết định 190-QĐ/TW (2024)"
D35, D45, D244, D190 = date(2019, 5, 30), date(2025, 4, 14), date(2014, 6, 9), date(2024, 10, 10)
PENSION = replace(PENSION_NORMAL, why=_("số tháng còn công tác tính đến tháng nghỉ hưu"))
CASE = Fact(
    name="case",
    label=_("Trường hợp"),
    kind="text",
    choices={"first_time": _("Tham gia lần đầu"), "re_elected": _("Tái cử")},
    why=_("lần đầu phải đủ tuổi trọn nhiệm kỳ, tái cử cần ít hơn"),
    example="re_elected",
)
LEVELS = {
    "grassroots": _("Cấp cơ sở"),
    "superior": _("Cấp trên trực tiếp cơ sở"),
    "commune": _("Xã, phường, đặc khu trực thuộc tỉnh"),
    "province": _("Cấp tỉnh"),
    "state": _("Chức danh Hội đồng nhân dân, Ủy ban nhân dân"),
}


CASES = (_("Đủ tuổi tái cử"), _("Đủ tuổi tham gia lần đầu"))


def _level(names: tuple[str, ...]) -> Fact:
    return Fact(
        name="level", label=_("Cấp"), kind="text", choices={name: LEVELS[name] for name in names},
        why=_("mỗi cấp một tháng tính tuổi"), example="province",
    )  # fmt: skip


def _age(p: Parameters, f: Facts, cite: str) -> Parts:
    """Months of service from the counting month of the level to the month of retirement, against those needed."""
    label = _("Tháng tính tuổi")
    counted = yield Step("counting_month", "month", label, cite, p.lookup("counting_month", f["level"]))
    label = _("Số tháng còn công tác đến tháng nghỉ hưu")
    left = months_from(counted, f["pension_start_month_normal"]) - 1
    months = yield Step("months_left", "months", label, cite, left)
    label = _("Số tháng cần có")
    needed = yield Step("months_needed", "months", label, cite, p.lookup("months_needed", f["case"]))
    yield Step("is_of_age", "bool", _("Đủ tuổi"), cite, months >= needed)
    for name, case, words in (("reelect_ok", "re_elected", CASES[0]), ("first_time_ok", "first_time", CASES[1])):
        yield Step(name, "bool", words, cite, months >= p.lookup("months_needed", term(case)))


@rule(
    id="congress.age",
    title=_("Điều kiện tuổi tham gia cấp ủy và chức danh"),
    cite=CT35,
    gives="is_of_age",
    effective_from=D35,
    effective_to=D45,
    facts=(_level(("grassroots", "superior", "province", "state")), CASE, PENSION),
    asks=_("Người này có đủ tuổi tham gia, tái cử không?"),
    note=_("Nhiệm kỳ 2020–2025 trên thực tế tính theo tuổi nghỉ hưu 60/55; văn bản nêu điều này chưa được đọc."),
)
def age_2020(p: Parameters, f: Facts) -> Parts:
    """Re-election needs 30 months of service at the counting month of the level; a first time a full term."""
    yield from _age(p, f, CT35)


@age_2020.next_version(
    cite=CT45,
    facts=(_level(tuple(LEVELS)), CASE, PENSION),
    note=_("Trường hợp đặc biệt do cấp có thẩm quyền quyết định; quy tắc không tính thay."),
)
def age_2025(p: Parameters, f: Facts) -> Parts:
    """Re-election needs 48 months at the counting month of the level; a first time a full term of 60."""
    yield from _age(p, f, CT45)


@rule(
    id="congress.kind",
    title=_("Đại hội toàn thể hay đại hội đại biểu"),
    cite=CT35,
    gives="congress_kind",
    effective_from=D35,
    facts=(Fact(name="members", label=_("Số đảng viên"), kind="people", minimum=1, maximum=10_000_000, example=180),),
    asks=_("Đảng bộ cơ sở này họp đại hội toàn thể hay đại biểu?"),
)
def congress_kind(p: Parameters, f: Facts) -> Parts:
    """Below 200 members all attend; from 200 on, delegates."""
    kind = choose((f["members"] < p["all_members_below"], "all_members"), otherwise="delegates")
    words = {"all_members": _("đại hội toàn thể đảng viên"), "delegates": _("đại hội đại biểu")}
    yield Step("congress_kind", "text", _("Hình thức đại hội"), CT35, kind, words=words)


def _surplus(p: Parameters, f: Facts, cite: str) -> Parts:
    """Candidates outnumber seats by at most the share of the day; what is over a whole person does not count."""
    most = rounded_down(f["seats"] * p["surplus_most"])
    more = yield Step("most_surplus", "people", _("Số dư nhiều nhất"), cite, most)
    yield Step("most_candidates", "people", _("Số người nhiều nhất trong danh sách"), cite, f["seats"] + more)


@rule(
    id="congress.surplus",
    title=_("Số dư của danh sách bầu cử"),
    cite=QD244,
    gives="most_candidates",
    effective_from=D244,
    effective_to=D190,
    facts=(Fact(name="seats", label=_("Số lượng cần bầu"), kind="people", minimum=1, maximum=1000, example=45),),
    asks=_("Danh sách bầu cử nhiều nhất bao nhiêu người?"),
    aliases={"max_surplus": "most_surplus", "max_candidates": "most_candidates"},
    note=_("Không quá 30 %: phần lẻ bỏ đi."),
)
def surplus_244(p: Parameters, f: Facts) -> Parts:
    """Candidates outnumber seats by at most thirty per cent (recalled)."""
    yield from _surplus(p, f, QD244)


@surplus_244.next_version(cite=f"{QD190}, Điều 14", note=surplus_244.note)
def surplus_190(p: Parameters, f: Facts) -> Parts:
    """Candidates outnumber seats by at most thirty per cent."""
    yield from _surplus(p, f, f"{QD190}, Điều 14")


def _elected(f: Facts, cite: str) -> Parts:
    """More than half of those summoned, less the deductions the rule names; not of the votes cast."""
    yield Guard(
        _("Số được trừ nhỏ hơn số được triệu tập"),
        cite,
        f["deducted"] < f["summoned"],
        _("Số được trừ không thể bằng hoặc lớn hơn số được triệu tập."),
    )
    base = yield Step("base", "people", _("Số làm căn cứ"), cite, f["summoned"] - f["deducted"])
    yield Step("is_elected", "bool", _("Quá nửa"), cite, 2 * f["votes"] > base)


@rule(
    id="congress.elected",
    title=_("Trúng cử quá nửa"),
    cite=f"{QD244}, Điều 32",
    gives="is_elected",
    effective_from=D244,
    effective_to=D190,
    facts=(
        Fact(name="summoned", label=_("Số được triệu tập"), kind="people", minimum=1, example=300),
        Fact(name="deducted", label=_("Số được trừ theo quy định"), kind="people", default=0),
        Fact(name="votes", label=_("Số phiếu bầu"), kind="people", example=151),
    ),
    asks=_("Người này có quá nửa số phiếu không?"),
)
def elected_244(p: Parameters, f: Facts) -> Parts:
    """More than half of those summoned, less the deductions the rule names; not of the votes cast."""
    yield from _elected(f, f"{QD244}, Điều 32")


@elected_244.next_version(cite=f"{QD190}, Điều 30")
def elected_190(p: Parameters, f: Facts) -> Parts:
    """As before: counted on those summoned, less the deductions the rule names."""
    yield from _elected(f, f"{QD190}, Điều 30")
