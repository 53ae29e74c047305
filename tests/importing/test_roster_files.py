"""The files of rosters: their sheets, answers about them, the workbook that goes back to the office."""

from __future__ import annotations

import base64
import gzip
import io
from datetime import date

import fastexcel
import openpyxl
import pytest
from tests.importing.offices import HEAD, person, read, seen, sentences, values, xlsx
from tests.importing.rosters import ON, checked, enter, table
from tests.world import World

from tinhgon.basis.errors import BadInput
from tinhgon.importing import roster
from tinhgon.importing.roster.marking import marked_workbook


def test_every_sheet_is_read_or_told(world: World) -> None:
    data = xlsx(["SỞ NỘI VỤ"], ["Kính gửi: Ban Tổ chức"], Phòng_A=[HEAD, person(1)],
                Phòng_B=[HEAD, person(1), person(2)],
                Trống=[])  # fmt: skip
    result = read(data)
    assert result.total == 3
    assert [part.sheet.title for part in result.layout.parts] == ["Phòng A", "Phòng B"]
    assert [(title, why) for _, title, why in result.layout.left] == [
        ("Danh sách", "không thấy dòng tiêu đề của danh sách người"), ("Trống", "trang trống"),
    ]  # fmt: skip
    (alike,) = [fault.sentence for fault in result.told() if fault.code == "person_alike"]
    assert alike.startswith("Dòng 2 (trang “Phòng B”): cùng họ tên và ngày sinh với dòng 2 (trang “Phòng A”)")
    left = read(data, answers=roster.Answers(left=[2]))
    assert (left.total, left.layout.left[1][1:]) == (1, ("Phòng B", "để lại theo yêu cầu"))
    with pytest.raises(BadInput, match="“Bìa”"):
        read(xlsx(["Bìa"], Bìa=[["chỉ có chữ"]]))


def test_answers_for_a_sheet_a_section_and_a_row(world: World) -> None:
    data = xlsx(["STT", "Họ và tên", "Ngày sinh", "Chức vụ"], ["I", "Tổ Một"],
                ["1", "Lê Văn Thử", "1975", "Chuyên viên"],
                ["II", "Tổ Hai"], ["2", "Lê Thị Thử", "1976", ""])  # fmt: skip
    answers = roster.Answers()
    answers.state("", "category", "Công chức")
    answers.state("0:2", "unit", "Phòng Kinh tế")
    answers.state("0:4", "unit", "Phòng Nội vụ (S2)")
    answers.change(0, 5, "title", "Chuyên viên")
    answers.change(0, 5, "born", "01/02/1976")
    result = read(data, answers=roster.Answers.of(answers.asdict()))
    assert (values(result, "unit_id"), seen(result)) == ([1010, 1011], set())
    assert values(result, "birth")[1] == "1976-02-01"


def test_of_people_out_of_reach_nothing_is_told_but_that_the_number_is_taken(world: World) -> None:
    enter(checked(table({"Ngày sinh": "12/03/1975"})), number="07/BB-MẪU")
    guesses = [
        {"Mã đơn vị": "S2", "Số hiệu vị trí": ""},
        {"Họ và tên": "Người Khác", "Ngày sinh": "1990", "Số hiệu vị trí": ""},
    ]
    for guess in guesses:
        book = roster.workbook_of(table(guess), name="ds.csv")
        result = roster.check_roster(roster.understand(book), on=date(2022, 6, 1), within=lambda _: ())
        (fault,) = [fault for fault in result.told() if fault.severity == "error"]
        assert fault.sentence == (
            "Dòng 2: đã có hồ sơ khác mang số định danh này (…0001); kiểm tra số, hoặc nhờ nơi quản lý hồ sơ ấy."
        )
        assert (result.changes, result.unchanged) == ({}, 0)
        assert not {"Kinh tế", "HS-"} & {word for sentence in sentences(result) for word in sentence.split()}
    held = roster.workbook_of(table({"Số CCCD": "", "Số hiệu vị trí": "S1.01"}), name="ds.csv")
    told = sentences(roster.check_roster(roster.understand(held), on=ON, within=lambda _: ()))
    assert not any("HS-" in sentence for sentence in told)


def test_the_office_gets_its_own_workbook_back_with_bad_rows_marked(world: World) -> None:
    data = xlsx(["DANH SÁCH (giả định)"], HEAD, person(1), person(2, unit="Đâu đó"), merged=["A1:F1"],
                Trang_khác=[["giữ nguyên"]])  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(marked_workbook(data, read(data))))
    sheet = book.worksheets[0]
    assert ([str(one) for one in sheet.merged_cells.ranges], sheet["B3"].value) == (["A1:F1"], "Nguyễn Văn Mẫu A")
    assert "Đâu đó" in sheet["G4"].value
    assert (sheet["A4"].fill.fgColor.rgb, sheet["A3"].fill.fill_type) == ("00F4CCCC", None)
    assert book.worksheets[1]["A1"].value == "giữ nguyên"
    csv = table({"Mã đơn vị": "S9"})
    built = fastexcel.read_excel(marked_workbook(csv, checked(csv))).load_sheet(0, dtypes="string").to_polars()
    assert "S9" in built.row(0)[-1]


XLS = (
    "ABzY8%l{2)0{`t;T}V_x6#nM!U3b@X-8Bs~xLky+OpxfM7hTKBpb|@|h@jLJcQM!4OxPaEG9QB=2#Q`7?4cLUmwqUy-hv9F9)cj)EqZ99hr*x-"
    "^>*g$++{Ta7g8|px6HZcoH;XR_MDlyGxzm$FqNFDPGb?8;KID+Ls6biQ1RJ9090>TlC_^+Dwcy)1)rA^S>(o}(w82YLz(Y1G~Csn5d}U{IgZn4"
    "8;tduD~O#uhAtt;&`4C^7HRyb;!%||?P0o>=_Fe|X4=e}D@+^7HYJW>I@DITUCrX7S`F9vA^W}0ZQiqHD=P6^&f*JKMb_4h9r0+_sZ~~C=p`5j"
    "CA76S)*F{{8E&H(2!|U61{xBC6e=j$<M?Trz>K}BpPG(-W%UB2|Fux>`HS95NnEVIrs=>4tdqP*#wf|xby=ffSH~=-WYW2~fR4^iAH-g~GE593"
    "MI8+xgP7dY+xk)o^Gq}rDS`-yq=-S9yf8cvEr{TY(Zh<*h7PeGgGd@t>Xq0G=?}xj4LZs4n^6kUPRtMLxQ~?k5G5|c&Yl=+fR@PFL?&hqM>8>>"
    "?0rTV_9#Dcu-RQHuwYjz<<(k3G>kIlgS=(~6qeaL-`^bQZV#Pc%?Q7VvhS-6GCZ(wQMRDQeq@7V_gcsN7N(cD*Y(U-Gp(QnMbFyyO2zCMWt+=f"
    "TT6bnG2VtY=JA_|ANzXnfid<ew3+yc*7UiGiFctSYADuWYA=7Is2BC(<_(F5A^R!R-u8iM)gSwuR|}}ITk54;hB=NIC>|17Nk&KHBu&L?PECcN"
    "oDNFTNz!wYn<TgLBNq8NuNAW{$dQxwg8fJ-Tc^?J{gXn~Nk5*PrS#*?Nz#uzOEhWaxX0;e&O2!o!+`?_4jede;K0H1K&aEOi%){!v!6WAdDM5E"
    "IV$tcXOjOGhv+glNLMoxyXhV_gg6of&7XB}3%f6|#5VT#LWv{fJ&t~K^Emnop1*Wk68ZmU$qfVlZV46Yf4-1$F0=pNc+iO-02TlM"
)
"""One invented row, as Excel 97-2003 writes it, packed."""


def test_an_old_xls_is_read(world: World) -> None:
    result = read(gzip.decompress(base64.b85decode(XLS)), "cu.xls")
    assert values(result, "birth")[0] == "1975-07-12"
    assert values(result, "unit_id")[0] == 1010
