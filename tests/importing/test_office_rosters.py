"""Rosters in the shape of the forms of offices: what is understood, what is asked, nothing sure of the wrong cell.

Shapes: Circular 11/2012/TT-BNV (list and pay), form 7-HSĐV of guidance 09-HD/BTCTW and 12-HD/BTCTW (its columns as
copied on c1tathanhoai.edu.vn and bnc.edu.vn), lists "trích ngang", raises of pay (one with the columns that a published
programme of a university exports), plans of cadres, teachers (columns of published import programmes for schools).
"""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from tests.importing.offices import HEAD, ods, person, read, seen, sentences, values, xlsx
from tests.importing.rosters import checked, codes, enter, table
from tests.world import World, rows

from tinhgon.basis.errors import BadInput
from tinhgon.importing import roster


def test_columns_of_circular_11_do_not_take_an_allowance_for_a_title(world: World) -> None:
    result = read(
        xlsx(
            ["UBND TỈNH TÂN GIANG"],
            ["", "", "DANH SÁCH VÀ TIỀN LƯƠNG CÔNG CHỨC NĂM 2022 (giả định)"],
            ["STT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Cơ quan, đơn vị đang làm việc", "Phụ cấp", "", "",
             "Chức vụ hoặc chức danh", "Mã ngạch", "Hệ số lương", "Ghi chú"],
            ["", "", "Nam", "Nữ", "", "Chức vụ", "Trách nhiệm", "Khu vực", "", "", "", ""],
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
            ["1", "Lê Văn Thử", "12/03/1975", "", "Phòng Kinh tế", 0.9, "", "", "Trưởng phòng", "01.002", 4.74, ""],
            ["2", "Lê Thị Thử", "", "01/04/1980", "Phòng Nội vụ", "", 0.3, "", "Chuyên viên", "01.003", 3, ""],
            ["", "Tổng cộng: 02 người"],
            ["", "", "", "", "", "Tân Giang, ngày 05 tháng 01 năm 2022"],
            ["", "Người lập biểu", "", "", "", "", "", "", "GIÁM ĐỐC"],
            ["", "Nguyễn Thị Ký", "", "", "", "", "", "", "Trần Văn Duyệt"],
            merged=["A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:H3", "I3:I4", "J3:J4", "K3:K4", "L3:L4"],
        )
    )  # fmt: skip
    assert values(result, "post_title") == ["Trưởng phòng", "Chuyên viên"]
    assert values(result, "sex") == ["male", "female"]
    assert values(result, "coefficient") == ["4.74", "3.00"]
    assert result.layout.parts[0].said.form == "circular_11"
    assert seen(result) == set()
    assert values(result, "category") == ["civil_servant"] * 2  # "DANH SÁCH ... CÔNG CHỨC", told once
    assert [why for _, why, _ in roster.passed_told(result.layout.parts[0].rows, 9)] == [
        "dòng cộng", "phần ký", "phần ký", "phần ký",
    ]  # fmt: skip


@pytest.mark.parametrize("merged", [True, False])
def test_an_allowance_under_its_group_in_a_flat_or_a_merged_header(merged: bool, world: World) -> None:
    data = xlsx(
        ["STT", "Họ và tên", "Năm sinh", "Cơ quan, đơn vị", "Phụ cấp", "", "Chức danh", "Loại"],
        ["", "", "", "", "Chức vụ", "Khu vực", "", ""],
        ["1", "Lê Văn Thử", "1975", "Phòng Kinh tế", "0,9", "0,3", "Trưởng phòng", "Công chức"],
        merged=["E1:F1"] if merged else [],
    )
    assert values(read(data), "post_title") == ["Trưởng phòng"]
    flat = read(
        xlsx(["STT", "Họ và tên", "Năm sinh", "Đơn vị", "Chức vụ", "Loại"],
             ["1", "Lê Văn Thử", "1975", "Phòng Kinh tế", "0,9", "Công chức"],
             ["2", "Lê Văn Dụ", "1976", "Phòng Kinh tế", "0,3", "Công chức"])
    )  # fmt: skip
    (question,) = flat.layout.questions()
    assert "chỉ có số" in question[2]
    assert {(2, "title_missing"), (3, "title_missing")} <= seen(flat)


def test_a_raise_of_pay_asks_which_of_two_sets(world: World) -> None:
    data = xlsx(
        ["DANH SÁCH ĐỀ NGHỊ NÂNG BẬC LƯƠNG THƯỜNG XUYÊN (giả định)"],
        ["TT", "Họ và tên", "Năm sinh", "Đơn vị", "Chức vụ", "Loại", "Hiện hưởng", "", "", "", "Đề nghị", "", "", ""],
        ["", "", "", "", "", "", "Mã ngạch", "Bậc", "Hệ số", "Ngày hưởng", "Mã ngạch", "Bậc", "Hệ số", "Ngày hưởng"],
        ["1", "Lê Văn Thử", "1975", "Phòng Kinh tế", "Chuyên viên", "Công chức", "01.003", "3", "3,00", "01/01/2019",
         "01.003", "4", "3,33", "01/01/2022"],
        merged=["G2:J2", "K2:N2"],
    )  # fmt: skip
    result = read(data)
    asked = {field: question for _, field, question in result.layout.questions()}
    # The pay scale is the same in both sets: nothing to ask.
    assert set(asked) == {"pay_step", "coefficient", "coefficient_from"}
    assert "“Hiện hưởng / Hệ số” (I), “Đề nghị / Hệ số” (M)" in asked["coefficient"]
    assert result.layout.parts[0].said.form == "raise"
    assert values(result, "coefficient") == [None]
    with pytest.raises(BadInput) as refusal, transaction.atomic():
        roster.roster_document(result)
    assert refusal.value.code == "roster_questions"
    answers = roster.Answers(columns={"0": {"7": "pay_step", "8": "coefficient", "9": "coefficient_from"}})
    answered = read(data, answers=answers)
    assert answered.layout.questions() == []
    assert (values(answered, "coefficient"), values(answered, "coefficient_from")) == (["3.00"], ["2019-01-01"])
    only_new = read(xlsx(["TT", "Họ và tên", "Đơn vị", "Chức vụ", "Loại", "Hệ số lương mới"],
                         ["1", "Lê Văn Thử", "Phòng Kinh tế", "Chuyên viên", "Công chức", "3,33"]))  # fmt: skip
    assert "đề nghị" in only_new.layout.questions()[0][2]
    assert values(only_new, "coefficient") == [None]


def test_columns_of_relatives_plans_and_unknown_groups_are_no_fields_of_the_person(world: World) -> None:
    data = xlsx(
        ["TT", "Họ và tên", "Năm sinh", "Vợ (chồng)", "", "Quy hoạch", "", "Nơi khác", ""],
        ["", "", "", "Họ và tên", "Đơn vị công tác", "Chức danh", "Đơn vị", "Chức vụ", "Cơ quan"],
        ["1", "Lê Văn Thử", "1975", "Ngô Thị Vợ", "Phòng Nội vụ", "Trưởng phòng", "Phòng Nội vụ", "Ủy viên", "Hội X"],
    )
    result = read(data)
    assert values(result, "name") == ["Lê Văn Thử"]
    assert {field for _, field, _ in result.layout.questions()} == {"title", "unit"}
    assert all("chưa biết" in question for _, _, question in result.layout.questions())
    assert {(3, "unit_empty"), (3, "title_missing")} <= seen(result)


def test_lists_under_headings_of_units(world: World) -> None:
    result = read(
        xlsx(
            ["DANH SÁCH CÔNG CHỨC HUYỆN AN LỘC (giả định)"],
            ["STT", "HỌ VÀ TÊN", "NGÀY SINH", "CHỨC VỤ", "LOẠI"],
            ["I", "PHÒNG KINH TẾ (02 người)"],
            ["1", "Lê Văn Thử", datetime(1975, 7, 12), "Chuyên viên", "Công chức"],
            ["2", "Lê Thị Thử", datetime(1980, 1, 2), "nt", "nt"],
            ["", "Cộng: 02"],
            ["II.", "Phòng Nội vụ"],
            ["1", "Công Tằng Mẫu", "1970", "nt", "Công chức"],
            ["2", "KHUYẾT", "", "Phó Trưởng phòng", "Công chức"],
            ["III", "Tổ công tác đặc biệt"],
            ["1", "Tống Thị Thử", "1971", "Chuyên viên", "Công chức"],
            ["", "", "", "KT. TRƯỞNG PHÒNG"],
            ["", "Trần Thị Ký"],
        )
    )
    assert values(result, "unit_id")[:4] == [1010, 1010, 1011, 1011]
    assert values(result, "post_title")[1] == "Chuyên viên"
    assert (8, "ditto_of_nothing") in seen(result)  # the row above is of another section
    assert (11, "unit_unknown") in seen(result) or (11, "unit_near") in seen(result)
    assert [row for row, _, _ in roster.passed_told(result.layout.parts[0].rows, 20)] == [3, 6, 7, 10, 12, 13]
    assert values(result, "birth")[0] == "1975-07-12"
    assert int(result.vacant.sum()) == 1


def test_a_vacancy_is_a_post_and_nobody(world: World) -> None:
    data = xlsx(HEAD, person(1), ["2", "(Khuyết)", "", "Phòng Kinh tế", "Phó Trưởng phòng", "Công chức"],
                ["3", "Khuyết 02 người", "", "Phòng Kinh tế", "Chuyên viên", "Công chức"],
                ["4", "Lê Văn Thử", "1980", "Phòng Kinh tế", "(Khuyết)", "Công chức"])  # fmt: skip
    result = read(data)
    assert {(4, "vacancy_many"), (5, "title_vacant")} == {one for one in seen(result) if one[0] > 2}
    outcome = enter(result, skip_bad=True, number="09/BB-MẪU")
    assert [effect.kind for effect in outcome.document.effects] == ["take_up_roster/1", "create_posts/1"]
    assert rows("SELECT title FROM post_version WHERE unit_id = 1010 AND title LIKE 'Phó%%' AND upper_inf(recorded)"
                " AND number NOT IN ('S1.02')") == [("Phó Trưởng phòng",)]  # fmt: skip
    ((count,),) = rows("SELECT count(*) FROM person_version WHERE upper_inf(recorded)")
    assert count == 6


def test_merged_cells_of_units_and_dittos(world: World) -> None:
    lines = [HEAD, person(1), person(2, unit=""), person(3, unit=""), person(4, unit="//"), person(5, unit='"')]
    lines[2][4], lines[3][4] = "-nt-", "như trên"
    result = read(xlsx(*lines, merged=["D2:D4"]))
    assert values(result, "unit_id") == [1010] * 5
    assert values(result, "post_title") == ["Chuyên viên"] * 5
    without = read(xlsx(*lines[:4]))
    assert {(3, "unit_empty"), (4, "unit_empty")} <= seen(without)
    assert values(read(xlsx(*lines[:4]), answers=roster.Answers(down=["unit"])), "unit_id") == [1010] * 3
    opened = read(ods(*([str(cell) for cell in line] for line in lines[:4]), down={(1, 3): 3}), "ds.ods")
    assert values(opened, "unit_id") == [1010] * 3


@pytest.mark.parametrize(
    ("cell", "title", "unit"),
    [
        ("Trưởng phòng Kinh tế huyện An Lộc", "Trưởng phòng", 1010),
        ("Phó Trưởng phòng, Phòng Nội vụ huyện An Lộc", "Phó Trưởng phòng", 1011),
        ("Chuyên viên - Phòng Kinh tế", "Chuyên viên", 1010), ("Chuyên viên\nPhòng Nội vụ", "Chuyên viên", 1011),
        ("Công chức văn phòng, xã An Bình", "Công chức văn phòng", 1004), ("Chuyên viên Phòng Tài chính", None, None),
        ("Chuyên viên", None, None), ("Chuyên viên Phòng Kinh tế, Phòng Nội vụ", None, None),
        ("Chủ tịch UBND xã An Bình", None, None), ("Chủ tịch Hội Nông dân xã An Bình", None, None),
    ],
)  # fmt: skip
def test_title_and_unit_in_one_cell(cell: str, title: str | None, unit: int | None, world: World) -> None:
    result = read(
        xlsx(["DANH SÁCH TRÍCH NGANG CÁN BỘ"], ["TT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị công tác", "Loại"],
             ["1", "Lê Văn Thử", "1975", cell, "Công chức"])
    )  # fmt: skip
    assert (values(result, "post_title"), values(result, "unit_id")) == ([title], [unit])
    assert ((3, "title_unit_unread") in seen(result)) == (title is None)


def test_a_title_alone_takes_the_unit_that_is_said_once(world: World) -> None:
    header = ["TT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị công tác", "Loại"]
    cells = ("Chuyên viên", "Phó Trưởng phòng Nội vụ huyện An Lộc", "Chuyên viên Trung tâm Lạ", "Kế toán, Đội Lạ")
    data = xlsx(["PHÒNG KINH TẾ"], header, *([str(nth), f"Lê Văn Thử {nth}", "1975", cell, "Công chức"]
                                              for nth, cell in enumerate(cells, 1)))  # fmt: skip
    assert (3, "title_unit_unread") in seen(read(data))  # what stands in the corner is only offered
    said = read(data, answers=roster.Answers(stated={"": {"unit": "Phòng Kinh tế"}}))
    assert values(said, "post_title") == ["Chuyên viên", "Phó Trưởng phòng", None, None]
    assert values(said, "unit_id")[:2] == [1010, 1011]
    assert seen(said) == {(5, "title_unit_unread"), (6, "title_unit_unread")}
    mended = roster.Answers()
    mended.change(0, 3, "title_unit", "Chuyên viên, phòng Kinh tế (S1)")
    assert values(read(data, answers=mended), "unit_id")[0] == 1010


def test_the_party_book_splits_its_cells_or_asks(world: World) -> None:
    header = ["Số TT", "HỌ VÀ TÊN\nHọ và tên khai sinh", "Nam, nữ, dân tộc, tôn giáo", "QUÊ QUÁN",
              "Văn hóa, lý luận, CMNV, ngoại ngữ", "Chức vụ, đơn vị công tác",
              "Ngày vào Đảng, ngày chính thức", "Loại"]  # fmt: skip
    result = read(
        xlsx(["Mẫu 7-HSĐV"], ["SỔ DANH SÁCH ĐẢNG VIÊN (giả định)"], header,
             ["1", "LÊ VĂN THỬ\nLê Văn Thử", "Nam, Kinh, Không", "Xã An Bình", "12/12, Trung cấp, Đại học Luật, Anh B",
              "Chuyên viên, Phòng Kinh tế", "03/02/2001\n03/02/2002", "Công chức"],
             ["2", "Lê Thị Thử", "Nữ; Khmer", "", "12/12", "Chuyên viên, Phòng Kinh tế", "03/02/2001", "Công chức"])
    )  # fmt: skip
    assert result.layout.parts[0].said.form == "party_book"
    assert values(result, "name")[0] == "Lê Văn Thử"
    first = {name: values(result, name)[0] for name in ("sex", "ethnicity", "education", "theory", "professional",
                                                         "party_admitted_on", "party_official_on")}  # fmt: skip
    assert first == {
        "sex": "male", "ethnicity": "Kinh", "education": "12/12", "theory": "intermediate",
        "professional": "university", "party_admitted_on": "2001-02-03", "party_official_on": "2002-02-03",
    }  # fmt: skip
    assert [code for row, code in codes(result) if row == 5].count("combined_unread") == 3


def test_teachers(world: World) -> None:
    result = read(
        xlsx(["Đơn vị: Phòng Nội vụ"], ["DANH SÁCH CÁN BỘ QUẢN LÝ, GIÁO VIÊN, NHÂN VIÊN (giả định)"],
             ["TT", "Họ và tên", "Năm sinh", "Nhiệm vụ", "Chức danh nghề nghiệp", "Hạng", "Mã số CDNN", "Trình độ CM"],
             ["1", "Lê Thị Thử", "1980", "Hiệu trưởng", "Giáo viên THCS", "II", "V.07.04.31", "ĐHSP"],
             ["2", "Lê Văn Dụ", "1990", "Giáo viên", "Giáo viên THCS", "III", "V.07.04.32", "Thạc sĩ (đang học)"]),
        answers=roster.Answers(stated={"": {"category": "Viên chức"}}),
    )  # fmt: skip
    assert values(result, "unit_id") == [1011, 1011]  # said once, above the table
    assert values(result, "post_title") == ["Hiệu trưởng", "Giáo viên"]
    assert values(result, "pay_rank") == ["Giáo viên THCS hạng II", "Giáo viên THCS hạng III"]
    assert values(result, "pay_scale")[0] == "V.07.04.31"
    assert result.layout.parts[0].said.form == "teachers"
    assert seen(result) == {(5, "level_unclear")}


@pytest.mark.parametrize("merged", [True, False])
def test_a_name_over_two_columns_is_whole(merged: bool, world: World) -> None:
    """'Họ và tên' over family and given name: the second column has no header of its own."""
    data = xlsx(
        ["STT", "Họ và tên", "", "Năm sinh", "Đơn vị", "Chức vụ", "Loại"],
        ["1", "Nguyễn Văn", "Mẫu", *person(1)[2:]], ["2", "Lê Thị", "Thu Giả", *person(2)[2:]],
        merged=["B1:C1"] if merged else [],
    )  # fmt: skip
    assert values(read(data), "name") == ["Nguyễn Văn Mẫu", "Lê Thị Thu Giả"]
    parted = read(xlsx(["STT", "Họ và", "Tên", *HEAD[2:]], ["1", "Nguyễn Văn", "Mẫu", *person(1)[2:]]))
    assert values(parted, "name") == ["Nguyễn Văn Mẫu"]
    with pytest.raises(BadInput, match="chưa có cột “Họ và tên”"):
        read(xlsx(["STT", "Tên", *HEAD[2:]], ["1", "Mẫu", *person(1)[2:]]))


def test_the_raise_of_a_university_asks_for_each_pair(world: World) -> None:
    """The columns of a programme of a university: both sets flat, side by side."""
    header = ["Họ tên", "Chức danh hoặc ngạch", "Bậc lương hiện giữ", "Hệ số lương", "Thời điểm được xếp",
              "Chức danh hoặc ngạch", "Bậc lương sau nâng", "Hệ số lương mới", "Ngày hưởng", "Đơn vị", "Chức vụ",
              "Loại"]  # fmt: skip
    result = read(xlsx(header, ["Lê Văn Thử", "01.003", "3", "3,00", "01/01/2019", "01.003", "4", "3,33", "01/01/2022",
                                *person(1)[3:]]))  # fmt: skip
    assert {field for _, field, _ in result.layout.questions()} == {"pay_step", "coefficient", "coefficient_from"}
    assert values(result, "coefficient") == [None]


@pytest.mark.parametrize(
    "name",
    [
        "Còn trống",
        "Chưa có",
        "Thiếu 01 biên chế",
        "Vị trí khuyết",
        "khuyết 1",
        "Chờ tuyển dụng",
        "(trống)",
        "Khuyết (chờ bổ nhiệm)",
    ],
)
def test_other_words_for_a_vacancy(name: str, world: World) -> None:
    result = read(xlsx(HEAD, ["1", name, "", *person(1)[3:]], person(2)))
    assert (values(result, "is_vacant"), values(result, "name")) == ([True, False], [None, "Nguyễn Văn Mẫu B"])


def test_two_lists_on_one_sheet_and_headings_by_number(world: World) -> None:
    twice = read(xlsx(HEAD, person(1), ["", "", "", "", "Người lập"], ["", "", "", "", "Võ Thị Ký"], ["DANH SÁCH 2"],
                      HEAD, person(2)))  # fmt: skip
    assert values(twice, "name") == ["Nguyễn Văn Mẫu A", "Nguyễn Văn Mẫu B"]
    numbered = read(xlsx(["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Loại"], ["1", "Phòng Kinh tế"],
                         ["1.1", "Lê Văn Thử", "1975", "Chuyên viên", "Công chức"], ["2", "Phòng Nội vụ"],
                         ["2.1", "Lê Thị Thử", "1975", "Chuyên viên", "Công chức"]))  # fmt: skip
    assert values(numbered, "unit_id") == [1010, 1011]


def test_names_that_words_of_signatures_begin_are_people(world: World) -> None:
    """No column of numbers, family and given names apart: 'Duyệt', 'Ký', 'Tổng' are names."""
    lines = [["Lê Văn", "Duyệt"], ["Lưu Thị", "Ký"], ["Công Tôn Nữ", "Cộng"], ["Tống Văn", "Lập"]]
    result = read(xlsx(["Họ đệm", "Tên", *HEAD[2:]], *([*line, *person(nth)[2:]] for nth, line in enumerate(lines, 1)),
                       ["Người lập biểu", "", "", "", "GIÁM ĐỐC"], ["Võ Thị", "Biểu"]))  # fmt: skip
    assert values(result, "name") == ["Lê Văn Duyệt", "Lưu Thị Ký", "Công Tôn Nữ Cộng", "Tống Văn Lập"]


def test_a_title_is_never_made_up(world: World) -> None:
    result = read(xlsx(HEAD, person(1, title="", kind="Viên chức"), person(2, title="-")))
    assert seen(result) == {(2, "title_missing"), (3, "title_missing")}
    assert values(result, "post_title") == [None, None]


def test_one_number_two_people_and_days_as_people_write_them(world: World) -> None:
    result = checked(
        table({"Số hiệu vị trí": ""}, {"Họ và tên": "Người Khác", "Số hiệu vị trí": ""},
              {"Họ và tên": "NGUYỄN VĂN  MẪU", "Số CCCD": "093075000002", "Số hiệu vị trí": "",
               "Ngày sinh": "31/02/1975"})
    )  # fmt: skip
    told = sentences(result)
    assert [row for row, code in codes(result) if code == "number_of_two"] == [2, 3]
    assert any("hai người, một số" in sentence for sentence in told)
    assert (4, "name_capitals") in codes(result)
    late = read(xlsx((*HEAD[:3], "Ngày tuyển dụng", *HEAD[3:]),
                     ["1", "Lê Văn Thử", datetime(1990, 5, 4), datetime(1989, 1, 2),
                      "Phòng Kinh tế", "Chuyên viên", "Công chức"]))  # fmt: skip
    assert any("(02/01/1989)" in sentence for sentence in sentences(late))
    assert "00:00" not in "".join(sentences(late))


def test_lookalike_letters_in_headers_and_cells(world: World) -> None:
    data = table({"\u00d0ơn vị": "Phòng Kinh tế", "Họ và tên": "\u00d0ặng V\u0103n \u00d0ức", "Mã đơn vị": ""})
    result = checked(data.replace("Mã đơn vị".encode(), b"xx"))
    assert values(result, "name") == ["Đặng Văn Đức"]
    assert values(result, "unit_id") == [1010]


def test_marks_under_levels_and_party_days(world: World) -> None:
    result = read(
        xlsx(["TT", "Họ và tên", "Năm sinh", "Đơn vị", "Chức vụ", "Loại", "Trình độ chuyên môn", "", "",
              "Ngày vào Đảng"],
             ["", "", "", "", "", "", "Thạc sĩ", "Đại học", "Cao đẳng", ""],
             [*person(1), "", "x", "", "x"], [*person(2), "x", "x", "", "2005"], [*person(3), "", "", "", "03/02/2005"],
             merged=["G1:I1"])
    )  # fmt: skip
    assert values(result, "professional") == ["university", "master", None]
    assert values(result, "party_admitted_on") == [None, None, "2005-02-03"]
    assert seen(result) == {(3, "party_ticked"), (4, "party_partial")}
    assert result.bad_count == 0


def test_notes_of_people_who_left(world: World) -> None:
    result = read(xlsx((*HEAD, "Ghi chú"), [*person(1), "Nghỉ hưu 01/4/2015"], [*person(2), "Nghỉ thai sản"]))
    assert seen(result) == {(2, "note_gone")}
