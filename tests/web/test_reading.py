"""Reading a text in the browser: coloured stretches, questions, the preview of the real signing, the decision file."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tinhgon.ledger.document import Document

HEAD = """\
ỦY BAN THƯỜNG VỤ QUỐC HỘI
Số: 99/NQ-MẪU
Hà Nội, ngày 16 tháng 6 năm 2026
NGHỊ QUYẾT
Về việc sắp xếp đơn vị hành chính của thành phố Cần Thơ (giả định)
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
QUYẾT NGHỊ:
Điều 1. Sắp xếp
"""
FOOT = "\nĐiều 2. Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2026.\n"
TEXT = (
    HEAD
    + "1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của phường Ninh Kiều và phường Cái Khế thành phường mới "
    "có tên gọi là phường Ninh Kiều.\n2. Đổi tên xã Phong Điền thành xã Phong Điền Đông." + FOOT
)
UNSURE = TEXT.replace("phường Cái Khế thành", "phường Cái Xuân Mới thành")


def hidden(page: str) -> dict[str, str]:
    """The fields of the first form of a page that hold a value."""
    form = page[page.index('name="van_ban" hidden') :]
    found = dict(re.findall(r'<input type="hidden" name="(tra_loi[^"]*|ngay_hieu_luc)" value="([^"]*)"', form))
    found["van_ban"] = html.unescape(re.search(r'name="van_ban" hidden>(.*?)</textarea>', form, re.DOTALL).group(1))
    return found


def test_the_form(client_of_demo) -> None:
    page = client_of_demo.get("/doc-van-ban/").content.decode()
    assert 'name="tep"' in page
    assert 'name="van_ban"' in page


@pytest.mark.parametrize("upload", [False, True])
def test_text_and_effects_are_tied(upload: bool, client_of_demo) -> None:
    given = {"tep": SimpleUploadedFile("nq.txt", TEXT.encode())} if upload else {"van_ban": TEXT}
    page = client_of_demo.post("/doc-van-ban/", given).content.decode()
    assert page.count('data-tie="n0"') > 2
    assert '<span class="src sure" data-tie="n0">phường Ninh Kiều</span>' in page
    assert '<span class="new" data-tie="n0">phường Ninh Kiều</span>' in page
    assert 'name="buoc" value="xem"' in page


def test_preview_is_the_real_signing_and_the_file_is_one_to_sign(client_of_demo) -> None:
    seen = client_of_demo.post("/doc-van-ban/", {"van_ban": TEXT, "buoc": "xem"})
    assert seen.status_code == 200, seen.content.decode()
    assert "Ký được." in seen.content.decode()
    file = client_of_demo.post("/doc-van-ban/", {"van_ban": TEXT, "buoc": "tai"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="99-NQ-MAU.json"'
    document = Document.model_validate(json.loads(file.content))
    assert [effect.kind for effect in document.effects] == ["merge_units/1", "rename_unit/1"]


def test_a_question_is_answered_by_choosing(client_of_demo) -> None:
    page = client_of_demo.post("/doc-van-ban/", {"van_ban": UNSURE}).content.decode()
    field = re.search(r'name="(tra_loi-\d+-\d+)"', page).group(1)
    assert 'class="src question"' in page
    assert 'value="xem"' not in page
    answered = client_of_demo.post("/doc-van-ban/", {**hidden(page), field: "31120"}).content.decode()
    assert 'value="xem"' in answered
    fields = hidden(answered)
    assert fields[field] == "31120"
    done = client_of_demo.post("/doc-van-ban/", {**fields, "buoc": "xem"})
    assert "Ký được." in done.content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"van_ban": " "}, "Chưa có gì để đọc"),
        ({"tep": SimpleUploadedFile("scan.pdf", b"%PDF-1.4")}, "tệp PDF"),
        ({"van_ban": "An English sentence, nothing more."}, "không phải văn bản"),
        ({"van_ban": TEXT.replace("2026", "1950")}, "Sổ chưa có đơn vị"),
        ({"van_ban": UNSURE, "buoc": "tai"}, "Chưa lập được dự thảo"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(given, sentence: str, client_of_demo) -> None:
    answer = client_of_demo.post("/doc-van-ban/", given)
    assert answer.status_code in (400, 409, 422)
    assert sentence in answer.content.decode()


@pytest.mark.browser
def test_hovering_lights_up_both_sides(browser_page, site) -> None:
    page = browser_page()
    page.goto(f"{site}/doc-van-ban/")
    page.fill("#van_ban", TEXT)
    page.click("text=Đọc >> nth=-1")
    effect = page.locator('.read-effects [data-tie="n1"]')
    effect.hover()
    assert page.locator('.read-text [data-tie="n1"].tied').count() > 0
    page.locator('.read-text [data-tie="n0"]').first.hover()
    assert "tied" in (page.locator('.read-effects [data-tie="n0"]').get_attribute("class") or "")


def test_a_list_of_codes_in_another_encoding_is_refused(client_of_demo) -> None:
    """Letters that cannot be read were put in its names as signs of nothing."""
    codes = SimpleUploadedFile("ma.csv", "code,name,kind,level,parent_code\n1,Phú Mẫu,xã,3,\n".encode("utf-16"))
    seen = client_of_demo.post("/doc-van-ban/", {"van_ban": TEXT, "tep_ma": codes})
    assert seen.status_code == 400
    assert "ma.csv không phải UTF-8" in seen.content.decode()
