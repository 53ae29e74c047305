"""Rosters: every kind of bad row is told before anything is written; what is written reads back."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import fastexcel
import pytest
import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext, override
from tests.importing.rosters import GOOD, HEADER, ON, another, checked, codes, enter, table
from tests.world import World, rows, set_over_quota, table_counts

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput
from tinhgon.decisions import desk, verify
from tinhgon.importing import roster
from tinhgon.importing.roster.marking import marked_workbook
from tinhgon.record.actor import shell
from tinhgon.registers.staff import mappings, sealing
from tinhgon.registers.staff.queries import rosters

# -- reading ---------------------------------------------------------------------------------------------------------


def test_header_below_titles_in_two_rows_with_counted_columns(world: World) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 2, ["DANH SÁCH CÁN BỘ, CÔNG CHỨC (giả định)"])
        sheet.write_row(3, 0, ["TT", "Họ và tên", "Ngày sinh", "", "Mã đơn vị", "Ngày vào Đảng", "", "Chức danh"])
        sheet.write_row(4, 0, ["", "", "Nam", "Nữ", "", "Dự bị", "Chính thức", ""])
        sheet.write_row(5, 0, [f"({n})" for n in range(1, 9)])
        sheet.write_row(6, 0, ["I", "Khối chính quyền"])
        sheet.write_row(7, 0, ["1", "Lê Văn Thử", "1970", "", "S1", "01/02/2000", "01/02/2001", "Chuyên viên"])
        sheet.write_row(8, 0, ["2", "Lê Thị Thử", "", "03/1980", "S1", "", "", "Chuyên viên"])
        sheet.write_row(10, 1, ["Người lập biểu"])
    layout = roster.understand(roster.workbook_of(out.getvalue(), name="ds.xlsx"))
    matched = layout.parts[0].matched
    assert (matched.first_row, matched.last_row) == (4, 6)
    assert set(matched.fields.values()) == {
        "name", "male", "female", "unit_code", "party_admitted_on", "party_official_on", "title",
    }  # fmt: skip
    result = roster.check_roster(layout, on=ON)
    assert result.roll.rows.to_list() == [8, 9]
    assert result.roll.values["sex"].to_list() == ["male", "female"]
    assert result.roll.values["birth_month"].to_list() == [None, 3]
    assert [(row, why) for row, why, _ in roster.passed_told(layout.parts[0].rows, 9)] == [
        (7, "tiêu đề nhóm"), (11, "phần ký"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(), lambda text: text.encode("utf-8-sig"), lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"), lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(), lambda text: ("sep=;\n" + text.replace(",", ";")).encode(),
    ],
)  # fmt: skip
def test_encodings_and_separators(encode: Any, world: World) -> None:
    result = checked(encode(table(GOOD, another(1)).decode()))
    assert result.bad_count == 0, [fault.sentence for fault in result.told()]
    assert result.roll.values["name"].to_list() == ["Nguyễn Văn Mẫu", "Trần Thị Giả 1"]


def windows_1258(text: str) -> bytes:
    import unicodedata

    tones = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}
    out = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        tone = [part for part in parts if part in tones]
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out.append((base + "".join(tone)).encode("cp1258"))
    return b"".join(out)


def test_windows_1258_is_read_and_mixed_rows_are_told(world: World) -> None:
    text = table(GOOD, another(1)).decode()
    result = checked(windows_1258(text))
    assert result.roll.values["name"].to_list() == ["Nguyễn Văn Mẫu", "Trần Thị Giả 1"]
    head, first, second, _ = text.split("\r\n")
    mixed = checked("\r\n".join([head, first, ""]).encode() + windows_1258(second))
    assert codes(mixed) == [(3, "letters_mixed")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NguyÔn V¨n MÉu", "letters_tcvn3"), ("Nguyeãn Vaên Maãu", "letters_vni"),
        ("Nguyá»…n VÄƒn Máº«u", "letters_mojibake"), ("H'Bia Niê Kđăm", None), ("Thoà Thuý Hoá", None),
    ],
)  # fmt: skip
def test_letters_of_other_encodings_are_named_not_guessed(name: str, code: str | None, world: World) -> None:
    result = checked(table({"Họ và tên": name}))
    assert [fault.code for fault in result.told()] == ([code] if code else [])
    if code == "letters_tcvn3":
        assert "Dòng 2: Họ và tên có ký tự bảng mã TCVN3" in next(result.told()).sentence


def test_a_saved_mapping_wins(world: World) -> None:
    mappings.save_mapping("Sở Mẫu", {"Chức vụ": "", "Cột lạ": "title"})
    book = roster.workbook_of(table({"Cột lạ": "Kế toán"}), name="ds.csv")
    layout = roster.understand(book, mappings.saved_mapping("Sở Mẫu"))
    assert layout.header_of("title") == "Cột lạ"
    result = roster.check_roster(layout, on=ON)
    assert result.roll.values["post_title"].to_list() == ["Kế toán"]
    mappings.save_mapping("Sở Mẫu", {"Chức vụ": "title"})
    assert mappings.saved_mapping("Sở Mẫu") == {"Chức vụ": "title"}
    assert mappings.mapping_names() == ["Sở Mẫu"]
    with pytest.raises(BadInput) as refusal:
        roster.understand(book, {"Chức vụ": "title", "Cột lạ": "title"})
    assert refusal.value.code == "field_by_two_columns"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table_empty"), (b"PK\x03\x04broken", "workbook_broken"), (b"a,b\n1,2\n", "roster_without_header"),
        ('Họ tên,Ngày sinh\n"A,1970\n'.encode(), "table_malformed"),
        ("Ngày sinh,Đơn vị\n1970,S1\n".encode(), "roster_columns_missing"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(data: bytes, code: str, world: World) -> None:
    with pytest.raises(BadInput) as refusal:
        checked(data)
    assert refusal.value.code == code


def test_names_in_two_columns(world: World) -> None:
    header = [name for name in HEADER if name != "Họ và tên"]
    data = table({"Họ đệm": "Lê Thị", "Tên": "Thử"}, header=[*header, "Họ đệm", "Tên"])
    assert checked(data).roll.values["name"].to_list() == ["Lê Thị Thử"]


# -- every kind of bad row -------------------------------------------------------------------------------------------

KINDS = [
    ({"Họ và tên": ""}, "name_empty"),
    ({"Số CCCD": "93075000001"}, "id_lost_zero"),
    ({"Số CCCD": "123456789"}, "id_old_card"),
    ({"Số CCCD": "0930750000012"}, "id_length"),
    ({"Số CCCD": "9.3075E+10"}, "id_letters"),
    ({"Số CCCD": ""}, "id_missing"),
    ({"Số CCCD": "099075000001"}, "id_province"),
    ({"Giới tính": "Nữ"}, "id_sex"),
    ({"Ngày sinh": "12/03/1976"}, "id_year"),
    ({"Ngày sinh": "31/02/1975"}, "day_impossible"),
    ({"Ngày sinh": "12/03/75"}, "day_short"),
    ({"Ngày sinh": "27465"}, "day_serial"),
    ({"Ngày sinh": "tháng ba"}, "day_unread"),
    ({"Năm sinh": "1976"}, "birth_differs"),
    ({"Ngày sinh": "12/03/1915", "Số CCCD": "093015000001"}, "birth_age"),
    ({"Nam": "x", "Nữ": "x"}, "sex_twice"),
    ({"Giới tính": "khác"}, "word_unknown"),
    ({"Loại": "Giám đốc"}, "word_unknown"),
    ({"Trình độ chuyên môn": "giỏi"}, "word_unknown"),
    ({"Ngày vào Đảng": "01/02/1970"}, "days_order"),
    ({"Ngày vào Đảng": "01/02/2000", "Ngày chính thức": "01/02/1999"}, "days_order"),
    ({"Ngày tuyển dụng": "01/02/1970"}, "days_order"),
    ({"Ngày tuyển dụng": "01/02/2023"}, "day_future"),
    ({"Bậc": "hai"}, "step_unread"),
    ({"Hệ số": "2,345"}, "number_unread"),
    ({"Hệ số": "2,35"}, "coefficient_off"),
    ({"Hệ số": "2,67", "Bậc": "3", "Mã ngạch": "01.003"}, "coefficient_off"),
    ({"Tỷ lệ": "nửa"}, "share_unread"),
    ({"Địa chỉ": "x" * 900}, "text_long"),
    ({"Mã đơn vị": ""}, "unit_empty"),
    ({"Mã đơn vị": "S9"}, "unit_unknown"),
    ({"Mã đơn vị": "", "Đơn vị": "Phòng Kinh tê"}, None),
    ({"Mã đơn vị": "", "Đơn vị": "Phòng Kinh tến"}, "unit_near"),
    ({"Mã đơn vị": "S2", "Đơn vị": "Phòng Kinh tế"}, "unit_differs"),
    ({"Loại": ""}, "category_empty"),
    ({"Chức vụ": ""}, "title_empty"),
    ({"Số hiệu vị trí": "S1.01"}, "post_held"),
    ({"Số hiệu vị trí": "S2.01"}, "post_elsewhere"),
    ({"Mã đơn vị": "T1"}, "bloc_unknown"),
]


@pytest.mark.parametrize(("changes", "code"), KINDS)
def test_each_kind_of_bad_row(changes: dict[str, str], code: str | None, world: World) -> None:
    before = table_counts()
    result = checked(table(another(1), changes))
    found = [(row, found) for row, found in codes(result) if row == 3]
    assert ((3, code) in found) if code else not found, [fault.sentence for fault in result.told()]
    assert all(fault.sentence.startswith(f"Dòng {fault.row}") for fault in result.told())
    assert not [row for row, _ in codes(result) if row == 2]
    assert table_counts() == before


def test_the_sentence_of_the_lost_zero(world: World) -> None:
    (fault,) = checked(table({"Số CCCD": "93075000001"})).told()
    assert fault.sentence == (
        "Dòng 2: số định danh có 11 chữ số, cần 12. Có thể mất số 0 ở đầu; sửa trong tệp rồi tải lại."
    )
    assert (fault.severity, fault.column) == ("error", "Số CCCD")


def test_rows_against_each_other(world: World) -> None:
    result = checked(
        table(
            GOOD,
            {"Số hiệu vị trí": "S1.11"},
            another(1, **{"Số hiệu vị trí": "S1.10"}),
            another(2, **{"Số CCCD": "", "Mã hồ sơ": "X1"}),
            another(3, **{"Họ và tên": "Trần Thị Giả 2", "Mã hồ sơ": "X1"}),
        )
    )
    found = codes(result)
    assert {(3, "person_twice"), (4, "post_twice"), (6, "code_taken"), (6, "person_alike")} <= set(found)
    (twice,) = [fault for fault in result.told() if fault.code == "person_twice"]
    assert "dòng 2" in twice.sentence
    assert GOOD["Số CCCD"] not in twice.sentence


def test_over_quota_by_setting(world: World) -> None:
    ((held,),) = rows(
        "SELECT sum(amount) FROM quota_version WHERE unit_id = 1011 AND account = 'held' AND layer <> 'reserve'"
        " AND category = 'civil_servant' AND valid @> %s::date AND upper_inf(recorded)", ON,
    )  # fmt: skip
    ((present,),) = rows(
        "SELECT count(*) FROM assignment_version JOIN post_version p USING (post_id) WHERE p.unit_id = 1011"
        " AND assignment_version.kind = 'substantive' AND assignment_version.valid @> %s::date"
        " AND upper_inf(assignment_version.recorded) AND p.valid @> %s::date AND upper_inf(p.recorded)", ON, ON,
    )  # fmt: skip
    free = max(0, held - present)
    data = table(*(another(n, **{"Mã đơn vị": "S2", "Số hiệu vị trí": f"S2.9{n}"}) for n in range(free + 2)), GOOD)
    result = checked(data)
    over = [row for row, code in codes(result) if code == "over_quota"]
    assert over == [free + 2, free + 3]
    told = [fault.sentence for fault in result.told() if fault.code == "over_quota"]
    assert told[0].endswith(f"được giao {held} công chức; dòng này vượt số đó.")
    with override("en"):
        assert f"{held} civil servant" in next(one.sentence for one in result.told(gettext) if one.code == "over_quota")
    assert result.bad_count == 0
    set_over_quota(world, "block")
    assert checked(data).bad_count == 2
    set_over_quota(world, "off")
    assert codes(checked(data)) == []


# -- entering --------------------------------------------------------------------------------------------------------


def test_good_rows_become_one_decision_that_can_be_annulled(world: World) -> None:
    result = checked(table(GOOD, another(1, **{"Số hiệu vị trí": ""}), another(2, **{"Số hiệu vị trí": "S1.04"})))
    assert result.bad_count == 0, [fault.sentence for fault in result.told()]
    outcome = enter(result, number="07/BB-MẪU", synthetic=True)
    assert [effect.kind for effect in outcome.document.effects] == ["take_up_roster/1"]
    (person_id,) = sealing.persons_with(id_number="093075000001")
    record = rosters.records(AsOf(ON), [person_id])[person_id]
    assert (record["birth_year"], record["birth_month"], record["sex"]) == (1975, 3, "male")
    plain = sealing.unseal({person_id: {name: record[name] for name in ("name", "id_number", "birth_day")}})
    assert plain[person_id] == {"name": "Nguyễn Văn Mẫu", "id_number": "093075000001", "birth_day": "12"}
    numbers = dict(rows("SELECT number, title FROM post_version WHERE unit_id = 1010 AND upper_inf(recorded)"))
    assert numbers["S1.001"] == "Chuyên viên"
    assert "S1.10" in numbers
    again = checked(table(GOOD, another(1)))
    assert (again.new.sum(), again.unchanged) == (0, 2)
    world.sign({"kind": "annul_decision/1", "clause": "Điều 1", "decisions": ["07/BB-MẪU"]}, on="2022-02-01")
    assert rosters.records(AsOf(date(2022, 3, 1)), [person_id]) == {}
    assert verify(replay=True).is_sound


def test_bad_rows_block_or_are_left_out_and_download_with_their_faults(world: World) -> None:
    data = table(GOOD, another(1, **{"Số CCCD": "1"}), another(2))
    result = checked(data)
    with pytest.raises(BadInput) as refusal:
        roster.roster_document(result)
    assert refusal.value.code == "roster_bad_rows"
    assert enter(result, skip_bad=True).document.effects[0].table.rows == 2
    back = fastexcel.read_excel(marked_workbook(data, result)).load_sheet(0, dtypes="string").to_polars()
    assert back.columns == [*HEADER, "Lỗi"]
    assert (back.height, back.row(1)[4], back.row(0)[-1], back.row(2)[-1]) == (3, "1", None, None)
    assert "Dòng 3" in back.row(1)[-1]
    with pytest.raises(BadInput) as nothing:
        roster.roster_document(checked(table({"Số CCCD": "1"})), skip_bad=True)
    assert nothing.value.code == "roster_nothing_to_enter"


def test_persons_in_the_books_change_their_records(world: World) -> None:
    enter(checked(table(GOOD, another(1))), number="07/BB-MẪU")
    result = checked(
        table(
            {"Trình độ chuyên môn": "Thạc sĩ Luật", "Mã đơn vị": "S2", "Số hiệu vị trí": ""},
            another(1, **{"Họ và tên": "Người khác", "Ngày sinh": "01/01/1990"}),
        ),
        on=date(2022, 6, 1),
    )
    assert (2, "place_differs") in codes(result)
    assert (3, "number_of_another") in codes(result)
    outcome = enter(result, skip_bad=True)
    (effect,) = outcome.document.effects
    assert (effect.kind, effect.record.professional) == ("change_record/1", "master")
    assert effect.record.changes().keys() == {"professional"}
    by_code = checked(table({"Số CCCD": "", "Mã hồ sơ": "HS-1", "Họ và tên": "Nguyễn Văn Mẫu", "Ngày sinh": "1968",
                             "Số hiệu vị trí": "S1.01", "Lý luận chính trị": "Cao cấp"}))  # fmt: skip
    assert list(by_code.changes.values()) == [{"theory": "advanced"}]


def test_a_person_of_a_draft_that_waits_is_not_in_the_books(world: World) -> None:
    data = table(GOOD, another(1))
    with transaction.atomic():
        desk.keep_draft(roster.roster_document(checked(data)), origin="import", by=shell())
    again = checked(data)
    assert (int(again.new.sum()), dict(again.changes)) == (2, {})
    enter(again)
    (person_id,) = [found for found in sealing.persons_with(id_number=GOOD["Số CCCD"])
                    if rosters.records(AsOf(ON), [found])]  # fmt: skip
    assert sealing.known_numbers([GOOD["Số CCCD"]]) == {GOOD["Số CCCD"]: person_id}
    assert (int(checked(data).new.sum()), checked(data).unchanged) == (0, 2)


def test_a_second_row_is_a_second_place(world: World) -> None:
    result = checked(table({"Loại bố trí": ""}, {"Loại bố trí": "Kiêm nhiệm", "Mã đơn vị": "S2",
                                                "Chức vụ": "Phó Trưởng phòng", "Số hiệu vị trí": "S2.07"}))  # fmt: skip
    assert result.bad_count == 0, [fault.sentence for fault in result.told()]
    outcome = enter(result)
    assert [effect.kind for effect in outcome.document.effects] == [
        "take_up_roster/1", "create_posts/1", "appoint/1",
    ]  # fmt: skip
    (person_id,) = sealing.persons_with(id_number="093075000001")
    kinds = rows(
        "SELECT kind FROM assignment_version WHERE person_id = %s AND upper_inf(recorded) ORDER BY 1", person_id
    )
    assert kinds == [("concurrent",), ("substantive",)]
    lost = checked(table(another(8, **{"Số CCCD": "093175000088", "Ngày sinh": "31/02/1975"}),
                         another(8, **{"Số CCCD": "093175000088", "Số hiệu vị trí": "S2.08", "Mã đơn vị": "S2",
                                       "Loại bố trí": "Kiêm nhiệm"})))  # fmt: skip
    assert (3, "extra_without_main") in codes(lost)
