"""Planning of cadres (quy hoạch) by Quy định 377-QĐ/TW and Hướng dẫn 45-HD/BTCTW: numbers and age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import months_from
from tinhgon.law.facts import BIRTH_MONTH, SEX, TERM_MONTHS
from tinhgon.law.model import Fact, Facts, Guard, Parts, PartsTo, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

HD45 = "Quy định 377-QĐ/TW; Hướng dẫn 45-HD/BTCTW"
D45 = date(2025, 11, 21)
SEATS = Fact(
    name="seats",
    label=_("Số lượng theo quy định"),
    kind="people",
    minimum=1,
    maximum=1000,
    why=_("số người quy hoạch tính theo số này"),
    example=15,
)
PLANNED = Fact(name="planned", label=_("Số người đã quy hoạch"), kind="people", optional=True)
AGE_OF_LAW = Fact(
    name="required_age_months",
    label=_("Tuổi nghỉ hưu"),
    kind="months",
    optional=True,
    supplied_by=("retirement.normal", "required_age_months"),
)
COUNTED = Fact(
    name="counting_month",
    label=_("Tháng tính tuổi"),
    kind="month",
    why=_("số tháng còn lại đếm từ tháng này"),
    example="2030-09",
)
AT_60 = Fact(
    name="retires_at_60",
    label=_("Nữ được nghỉ hưu ở tuổi 60 theo Nghị định 83/2022"),
    kind="bool",
    default=False,
)
PERSON = (replace(SEX, why=_("tuổi nghỉ hưu của nam và nữ khác nhau")), BIRTH_MONTH, COUNTED, AT_60, AGE_OF_LAW)


@rule(
    id="planning.body",
    title=_("Số người quy hoạch cấp ủy, ban thường vụ, ủy ban kiểm tra"),
    cite=f"{HD45}, mục II.6.1",
    gives="max_planned",
    effective_from=D45,
    facts=(
        SEATS,
        Fact(
            name="coefficient",
            label=_("Hệ số quy hoạch"),
            kind="decimal",
            maximum=3,
            why=_("cấp có thẩm quyền chọn hệ số trong khoảng quy định"),
            example="1.5",
        ),
        PLANNED,
        Fact(
            name="body",
            label=_("Tập thể"),
            kind="text",
            optional=True,
            choices={
                "committee": _("cấp ủy"),
                "standing_committee": _("ban thường vụ"),
                "inspection_commission": _("ủy ban kiểm tra"),
            },
        ),
    ),
    asks=_("Quy hoạch nhiều nhất bao nhiêu người vào tập thể này?"),
)
def body(p: Parameters, f: Facts) -> Parts:
    """One to one and a half times the seats, half a person rounded up as in the official example (15 x 1.5 is 23)."""
    cite = "Hướng dẫn 45-HD/BTCTW, mục II.6.1"
    yield Guard(
        _("Hệ số trong khoảng quy định"),
        cite,
        (f["coefficient"] >= p["body_least"]) & (f["coefficient"] <= p["body_most"]),
        _("Ngoài bảng: hệ số quy hoạch từ 1,0 đến 1,5."),
    )
    label = _("Số người quy hoạch nhiều nhất")
    most = yield Step("max_planned", "people", label, cite, f["seats"] * f["coefficient"])
    yield Step("ok", "bool", _("Không vượt"), cite, f["planned"] <= most, optional=True)


@rule(
    id="planning.title",
    title=_("Số người quy hoạch một chức danh lãnh đạo"),
    cite=f"{HD45}, mục II.6.2",
    gives="max_planned",
    effective_from=D45,
    facts=(SEATS, PLANNED, Fact(name="planned_title", label=_("Chức danh quy hoạch"), kind="text", optional=True)),
    asks=_("Quy hoạch nhiều nhất bao nhiêu người vào chức danh này?"),
)
def title(p: Parameters, f: Facts) -> Parts:
    """Three for each holder of the title that there may be."""
    cite = "Hướng dẫn 45-HD/BTCTW, mục II.6.2"
    label = _("Số người quy hoạch nhiều nhất")
    most = yield Step("max_planned", "people", label, cite, p["per_title"] * f["seats"])
    yield Step("ok", "bool", _("Không vượt"), cite, f["planned"] <= most, optional=True)


@rule(
    id="planning.titles_of_a_person",
    title=_("Số chức danh quy hoạch của một người"),
    cite=f"{HD45}, mục II.6.2",
    gives="ok",
    effective_from=D45,
    facts=(
        Fact(
            name="titles_planned",
            label=_("Số chức danh, không kể cấp ủy, ban thường vụ, ủy ban kiểm tra"),
            kind="number",
            maximum=100,
            why=_("mỗi người không quá số chức danh quy định ở một cấp phê duyệt"),
            example=3,
        ),
        Fact(name="approving_level", label=_("Cấp phê duyệt quy hoạch"), kind="text", optional=True),
    ),
    asks=_("Người này được quy hoạch thêm chức danh không?"),
)
def titles_of_a_person(p: Parameters, f: Facts) -> Parts:
    """Three titles at one approving level; seats in committees are not counted."""
    cite = "Hướng dẫn 45-HD/BTCTW, mục II.6.2"
    counted = yield Step("counted", "number", _("Số chức danh được đếm"), cite, f["titles_planned"])
    yield Step("ok", "bool", _("Không vượt"), cite, counted <= p["titles_most"])


def _left_of(p: Parameters, f: Facts, cite: str) -> PartsTo:
    yield Guard(
        _("Tuổi 60 theo Nghị định 83/2022 chỉ của nữ"), cite, ~f["retires_at_60"] | ~f["sex"].equals("male"),
        _("Nghỉ hưu ở tuổi 60 theo Nghị định 83/2022 chỉ dành cho nữ."),
    )  # fmt: skip
    by_law: Term = choose((f["retires_at_60"], p["age_at_60"]), otherwise=f["required_age_months"])
    age = yield Step("retirement_age_months", "months", _("Tuổi nghỉ hưu, tính bằng tháng"), cite, by_law)
    label = _("Tuổi ở tháng tính, bằng tháng")
    now = yield Step("age_months", "months", label, cite, months_from(f["birth_month"], f["counting_month"]))
    return (yield Step("months_left", "months", _("Số tháng còn công tác"), cite, age - now))


@rule(
    id="planning.age",
    title=_("Tuổi quy hoạch"),
    cite=f"{HD45}, mục II.5; Nghị định 135/2020/NĐ-CP",
    gives="object1_ok",
    effective_from=D45,
    facts=(*PERSON, Fact(name="planned_for", label=_("Quy hoạch cho"), kind="text", optional=True)),
    asks=_("Người này còn đủ tuổi quy hoạch đối tượng 1, đối tượng 2 không?"),
)
def age(p: Parameters, f: Facts) -> Parts:
    """A full term left for the first group, two terms for the second, by the age of retirement that will be theirs."""
    cite = "Hướng dẫn 45-HD/BTCTW, mục II.5"
    left = yield from _left_of(p, f, cite)
    yield Step("object1_ok", "bool", _("Đủ tuổi đối tượng 1"), cite, left >= p["months_object_1"])
    yield Step("object2_ok", "bool", _("Đủ tuổi đối tượng 2"), cite, left >= p["months_object_2"])


@rule(
    id="planning.age_of_appointment",
    title=_("Tuổi bổ nhiệm, giới thiệu ứng cử lần đầu hoặc chức vụ cao hơn"),
    cite=f"{HD45}, mục III.1.2; Nghị định 135/2020/NĐ-CP",
    gives="normal_ok",
    effective_from=D45,
    facts=(
        *PERSON,
        replace(TERM_MONTHS, why=_("phải đủ tuổi trọn thời hạn")),
    ),
    asks=_("Người này có đủ tuổi công tác trọn một thời hạn không?"),
)
def age_of_appointment(p: Parameters, f: Facts) -> Parts:
    """The full term; for Party posts of sixty months a special case from forty-eight, justified in three steps."""
    cite = "Hướng dẫn 45-HD/BTCTW, mục III.1.2"
    left = yield from _left_of(p, f, cite)
    enough = yield Step("normal_ok", "bool", _("Đủ tuổi trọn thời hạn"), cite, left >= f["term_months"])
    label = _("Có thể xem xét trường hợp đặc biệt")
    yield Step("special_possible", "bool", label, cite, ~enough & (left >= p["special_least"]))
