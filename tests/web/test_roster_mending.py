"""The review of a roster as an office made it: asked, said once, mended for all rows alike, without another upload."""

from __future__ import annotations

import io
import re
from pathlib import Path

import fastexcel
import openpyxl
import pytest
import xlsxwriter
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.importing.offices import xlsx
from tests.web.seen import fits
from tests.world import World, effect, opening, sign, staffing

from tinhgon.cli import main


def office() -> bytes:
    """A raise of pay in two sets, sections, a sum, a signature, a vacancy, and a second sheet that is a cover."""
    head = [
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Chức vụ",
        "Trình độ chuyên môn",
        "Hiện hưởng",
        "",
        "Đề nghị",
        "",
        "Ghi chú",
    ]
    return xlsx(
        ["UBND HUYỆN AN LỘC"], ["", "", "DANH SÁCH NÂNG BẬC LƯƠNG NĂM 2022 (giả định)"], head,
        ["", "", "", "", "", "Bậc", "Hệ số", "Bậc", "Hệ số", ""],
        ["I", "PHÒNG KINH TẾ"],
        ["1", "NGUYỄN VĂN MẪU", "12/03/1975", "Chuyên viên", "Thạc sĩ (đang học)", "3", "3,00", "4", "3,33", ""],
        ["2", "TRẦN THỊ GIẢ", "05/1980", "nt", "Đại học", "2", "2,67", "3", "3,00", "Nghỉ hưu 01/4/2022"],
        ["II", "Phòng Nội vụụ"],
        ["1", "Lê Văn Thử", "1985", "", "Đại học Luật", "2", "2,67", "3", "3,00", ""],
        ["2", "Khuyết", "", "Chuyên viên"],
        ["", "Tổng cộng: 03 người"],
        ["", "", "", "", "An Lộc, ngày 05 tháng 01 năm 2022"],
        ["", "Người lập biểu", "", "TRƯỞNG PHÒNG"],
        ["", "Võ Thị Ký"],
        merged=["F3:G3", "H3:I3"], Bìa=[["Kính gửi: Ban Tổ chức"]],
    )  # fmt: skip


@pytest.fixture
def client(fresh_ledger, settings) -> Client:
    settings.DEMO = False
    for document in (opening(), staffing()):
        sign(document)
    User.objects.create_superuser("giu.so", password="một mật khẩu rất dài")
    client = Client(headers={"host": "localhost"})
    assert client.login(username="giu.so", password="một mật khẩu rất dài")
    return client


def fields(page: str, sentence: str) -> tuple[str, str]:
    """Names of the two fields of the line that says this."""
    line = next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if sentence in row and 'name="ghi-' in row)
    return tuple(re.search(rf'name="({kind}-\w+)"', line).group(1) if f'name="{kind}-' in line else ""
                 for kind in ("chon", "ghi"))  # type: ignore[return-value,union-attr]  # fmt: skip


def test_from_a_messy_file_to_a_draft_without_another_upload(client: Client) -> None:
    answer = client.post(
        "/danh-sach/", {"tep": SimpleUploadedFile("nang-luong.xlsx", office()), "ngay_ghi": "01/01/2022"}
    )
    address = answer["Location"]
    page = client.get(address).content.decode()
    assert "Danh sách nâng bậc lương" in page
    assert "Không đọc trang “Bìa”" in page
    assert "Nhiều cột cùng là “Hệ số lương”" in page
    assert "phần ký" in page
    assert "dòng cộng" in page
    blocked = client.post(address, {"buoc": "giu", "bo_loi": "1"})
    assert (blocked.status_code, "câu hỏi về cột chưa trả lời" in blocked.content.decode()) == (400, True)

    client.post(address, {"buoc": "hoi", "hoi-0-pay_step": "5", "hoi-0-coefficient": "6"})
    client.post(address, {"buoc": "chung", "chung--category": "Công chức", "trang_co": ["0", "1"], "trang": ["0", "1"],
                          "ten_thuong": "1"})  # fmt: skip
    page = client.get(address).content.decode()
    assert "Cần trả lời trước" not in page
    mended = {"buoc": "sua"}
    mended[fields(page, "Thạc sĩ (đang học)")[0]] = "Đại học"
    mended[fields(page, "Phòng Nội vụụ")[0]] = "phòng Nội vụ (S2)"
    mended[fields(page, "chưa ghi chức vụ")[1]] = "Chuyên viên"
    assert client.post(address, mended).status_code == 302
    page = client.get(address).content.decode()
    assert "4 dòng, 0 dòng có lỗi" in page, re.findall(r"Dòng \d+[^<]*", page)
    assert "3 người mới" in page
    assert "1 vị trí trống" in page
    kept = client.post(address, {"buoc": "giu", "so": "11/BB", "gia_dinh": "1"})
    assert kept.status_code == 302, re.findall(r"Dòng \d+[^<]*", kept.content.decode())
    number = re.search(r"tinhgon sign --draft (\d+)", client.get(kept["Location"]).content.decode()).group(1)
    assert main(["sign", "--draft", number]) == 0


def test_the_marked_file_is_the_offices_own(client: Client) -> None:
    address = client.post("/danh-sach/", {"tep": SimpleUploadedFile("ds.xlsx", office()), "ngay_ghi": "01/01/2022"})[
        "Location"
    ]
    content = client.get(f"{address}loi.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert (book.sheetnames, book.worksheets[0]["C2"].value) == (
        ["Danh sách", "Bìa"], "DANH SÁCH NÂNG BẬC LƯƠNG NĂM 2022 (giả định)",
    )  # fmt: skip
    rows = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string").to_polars().rows()
    assert any("đang học" in (row[-1] or "") for row in rows)


def test_a_sheet_left_out_may_be_taken_again_and_the_last_one_may_not(client: Client) -> None:
    address = client.post("/danh-sach/", {"tep": SimpleUploadedFile("ds.xlsx", office()), "ngay_ghi": "01/01/2022"})[
        "Location"
    ]
    none = client.post(address, {"buoc": "chung", "trang_co": ["0", "1"], "trang": []})
    assert (none.status_code, "không thấy dòng tiêu đề" in none.content.decode()) == (400, True)
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_head_learns_nothing_of_people_of_other_units(head: Client, books: World) -> None:
    """HS-4 sits in S2, out of the reach of S1's head: whatever is guessed, only that the number is taken."""
    identity = {"identity": {"id_number": "093178000004"}}
    books.sign(effect("change_record", person="HS-4", record=identity), on="2022-01-15")
    table = "Họ và tên,Ngày sinh,Số CCCD,Mã đơn vị,Chức vụ,Loại\n"
    for guess in ("Phạm Thị Ví,20/11/1978", "Người Khác,01/01/1990"):
        data = f"{table}{guess},093178000004,S1,Chuyên viên,Công chức\n".encode()
        sent = {"tep": SimpleUploadedFile("ds.csv", data), "ngay_ghi": "01/03/2022"}
        page = head.get(head.post("/danh-sach/", sent)["Location"]).content.decode()
        assert "đã có hồ sơ khác mang số định danh này (…0004)" in page
        assert not [word for word in ("HS-4", "(S2)", "tên và năm sinh khác") if word in page]
        assert "0 hồ sơ thay đổi, 0 vị trí thêm, 0 vị trí trống, 0 như đã ghi" in page


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_mending_in_a_browser(staffed_page, staffed_site, picture, tmp_path: Path, width: int) -> None:
    path = tmp_path / "nang-luong.xlsx"
    path.write_bytes(office())
    page = staffed_page(width=width)
    page.goto(f"{staffed_site}/danh-sach/")
    page.set_input_files("#tep", str(path))
    page.fill("#ngay_ghi", "01/06/2026")
    page.click("button:text-is('Kiểm tra')")
    page.wait_for_selector("#ch")
    assert fits(page)
    picture(page, f"roster-asked-{width}", whole=True)
    page.check("[name=hoi-0-coefficient] >> nth=0")
    page.check("[name=hoi-0-pay_step] >> nth=0")
    page.click("button:text-is('Trả lời và kiểm tra lại')")
    page.wait_for_selector("#ch", state="detached")
    page.select_option("#chung-category", "Công chức")
    page.click("button:text-is('Áp dụng và kiểm tra lại')")
    page.wait_for_selector("dd:has-text('Công chức')")
    assert fits(page)
    line = page.locator("#sua tr:has-text('đang học')")
    line.locator("select").select_option("Đại học")
    picture(page, f"roster-mending-{width}", whole=True)
    page.click("button:text-is('Sửa và kiểm tra lại')")
    page.wait_for_selector("#sua tr:has-text('đang học')", state="detached")
    assert fits(page)


def test_what_the_file_hides_is_read_only_when_somebody_says_so(client: Client) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        rows = (["STT", "Họ và tên", "Năm sinh", "Đơn vị", "Chức vụ", "Loại"],
                *([nth, name, "1980", "Phòng Kinh tế", "Chuyên viên", "Công chức"]
                  for nth, name in enumerate(("Lê Văn Thử", "Lê Văn Dụ"), 1)))  # fmt: skip
        for nth, row in enumerate(rows):
            sheet.write_row(nth, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
    file = SimpleUploadedFile("an.xlsx", out.getvalue())
    address = client.post("/danh-sach/", {"tep": file, "ngay_ghi": "01/01/2022"})["Location"]
    page = client.get(address).content.decode()
    assert "bị ẩn trong tệp" in page
    assert 'name="ca_phan_an" value="1">' in page
    client.post(address, {"buoc": "chung", "trang_co": "0", "trang": "0", "ca_phan_an": "1"})
    page = client.get(address).content.decode()
    assert "Dòng bị ẩn" not in page
    assert 'name="ca_phan_an" value="1" checked>' in page
