"""How many cadres, civil servants and part-time staff a commune may have, and the fund for the part-time ones."""

from __future__ import annotations

from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import at_least, word_of
from tinhgon.law.facts import BASE_SALARY
from tinhgon.law.model import Fact, Facts, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose

ND92, ND34, ND33 = "Nghị định 92/2009/NĐ-CP", "Nghị định 34/2019/NĐ-CP", "Nghị định 33/2023/NĐ-CP"
D33, TWO_TIER = date(2023, 8, 1), date(2025, 7, 1)
UNIT = Fact(
    name="unit",
    label=_("Đơn vị"),
    kind="text",
    choices={"commune": _("Xã, thị trấn"), "ward": _("Phường")},
    default="commune",
)
CLASS = Fact(
    name="class",
    label=_("Loại đơn vị hành chính cấp xã"),
    kind="text",
    choices={"1": _("Loại 1"), "2": _("Loại 2"), "3": _("Loại 3")},
    why=_("số người theo loại đơn vị"),
    example="1",
)
POLICE = Fact(name="has_regular_police", label=_("Trưởng công an là công an chính quy"), kind="bool", default=False)
ALIASES = {"cadres_and_civil_servants_max": "cadres_and_civil_servants", "non_specialised_max": "non_specialised"}


def _numbers(p: Parameters, f: Facts, cite: str) -> Parts:
    """The numbers of the class, less what the decree takes off where the head of police is a regular officer."""
    listed = p.lookup("cadres_and_civil_servants", word_of(f["unit"], f["class"]))
    less = choose((f["has_regular_police"], p["regular_police"]), otherwise=0)
    yield Step("cadres_and_civil_servants", "people", _("Số cán bộ, công chức"), cite, listed - less)
    label = _("Số người hoạt động không chuyên trách")
    yield Step("non_specialised", "people", label, cite, p.lookup("non_specialised", f["class"]))


@rule(
    id="commune_staff.numbers",
    title=_("Số lượng cán bộ, công chức, người hoạt động không chuyên trách cấp xã"),
    cite=ND92,
    gives="cadres_and_civil_servants",
    effective_from=date(2010, 1, 1),
    effective_to=date(2019, 6, 25),
    facts=(UNIT, CLASS, POLICE),
    asks=_("Xã này được bao nhiêu cán bộ, công chức?"),
    aliases=ALIASES,
)
def numbers_92(p: Parameters, f: Facts) -> Parts:
    """25, 23 or 21 by class; 22, 20 or 19 part-time."""
    yield from _numbers(p, f, ND92)


@numbers_92.next_version(cite=f"{ND34}, Điều 2", effective_to=D33)
def numbers_34(p: Parameters, f: Facts) -> Parts:
    """Two fewer in each class, and one less with regular police; 14, 12 or 10 part-time."""
    yield from _numbers(p, f, f"{ND34}, Điều 2")


@numbers_34.next_version(
    cite=f"{ND33}, Điều 6 và 33",
    effective_to=TWO_TIER,
    note=_("Chưa kể số tăng thêm theo dân số và diện tích."),
)
def numbers_33(p: Parameters, f: Facts) -> Parts:
    """22, 20 or 18 in a commune, one more in a ward, regular police or not; 14, 12 or 10 part-time."""
    yield from _numbers(p, f, f"{ND33}, Điều 6 và 33")


def _measure(name: str, label: str, kind: str, example: object) -> Fact:
    return Fact(
        name=name, label=label, kind=kind, minimum=0, maximum=10_000_000, why=_("số tăng thêm tính theo tiêu chuẩn"),
        example=example,
    )  # fmt: skip


@rule(
    id="commune_staff.increase",
    title=_("Số cán bộ, công chức cấp xã tăng thêm theo dân số và diện tích"),
    cite=f"{ND33}, Điều 6 khoản 2 và Điều 33",
    gives="extra_civil_servants",
    effective_from=D33,
    effective_to=TWO_TIER,
    facts=(
        Fact(
            name="unit",
            label=_("Đơn vị"),
            kind="text",
            choices={"ward_of_district": _("Phường thuộc quận"), "other": _("Đơn vị khác")},
            default="other",
        ),
        _measure("std_pop", _("Dân số tiêu chuẩn"), "people", 8000),
        _measure("pop", _("Dân số"), "people", 16000),
        _measure("std_area", _("Diện tích tiêu chuẩn"), "km2", "30"),
        _measure("area", _("Diện tích"), "km2", "60"),
    ),
    asks=_("Xã này được thêm bao nhiêu người?"),
    aliases={"extra_non_specialised_staff": "extra_non_specialised"},
    note=_("Số tăng thêm được cộng cho cả tỉnh rồi do Hội đồng nhân dân phân bổ."),
)
def increase(p: Parameters, f: Facts) -> Parts:
    """One for each full third (ward of a district) or half of the standard population above it, and for each area."""
    cite = f"{ND33}, Điều 6 khoản 2"
    over = at_least(f["pop"] - f["std_pop"], 0) * p.lookup("parts_of_population", f["unit"])
    by_people = yield Step("extra_by_population", "people", _("Theo dân số"), cite, over // f["std_pop"])
    whole = at_least(f["area"] - f["std_area"], 0) // f["std_area"]
    by_area = yield Step("extra_by_area", "people", _("Theo diện tích"), cite, whole)
    added = by_people + by_area
    yield Step("extra_civil_servants", "people", _("Số công chức tăng thêm"), cite, added)
    yield Step("extra_non_specialised", "people", _("Số người không chuyên trách tăng thêm"), f"{ND33}, Điều 33", added)


@rule(
    id="commune_staff.fund",
    title=_("Quỹ phụ cấp khoán cho người hoạt động không chuyên trách cấp xã"),
    cite=f"{ND33}, Điều 34",
    gives="monthly_fund",
    effective_from=D33,
    effective_to=date(2026, 6, 1),
    facts=(
        CLASS,
        Fact(name="added_people", label=_("Số người tăng thêm"), kind="people", default=0),
        BASE_SALARY,
    ),
    asks=_("Xã được khoán quỹ phụ cấp bao nhiêu một tháng?"),
)
def fund(p: Parameters, f: Facts) -> Parts:
    """21, 18 or 15 times the base salary by class (recalled), and 1.5 for each added person."""
    cite = f"{ND33}, Điều 34"
    times = p.lookup("fund_factor", f["class"]) + p["fund_per_added"] * f["added_people"]
    factor = yield Step("factor", "decimal", _("Mức khoán"), cite, times)
    yield Step("monthly_fund", "dong", _("Quỹ phụ cấp mỗi tháng"), cite, f["base_salary"] * factor)


@rule(
    id="commune_staff.average",
    title=_("Biên chế bình quân của cấp xã từ ngày 01/07/2025"),
    cite="Công văn 09/CV-BCĐ",
    gives="average_staff_total",
    effective_from=TWO_TIER,
    facts=(Fact(name="communes", label=_("Số đơn vị cấp xã của tỉnh"), kind="units", minimum=1, example=103),),
    asks=_("Cả tỉnh được bao nhiêu biên chế cấp xã?"),
    note=_("Giữ số hiện có và đưa về mức bình quân trong 5 năm; giai đoạn 2026–2031 sẽ theo vị trí việc làm."),
)
def average(p: Parameters, f: Facts) -> Parts:
    """About 32 on average in each commune, Party and mass bodies not counted."""
    cite = "Công văn 09/CV-BCĐ"
    yield Step("average_staff_total", "people", _("Tổng theo bình quân"), cite, p["average_two_tier"] * f["communes"])
