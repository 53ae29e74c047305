"""Titles of a roster are told to be positions of the catalogue, and reports see who heads what."""

from __future__ import annotations

import pytest
from tests.importing.test_roster import ON, another, checked, codes, enter
from tests.importing.test_roster import table as file_of
from tests.world import World, rows, set_over_quota

from tinhgon.importing.roster.titles import unit_kind
from tinhgon.registers.establishment.positions import positions
from tinhgon.registers.establishment.titles import At, Job, job_of, position_of
from tinhgon.registers.staff.queries.rosters import NamedUnit
from tinhgon.reports import ask, report_named, table

UNITS = {
    "department": ("state_agency", "sở", "Nội vụ tỉnh Tân Giang", "", ""),
    "board": ("party", "ban", "Tổ chức Tỉnh ủy", "", ""),
    "committee": ("party", "đảng ủy", "xã An Bình", "huyện ủy", "An Lộc"),
    "party_body": ("party", "đảng ủy", "Khối các cơ quan tỉnh", "tỉnh ủy", "Tân Giang"),
    "inspection": ("party", "ủy ban", "Kiểm tra Tỉnh ủy", "", ""),
    "front_committee": ("front", "ủy ban", "MTTQ xã An Bình", "", ""),
    "farmers": ("front", "hội", "Nông dân tỉnh Tân Giang", "", ""),
    "youth": ("front", "tỉnh đoàn", "Tân Giang", "", ""),
    "people": ("state_agency", "ủy ban nhân dân", "huyện An Lộc", "", ""),
    "commune_people": ("state_agency", "UBND", "xã An Bình", "", ""),
    "district_division": ("state_agency", "phòng", "Nội vụ", "ủy ban nhân dân", "huyện An Lộc"),
    "commune_division": ("state_agency", "phòng", "Kinh tế", "ủy ban nhân dân", "xã An Bình"),
    "hospital": ("public_service", "trung tâm", "Y tế huyện An Lộc", "", ""),
    "centre": ("public_service", "trung tâm", "Khuyến nông", "", ""),
    "service_centre": ("state_agency", "trung tâm", "Phục vụ hành chính công", "", ""),
    "college": ("public_service", "trường", "Cao đẳng Cộng đồng", "", ""),
    "university": ("public_service", "trường", "Đại học Tân Giang", "", ""),
    "primary": ("public_service", "trường", "Tiểu học An Bình", "", ""),
    "upper": ("public_service", "trường", "THPT An Lộc", "", ""),
    "school": ("public_service", "trường", "TH-THCS An Bình", "", ""),
    "hamlet": ("state_agency", "ban nhân dân ấp", "1 xã An Bình", "", ""),
    "commune": ("territory", "xã", "An Bình", "", ""),
}


def place(kind: str) -> NamedUnit:
    structure, word, name, above, above_name = UNITS[kind]
    return NamedUnit(1, structure, None, "X1", name, word, "", above_name or None, above or None)


def at(kind: str, category: str = "civil_servant") -> At:
    return At(kind if kind in UNITS else None, UNITS[kind][0] if kind in UNITS else kind, category)


@pytest.mark.parametrize("kind", UNITS)
def test_a_unit_is_of_the_kind_that_the_longest_name_says(kind: str) -> None:
    assert unit_kind(place(kind)) == kind


@pytest.mark.parametrize(
    ("title", "kind", "position"),
    [
        ("Giám đốc Sở Nội vụ", "department", "department_head"),
        ("P. Giám đốc", "department", "department_deputy"),
        ("phó GĐ Sở", "department", "department_deputy"),
        ("Ủy viên BCH, Phó Giám đốc", "department", "department_deputy"),
        ("Trưởng phòng", "state_agency", "division_head"),
        ("TRƯỞNG PHÒNG", "district_division", "district_division_head"),
        ("Phó trưởng phòng phụ trách", "district_division", "district_division_deputy"),
        ("Phó phòng", "commune_division", "commune_division_deputy"),
        ("Q. Trưởng phòng Tổng hợp", "department", "division_head"),
        ("Trưởng phòng", "centre", "service_division_head"),
        ("Phó Trưởng khoa Nội", "hospital", "service_division_deputy"),
        ("Trưởng phòng", "commune", None),
        ("Trưởng Ban", "board", "board_head"),
        ("Phó Trưởng ban Thường trực", "board", "board_deputy"),
        ("Trưởng ban Pháp chế HĐND tỉnh", "people", "council_board_head"),
        ("Chủ nhiệm UBKT", "commune_people", "party_inspection_head"),
        ("Kế toán kiêm văn thư", "primary", "accountant"),
        ("Chủ nhiệm", "inspection", "party_inspection_head"),
        ("Bí thư", "committee", "committee_head"),
        ("Bí thư Đảng ủy", "party_body", "party_committee_head"),
        ("Phó Bí thư Đảng ủy, Chủ tịch UBND xã", "committee", "committee_deputy"),
        ("Phó Bí thư Đảng ủy, Chủ tịch UBND xã", "commune_people", "people_committee_head"),
        ("Phó Chủ tịch Thường trực UBND", "people", "people_committee_deputy"),
        ("Chủ tịch", "people", "people_committee_head"),
        ("Chủ tịch", "farmers", "farmers_head"),
        ("Chủ tịch", "front_committee", "front_head"),
        ("Chủ tịch Hội LHPN xã", "front_committee", "women_head"),
        ("Phó Chủ tịch UBMTTQ Việt Nam xã", "front_committee", "front_deputy"),
        ("Bí thư", "youth", "youth_head"),
        ("Chủ tịch HĐND", "commune_people", "people_council_head"),
        ("Giám đốc", "hospital", "hospital_head"),
        ("Giám đốc", "centre", "centre_head"),
        ("Giám đốc", "service_centre", "service_centre_head"),
        ("Giám đốc", "public_service", None),
        ("Hiệu trưởng", "primary", "school_head"),
        ("Hiệu trưởng", "college", "college_head"),
        ("Hiệu trưởng", "university", None),
        ("Hiệu phó", "school", "school_deputy"),
        ("Giáo viên Toán hạng II", "upper", "teacher_upper"),
        ("GV THCS", "school", "teacher_lower"),
        ("Giáo viên", "school", None),
        ("Bí thư Chi bộ, Trưởng phòng", "district_division", "district_division_head"),
        ("Bí thư Chi bộ", "primary", "cell_secretary"),
        ("Chuyên viên", "department", "specialist"),
        ("Chuyên viên chính", "department", "principal_specialist"),
        ("chuyen vien cao cap", "department", "senior_specialist"),
        ("Chuyên viên về pháp chế", "department", "legal"),
        ("Văn thư - lưu trữ", "department", "clerk"),
        ("Kế toán trưởng", "primary", "accountant"),
        ("Nhân viên bảo vệ", "department", "guard"),
        ("Bác sỹ chính", "hospital", "doctor"),
        ("Chủ tịch Công đoàn", "people", None),
        ("Trợ lý Chủ tịch UBND", "people", None),
        ("Nguyên Giám đốc Sở", "department", None),
    ],
)
def test_a_title_at_a_unit_is_a_position(title: str, kind: str, position: str | None) -> None:
    assert position_of(title, at(kind)) == position


@pytest.mark.parametrize(
    ("title", "category", "job"),
    [
        ("Công chức Văn phòng - thống kê", "commune_official", Job("commune_office", None, "professional")),
        ("Trưởng Công an xã", "commune_official", Job("commune_police", None, "professional")),
        ("Phó Chủ tịch MTTQ", "part_time_commune", Job("part_front", None, "professional")),
        ("Phó Chủ tịch MTTQ", "commune_official", Job("front_deputy", "deputy", "leadership")),
        ("Văn thư", "part_time_commune", Job("part_clerk", None, "professional")),
        ("Việc khác", "part_time_commune", Job("part_time_commune", None, "professional")),
        ("Trưởng ấp", "part_time_hamlet", Job("hamlet_head", "head", "leadership")),
        ("Phó trưởng thôn", "part_time_hamlet", Job("hamlet_deputy", "deputy", "leadership")),
        ("Bí thư chi bộ ấp", "part_time_hamlet", Job("cell_secretary", "head", "leadership")),
        ("Đội phó", "public_employee", Job("other", "deputy", "leadership")),
        ("Việc khác", "public_employee", Job("other", None, "professional")),
    ],
)
def test_the_category_of_the_post_counts_and_rank_and_group_follow(title: str, category: str, job: Job) -> None:
    assert job_of(title, None, at("commune_people", category)) == job


def test_a_stated_position_is_finer_than_a_title_that_does_not_lead() -> None:
    here = at("department")
    assert job_of("Chuyên viên", "Văn thư", here).position == "clerk"
    assert job_of("Chuyên viên", "Việc lạ", here).position == "specialist"
    assert job_of("Phó Giám đốc", "Chuyên viên", here).position == "department_deputy"
    assert job_of(None, "it_specialist", here).position == "it_specialist"


@pytest.mark.parametrize("code", [code for code in positions() if code != "other"])
def test_what_the_catalogue_calls_a_position_is_read_as_that_one(code: str) -> None:
    is_of_hamlet = code.startswith("hamlet_") or code == "part_time_hamlet"
    is_part_time = code.startswith("part_")
    category = (
        "part_time_hamlet" if is_of_hamlet else "part_time_commune" if is_part_time else "commune_official"
    )  # fmt: skip
    homes = {"division": "state_agency", "technical_support": "department"}
    home = homes.get(code.rsplit("_", 1)[0], "commune_people")
    assert position_of(positions()[code].label, at(home, category)) == code


def leaders() -> dict[str, object]:
    """Posts of heads and of deputies by the report on leadership, on the day of the entry."""
    made = table(report_named("leadership"), ask("day", on=ON))
    return {str(row.key).split(":")[1]: row.cells["filled"] for row in made.rows if str(row.key).count(":") == 1}


def test_reports_see_heads_and_deputies_after_an_import(world: World) -> None:
    set_over_quota(world, "off")
    people = [
        another(1, **{"Chức vụ": "Phó trưởng phòng", "Số hiệu vị trí": "S1.61"}),
        another(2, **{"Chức vụ": "Văn thư", "Số hiệu vị trí": "S1.62"}),
        another(4, **{"Chức vụ": "Trưởng phòng Kinh tế", "Số hiệu vị trí": "S2.64", "Mã đơn vị": "S2"}),
        another(3, **{"Chức vụ": "Việc lạ", "Số hiệu vị trí": "S1.63"}),
    ]
    before = leaders()
    result = checked(file_of(*people))
    assert codes(result) == [(5, "position_unknown")]
    assert (result.bad_count, result.counts()) == (0, [("position_unknown", "info", 1)])
    assert result.by_title() == [
        ("Phó trưởng phòng", "Phó Trưởng phòng cấp huyện", 1), ("Trưởng phòng Kinh tế", "Trưởng phòng cấp huyện", 1),
        ("Việc lạ", "Vị trí khác", 1), ("Văn thư", "Văn thư, lưu trữ", 1),
    ]  # fmt: skip
    enter(result)
    found = rows(
        'SELECT number, position, rank, "group" FROM post_version WHERE number LIKE %s AND upper_inf(recorded)', "S1.6_"
    )
    assert {number: tuple(told) for number, *told in found} == {
        "S1.61": ("district_division_deputy", "deputy", "leadership"), "S1.62": ("clerk", None, "shared"),
        "S1.63": ("other", None, "professional"),
    }  # fmt: skip
    assert leaders() == {**before, "head": before["head"] + 1, "deputy": before["deputy"] + 1}  # type: ignore[operator]
