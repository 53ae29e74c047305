"""tinhgon eligible and plan-cover: json, table, a workbook; every answer about people is a reading."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from tests.cli.conftest import Run, program
from tests.world import World

WHY = ("--why", "chuẩn bị nhân sự")


@pytest.fixture
def world(fresh_ledger) -> World:
    return World()


def test_json_table_and_workbook(world: World, fresh_ledger, tmp_path: Path) -> None:
    def tinhgon(*arguments: object) -> Run:
        return program(*arguments, env=fresh_ledger.env)

    told = json.loads(tinhgon("eligible", "S1.01", "--on", "2026-09-01", "--format", "json", *WHY).out)
    assert told["office"]["post"] == "S1.01"
    deputy = next(one for one in told["people"] if one["code"] == "HS-2")
    assert {one["condition"]: one["answer"] for one in deputy["conditions"]}["in_post"] == "met"
    assert "kỷ luật, kiểm tra, khởi tố" in told["not_in_the_books"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM reading WHERE body LIKE '%read_names/1%' AND body LIKE '%điều kiện bổ nhiệm%'"
        )
        assert cursor.fetchone()[0] == 1
    table = tinhgon("eligible", "S1.01", "--on", "2026-09-01", *WHY).out
    assert "HS-2" in table
    assert "Sổ chưa ghi, phải xem hồ sơ" in table
    book = tmp_path / "dieu-kien.xlsx"
    assert tinhgon("eligible", "S1.01", "--format", "xlsx", *WHY).code == 1
    assert tinhgon("eligible", "S1.01", "--on", "2026-09-01", "--format", "xlsx", "--out", book, *WHY).code == 0
    rows = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    assert rows[0][0] == "Mã hồ sơ"
    assert {row[0] for row in rows[1:]} == {one["code"] for one in told["people"]}
    cover = json.loads(tinhgon("plan-cover", "--on", "2026-09-01", "--format", "json").out)
    assert {(one["post"], one["planned"]) for one in cover} == {("S1.01", 0), ("S1.02", 0), ("S2.01", 0)}
    assert tinhgon("eligible", "Tổng quản", *WHY).err.startswith("“Tổng quản” không phải số hiệu vị trí")
