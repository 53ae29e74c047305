"""The page of one unit, and the map, over the cast of tests/world.py."""

import re

import pytest
from django.test import Client
from tests.web.test_units import reader, reorganised, words_of
from tests.world import IDS, World, rename

from tinhgon.registers.units.queries.boundaries import Boundaries

__all__ = ["reader", "reorganised"]
SQUARE = [[[(105.0, 10.0), (105.1, 10.0), (105.1, 10.1), (105.0, 10.1)]]]


def _page(client: Client, address: str, status: int = 200) -> tuple[str, str]:
    """The page as markup and as words."""
    response = client.get(address)
    assert response.status_code == status
    html = response.content.decode()
    return html, words_of(html)


def test_it_says_what_the_unit_is_and_which_clause_made_it(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, "/don-vi/2001/?ngay=01/01/2022")
    assert "Xã An Phú" in re.findall(r"<h1>(.*?)</h1>", html)
    assert "Đơn vị hành chính cấp xã, mã A1. Thành lập theo Điều 1 khoản 1, 09/NQ-HĐND" in words
    clause = re.search(r'Thành lập theo <a href="([^"]+)"', html)
    assert clause
    assert clause.group(1).startswith("/quyet-dinh/2/")


def test_lineage_bands_lead_to_their_clauses_and_units(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, "/don-vi/2001/?ngay=01/01/2022")
    wide, narrow = re.findall(r'<svg class="(?:wide|narrow)".*?</svg>', html, re.DOTALL)
    for drawing in (wide, narrow):
        bands = re.findall(r'<a href="([^"]+)" aria-label="[^"]+"><path class="rb', drawing)
        assert len(bands) == 3
        assert all(address.startswith("/quyet-dinh/2/") for address in bands)
        assert f"/don-vi/{IDS['A2']}/?ngay=31/12/2021" in drawing
    assert "Xã An Thạnh một phần Xã An Phú 4,00 400 Điều 1 khoản 1 09/NQ-HĐND" in words
    assert "Xã An Thạnh phần còn lại Phường An Hòa" in words, "where the rest of a source went is said too"


def test_figures_open_and_say_their_source(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, f"/don-vi/{IDS['A1']}/?ngay=31/12/2021")
    assert f'href="/so-lieu/don-vi/{IDS["A1"]}/dien-tich/?ngay=31/12/2021">10,00</a> km²' in html
    assert "Dân số 1.000 người Số liệu kiểm kê (giả định)" in words
    assert "chưa đối chiếu" not in words


def test_a_unit_of_another_day_is_a_page_with_the_way_there(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, f"/don-vi/{IDS['A1']}/?ngay=01/06/2022")
    assert "Ngày 01/06/2022 không còn đơn vị này. Có trong sổ từ 01/01/2020 đến hết 31/12/2021." in words
    assert f"/don-vi/{IDS['A1']}/?ngay=31/12/2021" in html
    assert "Về đâu, ngày 01/01/2022" in words
    html, words = _page(reader, "/don-vi/2001/?ngay=31/12/2021")
    assert "Ngày 31/12/2021 chưa có đơn vị này." in words
    assert "/don-vi/2001/?ngay=01/01/2022" in html


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (999999, "Sổ không có đơn vị số 999999."), (10**14, f"Sổ không có đơn vị số {10**14}."),
        (10**15, "Không có trang này"), (10**30, "Không có trang này"),
    ],
)  # fmt: skip
def test_an_unknown_unit_is_a_404_in_words(reorganised: World, reader: Client, number: int, told: str) -> None:
    """A number of more than fifteen digits can be no unit's, and is not looked up."""
    _html, words = _page(reader, f"/don-vi/{number}/", status=404)
    assert told in words


def test_the_timeline_is_newest_first_with_its_clauses(reorganised: World, reader: Client) -> None:
    reorganised.sign(rename("B1", "Bình Phú Tây", "Điều 2"), on="2023-01-01", number="10/NQ-HĐND")
    html, words = _page(reader, f"/don-vi/{IDS['B1']}/?ngay=01/06/2022")
    assert 'class="plan"' in html
    assert 'class="now"' in html
    later, first = (
        words.index("Xã Bình Phú thành xã Bình Phú Tây."),
        words.index("Có trong sổ từ khi mở sổ: xã Bình Phú"),
    )
    assert later < first
    assert "Điều 2, 10/NQ-HĐND" in words


def test_another_unit_with_the_code_is_named(reorganised: World, reader: Client) -> None:
    _html, words = _page(reader, "/don-vi/2001/?ngay=01/01/2022")
    assert "Mã A1 cũng là của xã An Bình, từ 01/01/2020 đến hết 31/12/2021. Cùng mã, khác đơn vị." in words


def test_what_is_below_is_counted_by_structure(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, f"/don-vi/{IDS['D1']}/?ngay=01/01/2022")
    assert "Trực thuộc: Đơn vị hành chính 2 đơn vị" in words
    assert "Trực thuộc: Cơ quan nhà nước 1 đơn vị" in words
    assert f"duoi={IDS['D1']}&amp;he=nha-nuoc" in html


def test_more_than_one_step_back_can_be_opened(reorganised: World, reader: Client) -> None:
    reorganised.sign(rename("A1", "An Phú Mới"), on="2023-01-01")
    html, words = _page(reader, "/don-vi/2001/?ngay=01/01/2023")
    assert "Xa hơn nữa" in words
    assert "Xã An Phú Mới" in words
    assert "xa=1" not in html or reader.get("/don-vi/2001/?ngay=01/01/2023&xa=1").status_code == 200


def test_pages_keep_the_strict_policy(reorganised: World, reader: Client) -> None:
    for address in ("/don-vi/", "/don-vi/?tim=an", "/don-vi/2001/?ngay=01/01/2022", "/ban-do/?ngay=01/01/2022"):
        html, _words = _page(reader, address)
        assert " style=" not in html
        assert not re.search(r"<script(?![^>]*src=)", html)
        assert not re.search(r"\son\w+=", html)


def test_pages_can_be_read_in_english(reorganised: World, reader: Client) -> None:
    reader.cookies["tinhgon_language"] = "en"
    for address in ("/don-vi/", "/don-vi/?tim=an", "/don-vi/2001/?ngay=01/01/2022", "/ban-do/?ngay=01/01/2022"):
        html, _words = _page(reader, address)
        assert '<html lang="en"' in html


# -- the map -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def squares(monkeypatch: pytest.MonkeyPatch) -> None:
    outlines = dict.fromkeys(("A1", "A2", "A3", "B1"), SQUARE)
    missing = {"B2": "xã Bình Tân: chưa đo"}
    monkeypatch.setattr(
        "tinhgon.web.map.views.boundaries", lambda as_of, unit_id: Boundaries(outlines, "bản vẽ thử", missing)
    )


@pytest.mark.usefixtures("squares")
def test_the_map_and_its_list_say_where_each_goes(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, "/ban-do/?ngay=31/12/2021")
    assert "Tỉnh Tân Giang: các đơn vị cấp xã 6 đơn vị ngày 31/12/2021." in words
    for told in ("Giữ nguyên: 3", "Nhập toàn bộ vào một đơn vị: 2", "Chia cho nhiều đơn vị: 1"):
        assert told in words
    titles = re.findall(r'<path class="(m\d)" d="[^"]+"><title>([^<]+)</title>', html)
    assert ("m4", "Xã An Thạnh: về xã An Phú (một phần) và phường An Hòa (phần còn lại)") in titles
    assert len(titles) == 4
    assert "2 đơn vị chưa có ranh giới để vẽ; danh sách có đủ." in words
    assert "xã Bình Tân: chưa đo" in words
    assert "không vẽ bản đồ cả nước" in words


@pytest.mark.usefixtures("squares")
def test_afterwards_it_says_where_each_came_from(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, "/ban-do/?ngay=01/01/2022")
    assert "Từ 2 đơn vị: 2" in words
    assert "Xã An Phú: từ xã An Bình và xã An Thạnh (một phần)" in html
    assert 'href="#nhom-tu-2"' in html
    assert 'id="nhom-tu-2"' in html


def test_without_a_geometry_it_says_so_and_keeps_the_list(reorganised: World, reader: Client) -> None:
    html, words = _page(reader, "/ban-do/?ngay=01/01/2022")
    assert "Chưa nạp ranh giới của Tỉnh Tân Giang cho ngày 01/01/2022, nên không vẽ bản đồ." in words
    assert "Xã An Phú" in words
    assert "<path class=" not in html


def test_before_the_books_were_opened_there_is_no_map(reorganised: World, reader: Client) -> None:
    _html, words = _page(reader, "/ban-do/?ngay=01/01/2000")
    assert "Ngày 01/01/2000 sổ chưa có tỉnh, thành phố nào." in words
