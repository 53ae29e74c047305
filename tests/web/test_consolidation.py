"""The board of the nation: an unmatched transfer, its resolution, a statement that is not believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.offices import client_of
from tests.web.seen import text_of
from tests.world import World

from tinhgon.exchange.consolidation.statement import FORMAT, signed

pytestmark = pytest.mark.django_db


def statement(book: str, folder: Path, *, on: str = "2026-12-01", chain: int = 2, **fields: Any) -> None:
    told = {
        "format": FORMAT, "book": book, "on": on, "recorded_at": "", "sound": True, "out": [], "in": [],
        "chain": [[ordinal, f"{ordinal}" * 64] for ordinal in range(1, chain + 1)],
        "figures": {"quota civil_servant official": 10, "unit territory 2 xã": 5}, **fields,
    }  # fmt: skip
    (folder / f"{book}-{on}.json").write_text(signed(told, book.encode().ljust(32)[:32]), "utf-8")


def item(number: str, **fields: Any) -> dict[str, Any]:
    return {
        "what": "quota civil_servant", "amount": 2, "on": "2026-10-01", "ordinal": 2, "place": 1, "clause": "Điều 1",
        "number": number, "issuer": "UBND", "basis": [], **fields,
    }  # fmt: skip


@pytest.fixture
def reader(world: World, settings: Any, tmp_path: Path) -> Client:
    settings.STATEMENTS = lambda: tmp_path
    return client_of("lan")


def test_unmatched_then_resolved(reader: Client, tmp_path: Path) -> None:
    statement("An", tmp_path, out=[item("20/QĐ-AN")])
    statement("Binh", tmp_path)
    page = text_of(reader.get("/hop-nhat/", {"ngay": "01/12/2026"}))
    assert "An, 20/QĐ-AN, Điều 1" in page
    assert "chưa có nơi nhận, 61 ngày" in page
    assert "Biên chế: công chức: không ở sổ nào" in page
    statement("Binh", tmp_path, chain=3, **{"in": [item("31/QĐ-BINH", basis=["20/QĐ-AN"], on="2026-11-01")]})
    page = text_of(reader.get("/hop-nhat/", {"ngay": "01/12/2026"}))
    assert "Không có gì đang trên đường" in page
    assert "Binh, 31/QĐ-BINH, Điều 1" in page
    assert "không ở sổ nào" not in page


def test_what_is_not_believed_is_named(reader: Client, tmp_path: Path) -> None:
    statement("An", tmp_path, on="2026-11-01", chain=3)
    statement("An", tmp_path)  # shorter than a month ago
    statement("Binh", tmp_path)
    (tmp_path / "hong.json").write_text("{}", "utf-8")
    page = text_of(reader.get("/hop-nhat/", {"ngay": "01/12/2026"}))
    assert "An: chuỗi niêm phong không nối tiếp báo cáo trước" in page
    assert "hong.json không phải báo cáo hợp nhất" in page
    assert "Đơn vị: xã" in page
    assert "Chưa có báo cáo nào của ngày này" in text_of(reader.get("/hop-nhat/", {"ngay": "01/10/2026"}))


def test_a_province_is_no_centre(world: World) -> None:
    assert "không phải nơi tổng hợp" in text_of(client_of("lan").get("/hop-nhat/"))
    assert Client(headers={"host": "localhost"}).get("/hop-nhat/").status_code == 302
