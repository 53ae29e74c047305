"""What posts a unit of a kind has: who heads it, who does its work. Titles are those of the laws and decrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tinhgon.registers.establishment.payloads import (
    Category,
    Group,
    Rank,
)


@dataclass(frozen=True)
class Job:
    """A title with its code in the catalogue of job positions."""

    title: str
    position: str
    group: Group = "professional"
    rank: Rank | None = None


@dataclass(frozen=True)
class Style:
    """The posts of a kind of unit. `elected`: its head and deputies are cadres (cán bộ), elected or approved."""

    head: Job
    deputy: Job
    staff: tuple[Job, ...]
    category: Category
    elected: bool = False


def _head(title: str, position: str) -> Job:
    return Job(title, position, "leadership", "head")


def _deputy(title: str, position: str) -> Job:
    return Job(title, position, "leadership", "deputy")


SPECIALIST = Job("Chuyên viên", "specialist")
_CLERK = Job("Văn thư, lưu trữ", "clerk", "shared")
_ACCOUNTANT = Job("Kế toán", "accountant", "shared")
_STAFF = (SPECIALIST,) * 6 + (_CLERK, _ACCOUNTANT)


def _office(head: str, deputy: str, code: str, category: Category = "civil_servant", *, elected: bool = False) -> Style:
    return Style(_head(head, f"{code}_head"), _deputy(deputy, f"{code}_deputy"), _STAFF, category, elected)


def _service(head: str, deputy: str, code: str, *staff: Job) -> Style:
    return Style(_head(head, f"{code}_head"), _deputy(deputy, f"{code}_deputy"), staff, "public_employee")


def _teaching(level: str, code: str) -> Style:
    teacher = Job(f"Giáo viên {level}", f"teacher_{code}")
    support = (Job("Nhân viên kế toán", "accountant", "shared"), Job("Nhân viên thiết bị", "equipment", "support"))
    return _service("Hiệu trưởng", "Phó Hiệu trưởng", "school", *(teacher,) * 12, *support)


_COMMUNE = tuple(
    Job(title, f"commune_{code}")
    for title, code in (
        ("Công chức Văn phòng - thống kê", "office"), ("Công chức Tư pháp - hộ tịch", "justice"),
        ("Công chức Tài chính - kế toán", "finance"), ("Công chức Văn hóa - xã hội", "culture"),
        ("Công chức Địa chính - xây dựng", "land"), ("Công an xã", "police"), ("Chỉ huy Quân sự", "military"),
    )
)  # fmt: skip
_MASS = tuple(
    Job(title, code, "leadership", "head")
    for title, code in (
        ("Bí thư Đoàn Thanh niên", "youth_head"), ("Chủ tịch Hội Phụ nữ", "women_head"),
        ("Chủ tịch Hội Nông dân", "farmers_head"), ("Chủ tịch Hội Cựu chiến binh", "veterans_head"),
    )
)  # fmt: skip
_HEALTH = (
    Job("Bác sĩ", "doctor"), Job("Điều dưỡng", "nurse"), Job("Y sĩ", "assistant_doctor"), Job("Điều dưỡng", "nurse"),
    Job("Dược sĩ", "pharmacist"), Job("Hộ sinh", "midwife"), Job("Kỹ thuật viên y", "technician"),
)  # fmt: skip
_EMPLOYEE = (Job("Viên chức chuyên môn", "employee"),) * 5 + (Job("Kế toán", "accountant", "shared"),)

STYLES: Mapping[str, Style] = MappingProxyType({
    "party_root": _office("Bí thư", "Phó Bí thư", "committee", elected=True),
    "office": _office("Chánh Văn phòng", "Phó Chánh Văn phòng", "office"),
    "board": _office("Trưởng ban", "Phó Trưởng ban", "board"),
    "inspection": _office("Chủ nhiệm", "Phó Chủ nhiệm", "party_inspection", elected=True),
    "committee": _office("Bí thư", "Phó Bí thư", "party_committee"),
    "front": _office("Chủ tịch", "Phó Chủ tịch", "front", elected=True),
    "youth": _office("Bí thư", "Phó Bí thư", "youth", elected=True),
    "people": _office("Chủ tịch", "Phó Chủ tịch", "people_committee", elected=True),
    "department": _office("Giám đốc", "Phó Giám đốc", "department"),
    "inspectorate": _office("Chánh Thanh tra", "Phó Chánh Thanh tra", "inspectorate"),
    "division": _office("Trưởng phòng", "Phó Trưởng phòng", "division"),
    "nursery": _teaching("mầm non", "nursery"),
    "primary": _teaching("tiểu học", "primary"),
    "lower": _teaching("trung học cơ sở", "lower"),
    "upper": _teaching("trung học phổ thông", "upper"),
    "college": _service("Hiệu trưởng", "Phó Hiệu trưởng", "college", Job("Giảng viên", "lecturer"), *_EMPLOYEE[2:]),
    "hospital": _service("Giám đốc", "Phó Giám đốc", "hospital", *_HEALTH),
    "centre": _service("Giám đốc", "Phó Giám đốc", "centre", *_EMPLOYEE),
    "press": _service("Tổng Biên tập", "Phó Tổng Biên tập", "press", Job("Phóng viên", "reporter"), *_EMPLOYEE[2:]),
    "commune_party": _office("Bí thư Đảng ủy", "Phó Bí thư Đảng ủy", "committee", "commune_official"),
    "commune_front": Style(
        _head("Chủ tịch Ủy ban MTTQ", "front_head"), _deputy("Phó Chủ tịch Ủy ban MTTQ", "front_deputy"), _MASS,
        "commune_official",
    ),
    "commune_people": Style(
        _head("Chủ tịch UBND", "people_committee_head"), _deputy("Phó Chủ tịch UBND", "people_committee_deputy"),
        _COMMUNE, "commune_official",
    ),
    "hamlet": Style(
        _head("Trưởng ấp", "hamlet_head"), _deputy("Phó Trưởng ấp", "hamlet_deputy"),
        (
            Job("Bí thư chi bộ ấp", "cell_secretary"), Job("Trưởng ban công tác Mặt trận ấp", "hamlet_front"),
            Job("Công an viên", "hamlet_police"),
            Job("Chi hội trưởng Phụ nữ", "hamlet_women"), Job("Chi hội trưởng Nông dân", "hamlet_farmers"),
            Job("Bí thư chi đoàn", "hamlet_youth"), Job("Chi hội trưởng Cựu chiến binh", "hamlet_veterans"),
        ),
        "part_time_hamlet",
    ),
})  # fmt: skip
PART_TIME: Mapping[str, tuple[Job, ...]] = MappingProxyType({
    "commune_party": tuple(
        Job(f"Không chuyên trách {title}", f"part_{code}")
        for title, code in (("Văn phòng Đảng ủy", "party_office"), ("Tuyên giáo", "propaganda"),
                            ("Kiểm tra", "inspection"), ("Tổ chức", "organisation"))
    ),
    "commune_front": tuple(
        Job(title, f"part_{code}")
        for title, code in (("Phó Chủ tịch MTTQ", "front"), ("Phó Bí thư Đoàn", "youth"),
                            ("Phó Chủ tịch Phụ nữ", "women"), ("Phó Chủ tịch Nông dân", "farmers"),
                            ("Phó Chủ tịch Cựu chiến binh", "veterans"))
    ),
    "commune_people": tuple(
        Job(f"Không chuyên trách {title}", f"part_{code}")
        for title, code in (("Giao thông - thủy lợi", "works"), ("Truyền thanh", "broadcast"), ("Thủ quỹ", "cashier"),
                            ("Văn thư - lưu trữ", "clerk"), ("Lao động - trẻ em", "children"))
    ),
})  # fmt: skip
"""Part-time posts of a commune (người hoạt động không chuyên trách cấp xã), by the style of the unit they are at."""


def jobs(style: Style, count: int) -> list[Job]:
    """The jobs of a unit of a size: a head, deputies as its size allows, the rest at work."""
    deputies = 3 if count >= 40 else 2 if count >= 14 else 1 if count >= 5 else 0
    if count == 3 and style.elected:
        deputies = 2
    work = [style.staff[place % len(style.staff)] for place in range(max(0, count - 1 - deputies))]
    return [style.head, *[style.deputy] * deputies, *work][:count]
