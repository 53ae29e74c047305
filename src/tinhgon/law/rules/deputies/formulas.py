"""How many deputies a body may have, how small a division may be, and how many bodies there may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.arithmetic import rounded_down
from tinhgon.law.model import Fact, Facts, Guard, Parts, Step, rule
from tinhgon.law.parameters import Parameters
from tinhgon.law.terms import Term, choose

ND107, ND45, ND370 = "Nghị định 107/2020/NĐ-CP", "Nghị định 45/2025/NĐ-CP", "Nghị định 370/2025/NĐ-CP"
ND150 = "Nghị định 150/2025/NĐ-CP"
D107, D45, D150, D370 = date(2020, 11, 25), date(2025, 3, 1), date(2025, 7, 1), date(2026, 1, 1)
DEPUTIES, DIRECTORS = _("Số cấp phó nhiều nhất"), _("Tổng số phó giám đốc sở")
LOCALITY = Fact(
    name="locality",
    label=_("Địa phương"),
    kind="text",
    choices={
        "hn_hcm": _("Hà Nội, Thành phố Hồ Chí Minh"),
        "class_1": _("Tỉnh loại I"),
        "class_2": _("Tỉnh loại II"),
        "class_3": _("Tỉnh loại III"),
    },
    why=_("mức khác nhau theo loại tỉnh"),
    example="class_1",
)
BIG_CITY = replace(
    LOCALITY,
    choices={"hn_hcm": _("Hà Nội, Thành phố Hồ Chí Minh"), "other": _("Tỉnh, thành phố khác")},
    default="other",
    why="",
    example=None,
)
STAFF = Fact(
    name="staff", label=_("Số người của phòng, ban"), kind="people", minimum=1, maximum=100_000,
    why=_("số cấp phó theo số người"), example=9,
)  # fmt: skip


def _most(cite: str, value: Term) -> Step:
    return Step("max_deputy_heads", "people", DEPUTIES, cite, value)


@rule(
    id="deputies.division",
    title=_("Số phó trưởng phòng của phòng thuộc sở"),
    cite=ND107,
    gives="max_deputy_heads",
    effective_from=D107,
    effective_to=D45,
    facts=(LOCALITY, STAFF),
    asks=_("Phòng này được mấy phó?"),
)
def division(p: Parameters, f: Facts) -> Parts:
    """One below ten (nine, eight) civil servants, two up to fourteen, three from fifteen (recalled)."""
    one_below = p.lookup("division_one_below", f["locality"])
    yield _most(ND107, choose((f["staff"] < one_below, 1), (f["staff"] < p["division_three_from"], 2), otherwise=3))


def _least(p: Parameters, f: Facts, cite: str) -> Step:
    label = _("Số công chức tối thiểu của phòng")
    return Step("min_civil_servants_for_phong_of_so", "people", label, cite, p.lookup("min_division", f["locality"]))


@rule(
    id="deputies.min_division",
    title=_("Số công chức tối thiểu của phòng thuộc sở"),
    cite=ND107,
    gives="min_civil_servants_for_phong_of_so",
    effective_from=D107,
    effective_to=D45,
    facts=(LOCALITY,),
    asks=_("Phòng của sở phải có ít nhất bao nhiêu công chức?"),
)
def min_division_107(p: Parameters, f: Facts) -> Parts:
    """Seven in Hà Nội and HCMC, six in a class I province, five elsewhere."""
    yield _least(p, f, ND107)


@min_division_107.next_version(cite=ND45, effective_to=D150)
def min_division_45(p: Parameters, f: Facts) -> Parts:
    """The same figures again; what Nghị định 150/2025 adopted has not been read."""
    yield _least(p, f, ND45)


@rule(
    id="deputies.service_division",
    title=_("Số phó trưởng phòng của phòng thuộc đơn vị sự nghiệp công lập"),
    cite="Nghị định 120/2020/NĐ-CP",
    gives="max_deputy_heads",
    effective_from=date(2020, 12, 1),
    facts=(
        Fact(
            name="financing",
            label=_("Mức tự bảo đảm kinh phí"),
            kind="text",
            choices={
                "part_or_none": _("Tự bảo đảm một phần hoặc do ngân sách bảo đảm"),
                "recurrent": _("Tự bảo đảm chi thường xuyên"),
            },
            default="part_or_none",
        ),
        STAFF,
    ),
    asks=_("Phòng của đơn vị sự nghiệp được mấy phó?"),
)
def service_division(p: Parameters, f: Facts) -> Parts:
    """One deputy with seven to nine, two from ten; two where recurrent spending is self-financed."""
    cite = "Nghị định 120/2020/NĐ-CP"
    own = f["financing"].equals("recurrent")
    yield Guard(
        _("Đủ số người tối thiểu"),
        cite,
        own | (f["staff"] >= p["service_division_least"]),
        _("Ngoài bảng: phòng dưới 7 người không đủ điều kiện thành lập."),
        sure="unverified",
    )
    yield _most(cite, choose((own, 2), (f["staff"] < p["service_division_two_from"], 1), otherwise=2))
    label = _("Số người tối thiểu")
    yield Step("min_staff", "people", label, cite, p["service_division_least"], sure="unverified")


@rule(
    id="deputies.sub_department",
    title=_("Số phó chi cục trưởng"),
    cite="Nghị định 101/2020/NĐ-CP; 107/2020/NĐ-CP",
    gives="max_deputy_heads",
    effective_from=date(2020, 11, 15),
    facts=(
        Fact(
            name="parent",
            label=_("Chi cục thuộc"),
            kind="text",
            choices={"cuc": _("Cục thuộc bộ"), "so": _("Sở")},
            default="cuc",
        ),
        Fact(
            name="divisions", label=_("Số phòng của chi cục"), kind="units", maximum=100,
            why=_("số cấp phó theo số phòng"), example=3,
        ),
    ),
    asks=_("Chi cục được mấy phó?"),
)  # fmt: skip
def sub_department(p: Parameters, f: Facts) -> Parts:
    """One with one to three divisions, two with four or more, or with none."""
    cite = "Nghị định 101/2020/NĐ-CP"
    few = (f["divisions"] >= 1) & (f["divisions"] < p["sub_department_two_from"])
    yield _most(cite, choose((few, 1), otherwise=2))
    label = _("Số biên chế tối thiểu của chi cục")
    yield Step("min_staff", "people", label, cite, p.lookup("sub_department_least", f["parent"]))


@rule(
    id="deputies.agency_unit",
    title=_("Số cấp phó của ban, văn phòng thuộc cơ quan thuộc Chính phủ"),
    cite="Nghị định 10/2016/NĐ-CP, sửa đổi bởi 47/2019/NĐ-CP",
    gives="max_deputy_heads",
    effective_from=date(2019, 7, 20),
    facts=(STAFF,),
    asks=_("Ban, văn phòng này được mấy phó?"),
)
def agency_unit(p: Parameters, f: Facts) -> Parts:
    """Two with fifteen to twenty, three above twenty; a body needs fifteen."""
    cite = "Nghị định 47/2019/NĐ-CP"
    yield Guard(
        _("Đủ số người tối thiểu"),
        cite,
        f["staff"] >= p["agency_unit_least"],
        _("Ngoài bảng: ban, văn phòng dưới 15 người không đủ điều kiện thành lập."),
    )
    yield _most(cite, choose((f["staff"] <= p["agency_unit_two_to"], 2), otherwise=3))
    yield Step("min_staff", "people", _("Số người tối thiểu"), cite, p["agency_unit_least"])


DEPARTMENTS = Fact(name="departments", label=_("Số sở của tỉnh"), kind="units", minimum=1, maximum=30, example=14)


def _directors(p: Parameters, f: Facts) -> Term:
    """So many on average in each department, and more in Hà Nội and HCMC."""
    more = choose((f["locality"].equals("hn_hcm"), p["directors_more"]), otherwise=0)
    return p["directors_average"] * f["departments"] + more


@rule(
    id="deputies.directors",
    title=_("Tổng số phó giám đốc sở của một tỉnh"),
    cite=f"{ND107}; {ND45}",
    gives="max_deputy_directors",
    effective_from=D107,
    effective_to=D370,
    facts=(BIG_CITY, DEPARTMENTS),
    asks=_("Cả tỉnh được bao nhiêu phó giám đốc sở?"),
    note=_("Số tăng thêm do nhập tỉnh áp dụng từ 01/01/2026 (Nghị định 370/2025/NĐ-CP)."),
)
def directors_107(p: Parameters, f: Facts) -> Parts:
    """Three on average in each department; ten more in Hà Nội and HCMC."""
    yield Step("max_deputy_directors", "people", DIRECTORS, f"{ND107}; {ND45}", _directors(p, f))


@directors_107.next_version(
    cite=f"{ND150}, sửa đổi bởi 370/2025/NĐ-CP",
    facts=(
        BIG_CITY,
        DEPARTMENTS,
        Fact(name="merged_from_two", label=_("Trong đó số sở nhập từ hai tỉnh"), kind="units", default=0),
        Fact(name="merged_from_three", label=_("Trong đó số sở nhập từ ba tỉnh"), kind="units", default=0),
    ),
)
def directors_370(p: Parameters, f: Facts) -> Parts:
    """The same, and one more in each department merged from two provinces, two more from three."""
    merged = f["merged_from_two"] + 2 * f["merged_from_three"]
    yield Step("max_deputy_directors", "people", DIRECTORS, ND370, _directors(p, f) + merged)


def _departments(p: Parameters, f: Facts, cite: str) -> Step:
    return Step("max_departments", "units", _("Số sở nhiều nhất"), cite, p.lookup("departments", f["locality"]))


@rule(
    id="deputies.departments",
    title=_("Số sở nhiều nhất của một tỉnh"),
    cite=ND45,
    gives="max_departments",
    effective_from=D45,
    effective_to=D150,
    facts=(BIG_CITY,),
    asks=_("Tỉnh được bao nhiêu sở?"),
)
def departments_45(p: Parameters, f: Facts) -> Parts:
    """Fifteen in Hà Nội and HCMC, fourteen elsewhere."""
    yield _departments(p, f, ND45)


@departments_45.next_version(cite=f"{ND150}, Điều 8")
def departments_150(p: Parameters, f: Facts) -> Parts:
    """The same figures again."""
    yield _departments(p, f, f"{ND150}, Điều 8")


@rule(
    id="deputies.commune_bodies",
    title=_("Tổng số phòng, trung tâm của các xã trong tỉnh"),
    cite=f"{ND150}, sửa đổi bởi 370/2025/NĐ-CP",
    gives="max_bodies",
    effective_from=D370,
    facts=(BIG_CITY, Fact(name="communes", label=_("Số xã, phường"), kind="units", minimum=1, example=103)),
    asks=_("Cả tỉnh được bao nhiêu phòng, trung tâm cấp xã?"),
)
def commune_bodies(p: Parameters, f: Facts) -> Parts:
    """On average 4.5 bodies in each commune (4.7 in Hà Nội and HCMC), the service centre included."""
    bodies = rounded_down(p.lookup("commune_bodies", f["locality"]) * f["communes"])
    yield Step("max_bodies", "units", _("Số phòng, trung tâm nhiều nhất"), ND370, bodies)


@rule(
    id="deputies.commune",
    title=_("Tổng số phó của phòng, trung tâm cấp xã"),
    cite="Nghị quyết 332/NQ-CP",
    gives="max_deputy_heads",
    effective_from=date(2025, 10, 15),
    facts=(Fact(name="bodies", label=_("Số phòng, trung tâm"), kind="units", minimum=1, example=4),),
    asks=_("Các phòng, trung tâm của xã được bao nhiêu phó?"),
)
def commune(p: Parameters, f: Facts) -> Parts:
    """Two on average in each division or centre."""
    yield _most("Nghị quyết 332/NQ-CP", p["commune_deputies"] * f["bodies"])


@rule(
    id="deputies.district",
    title=_("Tổng số phó trưởng phòng cấp huyện"),
    cite="Nghị định 108/2020/NĐ-CP",
    gives="max_deputy_heads",
    effective_from=D107,
    effective_to=D150,
    facts=(Fact(name="bodies", label=_("Số phòng"), kind="units", minimum=1, example=12),),
    asks=_("Các phòng cấp huyện được bao nhiêu phó?"),
)
def district(p: Parameters, f: Facts) -> Parts:
    """Two on average in each division, to the end of the district level."""
    yield _most("Nghị định 108/2020/NĐ-CP", p["district_deputies"] * f["bodies"])
