"""The screens of the demo's ledger, asked for without a browser."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.seen import text_of

from tinhgon.decisions import parse
from tinhgon.ledger.decision_file import file_text
from tinhgon.web.preview.samples import SAMPLES


def ordinal_of(client, number: str) -> int:
    found = client.get("/tim/", {"tim": number, "dang": "json"}).json()["decisions"]
    return int(re.search(r"/quyet-dinh/(\d+)/", found[0]["href"]).group(1))


def ledger_size() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM entry), (SELECT count(*) FROM unit_version),"
            " (SELECT count(*) FROM finding)"
        )
        return cursor.fetchone()


# -- overview ----------------------------------------------------------------------------------------------------------


def test_overview_counts_on_both_sides_of_1_july_2025(client_of_demo) -> None:
    before = text_of(client_of_demo.get("/", {"ngay": "30/06/2025"}))
    after = text_of(client_of_demo.get("/", {"ngay": "01/07/2025"}))
    assert re.search(r"Cấp xã 263 ", before)
    assert re.search(r"Cấp xã 103 ", after)
    assert "263 thành 103 đơn vị cấp xã (−160)" in after
    assert "263 thành 103 đơn vị cấp xã (−160)" in before  # what is coming
    assert "Cấp huyện" in before
    assert "Cấp huyện" not in after


def test_overview_shows_what_the_checks_said(client_of_demo) -> None:
    page = text_of(client_of_demo.get("/", {"ngay": "01/02/2020"}))
    assert "Xã Phú An" in page
    assert "Cảnh báo" in page


def test_overview_never_has_an_empty_cell(client_of_demo) -> None:
    page = client_of_demo.get("/", {"ngay": "01/02/2020"}).content.decode()
    assert not re.search(r"<td[^>]*>\s*</td>", page)
    assert "chưa ghi" in page


@pytest.mark.parametrize("address", ["/", "/quyet-dinh/", "/xem-truoc/", "/tim/?tim=an", "/so-lieu/dem/?cap=1"])
def test_pages_cost_a_bounded_number_of_queries(client_of_demo, address) -> None:
    client_of_demo.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client_of_demo.get(address).status_code == 200
    assert len(seen) <= 24, [query["sql"][:90] for query in seen]


# -- figures -----------------------------------------------------------------------------------------------------------


def figures(page: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'<a class="num" href="(/so-lieu/[^"]+)"', page)]


@pytest.mark.parametrize("day", ["01/01/2019", "30/06/2025", "01/07/2025"])
def test_every_figure_of_the_overview_opens_and_matches(client_of_demo, day) -> None:
    page = client_of_demo.get("/", {"ngay": day}).content.decode()
    shown = re.findall(r'<a class="num" href="(/so-lieu/[^"]+)">([^<]+)</a>', page)
    assert len(shown) > 15
    for link, value in shown:
        panel = client_of_demo.get(link.replace("&amp;", "&"), headers={"hx-request": "true"}).content.decode()
        assert "<html" not in panel
        assert f'<p class="calc"><b>{value}</b>' in panel, link
        assert "Khớp" in panel, link
        assert "Không khớp" not in panel, link
        assert "/quyet-dinh/" in panel, link


def test_a_figure_is_the_same_page_in_full(client_of_demo) -> None:
    address = "/so-lieu/dem/?ngay=01/07/2025&co_cau=territory&loai=phường"
    part = client_of_demo.get(address, headers={"hx-request": "true"}).content.decode()
    whole = client_of_demo.get(address).content.decode()
    assert "<main" in whole
    assert part.strip() in whole


def test_rows_of_a_figure_come_in_pages(client_of_demo) -> None:
    address = "/so-lieu/dem/?ngay=30/06/2025&loai=phường"
    first = client_of_demo.get(address).content.decode()
    second = client_of_demo.get(address + "&trang=2").content.decode()
    rows = [re.findall(r'<a href="/don-vi/(\d+)/', page) for page in (first, second)]
    assert rows[0]
    assert rows[1]
    assert not set(rows[0]) & set(rows[1])
    assert len(rows[0]) + len(rows[1]) == 68


def test_a_figure_of_a_unit_leads_to_its_source(client_of_demo) -> None:
    unit = client_of_demo.get("/tim/", {"tim": "cai khe", "dang": "json", "ngay": "01/07/2025"}).json()["units"][0]
    unit_id = re.search(r"/don-vi/(\d+)/", unit["href"]).group(1)
    for what in ("dien-tich", "area_km2"):
        page = text_of(client_of_demo.get(f"/so-lieu/don-vi/{unit_id}/{what}/", {"ngay": "01/07/2025"}))
        assert "Khớp" in page
        assert "chưa đối chiếu" in page
        assert "1668/NQ-UBTVQH15" in page
    page = text_of(client_of_demo.get(f"/so-lieu/don-vi/{unit_id}/thon-ap/", {"ngay": "01/07/2025"}))
    assert "chưa ghi" in page


def test_entries_of_a_clause(client_of_demo) -> None:
    ordinal = ordinal_of(client_of_demo, "1668/NQ-UBTVQH15")
    page = text_of(client_of_demo.get(f"/so-lieu/but-toan/{ordinal}/2/"))
    assert "6 bút toán" in page
    assert "phường An Hòa (31120) → phường Cái Khế" in page or "Phường An Hòa (31120) → phường Cái Khế" in page
    assert "một phần" in page
    whole = text_of(client_of_demo.get(f"/so-lieu/but-toan/{ordinal}/"))
    assert "644 bút toán" in whole
    assert "Khớp" in whole


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/so-lieu/tong/chieu-cao/", "Không có số liệu"),
        ("/so-lieu/tong/thon-ap/", "Không có số liệu"),
        ("/so-lieu/don-vi/999999/dien-tich/", "không có đơn vị số 999999"),
        ("/so-lieu/but-toan/999/", "Không có bút toán"),
        ("/so-lieu/but-toan/1/999/", "Không có bút toán"),
        ("/so-lieu/dem/?duoi=999999", "không có đơn vị số 999999"),
        ("/quyet-dinh/999/", "không có quyết định thứ 999"),
        ("/quyet-dinh/99999999999999/", "không có quyết định"),
        ("/quyet-dinh/99999999999999999999/", "Không có trang này"),
        ("/xem-truoc/mau/khong-co.json", "Không có dự thảo mẫu"),
    ],
)
def test_what_is_not_there_is_said_in_words(client_of_demo, address, words) -> None:
    response = client_of_demo.get(address)
    assert response.status_code == 404
    assert words in text_of(response)


@pytest.mark.parametrize(
    "query", ["cap=x", "cap=-1", "trang=0", "trang=abc", "duoi=99999999999999999999999", "trang=9"]
)
def test_odd_queries_do_not_break_a_figure(client_of_demo, query) -> None:
    assert client_of_demo.get(f"/so-lieu/dem/?{query}").status_code in (200, 404)


# -- decisions ---------------------------------------------------------------------------------------------------------


def test_list_of_decisions(client_of_demo) -> None:
    for number in ("1668/NQ-UBTVQH15", "202/2025/QH15", "869/NQ-UBTVQH14", "01/BB-MS"):
        assert number in text_of(client_of_demo.get("/quyet-dinh/", {"tim": number}))
    some = text_of(client_of_demo.get("/quyet-dinh/", {"tim": "nga bay"}, headers={"hx-request": "true"}))
    assert "869/NQ-UBTVQH14" in some
    assert "655/NQ-UBTVQH14" not in some
    none = text_of(client_of_demo.get("/quyet-dinh/", {"tim": "không có gì như vậy"}))
    assert "Không quyết định nào có" in none


def test_decision_opens_at_a_clause(client_of_demo) -> None:
    ordinal = ordinal_of(client_of_demo, "1668/NQ-UBTVQH15")
    page = client_of_demo.get(f"/quyet-dinh/{ordinal}/", {"khoan": "53"}).content.decode()
    assert re.search(r'<article class="clause on" id="k53"', page)
    assert 'id="k2"' not in page
    assert "thị trấn Một Ngàn" in page


def test_decision_words_and_effects(client_of_demo) -> None:
    ordinal = ordinal_of(client_of_demo, "1668/NQ-UBTVQH15")
    response = client_of_demo.get(f"/quyet-dinh/{ordinal}/")
    page = text_of(response)
    assert "một phần diện tích tự nhiên, quy mô dân số của phường Bùi Hữu Nghĩa" in page
    assert "Phường Bùi Hữu Nghĩa (31178): một phần" in page
    assert "Mở phường Cái Khế (31120)" in page
    assert "Ủy ban Thường vụ Quốc hội" in page
    assert "16/06/2025" in page
    assert "Dựa vào" in page
    assert '<u class="r">phường Cái Khế</u>' in response.content.decode()
    assert re.search(r"1–12 trong 97", page)


def test_long_lists_of_a_decision_come_in_parts(client_of_demo) -> None:
    ordinal = ordinal_of(client_of_demo, "1668/NQ-UBTVQH15")
    address = f"/quyet-dinh/{ordinal}/"
    clauses = client_of_demo.get(address, {"trang": "2"}, headers={"hx-request": "true", "hx-target": "dieu-khoan"})
    assert 'id="k13"' in clauses.content.decode()
    assert "<html" not in clauses.content.decode()
    pairs = client_of_demo.get(address, {"trang2": "2"}, headers={"hx-request": "true", "hx-target": "truoc-sau"})
    assert "26–50 trong" in text_of(pairs)
    opening = client_of_demo.get("/quyet-dinh/1/")
    assert len(opening.content) < 120_000


def test_a_decision_is_not_there_before_it_was_recorded(client_of_demo) -> None:
    assert client_of_demo.get("/quyet-dinh/3/", {"biet": "2001-01-01"}).status_code == 404


def test_a_finding_that_was_recorded_is_shown(client_of_demo) -> None:
    ordinal = ordinal_of(client_of_demo, "869/NQ-UBTVQH14")
    page = text_of(client_of_demo.get(f"/quyet-dinh/{ordinal}/"))
    assert "Phú An" in page
    assert "Cảnh báo" in page
    assert "2020-02-01" not in page  # dates are written as they are in Viet Nam


# -- search ------------------------------------------------------------------------------------------------------------


def test_search_finds_phu_an_which_is_no_more(client_of_demo) -> None:
    found = client_of_demo.get("/tim/", {"tim": "phu an", "ngay": "01/07/2025", "dang": "json"}).json()
    hits = found["units"] + found["other_days"]
    assert any("Phú An" in hit["name"] for hit in hits)
    other = next(hit for hit in found["other_days"] if hit["name"].endswith("Phú An"))
    assert client_of_demo.get(other["href"]).status_code == 200


def test_search_ignores_accents_and_reads_codes_and_numbers(client_of_demo) -> None:
    for wanted in ("cai khe", "CÁI KHẾ", "phường cái khế", "31120"):
        found = client_of_demo.get("/tim/", {"tim": wanted, "ngay": "01/07/2025", "dang": "json"}).json()
        assert any(hit["name"] == "Phường Cái Khế" for hit in found["units"]), wanted
    found = client_of_demo.get("/tim/", {"tim": "1668"}, headers={"accept": "application/json"}).json()
    assert [hit["name"] for hit in found["decisions"]] == ["Nghị quyết 1668/NQ-UBTVQH15"]


@pytest.mark.parametrize("wanted", ["", "a", "%", "_", "\\", "'; DROP TABLE decision; --", "x" * 5000])
def test_odd_searches(client_of_demo, wanted) -> None:
    assert client_of_demo.get("/tim/", {"tim": wanted}).status_code == 200


def test_a_search_for_nul_is_refused(client_of_demo) -> None:
    assert client_of_demo.get("/tim/", {"tim": "\x00"}).status_code == 400


def test_search_results_are_one_partial(client_of_demo) -> None:
    part = client_of_demo.get("/tim/", {"tim": "an binh"}, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert "An Bình" in part


# -- preview -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [*SAMPLES, "trinh-dien-1", "trinh-dien-2"])
def test_previews_write_nothing(client_of_demo, slug) -> None:
    before = ledger_size()
    response = client_of_demo.post("/xem-truoc/?ngay=10/08/2025", {"mau": slug})
    assert response.status_code == 200
    page = text_of(response)
    assert "Bảng cân đối thử" in page
    assert ("Chưa ký được" in page) == (slug in ("thieu-phan-con-lai", "trinh-dien-2"))
    assert "Trước và sau" in page
    assert ledger_size() == before


def test_an_uploaded_file_is_previewed(client_of_demo) -> None:
    from tinhgon.demo.territory import demo_drafts

    text = file_text(demo_drafts()[0])
    file = SimpleUploadedFile("du-thao.json", text.encode())
    page = text_of(client_of_demo.post("/xem-truoc/", {"tep": file}))
    assert "Ký được" in page
    assert "15/NQ-HĐND" in page
    pasted = text_of(client_of_demo.post("/xem-truoc/", {"van_ban": text}))
    assert "Ký được" in pasted


def test_a_sample_can_be_fetched_and_is_a_decision_file(client_of_demo) -> None:
    response = client_of_demo.get("/xem-truoc/mau/nhap.json", {"ngay": "10/08/2025"})
    assert "attachment" in response.headers["Content-Disposition"]
    assert parse(response.content, name="nhap.json").synthetic


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("hong.json", b'{"number": ', 400, "JSON hỏng"),
        ("hong.yaml", b"a: [1", 400, "YAML hỏng"),
        ("chu.json", "{\"number\": \"é\"}".encode("utf-16"), 400, "không phải UTF-8"),
        ("rong.yaml", b"", 400, "không phải tệp quyết định"),
        ("la.json", json.dumps({"number": "1", "issuer": "a", "kind": "b", "subject": "c", "signed_on": "2026-01-01",
         "effective_on": "2026-13-01", "effects": []}).encode(), 400, "không phải ngày"),
        ("la.json", json.dumps({"number": "1", "issuer": "a", "kind": "b", "subject": "c", "signed_on": "2026-01-01",
         "effective_on": "2026-01-01", "effects": [{"kind": "explode_units/1"}]}).encode(), 400, "explode_units/1"),
        ("la.json", json.dumps({"number": "1", "issuer": "a", "kind": "b", "subject": "c", "signed_on": "2026-01-01",
         "effective_on": "2026-01-01", "effects": [{"kind": "rename_unit/1", "unit": "00000", "name": "X"}]}).encode(),
         422, "00000"),
        ("trung.json", json.dumps({"number": "1668/NQ-UBTVQH15", "issuer": "Ủy ban Thường vụ Quốc hội", "subject": "c",
         "kind": "nghị quyết", "signed_on": "2025-06-16", "effective_on": "2026-01-01",
         "effects": [{"kind": "rename_unit/1", "unit": "31120", "name": "X"}]}).encode(), 409, "1668/NQ-UBTVQH15"),
    ],
)  # fmt: skip
def test_refused_uploads_name_the_fault(client_of_demo, name, content, status, words) -> None:
    before = ledger_size()
    response = client_of_demo.post("/xem-truoc/", {"tep": SimpleUploadedFile(name, content)})
    assert response.status_code == status, text_of(response)[:2000]
    page = text_of(response)
    assert "Chưa xem trước được" in page
    assert words in page
    assert ledger_size() == before


def test_nothing_to_preview(client_of_demo) -> None:
    response = client_of_demo.post("/xem-truoc/", {})
    assert response.status_code == 400
    assert "chọn một tệp" in text_of(response)


def test_a_file_that_is_too_large(client_of_demo, monkeypatch) -> None:
    monkeypatch.setattr("tinhgon.web.preview.views.MOST_BYTES", 1 << 20)
    response = client_of_demo.post("/xem-truoc/", {"tep": SimpleUploadedFile("to.json", b" " * (1 << 20) + b"{}")})
    assert response.status_code == 400
    assert "lớn hơn 1 MB" in text_of(response)


def test_a_gigabyte_is_refused_by_its_announced_size(client_of_demo) -> None:
    response = client_of_demo.post(
        "/xem-truoc/", data=b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(1 << 30)
    )
    assert response.status_code == 413
    assert "MB" in response.content.decode()


def test_before_the_books_there_is_nothing_to_make_a_sample_of(client_of_demo) -> None:
    response = client_of_demo.post("/xem-truoc/?ngay=01/01/1990", {"mau": "nhap"})
    assert response.status_code == 422
    assert "chọn ngày khác" in text_of(response)
