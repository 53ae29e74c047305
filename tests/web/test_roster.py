"""The wizard: of 2,000 rows the 5 % that are bad are told; the good ones become a draft, signed or taken back."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import fastexcel
import psycopg
import pytest
import xlsxwriter
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.signing import sign
from tests.web.seen import fits
from tests.world import opening, staffing

from tinhgon.cli import main
from tinhgon.config.env import home

ROWS, BAD = 2000, 100
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Mã đơn vị", "Chức vụ", "Loại", "Khối", "Ghi chú")
FAMILIES, GIVEN = ("Nguyễn", "Trần", "Lê", "Phạm", "Võ"), ("Mẫu", "Giả", "Thử", "Ví", "Dụ")


def people(unit: str, rows: int = ROWS, bad: int = BAD) -> bytes:
    """An xlsx file with titles above its header; every twentieth row has a fault of one kind or another."""
    drawn = random.Random(3)
    faults = [(4, "93175000001"), (2, "31/02/1975"), (5, "KHONG-CO"), (7, "giám đốc"), (1, "NguyÔn V¨n MÉu")]
    wrong = set(drawn.sample(range(rows), bad))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 3, "DANH SÁCH NHÂN SỰ (giả định)")
        sheet.write_row(2, 0, HEADER)
        for nth in range(rows):
            year, woman = 1965 + nth % 35, nth % 2
            name = f"{drawn.choice(FAMILIES)} {'Thị' if woman else 'Văn'} {drawn.choice(GIVEN)} {nth}"
            number = f"093{woman}{year % 100:02d}{nth:06d}"
            cells = [
                str(nth + 1), name, f"{1 + nth % 28:02d}/{1 + nth % 12:02d}/{year}", "Nữ" if woman else "Nam", number,
                unit, "Chuyên viên", "Công chức", "Nhà nước", "x",
            ]  # fmt: skip
            if nth in wrong:
                place, text = faults[nth % len(faults)]
                cells[place] = text
            for place, text in enumerate(cells):
                sheet.write_string(nth + 3, place, text)
    return out.getvalue()


@pytest.fixture
def client(fresh_ledger, settings) -> Client:
    settings.DEMO = False
    for document in (opening(), staffing()):
        sign(document)
    User.objects.create_superuser("giu.so", password="một mật khẩu rất dài")
    client = Client(headers={"host": "localhost"})
    assert client.login(username="giu.so", password="một mật khẩu rất dài")
    return client


def upload(client: Client, data: bytes, name: str = "ds.xlsx", on: str = "01/01/2022"):
    return client.post("/danh-sach/", {"tep": SimpleUploadedFile(name, data), "ngay_ghi": on})


def counts(dsn: str) -> tuple[int, int, int]:
    with psycopg.connect(dsn) as connection:
        tables = ("person_key", "attached_table", "draft WHERE withdrawn_at IS NULL")
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)  # type: ignore[index,return-value]


def test_from_the_upload_to_the_signature(client: Client, fresh_ledger, capsys: pytest.CaptureFixture[str]) -> None:
    page = upload(client, people("S1"))
    assert page.status_code == 302
    address = page["Location"]
    seen = client.get(address).content.decode()
    assert "2.000 dòng, 100 dòng có lỗi" in seen
    assert "tiêu đề ở dòng 3" in seen
    assert "Số định danh mất số 0" in seen
    lost = client.get(f"{address}?loai=id_lost_zero").content.decode()
    assert re.search(r"Dòng \d+: số định danh có 11 chữ số, cần 12\. Có thể mất số 0 ở đầu", lost)
    assert "31/02/1975" not in lost
    file = client.get(f"{address}loi.xlsx")
    frame = fastexcel.read_excel(file.content).load_sheet(0, dtypes="string").to_polars()
    assert frame.height == ROWS + 2
    assert sum(bool(cell) for cell in frame.to_series(frame.width - 1)) == BAD + 1  # under "Lỗi"

    blocked = client.post(address, {"buoc": "giu", "so": "08/BB"})
    assert blocked.status_code == 400
    assert "100 trong 2000 dòng có lỗi" in blocked.content.decode()
    assert 'value="08/BB"' in blocked.content.decode()
    before = counts(fresh_ledger.dsn)
    kept = client.post(address, {"buoc": "giu", "so": "08/BB", "bo_loi": "1", "gia_dinh": "1"})
    assert kept.status_code == 302, kept.content.decode()
    draft = client.get(kept["Location"]).content.decode()
    number = int(re.search(r"tinhgon sign --draft (\d+)", draft).group(1))
    assert counts(fresh_ledger.dsn) == (before[0] + ROWS - BAD, before[1] + 1, before[2] + 1)
    assert client.get(address).status_code == 404
    assert main(["sign", "--draft", str(number)]) == 0
    assert "Đã ký 08/BB" in capsys.readouterr().out
    assert "đã ký" in client.get(kept["Location"]).content.decode()
    assert client.post(kept["Location"], {"buoc": "huy"}).status_code == 409
    assert main(["verify"]) == 0


def test_cancelling_deletes_keys_and_table_and_withdraws_the_draft(client: Client, fresh_ledger) -> None:
    before = counts(fresh_ledger.dsn)
    address = upload(client, people("S1", 20, 0))["Location"]
    kept = client.post(address, {"buoc": "giu"})["Location"]
    assert counts(fresh_ledger.dsn) != before
    seen = client.post(kept, {"buoc": "xem"})
    assert "Ký được." in seen.content.decode()
    assert client.post(kept, {"buoc": "huy"})["Location"].startswith("/danh-sach/")
    assert counts(fresh_ledger.dsn) == before
    assert client.get(kept).status_code == 404


def test_columns_by_hand_and_kept_for_the_next_time(client: Client) -> None:
    address = upload(client, people("S1", 20, 0))["Location"]
    chosen = {f"cot-0-{place}": "" for place in range(len(HEADER))} | {"cot-0-1": "name", "cot-0-5": "unit_code"}
    stated = {"buoc": "cot", "ngay_ghi": "01/02/2022", "ten_cach": "Sở Mẫu", **chosen}
    assert client.post(address, stated).status_code == 302
    again = client.get(address).content.decode()
    assert 'value="01/02/2022"' in again
    assert '<option value="id_number" selected>' not in again
    assert "<option>Sở Mẫu</option>" in client.get("/danh-sach/").content.decode()
    twice = client.post(address, {**stated, "cot-0-2": "name"})
    assert (twice.status_code, "chỉ chọn một cột" in twice.content.decode()) == (400, True)
    none = client.post(address, {**stated, "cot-0-1": "", "ten_cach": ""})
    assert none.status_code == 302
    assert "chưa có cột" in client.get(address).content.decode()
    assert client.post(address, {"buoc": "huy"}).status_code == 302
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("ds.csv", b"", "không có dòng nào"), ("ds.xlsx", b"PK\x03\x04x", "không mở được"),
        ("ds.csv", b"a,b\n1,2\n", "không thấy dòng tiêu đề"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(client: Client, name: str, data: bytes, sentence: str) -> None:
    answer = upload(client, data, name)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_the_upload_is_the_sessions_own_and_for_its_eyes_only(client: Client, settings) -> None:
    address = upload(client, people("S1", 5, 0))["Location"]
    folder = settings.UPLOADS()
    assert folder.is_relative_to(home())
    key = address.split("/")[-2]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.glob(f"{key}.*")} == {0o600}
    stranger = Client(headers={"host": "localhost"})
    assert stranger.get(address)["Location"].startswith("/dang-nhap/")
    assert upload(stranger, people("S1", 5, 0))["Location"].startswith("/dang-nhap/")
    settings.DEMO = True
    assert stranger.get(address).status_code == 404
    client.post(address, {"buoc": "huy"})
    assert not list(folder.glob(f"{key}.*"))


def test_who_logs_out_leaves_no_upload_behind(client: Client, settings) -> None:
    address = upload(client, people("S1", 5, 0))["Location"]
    key = address.split("/")[-2]
    assert list(settings.UPLOADS().glob(f"{key}.*"))
    client.post("/dang-xuat/")
    assert not list(settings.UPLOADS().glob(f"{key}.*"))


def test_the_template(client: Client) -> None:
    file = client.get("/danh-sach/mau.xlsx")
    assert file["Content-Disposition"].startswith("attachment")
    assert fastexcel.read_excel(file.content).load_sheet(0).to_polars().columns[0] == "Họ và tên"


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1366])
def test_in_a_browser(staffed_page, staffed_site, picture, tmp_path: Path, width: int) -> None:
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(people("S1"))
    page = staffed_page(width=width)
    page.set_default_timeout(60_000)
    page.goto(f"{staffed_site}/danh-sach/")
    picture(page, f"roster-start-{width}", whole=True)
    assert fits(page)
    page.set_input_files("#tep", str(path))
    page.fill("#ngay_ghi", "01/06/2026")
    page.click("button:text-is('Kiểm tra')")
    page.wait_for_selector(".title p:has-text('100 dòng có lỗi')")
    assert fits(page)
    picture(page, f"roster-review-{width}", whole=True)
    page.click(".roster-kinds a >> nth=0")
    page.wait_for_selector(".roster-kinds a:text-is('Mọi loại')")
    assert fits(page)
    page.reload()
    page.click("details summary:has-text('Họ và tên →')")
    assert fits(page)
    picture(page, f"roster-columns-{width}", whole=True)
    page.check("[name=bo_loi]")
    page.check("[name=gia_dinh]")
    page.click("button:text-is('Lập dự thảo')")
    assert re.fullmatch(r"tinhgon sign --draft \d+", page.locator("#lenh").inner_text())
    assert fits(page)
    picture(page, f"roster-draft-{width}", whole=True)
    page.click("button:text-is('Hủy dự thảo')")
    page.wait_for_selector("#tep")
