"""Annulled, entered again: such a decision is marked wherever it is named; its page says by whose authority and why."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.signing import sign
from tests.web.seen import text_of
from tests.world import World, document, effect, rename

from tinhgon.decisions import by_shell, correct_entry
from tinhgon.record.actor import shell

pytestmark = pytest.mark.django_db
DAY = {"ngay": "01/02/2022"}


@pytest.fixture
def reader(world: World, settings) -> Client:
    settings.DEMO = True
    wrong = sign(document(rename("B3", "Bình Lon"), number="30/NQ-HĐND", on="2022-01-01", subject="Đặt tên xã"))
    again = document(rename("B3", "Bình Long Hạ"), number="30/NQ-HĐND", on="2022-01-01", subject="Đặt tên xã")
    correct_entry(wrong.ordinal, again, by_shell(), reason="gõ thiếu chữ Hạ")
    annulled = sign(document(rename("B1", "Bình Phú Hạ"), number="31/NQ-HĐND", on="2022-01-02", subject="Đổi tên xã"))
    world.sign(effect("annul_decision", decisions=[annulled.document.number]), on="2022-03-01")
    return Client(headers={"host": "localhost"})


def test_the_list_and_the_search_mark_them(reader: Client) -> None:
    for address in ("/quyet-dinh/", "/tim/", "/"):
        page = text_of(reader.get(address, {**DAY, "tim": "30/NQ"}))
        assert "30/NQ-HĐND" in page, address
        assert "đã vào sổ lại" in page, address
    assert "huỷ bỏ" in text_of(reader.get("/quyet-dinh/", DAY))
    assert "huỷ bỏ" in text_of(reader.get("/tim/", {**DAY, "tim": "31/NQ"}))


def test_a_mistaken_entry_says_where_it_was_put_right_and_nothing_of_annulling(reader: Client) -> None:
    page = text_of(reader.get("/quyet-dinh/6/", DAY))
    assert "đã được vào sổ lại đúng bản giấy: 30/NQ-HĐND" in page
    assert f"{shell().os_user} làm lúc" in page
    assert "lý do: gõ thiếu chữ Hạ" in page
    assert "bị hủy bỏ" not in page
    assert "Vào sổ lại thay bản ghi thứ 6" in text_of(reader.get("/quyet-dinh/7/", DAY))
    assert "Đã bị hủy bỏ bởi" in text_of(reader.get("/quyet-dinh/8/", DAY))


def test_the_page_says_by_whose_authority(reader: Client) -> None:
    page = text_of(reader.get("/quyet-dinh/7/", DAY))
    assert "Thẩm quyền vào sổ" in page
    assert "ký bằng dòng lệnh trên máy chủ" in page
    assert f"Người ký vào sổ {shell().os_user}" in " ".join(page.split())
