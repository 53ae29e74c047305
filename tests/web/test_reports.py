"""Reports and the establishment as pages: every number opens and reconciles; two askings are told apart by decision."""

import io
import json
import re
import zipfile
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.seen import text_of
from tests.web.staffed import ON, staff
from tests.world import World

from tinhgon.reports import REPORTS

DAY = {"ngay": ON}
LINK = re.compile(r'<a class="num(?: zero)?" href="(/so-lieu/bao-cao/[^"]+)">([^<]+)</a>')


def numbers(response) -> list[tuple[str, str]]:
    return [(unescape(href), shown) for href, shown in LINK.findall(response.content.decode())]


# -- the list and one report -------------------------------------------------------------------------------------------


def test_the_list_leads_to_every_report(client_of_staff) -> None:
    page = client_of_staff.get("/bao-cao/", DAY).content.decode()
    for name, report in REPORTS.items():
        assert f"/bao-cao/{name}/?ngay={ON}" in page
        assert report.title in page


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_number_of_every_report_is_a_link_that_reconciles(client_of_staff, name) -> None:
    page = client_of_staff.get(f"/bao-cao/{name}/", DAY)
    assert page.status_code == 200
    table = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    for cell in re.findall(r'<td class="n">(.*?)</td>', table):
        assert LINK.fullmatch(cell) or "unstated" in cell, cell
    for href, shown in dict.fromkeys(numbers(page)):
        panel = client_of_staff.get(href, headers={"hx-request": "true"}).content.decode()
        assert "<html" not in panel
        assert f'<p class="calc"><b>{shown}</b>' in panel, href
        assert '<span class="badge ok">Khớp</span>' in panel, href
        assert "chênh lệch với ô: 0." in panel, href


def test_a_number_is_the_same_page_in_full_and_leads_to_what_made_it(client_of_staff) -> None:
    address = f"/so-lieu/bao-cao/establishment/?ngay={ON}&dong=total&cot=present"
    part = client_of_staff.get(address, headers={"hx-request": "true"}).content.decode()
    whole = client_of_staff.get(address).content.decode()
    assert part.strip() in whole
    assert f"/nhan-su/HS-1/?ngay={ON}" in part
    assert re.search(rf'href="/quyet-dinh/5/\?ngay={ON}&amp;khoan=4#k4"', part)
    assert "Điều 4 khoản 1, 05/QĐ-MẪU" in part
    assert "Nguyễn Văn Mẫu" not in whole  # a name is read in the personal file, where the reading is noted


def test_the_sources_of_one_decision_alone(client_of_staff) -> None:
    address = f"/so-lieu/bao-cao/staffing-cuts/?ngay={ON}&dong=total&cot=cut"
    page = client_of_staff.get(address)
    ordinals = re.findall(
        r'href="/quyet-dinh/(\d+)/\?ngay=[^"]*">[^<]*</a><span class="part"><a href=', page.content.decode()
    )
    assert len(ordinals) == 2
    alone = text_of(client_of_staff.get(f"{address}&qd={ordinals[0]}"))
    assert "Xem của mọi quyết định" in alone
    assert alone.count(", từ ") == 1


def test_a_total_is_told_as_the_sum_of_rows(client_of_staff) -> None:
    page = text_of(client_of_staff.get(f"/so-lieu/bao-cao/establishment/?ngay={ON}&dong=D1&cot=present"))
    assert "5 = 3 + 2" in page


def test_no_such_cell_and_no_such_report(client_of_staff) -> None:
    assert client_of_staff.get(f"/so-lieu/bao-cao/establishment/?ngay={ON}&dong=x&cot=present").status_code == 404
    assert client_of_staff.get("/bao-cao/khong-co/").status_code == 404
    assert "establishment" in text_of(client_of_staff.get("/bao-cao/khong-co/"))


# -- the question ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "present"), [("S1", "3"), ("kinh te", "3"), ("#1010", "3"), ("T1", "5")])
def test_a_unit_is_meant_by_code_name_or_key(client_of_staff, said, present) -> None:
    page = client_of_staff.get("/bao-cao/establishment/", {**DAY, "don_vi": said})
    assert page.status_code == 200
    shown = {href: value for href, value in numbers(page) if "dong=total&cot=present" in href}
    assert list(shown.values()) == [present]


def test_several_units_of_a_name_are_offered(client_of_staff) -> None:
    page = client_of_staff.get("/bao-cao/establishment/", {**DAY, "don_vi": "binh"})
    assert page.status_code == 200
    assert "Nhiều đơn vị mang tên “binh”; chọn một." in text_of(page)
    assert "don_vi=%23" in page.content.decode()
    assert "<tbody>" not in page.content.decode()


def test_what_cannot_be_read_is_said_beside_its_field(client_of_staff) -> None:
    page = client_of_staff.get("/bao-cao/establishment/", {**DAY, "don_vi": "khongco"})
    assert page.status_code == 400
    assert "không có đơn vị nào mang mã hoặc tên “khongco”" in text_of(page)
    page = client_of_staff.get("/bao-cao/staffing-cuts/", {**DAY, "tu": "32/01/2022"})
    assert page.status_code == 400
    assert 'aria-describedby="tu-sai"' in page.content.decode()
    page = client_of_staff.get("/bao-cao/staffing-cuts/", {**DAY, "tu": "01/01/2025"})
    assert "ngày đầu phải trước ngày cuối" in text_of(page)


def test_a_period_begins_where_it_is_told_to(client_of_staff) -> None:
    whole, later = (
        dict(numbers(client_of_staff.get("/bao-cao/staffing-cuts/", {**DAY, **asked})))
        for asked in ({}, {"tu": "01/01/2023"})
    )
    assert [value for href, value in whole.items() if href.endswith("dong=total&cot=cut")] == ["3"]
    assert [value for href, value in later.items() if href.endswith("dong=total&cot=cut")] == ["2"]
    assert all("tu=01/01/2023" in href for href in later)


@pytest.mark.parametrize("view", ["", "giao", "giam"])
def test_before_anything_is_in_the_books_the_page_says_so(client_of_staff, view) -> None:
    early = {"ngay": "01/01/2019"}
    assert "sổ chưa có" in text_of(client_of_staff.get("/bien-che/", {**early, "xem": view}))
    assert "sổ chưa có" in text_of(client_of_staff.get("/bao-cao/establishment/", early))


# -- files -------------------------------------------------------------------------------------------------------------

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "xlsx": f"{OFFICE}.spreadsheetml.sheet", "docx": f"{OFFICE}.wordprocessingml.document", "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8", "json": "application/json",
}  # fmt: skip


@pytest.mark.parametrize("shape", TYPES)
def test_files_are_what_their_names_say(client_of_staff, shape) -> None:
    page = client_of_staff.get("/bao-cao/establishment/", {**DAY, "don_vi": "D1"}).content.decode()
    href = unescape(re.search(rf'href="([^"]+/tai\.{shape}[^"]*)"', page).group(1))
    response = client_of_staff.get(href)
    assert response.headers["Content-Type"] == TYPES[shape]
    assert f'filename="establishment_D1_2024-01-01.{shape}"' in response.headers["Content-Disposition"]
    body = response.content
    if shape == "json":
        assert json.loads(body)["totals"]["present"] == 5
    elif shape == "csv":
        assert body.decode("utf-8-sig").splitlines()[0].startswith("key,label")
    elif shape == "pdf":
        assert body.startswith(b"%PDF-")
    else:
        assert "[Content_Types].xml" in zipfile.ZipFile(io.BytesIO(body)).namelist()


def test_other_shapes_of_a_file_are_refused(client_of_staff) -> None:
    response = client_of_staff.get("/bao-cao/establishment/tai.exe")
    assert response.status_code == 404
    assert "xlsx, docx, pdf, csv, json" in text_of(response)


# -- comparing ---------------------------------------------------------------------------------------------------------


def test_every_difference_between_two_days_is_told_by_decision(client_of_staff) -> None:
    page = client_of_staff.get("/bao-cao/establishment/so-sanh/", {**DAY, "voi": "01/01/2022"})
    changes = re.findall(r'href="(/so-lieu/bao-cao/establishment/thay-doi/[^"]+)">([^<]+)</a>', page.content.decode())
    assert len(changes) > 8
    for href, shown in changes:
        panel = text_of(client_of_staff.get(unescape(href), headers={"hx-request": "true"}))
        assert f"{shown} = " in panel
        assert "Khớp" in panel
        assert "Phần không có quyết định nào giải thích: 0." in panel
        assert "/NQ-HĐND" in panel


def test_both_sides_of_a_comparison_open(client_of_staff) -> None:
    page = client_of_staff.get("/bao-cao/staffing-cuts/so-sanh/", {**DAY, "voi": "01/01/2023"})
    shown = [(href, value) for href, value in numbers(page) if "/thay-doi/" not in href]
    assert any("ngay=01/01/2023" in href for href, _ in shown)
    for href, value in shown:
        assert f"<b>{value}</b>" in client_of_staff.get(href).content.decode(), href


def test_a_comparison_says_what_it_lacks(client_of_staff) -> None:
    assert "Ghi ngày" in text_of(client_of_staff.get("/bao-cao/establishment/so-sanh/", DAY))
    page = client_of_staff.get("/bao-cao/establishment/so-sanh/", {**DAY, "voi": "31/02/2022"})
    assert page.status_code == 400
    same = client_of_staff.get("/bao-cao/establishment/so-sanh/", {**DAY, "voi": ON})
    assert "Không ô nào khác nhau" in text_of(same)
    assert client_of_staff.get(f"/so-lieu/bao-cao/establishment/thay-doi/?ngay={ON}").status_code == 400


def test_two_states_of_knowledge(client_of_staff) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT recorded_at FROM decision ORDER BY ordinal DESC OFFSET 1 LIMIT 1")
        before = cursor.fetchone()[0].isoformat()
    page = client_of_staff.get("/bao-cao/establishment/so-sanh/", {**DAY, "voi_biet": before})
    assert "theo sổ ghi đến" in text_of(page)
    assert "−2" in text_of(page)


# -- submitting --------------------------------------------------------------------------------------------------------


def test_a_report_is_submitted_by_somebody_and_reproduced(world: World, client, settings) -> None:
    settings.DEMO = True
    staff(world)
    yes = {"xac_nhan": "1"}
    assert client.post(f"/bao-cao/establishment/nop/?ngay={ON}", yes).headers["Location"].startswith("/dang-nhap/")
    client.force_login(get_user_model().objects.create_user("lan", password="mot-mat-khau-dai"))
    assert 'action="/bao-cao/establishment/nop/' in client.get("/bao-cao/establishment/", DAY).content.decode()
    assert "Xác nhận nộp" in text_of(client.get("/bao-cao/establishment/", DAY))
    unconfirmed = client.post(f"/bao-cao/establishment/nop/?ngay={ON}&don_vi=D1")
    assert (unconfirmed.status_code, "Báo cáo chưa nộp" in text_of(unconfirmed)) == (400, True)
    assert "Chưa nộp báo cáo nào" in text_of(client.get("/bao-cao/da-nop/"))
    client.post(f"/bao-cao/establishment/nop/?ngay={ON}", yes)
    done = client.post(f"/bao-cao/establishment/nop/?ngay={ON}&don_vi=D1", yes, follow=True)
    assert done.status_code == 200
    assert "Số 1 của Huyện An Lộc." in text_of(done)
    assert "Lập lại giống từng bit." in text_of(done)
    assert "lan nộp lúc" in text_of(done)
    for href, shown in numbers(done)[:4]:
        assert f"<b>{shown}</b>" in client.get(href).content.decode()
    listed = text_of(client.get("/bao-cao/da-nop/"))
    assert f"{ON}, D1" in listed
    assert "2 Huyện An Lộc: 1 Biên chế" in listed
    assert "1 Toàn sổ: 1 Biên chế" in listed
    assert client.get("/bao-cao/da-nop/999/").status_code == 404


def test_submitting_needs_a_right(world: World, client, settings) -> None:
    settings.DEMO = False
    staff(world)
    client.force_login(get_user_model().objects.create_user("binh", password="mot-mat-khau-dai"))
    assert "/nop/" not in client.get("/bao-cao/establishment/", DAY).content.decode()
    refused = client.post(f"/bao-cao/establishment/nop/?ngay={ON}")
    assert refused.status_code == 403
    assert "công tác tổ chức, cán bộ (to-chuc)" in text_of(refused)
    assert "Chưa nộp báo cáo nào" in text_of(client.get("/bao-cao/da-nop/"))


# -- the establishment -------------------------------------------------------------------------------------------------


def test_the_establishment_marks_what_is_over_in_a_word(client_of_staff) -> None:
    page = text_of(client_of_staff.get("/bien-che/", {**DAY, "don_vi": "D1", "het": "1"}))
    assert "Phòng Nội vụ vượt" in page
    assert "Phòng Kinh tế vượt" not in page
    assert "còn thiếu" in page


def test_a_unit_opens_its_children(client_of_staff) -> None:
    page = client_of_staff.get("/bien-che/", DAY).content.decode()
    href = unescape(re.search(r'<a class="drill" href="([^"]+don_vi=D1)"', page).group(1))
    below = client_of_staff.get(href)
    assert "Biên chế giao và có mặt: Huyện An Lộc" in text_of(below)
    assert "Phòng Kinh tế" in text_of(below)
    assert "/bien-che/?" in re.search(r'<ol class="crumb">.*?</ol>', below.content.decode()).group(0)


def test_cuts_by_year_with_the_part_time_apart(client_of_staff) -> None:
    page = client_of_staff.get("/bien-che/", {**DAY, "xem": "giam"}).content.decode()
    inside, _, apart = page.partition("Không tính vào biên chế")
    assert "Tổng biên chế" in inside
    assert "Không chuyên trách cấp xã" not in inside.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Không chuyên trách cấp xã" in apart
    assert [shown for href, shown in LINK.findall(inside) if "dong=total&amp;cot=cut" in href] == ["3"]
    assert [shown for href, shown in LINK.findall(apart) if "cot=cut" in href] == ["9"]


def test_the_overview_tells_nothing_of_an_establishment_when_there_is_none(client_of_staff) -> None:
    page = client_of_staff.get("/", {"ngay": "01/01/2021"})
    assert "Đơn vị hành chính theo cấp và loại" in text_of(page)
    assert 'id="bien-che"' not in page.content.decode()


def test_the_overview_tells_the_establishment_when_there_is_one(client_of_staff) -> None:
    page = client_of_staff.get("/", DAY)
    for href, shown in numbers(page):
        assert f"<b>{shown}</b>" in client_of_staff.get(href).content.decode()
    assert {shown for href, shown in numbers(page) if "staffing-cuts" in href} == {"3"}
    assert "Theo khối và đơn vị" in text_of(page)


@pytest.mark.parametrize("address", ["/", "/bao-cao/", "/bao-cao/establishment/", "/bien-che/", "/bien-che/?xem=giam"])
def test_pages_cost_a_bounded_number_of_queries(client_of_staff, address) -> None:
    client_of_staff.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client_of_staff.get(address).status_code == 200
    assert len(seen) <= 24, [query["sql"][:90] for query in seen]


def test_english_is_complete(client_of_staff) -> None:
    """What the pages themselves say; names of units and persons are data."""
    opened = {"dong": "total", "cot": "cut"}
    asked = [
        ("/bao-cao/", {}), ("/bao-cao/staffing-cuts/", {}), ("/bao-cao/establishment/so-sanh/", {"voi": "01/01/2022"}),
        ("/bien-che/", {}), ("/bien-che/", {"xem": "giam"}), ("/bien-che/", {"xem": "giao"}),
        ("/so-lieu/bao-cao/staffing-cuts/", opened), ("/bao-cao/da-nop/", {}), ("/", {}),
    ]  # fmt: skip
    for address, words in asked:
        page = text_of(client_of_staff.get(address, {**DAY, **words, "lang": "en"}, follow=True))
        for word in ("Biên chế", "Báo cáo", "Đơn vị tính", "Tổng cộng", "Khối", "Cách đếm", "Công chức", "Có mặt"):
            assert word not in page, (address, word)


def test_a_unit_page_and_rp_03_tell_one_difference_with_one_sign(client_of_staff) -> None:
    """Assigned less present: what is missing is above 0, on both, and both say so."""
    rows = client_of_staff.get("/bao-cao/establishment/tai.json", DAY).json()["rows"]
    told = {row["key"]: row["cells"]["difference"] for row in rows}
    seen = {}
    for code, unit_id in (("S1", 1010), ("S2", 1011)):
        page = client_of_staff.get(f"/don-vi/{unit_id}/", DAY).content.decode()
        seen[code] = re.findall(r'class="(vacant|over)">([+−][\d.]+) <small>([^<]+)</small>', page)[-1]
    assert (told["S1"], told["S2"]) == (1, -1)
    assert seen == {"S1": ("vacant", "+1", "còn thiếu"), "S2": ("over", "−1", "vượt")}
    assert "số dương là còn thiếu, số âm là vượt" in text_of(client_of_staff.get("/bao-cao/establishment/", DAY))
    assert "số dương là còn thiếu, số âm là vượt" in text_of(client_of_staff.get("/don-vi/1010/", DAY))


def test_units_are_offered_while_one_types(client_of_staff) -> None:
    """Half a name, without accents: links to the same page of the unit, with day and period kept."""
    asked = {**DAY, "tai": "/bao-cao/staffing-cuts/", "tu": "01/01/2022", "don_vi": "phong kinh"}
    page = client_of_staff.get("/bao-cao/don-vi/", asked).content.decode()
    (href,) = re.findall(r'<a href="([^"]+)">Phòng Kinh tế</a>', page)
    assert unescape(href) == f"/bao-cao/staffing-cuts/?ngay={ON}&tu=01/01/2022&don_vi=%231010"
    assert "Phòng Kinh tế" in text_of(client_of_staff.get(unescape(href)))
    for other in ({**asked, "don_vi": "p"}, {**asked, "tai": "//xau.vn/"}, {**asked, "tai": "/nhan-su/"}):
        assert "<a" not in client_of_staff.get("/bao-cao/don-vi/", other).content.decode()
    nobody = client_of_staff.get("/bao-cao/don-vi/", {**asked, "don_vi": "khongcodau"}).content.decode()
    assert "Chưa thấy đơn vị nào với “khongcodau”." in nobody
