"""The tree, the list and its search over the cast of tests/world.py, reorganised on 1 January 2022."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from tests.world import IDS, World, day, effect, part, unit

from tinhgon.basis.asof import AsOf
from tinhgon.ledger import queries
from tinhgon.registers.units import queries as unit_queries
from tinhgon.registers.units.queries.browsing import (
    Wanted,
    elsewhen,
    listed,
    namesakes,
    totals,
)
from tinhgon.registers.units.queries.lineage import exchanges

BEFORE, AFTER = "31/12/2021", "01/01/2022"


@pytest.fixture
def reorganised(db: None) -> World:
    """A1 whole and 4 km² of A2 become A7 An Phú, which takes A1's code; the rest of A2 and A3 become A3 An Hòa."""
    world = World(bare=True)
    world.sign(
        effect(
            "merge_units", "Điều 1 khoản 1",
            sources=[{"unit": "A1"}, part("A2", 4, 400)], into=unit("A1", "An Phú", "xã", id=2001),
        ),
        effect(
            "merge_units", "Điều 1 khoản 2",
            sources=[part("A2", share="remainder"), {"unit": "A3"}], into=unit("A3", "An Hòa", "phường", id=2002),
        ),
        on="2022-01-01",
        number="09/NQ-HĐND",
    )  # fmt: skip
    return world


@pytest.fixture
def reader(client: Client, settings: object) -> Client:
    settings.DEMO = True  # type: ignore[attr-defined]
    return client


def _text(client: Client, address: str, status: int = 200, **headers: str) -> str:
    response = client.get(address, **headers)
    assert response.status_code == status, response.content.decode()[:400]
    return response.content.decode()


def words_of(html: str) -> str:
    """What a reader sees, single-spaced, no blank before a stop or comma."""
    body = html[html.index("<main") :] if "<main" in html else html
    text = unescape(re.sub(r"<[^>]+>", " ", body))
    return re.sub(r" ([.,:;])(?= |$)", r"\1", " ".join(text.split()))


# -- the tree ----------------------------------------------------------------------------------------------------------


def test_without_a_login_nothing_is_shown_outside_the_demo(reorganised: World, client: Client) -> None:
    for address in (
        "/don-vi/",
        f"/don-vi/{IDS['T1']}/",
        f"/don-vi/nhanh/{IDS['T1']}/",
        "/don-vi/danh-sach.csv",
        "/ban-do/",
    ):
        assert client.get(address).status_code == 302


def test_the_tree_opens_what_is_few_and_counts_what_is_below(reorganised: World, reader: Client) -> None:
    words = words_of(_text(reader, f"/don-vi/?ngay={BEFORE}"))
    assert "Tỉnh Tân Giang T1 2" in words
    assert "Huyện An Lộc D1 3" in words
    assert "An Bình" not in words, "a closed branch is not loaded"


def test_a_branch_is_the_same_loaded_by_htmx_and_by_a_link(reorganised: World, reader: Client) -> None:
    address = f"/don-vi/nhanh/{IDS['D1']}/?ngay={BEFORE}"
    fragment = _text(reader, address, HTTP_HX_REQUEST="true")
    assert "<html" not in fragment
    assert ["An Bình" in fragment, "An Thạnh" in fragment, "An Hòa" in fragment] == [True] * 3
    followed = reader.get(address)
    assert followed.status_code == 302
    whole = _text(reader, followed["Location"].split("#")[0])
    assert fragment.split("<li ")[1] in whole


def test_without_scripts_a_closed_branch_has_a_link_that_opens_it(reorganised: World, reader: Client) -> None:
    html = _text(reader, f"/don-vi/?ngay={BEFORE}")
    assert f"mo={IDS['T1']},{IDS['D1']}#dv-{IDS['D1']}" in html.replace("%2C", ",")


def test_the_day_changes_the_tree(reorganised: World, reader: Client) -> None:
    opened = f"mo={IDS['T1']},{IDS['D1']}"
    before, after = (_text(reader, f"/don-vi/?ngay={on}&{opened}") for on in (BEFORE, AFTER))
    assert "Xã An Bình" in before
    assert "Xã An Phú" not in before
    assert "Xã An Bình" not in after
    assert "Xã An Phú" in after


def test_structures_stand_side_by_side(reorganised: World, reader: Client) -> None:
    words = words_of(_text(reader, f"/don-vi/?ngay={BEFORE}&he=nha-nuoc"))
    assert "Đơn vị hành chính 9 Cơ quan nhà nước 1 Tổ chức đảng 0" in words
    assert "Phòng Kinh tế S1" in words
    empty = words_of(_text(reader, f"/don-vi/?ngay={BEFORE}&he=dang"))
    assert "Sổ chưa có đơn vị nào thuộc hệ thống này ngày 31/12/2021." in empty


def test_nonsense_in_the_address_does_no_harm(reorganised: World, reader: Client) -> None:
    for query in ("mo=x,99999999999999999999,-1", "he=?", "dang=danh-sach&trang=-4&xep=?&giam=9&trong=abc&duoi=999999"):
        _text(reader, f"/don-vi/?{query}")


# -- the list ----------------------------------------------------------------------------------------------------------


def test_the_list_says_code_kind_superior_area_and_population(reorganised: World, reader: Client) -> None:
    words = words_of(_text(reader, f"/don-vi/?dang=danh-sach&ngay={BEFORE}&trong={IDS['D1']}"))
    assert "Trong Huyện An Lộc" in words
    assert "A1 Xã An Bình xã Huyện An Lộc 10,00 1.000" in words
    assert "S1 Phòng Kinh tế phòng Huyện An Lộc chưa ghi" in words, "all that is below, whatever its structure"


def test_a_sum_is_given_for_one_level_only_and_opens(reorganised: World, reader: Client) -> None:
    html = _text(reader, f"/don-vi/?dang=danh-sach&ngay={BEFORE}&duoi={IDS['D1']}&he=hanh-chinh")
    assert "Cộng 3 đơn vị 36,00 3.600" in words_of(html)
    assert "/so-lieu/tong/dien-tich/" in html
    assert "nhiều cấp, không cộng" in words_of(_text(reader, f"/don-vi/?dang=danh-sach&ngay={BEFORE}"))


def test_the_list_is_sorted_by_its_headings(reorganised: World, reader: Client) -> None:
    html = _text(reader, f"/don-vi/?dang=danh-sach&ngay={BEFORE}&loai=x%C3%A3&xep=dien-tich&giam=1")
    assert html.index("Bình Long") < html.index("Bình Tân") < html.index("An Bình")
    assert 'aria-sort="descending"' in html


def test_the_list_has_pages(reorganised: World, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tinhgon.web.units.listing.ROWS", 4)
    words = words_of(_text(reader, f"/don-vi/?dang=danh-sach&ngay={BEFORE}&trang=2"))
    assert "5 đến 8 trong 9 đơn vị" in words
    assert "Trang 2 trên 3" in words
    assert "9 đến 9" in words_of(_text(reader, f"/don-vi/?dang=danh-sach&ngay={BEFORE}&trang=77")), (
        "past the end: the last"
    )


def test_csv_has_the_columns_of_the_command_and_opens_in_a_spreadsheet(reorganised: World, reader: Client) -> None:
    response = reader.get(f"/don-vi/danh-sach.csv?ngay={BEFORE}&loai=x%C3%A3")
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert list(rows[0]) == ["code", "name", "kind", "level", "parent_code", "area_km2", "population"]
    assert rows[0] == {
        "code": "A1", "name": "An Bình", "kind": "xã", "level": "3", "parent_code": "D1", "area_km2": "10",
        "population": "1000",
    }  # fmt: skip
    assert "don-vi_2021-12-31.csv" in response["Content-Disposition"]


# -- search ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["an phu", "An Phú", "AN PHU", "xã an phú", "xa an"])
def test_search_needs_no_accents(reorganised: World, reader: Client, typed: str) -> None:
    assert "Xã An Phú" in _text(reader, f"/don-vi/?tim={typed}&ngay={AFTER}")


def test_a_name_of_another_day_is_found_with_the_way_there(reorganised: World, reader: Client) -> None:
    html = _text(reader, f"/don-vi/?tim=an+thanh&ngay={AFTER}")
    assert "không có đơn vị nào mang tên hoặc mã “an thanh”" in html
    assert "Xã An Thạnh A2, huyện An Lộc: từ 01/01/2020 đến hết 31/12/2021. Xem ngày 31/12/2021" in words_of(html)
    assert f"/don-vi/{IDS['A2']}/?ngay=31/12/2021" in html
    later = _text(reader, f"/don-vi/?tim=an+phu&ngay={BEFORE}")
    assert "/don-vi/2001/?ngay=01/01/2022" in later


def test_a_search_by_htmx_gets_the_list_alone(reorganised: World, reader: Client) -> None:
    html = _text(reader, f"/don-vi/?tim=binh&dang=danh-sach&ngay={BEFORE}", HTTP_HX_REQUEST="true")
    assert "<html" not in html
    assert "Bình Phú" in html


def test_signs_that_mean_something_to_the_database_mean_themselves(reorganised: World, reader: Client) -> None:
    for typed in ("%25", "_", "%5C", "'; DROP TABLE unit_version"):
        assert "không có đơn vị nào" in _text(reader, f"/don-vi/?tim={typed}&ngay={BEFORE}")


# -- reads -------------------------------------------------------------------------------------------------------------


def test_the_list_and_its_foot_agree(reorganised: World) -> None:
    for on in ("2021-12-31", "2022-01-01"):
        for wanted in (Wanted(), Wanted(kind="xã"), Wanted(under=IDS["D1"]), Wanted(text="an"), Wanted(level=3)):
            rows = listed(AsOf(day(on)), wanted, limit=1000)
            assert totals(AsOf(day(on)), wanted).count == len(rows)


def test_knowledge_is_kept_apart_from_the_day(reorganised: World) -> None:
    signed = queries.decision_numbered(AsOf(day("2022-01-01")), "09/NQ-HĐND")
    before = AsOf(day("2022-01-01"), signed.recorded_at.replace(year=signed.recorded_at.year - 1))
    assert listed(before, Wanted(), limit=10) == []
    assert elsewhen(before, "an", limit=10) == []
    assert exchanges(before, [IDS["A1"]], "source") == []


def test_exchanges_name_both_ends_as_of_their_days(reorganised: World) -> None:
    steps = exchanges(AsOf(day("2022-01-01")), [IDS["A2"]], "source", on=day("2022-01-01"))
    told = [(step.source.name, step.target.name, step.target.kind, step.area_share, step.area_km2) for step in steps]
    assert told == [("An Thạnh", "An Phú", "xã", "part", 4), ("An Thạnh", "An Hòa", "phường", "remainder", None)]
    assert {step.source.parent_name for step in steps} == {"huyện An Lộc"}


def test_exchanges_agree_with_lineage(reorganised: World) -> None:
    as_of = AsOf(day("2022-01-01"))
    assert exchanges(as_of, [2001], "target") == unit_queries.lineage(as_of, 2001, "back", depth=1)


def test_namesakes_share_the_code_or_a_name_in_the_lineage(reorganised: World) -> None:
    as_of = AsOf(day("2022-01-01"))
    found = {}
    for unit_id in (2001, 2002):
        row = unit_queries.unit_by_id(as_of, unit_id)
        assert row is not None
        found[unit_id] = [(span.name, span.same) for span in namesakes(as_of, row)]
    assert found == {2001: [("An Bình", "code")], 2002: [("An Hòa", "code")]}


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (f"/don-vi/?ngay={BEFORE}", 12),
        (f"/don-vi/?dang=danh-sach&ngay={BEFORE}", 12),
        (f"/don-vi/?tim=an&ngay={BEFORE}", 14),
        ("/don-vi/2001/?ngay=01/01/2022", 37),
        ("/ban-do/?ngay=01/01/2022", 18),
    ],
)
def test_questions_to_the_database_do_not_grow_with_the_rows(
    reorganised: World, reader: Client, address: str, most: int, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        _text(reader, address)
