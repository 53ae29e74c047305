"""How many cadres, civil servants and part-time staff a commune may have, and the fund for the part-time ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import at_least, word_of
from tinhgon.law.model import Fact, Facts, Part, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import choose

ND33 = "Nghị định 33/2023/NĐ-CP"
TWO_TIER = date(2025, 7, 1)
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
TITLE = _("Số lượng cán bộ, công chức, người hoạt động không chuyên trách cấp xã")
ASKS = _("Xã này được bao nhiêu cán bộ, công chức?")
ALIASES = {"cadres_and_civil_servants_max": "cadres_and_civil_servants", "non_specialised_max": "non_specialised"}


def _numbers(p: Parameters, f: Facts, cite: str) -> Iterator[Part]:
    listed = p.lookup("cadres_and_civil_servants", word_of(f["unit"], f["class"]))
    less = choose((f["has_regular_police"], p["regular_police"]), otherwise=0)
    yield Step("cadres_and_civil_servants", "people", _("Số cán bộ, công chức"), cite, listed - less)
    yield Step(
        "non_specialised",
        "people",
        _("Số người hoạt động không chuyên trách"),
        cite,
        p.lookup("non_specialised", f["class"]),
    )


def _version(cite: str, start: date, end: date, why: str) -> object:
    @rule(
        id="commune_staff.numbers",
        title=TITLE,
        cite=cite,
        gives="cadres_and_civil_servants",
        effective_from=start,
        effective_to=end,
        facts=(UNIT, CLASS, POLICE),
        asks=ASKS,
        aliases=ALIASES,
        note=why,
    )
    def numbers(p: Parameters, f: Facts) -> Iterator[Part]:
        """By class of the commune-level unit."""
        yield from _numbers(p, f, cite)

    return numbers


numbers_92 = _version("Nghị định 92/2009/NĐ-CP", date(2010, 1, 1), date(2019, 6, 25), "")
numbers_34 = _version("Nghị định 34/2019/NĐ-CP, Điều 2", date(2019, 6, 25), date(2023, 8, 1), "")
numbers_33 = _version(
    f"{ND33}, Điều 6 và 33", date(2023, 8, 1), TWO_TIER, _("Chưa kể số tăng thêm theo dân số và diện tích.")
)


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
    effective_from=date(2023, 8, 1),
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
def increase(p: Parameters, f: Facts) -> Iterator[Part]:
    """One for each full third (ward of a district) or half of the standard population above it, and for each area."""
    cite = f"{ND33}, Điều 6 khoản 2"
    over = at_least(f["pop"] - f["std_pop"], 0) * p.lookup("parts_of_population", f["unit"])
    by_people = Step("extra_by_population", "people", _("Theo dân số"), cite, over // f["std_pop"])
    yield by_people
    by_area = Step(
        "extra_by_area", "people", _("Theo diện tích"), cite, at_least(f["area"] - f["std_area"], 0) // f["std_area"]
    )
    yield by_area
    added = by_people.it + by_area.it
    yield Step("extra_civil_servants", "people", _("Số công chức tăng thêm"), cite, added)
    yield Step("extra_non_specialised", "people", _("Số người không chuyên trách tăng thêm"), f"{ND33}, Điều 33", added)


@rule(
    id="commune_staff.fund",
    title=_("Quỹ phụ cấp khoán cho người hoạt động không chuyên trách cấp xã"),
    cite=f"{ND33}, Điều 34",
    gives="monthly_fund",
    effective_from=date(2023, 8, 1),
    effective_to=date(2026, 6, 1),
    facts=(
        CLASS,
        Fact(name="added_people", label=_("Số người tăng thêm"), kind="people", default=0),
        Fact(
            name="base_salary", label=_("Lương cơ sở"), kind="dong", why=_("quỹ tính theo lương cơ sở"),
            supplied_by=("pay.base", "base_salary"), example=2_340_000,
        ),
    ),
    asks=_("Xã được khoán quỹ phụ cấp bao nhiêu một tháng?"),
)  # fmt: skip
def fund(p: Parameters, f: Facts) -> Iterator[Part]:
    """21, 18 or 15 times the base salary by class (recalled), and 1.5 for each added person."""
    cite = f"{ND33}, Điều 34"
    factor = Step(
        "factor",
        "decimal",
        _("Mức khoán"),
        cite,
        p.lookup("fund_factor", f["class"]) + p["fund_per_added"] * f["added_people"],
    )
    yield factor
    yield Step("monthly_fund", "dong", _("Quỹ phụ cấp mỗi tháng"), cite, f["base_salary"] * factor.it)


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
def average(p: Parameters, f: Facts) -> Iterator[Part]:
    """About 32 on average in each commune, Party and mass bodies not counted."""
    cite = "Công văn 09/CV-BCĐ"
    yield Step("average_staff_total", "people", _("Tổng theo bình quân"), cite, p["average_two_tier"] * f["communes"])
