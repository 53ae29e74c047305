"""Files that are meant to hurt: each is one sentence in a few seconds, and the process that asked stays small.

The attacks are those of the readers' own bug reports (calamine 174, 444 and 693, fastexcel 487: two cells in the
corners of the grid; office2pdf 1703: cells beyond it; simplexlsx 168: a declared dimension) and their siblings.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from tests.importing.bombs import cell, docx, laughs, ods, ods_row, packed, pdf_page, xlsx

from tinhgon.basis import bounds
from tinhgon.basis.confined import MB, Limits
from tinhgon.basis.errors import BadInput
from tinhgon.decisions import load_file, parse
from tinhgon.importing import read_table
from tinhgon.importing.roster import files, workbook_of
from tinhgon.law import batch
from tinhgon.reading import Register, loading, recognising, text_of
from tinhgon.reading.register import Listed

SECONDS, MEGABYTES = 15, 300
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHARED = '<c r="A1" t="s"><v>0</v></c>'
LONG = "a" * 2_000_000
CORNERS = xlsx(cell("A1"), cell("XFD1048576"))
TABLES = {
    "two_corners": (CORNERS, "sheet_too_wide"),
    "beyond_the_grid": (xlsx(cell("A1") + cell("XFE1"), cell("A16777217")), "sheet_too_wide"),
    "a_wide_and_a_long_one": (xlsx(cell("A1") + cell("XFD1"), cell("A500000")), "sheet_too_wide"),
    "strings_said_to_be_many": (
        xlsx(SHARED, strings=' count="4294967295" uniqueCount="4294967295"><si><t>a</t></si>'),
        "file_needs_too_much_memory",
    ),
    "one_string_many_times": (
        xlsx(
            *[SHARED.replace("A1", f"A{row}") for row in range(1, 601)], strings=f"><si><t>{'a' * 2_000_000}</t></si>"
        ),
        "file_needs_too_much_memory",
    ),
    "columns_repeated_below_zero": (ods(ods_row(columns="-1")), "workbook_broken"),
    "all_cells_repeated": (ods(ods_row(rows="1048576", columns="16384")), "workbook_broken"),
    "a_workbook_within_a_workbook": (packed({"xl/workbook.xml": CORNERS, "inner.xlsx": CORNERS}), "workbook_broken"),
    "many_entries": (packed({f"xl/{place}": "" for place in range(5001)}), "file_too_many_entries"),
    "an_old_one_of_noise": (OLE + b"\xff" * 4096, "workbook_broken"),
    "an_old_one_of_zeros": (OLE + b"\x00" * 4096, "workbook_broken"),
    "an_old_one_cut_off": (OLE, "workbook_broken"),
    "a_wide_line": (b"a" + b"," * 400_000 + b"\n" + b"x\n" * 200_000, "table_too_wide"),
    "commas": (b"," * (40_100_000), "table_too_wide"),
    "one_long_line": (b"a" * (40 << 20), "cell_too_long"),
    "quotes": (b'"' * ((10 << 20) + 1), "cell_too_long"),
}


@pytest.fixture(autouse=True)
def quick_and_small():
    """Each attack within some seconds, and this process no larger for it."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - began < SECONDS
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // (1 if sys.platform == "darwin" else 1024)
    assert grown < MEGABYTES


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_hurts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMITS", Limits(memory=640 * MB, cpu=10, wall=15))  # the same, sooner
    data, code = TABLES[name]
    with pytest.raises(BadInput) as caught:
        workbook_of(data, name="tep")
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def test_the_cell_far_out_is_named() -> None:
    with pytest.raises(BadInput, match="bảng trải đến ô XFD1048576"):
        workbook_of(CORNERS, name="tep.xlsx")


def test_a_dimension_that_is_only_declared_hurts_nobody() -> None:
    """Excel and LibreOffice declare whole columns where somebody formatted them: such files are read."""
    for declared in ("A1:XFD1048576", "A1:ZZZZZZ99999999999"):
        (sheet,) = workbook_of(
            xlsx(cell("A1") + cell("B1"), before=f'<dimension ref="{declared}"/>'), name="tep"
        ).sheets
        assert sheet.frame.rows() == [("1", "1")]
    tail = ods_row() + '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    assert workbook_of(ods(tail), name="tep").sheets[0].frame.shape[1] == 1


DOCUMENTS = {
    "empty_elements": (docx("<w:p/>" * 1_600_000), "file_too_many_nodes"),
    "deep": (docx("<w:p>" * 50_000 + "</w:p>" * 50_000), "nested_too_deep"),
    "laughs": (docx("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", before=laughs()), "file_defines_entities"),
    "laughs_in_utf16": (docx("<w:p>&j;</w:p>", before=laughs(), encoding="utf-16"), "file_defines_entities"),
    "many_entries": (docx("<w:p/>", others=5001), "file_too_many_entries"),
    "long_text": (docx(f"<w:p><w:r><w:t>{'a' * (40 << 20)}</w:t></w:r></w:p>"), "docx_broken"),
    "unpacks_far": (packed({"word/document.xml": "<a/>", "word/media/a": bytes(300 << 20)}), "file_unpacks_too_large"),
    "pdf_of_millions_of_words": (
        pdf_page(b"BT /F 12 Tf " + b"1 0 0 1 10 10 Tm (Dieu) Tj " * 3_000_000 + b"ET"),
        "file_breaks_reader",
    ),
    "pdf_pages_in_a_ring": (pdf_page(b"", pages=b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "pdf_broken"),
    "pdf_of_billions_of_pages": (
        pdf_page(b"", pages=b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"),
        "pdf_is_scan",
    ),
    "pdf_form_in_itself": (pdf_page(b"/X Do"), "file_breaks_reader"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_hurts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "LIMITS", Limits(memory=640 * MB, cpu=10, wall=15))
    monkeypatch.setattr(recognising, "can_recognise", lambda: False)
    data, code = DOCUMENTS[name]
    with pytest.raises(BadInput) as caught:
        text_of(data=data, name="tep.docx")
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


YAML_LAUGHS = "a0: &a0 [ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
DECISIONS = {
    "yaml_laughs": (YAML_LAUGHS, "nested_too_deep"),
    "yaml_laughs_in_a_long_file": (YAML_LAUGHS + "z: '" + "a" * 70_000 + "'\n", "nested_too_deep"),
    "yaml_anchor_in_itself": ("effects: &a [*a]\n", "nested_too_deep"),
    "yaml_deep": ("a: " + "[" * 5000 + "]" * 5000, "nested_too_deep"),
    "json_deep": ('{"effects": ' + "[" * 5000 + "]" * 5000 + "}", "nested_too_deep"),
    "json_wide": ('{"effects": [' + "{}," * 800_000 + "{}]}", "file_too_many_nodes"),
    "json_many_effects": ('{"effects": [' + "1," * 200_000 + "1]}", "too_many_effects"),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_file_that_hurts(name: str) -> None:
    text, code = DECISIONS[name]
    with pytest.raises(BadInput) as caught:
        parse(text.encode(), name="tep")
    assert caught.value.code == code


def test_brackets_in_words_are_words() -> None:
    text = '{"number": "' + "[{" * 400 + '", "subject": "a\\"[[", "effects": []}'
    bounds.check_json(text, name="tep")


def test_a_long_yaml_file_says_the_same_as_a_short_one(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for filler in ("", "#" + "a" * 70_000 + "\n"):
        path.write_text(f"{filler}number: 1\nnumber: 2\n", encoding="utf-8")
        with pytest.raises(BadInput) as caught:
            load_file(path)
        assert caught.value.code == "field_twice"


def test_millions_of_rows_in_a_few_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"sex": pl.zeros(12_000_000, pl.UInt8, eager=True)}).write_parquet(path, compression="zstd")
    assert path.stat().st_size < 100_000
    with pytest.raises(BadInput) as caught:
        batch.read_table(path=path)
    assert caught.value.code == "table_too_long"


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\xff" * 200 + b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1"])
def test_a_broken_parquet_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        batch.read_table(path=path)
    assert caught.value.code in ("table_broken", "file_breaks_reader")


def test_a_csv_of_one_line(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("code," * 300_000 + "\n1,2\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_table(path, required=("code",))
    assert caught.value.code == "line_too_long"


def test_two_units_each_under_the_other_end_no_program() -> None:
    pair = [Listed("1", "A", "huyện", 2, "2"), Listed("2", "B", "huyện", 2, "1")]
    assert Register.of(pair).province("1") == ""


def test_zip_that_says_less_than_it_holds() -> None:
    """A directory with a false size: Python reads no more than was declared, so the document is cut, not unpacked."""
    data = bytearray(docx("<w:p/>" * 10_000))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (50).to_bytes(4, "little")
    with pytest.raises(BadInput) as caught:
        text_of(data=bytes(data), name="tep.docx")
    assert caught.value.code == "docx_broken"


def test_the_bytes_of_a_table_are_kept_as_they_are() -> None:
    (sheet,) = workbook_of(b"a,b\n1,2\n", name="tep.csv").sheets
    assert sheet.frame.rows() == [("a", "b"), ("1", "2")]
