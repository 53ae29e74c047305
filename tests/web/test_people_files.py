"""Lists of people as workbooks: the columns chosen, nothing that runs, nobody out of reach, each one written down."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.web.offices import DAY, PURPOSE, client_of, readings
from tests.world import World, effect, rows

from tinhgon.web.kit import people_files

pytestmark = pytest.mark.django_db
WIDE = ["code", "name", "sex", "professional", "title"]


def exports() -> list[dict[str, Any]]:
    return [
        json.loads(body)["payload"] for (body,) in rows("SELECT body FROM act WHERE kind = 'export/1' ORDER BY seq")
    ]


def sheets(response: Any) -> list[list[list[Any]]]:
    assert response.status_code == 200, response.content.decode()[:400]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [[list(row) for row in one.iter_rows(values_only=True)] for one in book.worksheets]


def test_the_columns_chosen_of_everybody_within_reach(books: World) -> None:
    """The head of S1 sees S1; of S2 there are codes and posts, and nothing of the files."""
    client = client_of("truong.phong", file="HS-1")
    answer = client.get("/nhan-su/tai.xlsx", {**DAY, "muc": WIDE})
    assert answer["Content-Disposition"] == 'attachment; filename="nhan-su-2022-01-01.xlsx"'
    table, about = sheets(answer)
    assert table == [
        ["Mã hồ sơ", "Họ và tên", "Giới tính", "Chức vụ", "Trình độ chuyên môn"],
        ["HS-1", "Nguyễn Văn Mẫu", "nam", "Trưởng phòng", "đại học"],
        ["HS-2", "Trần Thị Giả", "nữ", "Phó Trưởng phòng", "thạc sĩ"],
        ["HS-3", "Lê Văn Thử", "nam", "Chuyên viên", "đại học"],
        ["HS-4", None, None, "Trưởng phòng", None], ["HS-5", None, None, "Chuyên viên", None],
    ]  # fmt: skip
    told = dict(row[:2] for row in about)
    assert (told["Số người"], told["Mục đích"]) == ("5", PURPOSE)
    assert told["Để trống"] == "2 người ngoài phạm vi quyền xem hồ sơ"
    assert readings()[-1][1:] == (PURPOSE, "kết xuất danh sách", [3001, 3002, 3003])
    (exported,) = exports()
    assert (exported["what"], exported["format"], exported["rows"]) == ("danh sách nhân sự", "xlsx", 5)
    assert exported["question"] == {"on": "2022-01-01", "columns": "code,name,sex,title,professional"}


def test_whoever_may_read_no_file_gets_no_column_of_files(books: World) -> None:
    client = client_of("lan")
    page = client.get("/nhan-su/", DAY).content.decode()
    assert 'name="muc" value="unit"' in page
    assert 'name="muc" value="name"' not in page
    table, about = sheets(client.get("/nhan-su/tai.xlsx", DAY))
    assert table[0] == ["Mã hồ sơ", "Chức vụ", "Đơn vị", "Loại"]
    assert "Mục đích" not in dict(row[:2] for row in about)
    assert client.get("/nhan-su/tai.xlsx", {**DAY, "muc": "name"}).status_code == 403
    assert client.get("/nhan-su/tai.xlsx", {**DAY, "muc": "lạ"}).status_code == 400
    assert (readings(), len(exports())) == ([], 1)


def test_the_list_of_a_unit_and_of_a_search_without_its_words(books: World) -> None:
    client = client_of("an", is_superuser=True)
    table, _ = sheets(
        client.get("/nhan-su/tai.xlsx", {**DAY, "don_vi": "1011", "tim": "vo van", "muc": ["code", "name"]})
    )
    assert table[1:] == [["HS-5", "Võ Văn Dụ"]]
    assert exports()[-1]["question"] == {"don_vi": "1011", "on": "2022-01-01", "columns": "code,name"}
    assert sheets(client.get("/nhan-su/tai.xlsx", {**DAY, "tim": "khong co ai", "muc": "code"}))[0] == [["Mã hồ sơ"]]


def test_no_cell_runs(books: World) -> None:
    books.sign(
        effect(
            "create_posts",
            unit={"code": "S1", "structure": "state_agency"},
            posts=[{"number": "S1.09", "title": '=HYPERLINK("http://vidu.vn")', "category": "civil_servant"}],
        ),
        on="2021-10-01",
    )
    books.sign(effect("transfer", person="HS-3", at_post="S1.09"), on="2021-11-01")
    answer = client_of("an", is_superuser=True).get("/nhan-su/tai.xlsx", {**DAY, "muc": ["code", "title"]})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = {row[0].value: row[1] for row in book.worksheets[0].iter_rows()}
    assert (cells["HS-3"].value, cells["HS-3"].data_type) == ('=HYPERLINK("http://vidu.vn")', "s")


def test_a_file_has_an_end(books: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_files, "MOST", 4)
    refused = client_of("an", is_superuser=True).get("/nhan-su/tai.xlsx", {**DAY, "muc": "code"})
    assert refused.status_code == 400
    assert "có 5 người, một tệp chứa nhiều nhất 4" in refused.content.decode()
    assert exports() == []


def test_the_people_that_a_number_counts(books: World) -> None:
    client = client_of("truong.phong", file="HS-1")
    cell = {**DAY, "dong": "S1", "cot": "present"}
    panel = client.get("/so-lieu/bao-cao/establishment/", cell).content.decode()
    assert 'action="/so-lieu/bao-cao/establishment/nguoi.xlsx"' in panel
    table, _ = sheets(client.get("/so-lieu/bao-cao/establishment/nguoi.xlsx", {**cell, "muc": ["code", "name"]}))
    assert table[1:] == [["HS-1", "Nguyễn Văn Mẫu"], ["HS-2", "Trần Thị Giả"], ["HS-3", "Lê Văn Thử"]]
    assert exports()[-1]["question"] == {
        "report": "establishment", "row": "S1", "column": "present", "on": "2022-01-01", "columns": "code,name",
    }  # fmt: skip
    personal = {**DAY, "dong": "total", "cot": "female"}
    assert (
        Client(headers={"host": "localhost"}).get("/so-lieu/bao-cao/staff-quality/nguoi.xlsx", personal).status_code
        == 302
    )
    assert client.get("/so-lieu/bao-cao/staff-quality/nguoi.xlsx", personal).status_code == 403
