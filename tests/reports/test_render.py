"""What is written is what was counted, in every form; the same table gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import fastexcel
import pytest
from docx import Document
from pypdf import PdfReader
from tests.world import World

from tinhgon.basis.text import capital
from tinhgon.reports import REPORTS, Table, ask, report_named, table
from tinhgon.reports.definitions.concurrent_posts import _share
from tinhgon.reports.model import Report
from tinhgon.reports.render import FORMATS, Speech, english_number, file_name, render
from tinhgon.reports.render.printing import MOST_COLUMNS, Printed, printed

every = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


@pytest.fixture
def made(books: World) -> Table:
    return table(report_named("establishment"), ask("day", on=date(2022, 12, 31)))


def asked(report: Report) -> Table:
    return table(report, ask(report.span, on=date(2022, 12, 31), since=date(2022, 1, 1)))


@every
@pytest.mark.parametrize("shape", FORMATS)
def test_every_form_of_every_report_is_written_twice_alike(books: World, report: Report, shape: str) -> None:
    once = render(asked(report), shape)
    assert once == render(asked(report), shape)
    assert len(once) > 60
    assert file_name(asked(report), shape).startswith(f"{report.name}_2022-12-31.")


def test_json_has_numbers_and_says_how_it_counted(made: Table) -> None:
    found = json.loads(render(made, "json"))
    assert set(found) == {
        "report", "code", "title", "as_of", "columns", "rows", "totals", "counting", "notes", "known_at", "ordinal",
        "under", "scope", "synthetic",
    }  # fmt: skip
    assert (found["report"], found["as_of"]) == ("establishment", "2022-12-31")
    assert [set(column) for column in found["columns"]] == [{"key", "label", "group"}] * len(made.columns)
    for row, written in zip(made.rows, found["rows"], strict=True):
        assert set(written) == {"key", "label", "kind", "depth", "cells"}
        assert written["cells"] == dict(row.cells)
    assert found["totals"] == found["rows"][0]["cells"]
    period = json.loads(render(asked(report_named("staffing-cuts")), "json"))
    assert period["since"] == "2022-01-01"


def test_csv_is_read_back(made: Table) -> None:
    content = render(made, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["key"] for row in found] == [row.key for row in made.rows]
    for row, written in zip(made.rows, found, strict=True):
        assert {key: int(written[key]) for key in row.cells} == dict(row.cells)


def test_xlsx_is_read_back_as_numbers(made: Table) -> None:
    content = render(made, "xlsx")
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, skip_rows=6, n_rows=len(made.rows))
    assert all(dtype.is_numeric() for dtype in sheet.to_polars().dtypes[1 : 1 + len(made.columns)])
    for row, written in zip(made.rows, sheet.to_polars().rows(), strict=True):
        assert written[0] == capital(row.label)
        assert list(written[1 : 1 + len(made.columns)]) == [row.cells[column.key] for column in made.columns]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    assert 'orientation="landscape"' in page
    assert 'state="frozen"' in page
    assert 'xSplit="1" ySplit="6"' in page
    assert 'fitToHeight="0"' in page
    assert "<mergeCell " in page
    assert "$5:$6" in book
    assert 'formatCode="#,##0"' in styles  # Excel writes dots where its reader does


def test_docx_has_the_head_the_table_and_its_repeated_header(made: Table) -> None:
    document = Document(io.BytesIO(render(made, "docx", Speech(issuer="SỞ NỘI VỤ (GIẢ ĐỊNH)"))))
    section = document.sections[0]
    assert section.page_width > section.page_height
    head, grid, signers = document.tables
    assert [cell.text for cell in head.rows[0].cells] == ["SỞ NỘI VỤ (GIẢ ĐỊNH)", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert signers.rows[0].cells[0].text == "Người lập biểu"
    assert len(grid.rows) == len(made.rows) + 2
    assert sum("<w:tblHeader/>" in row._tr.xml for row in grid.rows) == 2
    total = [cell.text for cell in grid.rows[2].cells]
    assert total == ["Tổng cộng", *(Speech().shown(made.totals[column.key] or 0) for column in made.columns)]
    assert "PAGE" in section.header._element.xml
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "BIÊN CHẾ GIAO VÀ CÓ MẶT" in text
    assert made.report.counting in text
    assert "Theo sổ ghi đến" in text


def test_pdf_has_every_letter_and_every_row(made: Table) -> None:
    reader = PdfReader(io.BytesIO(render(made, "pdf", Speech(issuer=LETTERS + LETTERS.upper()))))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert [letter for letter in LETTERS + LETTERS.upper() if letter not in text] == []
    for row in made.rows:
        assert capital(row.label) in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height


def test_svg_draws_the_columns_of_the_chart(made: Table) -> None:
    root = ElementTree.fromstring(render(made, "svg"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{space}title") == "Biên chế giao và có mặt"
    bars = [title.text for title in root.iterfind(f"{space}rect/{space}title")]
    assert "Tỉnh Tân Giang, Biên chế: Giao: 17" in bars
    assert b"style=" not in render(made, "svg")


def test_text_is_for_people(made: Table) -> None:
    lines = render(made, "table").decode().splitlines()
    assert lines[:2] == ["Biên chế giao và có mặt (RP-03)", "Có đến ngày 31/12/2022"]
    assert lines[3].count("Biên chế") == 1
    assert lines[6].split()[:3] == ["Tổng", "cộng", "17"]
    assert lines[-1].startswith("Theo sổ ghi đến ")


def test_text_wider_than_the_terminal_stands_in_blocks(made: Table) -> None:
    wide = render(made, "table").decode().splitlines()
    room = max(len(line) for line in wide if "───" in line) - 1
    narrow = render(made, "table", Speech(room=room)).decode().splitlines()
    rules = [line for line in narrow if "───" in line]
    assert len(rules) == 2
    assert max(map(len, rules)) <= room
    assert sum(line.count("  ") for line in rules) == len(made.columns)
    assert sum(line.startswith("Tổng cộng") for line in narrow) == 2


def test_numbers_are_written_as_the_reader_does() -> None:
    assert (Speech().shown(1450), Speech(number=english_number).shown(-1450)) == ("1.450", "−1,450")


def test_words_of_another_language_reach_every_form(made: Table) -> None:
    speech = Speech(lambda source: f"[{source}]")
    for shape in ("table", "json", "svg"):
        text = render(made, shape, speech).decode()
        assert "[Biên chế giao và có mặt]" in text
        assert "[]" not in text.replace('"notes": []', "")


def test_synthetic_people_are_marked(made: Table, books: World) -> None:
    assert not made.synthetic
    marked = Table(**{**vars(made), "synthetic": True})
    assert "Có số liệu giả định" in render(marked, "table").decode()
    assert json.loads(render(marked, "json"))["synthetic"] is True
    assert any("Có số liệu giả định" in p.text for p in Document(io.BytesIO(render(marked, "docx"))).paragraphs)
    assert "Có số liệu giả định" in PdfReader(io.BytesIO(render(marked, "pdf"))).pages[0].extract_text()


def wide(columns: int) -> Printed:
    """A table of one group of few columns and one of many."""
    made = printed(asked(report_named("staffing-cuts")), Speech())
    return replace(
        made, labels=[f"c{n}" for n in range(columns)], spans=[("Cả kỳ", 5), ("2021", columns - 5)],
        rows=[replace(row, cells=list(range(columns))) for row in made.rows],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "widths"), [(15, [15]), (18, [18]), (20, [5, 15]), (23, [5, 18]), (67, [18, 18, 18, 13])]
)
def test_a_wide_table_is_printed_in_parts_that_a_page_has_room_for(
    books: World, columns: int, widths: list[int]
) -> None:
    parts = wide(columns).parts()
    assert [len(part.labels) for part in parts] == widths
    assert [label for part in parts for label in part.labels] == [f"c{n}" for n in range(columns)]
    for part in parts:
        assert sum(count for _, count in part.spans) == len(part.labels) <= MOST_COLUMNS
        assert all(len(row.cells) == len(part.labels) for row in part.rows)
        assert [row.label for row in part.rows] == [row.label for row in parts[0].rows]


def test_the_share_is_rounded() -> None:
    shares = {(2, 52): "3,8 %", (1, 2): "50 %", (2, 3): "66,7 %", (0, 7): "0 %", (0, 0): "–"}
    assert {given: _share({"applied": given[0], "eligible": given[1]}) for given in shares} == shares
