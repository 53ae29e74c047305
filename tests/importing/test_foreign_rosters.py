"""Rosters of others: columns that published programmes export, and what went wrong with spreadsheets elsewhere.

Shapes, with invented people: the export of a university's staff (62 columns), the grid of a State personnel programme
(units and names in one column), a published list for promotion of grade, a grid of Party members, a list of soldiers,
form 1a of Decree 29/2023, horilla-hr#472. Bugs of peers: exceljs#219 and spout#480 (dates of 1904), numbers as floats,
dates in American order, hidden rows, errors of formulas, pages called .xls, fonts of the nineties.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import pytest
import xlsxwriter
from tests.importing.offices import HEAD, ods, person, read, seen, sentences, values, xlsx
from tests.world import World

from tinhgon.basis.errors import BadInput
from tinhgon.importing import roster
from tinhgon.importing.roster.cells import read_birth
from tinhgon.importing.roster.meanings import meaning_of

FOR_ALL = roster.Answers(stated={"": {"category": "Công chức"}})
K = "Phòng Kinh tế"


def book(*rows: Sequence[object], hidden: Sequence[int] = (), more: bool = False, since_1904: bool = False) -> bytes:
    """A workbook with some rows hidden; `more`: a hidden sheet with one person behind it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": since_1904}) as file:
        day = file.add_format({"num_format": "dd/mm/yyyy"})
        for title, lines in (("DS", rows), ("Cũ", [rows[0], person(9)] if more else [])):
            sheet = file.add_worksheet(title)
            for nth, row in enumerate(lines):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(nth, place, cell, day)
                    else:
                        sheet.write(nth, place, cell)
            for row in hidden if title == "DS" else ():
                sheet.set_row(row, None, None, {"hidden": True})
            if title == "Cũ":
                sheet.hide()
    return out.getvalue()


def test_rows_and_sheets_that_an_office_hid_are_asked_about(world: World) -> None:
    data = book(HEAD, person(1), person(2), person(3), hidden=[2], more=True)
    result = read(data)
    assert (seen(result), int(result.new.sum())) == ({(3, "row_hidden")}, 2)
    assert [(title, why) for _, title, why in result.layout.left] == [("Cũ", roster.HIDDEN)]
    assert any("chọn đọc cả phần bị ẩn" in one for one in sentences(result))
    every = read(data, answers=roster.Answers(unhide=True))
    assert (seen(every), len(every.roll)) == (set(), 4)
    with pytest.raises(BadInput, match="“Cũ” bị ẩn, các trang khác không có danh sách"):
        read(_only_hidden())


def _only_hidden() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as file:
        file.add_worksheet("Bìa").write(0, 0, "Danh sách")
        sheet = file.add_worksheet("Cũ")
        for nth, row in enumerate((HEAD, person(1))):
            sheet.write_row(nth, 0, row)
        sheet.hide()
    return out.getvalue()


def test_rows_hidden_in_an_ods_file(world: World) -> None:
    data = ods(HEAD, person(1), person(2))
    assert seen(read(data, "ds.ods")) == set()
    hidden = ods(HEAD, person(1), person(2), hidden=[2])
    assert seen(read(hidden, "ds.ods")) == {(3, "row_hidden")}


def test_days_of_1904_are_the_days_of_the_sheet(world: World) -> None:
    rows = [["1", "Lê Văn Thử", datetime(1975, 3, 12), *person(1)[3:]]]
    assert values(read(book(HEAD, *rows, since_1904=True)), "birth") == ["1975-03-12"]
    assert values(read(book(HEAD, *rows)), "birth") == ["1975-03-12"]


def test_american_days_are_not_turned_round(world: World) -> None:
    """03/25/1975 can only be month before day: then 03/10/1975 of the same column may be either."""
    rows = [[*person(nth)[:2], born, *person(nth)[3:]]
            for nth, born in enumerate(("03/25/1975", "03/10/1975", "05/05/1980", "20/03/1976"), 1)]  # fmt: skip
    result = read(xlsx(HEAD, *rows))
    assert seen(result) == {(2, "day_impossible"), (3, "day_turned")}
    assert any("ghi tháng trước ngày (03/25/1975)" in one for one in sentences(result))
    assert seen(read(xlsx(HEAD, *rows[1:]))) == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [("12/thg 3/1975", "1975-03-12"), ("ngày 12 tháng 3 năm 1975", "1975-03-12"), ("12031975", None), ("27463", None),
     ("1975-03-12T00:00:00", "1975-03-12"), ("12/3/75", None), ("15 /03/ 1980", "1980-03-15"),
     ("00/00/1976", "1976"), ("00/03/1976", "1976-03"),
     ("10/03/1975 12:00:00 AM", "1975-03-10"), ("12/03/1977 07:30:00", None), ("13-Mar-1978", "1978-03-13"),
     ("March 14, 1979", "1979-03-14"), ("Mar 1979", None), ("31-Feb-1979", None)],
)  # fmt: skip
def test_days_as_programmes_write_them(text: str, value: str | None) -> None:
    assert read_birth(text)[0] == value


def test_numbers_that_a_spreadsheet_made_of_them(world: World) -> None:
    header = (*HEAD, "Số CCCD", "Số điện thoại")
    numbers = (("'092075000111", "'0909123456"), ("092075000112.0", "909123457.0"), (92075000113.0, 909123458.0),
               ("9.2075E+10", "+84 909 123 459"))  # fmt: skip
    result = read(xlsx(header, *([*person(nth), *both] for nth, both in enumerate(numbers, 1))))
    assert values(result, "id_number") == ["092075000111", "092075000112", None, None]
    assert values(result, "phone") == ["0909123456", "909123457", "909123458", "+84 909 123 459"]
    assert seen(result) - {(row, "id_sex") for row in range(9)} == {
        (3, "phone_number"), (4, "phone_number"), (4, "id_lost_zero"), (5, "id_letters"),
    }  # fmt: skip


def test_errors_of_formulas_are_nobodys_name(world: World) -> None:
    result = read(xlsx((*HEAD, "Hệ số lương"), ["1", "#NAME?", *person(1)[2:], "#N/A"],
                       [*person(2)[:4], "#REF!", "Công chức", "3,00"], [*person(3), "Err:508"]))  # fmt: skip
    assert values(result, "name")[:2] == [None, "Nguyễn Văn Mẫu B"]
    assert {one for one in seen(result) if one[1] == "formula_error"} == {
        (2, "formula_error"), (3, "formula_error"), (4, "formula_error"),
    }  # fmt: skip
    assert result.bad_count == 3


@pytest.mark.parametrize(
    "name", ["Lê Văn Thử / Lê Thử", "Lê Văn Thử; Lê Văn Dụ", "thu@vidu.vn", "Lê Văn Thử: Đội trưởng"]
)
def test_what_is_more_than_a_name_is_asked(name: str, world: World) -> None:
    assert (2, "name_marks") in seen(read(xlsx(HEAD, ["1", name, *person(1)[2:]], person(2))))


@pytest.mark.parametrize("middle", ["Tên đệm", "Tên lót", "Chữ đệm", "Middle name"])
def test_a_middle_name_in_a_column_of_its_own_is_kept(middle: str, world: World) -> None:
    result = read(xlsx(["TT", "Họ", middle, "Tên", *HEAD[2:]], ["1", "Lê", "Văn", "Thử", *person(1)[2:]],
                       ["2", "Ngô", "", "Mẫu", *person(2)[2:]]))  # fmt: skip
    assert values(result, "name") == ["Lê Văn Thử", "Ngô Mẫu"]


@pytest.mark.parametrize("grouped", [True, False])
def test_day_month_and_year_of_birth_in_three_columns(grouped: bool, world: World) -> None:
    """'Năm' without accents is 'Nam': everybody was a man, and the day was lost."""
    below = ["1", "Lê Thị Thử", 12, 3, 1975, *person(1)[3:]], ["2", "Lê Thị Dụ", "", 4, 1976, *person(2)[3:]]
    if grouped:
        data = xlsx(["TT", "Họ và tên", "Ngày sinh", "", "", *HEAD[3:]], ["", "", "Ngày", "Tháng", "Năm", "", "", ""],
                    *below, merged=["C1:E1"])  # fmt: skip
    else:
        data = xlsx(["TT", "Họ và tên", "Ngày", "Tháng", "Năm sinh", *HEAD[3:]], *below)
    result = read(data)
    assert values(result, "birth") == ["1975-03-12", "1976-04"]
    assert values(result, "sex") == [None, None]


def test_columns_for_men_and_women_are_still_so() -> None:
    assert meaning_of(["Ngày sinh", "Nam"]).field == "male"
    assert meaning_of(["Ngày sinh", "Năm"]).field == "birth_year"
    assert meaning_of(["Vào Đảng", "Năm"]).field == ""
    assert meaning_of(["Năm"]).field == ""


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Họ, chữ đệm và tên", "name"), ("HỌ VÀ TÊN KHAI SINH Họ và tên đang dùng", "name"),
        ("Họ và tên khai sinh / Họ và tên thường dùng", "name"), ("Đơn vị/Phòng ban/Họ tên", "name"),
        ("Số hiệu viên chức / Mã cán bộ", "code"), ("Số CCCD/Hộ chiếu", "id_number"), ("Mã ĐV", ""), ("Số thẻ", ""),
        ("Số CMND/Thẻ căn cước", "id_number"), ("Chức Vụ CQ", "title"), ("Chức Vụ Đảng", ""), ("Chi Bộ", ""),
        ("Chức vụ, chức danh chuyên môn đang đảm nhiệm", "title"), ("Chức danh/Chuyên môn đảm nhận", "title"),
        ("Ngày vào đảng chính thức", "party_official_on"), ("Thời gian vào Đảng", "party_admitted_on"),
        ("Chức danh nghề nghiệp, ngạch, hạng", "pay_rank"), ("Hệ số lương/Tiền lương", "coefficient"),
        ("Ngày nâng lương dự kiến", ""), ("Phụ cấp đảng", ""), ("Trình độ chính trị", "theory"),
        ("Chức vụ trong chi đoàn", ""), ("Mã định danh đoàn viên", ""), ("Department", "unit"),
        ("Date joining", "recruited_on"), ("3. Ngày sinh", "born"), ("4) Đơn vị công tác:", "unit"),
        ("Họ tên CBCC-NLĐ", "name"), ("Họ và tên cán bộ quản lý, giáo viên", "name"), ("Năm sinh Nam", "male"),
        ("Năm sinh Nữ", "female"), ("Badge id", "code"), ("Chức vụ đề nghị bổ nhiệm", ""),
    ],
)  # fmt: skip
def test_headers_of_published_programmes(header: str, field: str) -> None:
    assert meaning_of([header]).field == field


def test_units_and_names_in_one_column(world: World) -> None:
    result = read(xlsx(["STT", "Đơn vị/Phòng ban/Họ tên", "Ngày sinh", "Chức vụ"], ["", K],
                       ["1", "Lê Văn Thử", "12/03/1975", "Chuyên viên"], ["", "Phòng Nội vụ"],
                       ["2", "Lê Thị Dụ", "12/03/1976", "Chuyên viên"]), answers=FOR_ALL)  # fmt: skip
    assert (values(result, "unit_id"), seen(result)) == ([1010, 1011], set())


def test_a_list_for_promotion_asks_for_the_rank_that_is_held(world: World) -> None:
    """Two sets of rank and code, 'hiện giữ' and 'đăng ký thăng hạng'; groups without a number over people."""
    top = ["Stt", "Họ và tên", "Ngày tháng năm sinh", "", "Chức vụ, chức danh",
           "Chức danh nghề nghiệp, ngạch, lương hiện giữ", "", "", "Đăng ký thăng hạng", ""]  # fmt: skip
    low = ["", "", "Nam", "Nữ", "", "Chức danh nghề nghiệp, ngạch, hạng", "Mã số", "Hệ số lương",
           "Chức danh nghề nghiệp, ngạch, hạng", "Mã số"]  # fmt: skip
    ranks = ["Giáo viên hạng III", "V.07.05.15", "3,00", "Giáo viên hạng II", "V.07.05.14"]
    result = read(
        xlsx(top, low, [K], ["Đăng ký xét thăng hạng từ hạng III lên hạng II"],
             ["1", "Lê Văn Thử", "12/03/1975", "", "Giáo viên", *ranks],
             ["2", "Lê Thị Dụ", "", "12/03/1976", "Giáo viên", *ranks],
             merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:H1", "I1:J1"]), answers=FOR_ALL)  # fmt: skip
    assert (values(result, "sex"), values(result, "unit_id")) == (["male", "female"], [1010, 1010])
    assert [field for _, field, _ in result.layout.questions()] == ["pay_rank"]
    assert values(result, "pay_rank") == [None, None]


def test_form_1a_of_decree_29_asks_for_the_pay_of_today(world: World) -> None:
    result = read(
        xlsx(["DANH SÁCH NHỮNG NGƯỜI NGHỈ HƯU TRƯỚC TUỔI"], [f"Đơn vị: {K}"],
             ["Số TT", "Họ và tên", "Ngày tháng năm sinh", "Chức vụ, chức danh chuyên môn đang đảm nhiệm",
              "Tiền lương theo ngạch, bậc, chức danh nghề nghiệp", "", "Tiền lương theo ngạch, bậc trước liền kề", ""],
             ["", "", "", "", "Hệ số", "Thời điểm hưởng", "Hệ số", "Thời điểm hưởng"],
             [*map(str, range(1, 9))],
             ["1", "Lê Văn Thử", "12/03/1965", "Chuyên viên", "4,98", "01/01/2021", "4,65", "01/01/2018"],
             ["", "Tổng cộng"]), answers=FOR_ALL)  # fmt: skip
    assert {field for _, field, _ in result.layout.questions()} == {"coefficient", "coefficient_from"}
    assert (values(result, "unit_id"), values(result, "post_title")) == ([1010], ["Chuyên viên"])


def test_subtotals_remarks_and_page_numbers_are_nobody_and_stand_over_nobody(world: World) -> None:
    result = read(
        xlsx(["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Loại", "Hệ số"], ["I", K],
             ["1", "Lê Văn Thử", "12/03/1975", "Chuyên viên", "Công chức", "3,00"], ["Trang 1/2"],
             ["2", "Lê Thị Dụ", "12/03/1976", "Chuyên viên", "Công chức", "3,33"], ["", "Mang sang trang sau"],
             ["", "* Người đang nghỉ thai sản"], ["3", "Tổng Thị Giả", "1977", "Chuyên viên", "Công chức", "3,00"],
             ["", "Cộng I (3 người)", "", "", "", "9,33"], ["", "TỔNG I+II", "", "", "", "9,33"],
             ["", "Trong đó: nữ", "", "", "", "2"], ["Ghi chú: không gồm hợp đồng"], ["- Số liệu tính đến 01/01/2022"])
    )  # fmt: skip
    assert values(result, "name") == ["Lê Văn Thử", "Lê Thị Dụ", "Tổng Thị Giả"]
    assert (values(result, "unit_id"), seen(result)) == ([1010] * 3, set())
    told = {row: why for row, why, _ in roster.passed_told(result.layout.parts[0].rows, 20)}
    assert told == {2: "tiêu đề nhóm", 4: "ghi chú, số trang", 6: "ghi chú, số trang", 7: "ghi chú, số trang",
                    9: "dòng cộng", 10: "dòng cộng", 11: "dòng cộng", 12: "ghi chú, số trang",
                    13: "ghi chú, số trang"}  # fmt: skip


@pytest.mark.parametrize(
    ("title", "code"),
    [("Q. Trưởng phòng", "title_acting"), ("Quyền Trưởng phòng", "title_acting"), ("Phụ trách kế toán", ""),
     ("Nguyên Trưởng phòng", "title_former"), ("Phụ trách phòng", "title_acting"), ("Cựu Giám đốc", "title_former")],
)  # fmt: skip
def test_a_title_that_is_not_held_in_full_is_asked(title: str, code: str, world: World) -> None:
    found = {one for _, one in seen(read(xlsx(HEAD, person(1, title=title))))}
    assert found == ({code} if code else set())
    stated = read(xlsx((*HEAD, "Loại bố trí"), [*person(1, title=title), "quyền"]))
    assert "title_acting" not in {one for _, one in seen(stated)}


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><table><tr><td>STT</td></tr></table></body></html>",
        b'\xef\xbb\xbf\n<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    ],
)
def test_a_page_that_is_called_a_workbook_is_told(data: bytes) -> None:
    with pytest.raises(BadInput, match="trang web hoặc XML mang tên tệp Excel"):
        roster.workbook_of(data, name="ds.xls")


@pytest.mark.parametrize(
    ("header", "font"),
    [(["TT", "Hä vµ tªn", "Ngµy sinh", "§¬n vÞ", "Chøc vô"], "TCVN3"),
     (["TT", "Hoï vaø teân", "Ngaøy sinh", "Ñôn vò", "Chöùc vuï"], "VNI")],
)  # fmt: skip
def test_a_header_in_an_old_font_is_told_by_its_name(header: list[str], font: str) -> None:
    with pytest.raises(BadInput, match=f"bảng mã {font}"):
        read(xlsx(header, ["1", "-", "12/03/1975"]))


def test_the_code_of_a_rank_under_its_group() -> None:
    assert meaning_of(["Ngạch, bậc lương hiện hưởng", "Mã số"]).field == "pay_scale"
    assert meaning_of(["Đăng ký thăng hạng chức danh nghề nghiệp", "Mã số"]).stance == "proposed"
    assert meaning_of(["Bảo hiểm xã hội", "Mã số"]).field == ""


def test_ways_to_address_people_are_no_names(world: World) -> None:
    def asked(*names: str) -> set[tuple[int, str]]:
        rows = [[str(nth), name, *person(nth)[2:]] for nth, name in enumerate(names, 1)]
        return seen(read(xlsx(HEAD, *rows)))

    assert asked("Ông Lê Văn Thử", "Bà Lê Thị Dụ") == {(2, "name_marks"), (3, "name_marks")}
    assert asked("Đ/c Lê Văn Thử", "Đồng chí Lê Thị Dụ") == {(2, "name_marks"), (3, "name_marks")}
    assert asked("Ông Ích Thử", "Lê Thị Dụ") == set(), "Ông is a family name too"


def test_a_mark_is_no_people_and_a_rank_keeps_its_zeros(world: World) -> None:
    header = (*HEAD, "Dân tộc thiểu số", "Mã ngạch")
    result = read(xlsx(header, [*person(1), "x", "01.003"], [*person(2), "Khmer", 1.003], [*person(3), "", "13.095"],
                       [*person(4), "", "A1"]))  # fmt: skip
    assert seen(result) == {(2, "ethnicity_ticked"), (3, "scale_cut")}
    assert values(result, "ethnicity") == [None, "Khmer", None, None]


def test_counting_rows_with_sums_and_lines_of_dots_are_nobody(world: World) -> None:
    result = read(xlsx(HEAD, ["A", "B", "C", "D", "E", "F"], ["(1)", "(2)", "(3)=(1)+(2)", "(4)", "(5)", "(6)"],
                       person(1), ["2"], ["...", "…", "...", "....", "...", "..."]))  # fmt: skip
    assert (values(result, "name"), seen(result)) == (["Nguyễn Văn Mẫu A"], set())


def test_two_lists_side_by_side_are_a_question_not_a_missing_column(world: World) -> None:
    result = read(xlsx([*HEAD, "", *HEAD], [*person(1), "", *person(2)], [*person(3), "", *person(4)]))
    assert {field for _, field, _ in result.layout.questions()} >= {"name", "born"}
    assert len(result.roll) == 0


def test_a_unit_by_the_beginning_of_its_name_is_offered(world: World) -> None:
    result = read(xlsx(HEAD, person(1, unit="PHÒNG KINH"), person(2, unit="Phòng Kinh tế")))
    assert seen(result) == {(2, "unit_near")}
    assert any("phòng Kinh tế" in one for one in sentences(result))


def test_a_csv_with_bars_and_one_with_broken_letters(world: World) -> None:
    rows = [list(HEAD), person(1), person(2)]
    bars = "\n".join("|".join(row) for row in rows)
    assert (len(read(bars.encode(), "ds.csv").roll), seen(read(bars.encode(), "ds.csv"))) == (2, set())
    broken = "\n".join(";".join(row) for row in rows).encode().decode("cp1252", "replace").encode()
    with pytest.raises(BadInput, match="chữ hỏng do lưu sai bảng mã"):
        read(broken, "ds.csv")
