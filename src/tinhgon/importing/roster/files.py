"""The sheets of an xlsx, xls, ods or csv file: bytes in, every cell as the text that stands in it, with its row."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from tinhgon.basis import bounds
from tinhgon.basis.confined import MB, Limits, TooHeavy, confined
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.roster.encodings import text_of
from tinhgon.importing.roster.hidden import hidden_rows
from tinhgon.importing.roster.merged import Merged, merged_cells

MAX_BYTES = 64 * MB
MAX_ROWS = 1_048_576
MAX_CELLS = 40_000_000
MAX_UNPACKED = 2048 * MB
LIMITS = Limits(memory=1536 * MB, cpu=90, wall=120)
_DELIMITERS = ",;\t|"
_DATED = r"^(\d{4})-(\d{2})-(\d{2}) 00:00:00(?:\.0+)?$"
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Sheet:
    """A table as it was read: columns "0", "1" ... of text; row n of the sheet is row n-1 of the frame.

    `title`: what the workbook calls it, '' for a csv file. `odd_lines` are rows of a csv file in another encoding than
    the rest. A cell that Excel holds as a day is written as people write it: 12/07/1975. `is_hidden`: the office hid
    the sheet; `hidden_rows`: the rows that it hid, from 0.
    """

    place: int
    title: str
    frame: pl.DataFrame
    merged: tuple[Merged, ...] = ()
    odd_lines: tuple[int, ...] = ()
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()

    def head(self, rows: int) -> list[list[str]]:
        """The first rows; a cell without text is ''."""
        return [[cell or "" for cell in row] for row in self.frame.head(rows).iter_rows()]


@dataclass(frozen=True)
class Workbook:
    """A file with all of its sheets that hold something, in its order; `empty`: titles of the others."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    empty: tuple[str, ...] = ()


def read_workbook(path: Path) -> Workbook:
    """The sheets of a file. Raises BadInput."""
    if not path.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path))
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(
            "file_too_large",
            gettext_noop("{file} lớn hơn {most} MB; hãy tách thành nhiều tệp nhỏ hơn."),
            file=path.name,
            most=MAX_BYTES >> 20,
        )
    return workbook_of(path.read_bytes(), name=path.name)


def workbook_of(data: bytes, *, name: str) -> Workbook:
    """The same for what was uploaded. The bytes are parsed in a process of their own (`basis.confined`)."""
    try:
        about, *tables = confined(f"{__name__}:parsed", data, name, name=name, limits=LIMITS)
    except TooHeavy as refusal:
        raise _with_corner(refusal, data, name) from None
    if not tables:
        raise BadInput("table_empty", gettext_noop("{file} không có dòng nào; cần dòng tiêu đề cột."), file=name)
    sheets = [
        Sheet(one["place"], one["title"], pl.read_ipc(io.BytesIO(table)),
              tuple(Merged(*corners) for corners in one["merged"]), tuple(one["odd_lines"]), one["is_hidden"],
              tuple(one["hidden_rows"]))
        for one, table in zip(about["sheets"], tables, strict=True)
    ]  # fmt: skip
    return Workbook(name, hashlib.sha256(data).hexdigest(), tuple(sheets), tuple(about["empty"]))


def parsed(data: bytes, name: str) -> list[Any]:
    """What is told of the sheets, the table of each as Arrow's file format. To be called through `confined` only."""
    if data[:4] in _BOOKS:
        sheets, empty = _from_excel(data, name)
    else:
        _refuse_markup(data, name)
        text, odd = text_of(data)
        frame = _from_csv(text, name)
        sheets, empty = ([] if frame.is_empty() else [Sheet(0, "", frame, odd_lines=tuple(odd))]), []
    about = [
        {"place": one.place, "title": one.title, "merged": [list(corners) for corners in one.merged],
         "odd_lines": list(one.odd_lines), "is_hidden": one.is_hidden, "hidden_rows": list(one.hidden_rows)}
        for one in sheets
    ]  # fmt: skip
    tables = []
    for one in sheets:
        out = io.BytesIO()
        one.frame.write_ipc(out)
        tables.append(out.getvalue())
    return [{"sheets": about, "empty": empty}, *tables]


def _refuse_markup(data: bytes, name: str) -> None:
    """Web pages and XML of Excel 2003 that are called .xls, as programmes export them."""
    if data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise BadInput(
            "workbook_is_markup",
            gettext_noop(
                "{file} là trang web hoặc XML mang tên tệp Excel (thường do phần mềm khác kết xuất); mở bằng Excel, "
                "lưu lại với loại “Excel Workbook (.xlsx)” rồi tải lên."
            ),
            file=name,
        )


def _from_excel(data: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    found: list[Sheet] = []
    empty: list[str] = []
    try:
        if data.startswith(b"PK"):
            bounds.opened_zip(data, name=name, unpacked=MAX_UNPACKED).close()
        book = fastexcel.read_excel(data)
        merged, hidden = merged_cells(data), hidden_rows(data)
        for place, title in enumerate(book.sheet_names):
            # skip_rows=0: blank rows above the header count, so that row numbers are those of the file.
            sheet = book.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
            if not (sheet.width and sheet.total_height):
                empty.append(title)
                continue
            found.append(
                Sheet(
                    place, title, _with_days(_in_place(sheet)), tuple(merged.get(place, ())),
                    is_hidden=sheet.visible != "visible", hidden_rows=tuple(hidden.get(place, ())),
                )
            )  # fmt: skip
    except (fastexcel.FastExcelError, zipfile.BadZipFile):
        raise BadInput(
            "workbook_broken",
            gettext_noop("{file} không mở được như tệp Excel; mở bằng Excel, lưu lại dạng .xlsx rồi tải lên."),
            file=name,
        ) from None
    return found, empty


def _in_place(sheet: fastexcel.ExcelSheet) -> pl.DataFrame:
    """The cells with the columns of the sheet: those before the first that is used are empty."""
    frame = sheet.to_polars()
    places = [column.absolute_index for column in sheet.selected_columns]
    first = [pl.lit(None, pl.String).alias(str(place)) for place in range(places[0] if places else 0)]
    return frame.select(*first, *(pl.col(name).alias(str(at)) for name, at in zip(frame.columns, places, strict=True)))


def _with_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Cells that hold a day are given as a time of midnight; nobody writes them so."""
    dated = [name for name in frame.columns if frame[name].str.ends_with(" 00:00:00").any()]
    return frame.with_columns(pl.col(name).str.replace(_DATED, "${3}/${2}/${1}") for name in dated)


_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,4})(\d{1,9})"')


def _with_corner(refusal: TooHeavy, data: bytes, name: str) -> BadInput:
    """The refusal, with the cell that lies farthest out when the workbook says where its cells are."""
    try:
        corner = confined(f"{__name__}:far_corner", data, name, name=name)
    except BadInput:
        return refusal
    if not corner:
        return refusal
    return TooHeavy(
        "sheet_too_wide",
        gettext_noop("{file}: bảng trải đến ô {cell} nên quá lớn; xóa các ô lạc ở xa bảng rồi lưu lại."),
        file=name,
        cell=corner,
    )


def far_corner(data: bytes, name: str) -> str:
    """'XFD1048576': the last column and the last row of the sheet that spans most; '' where cells do not say.
    To be called through `confined` only."""
    most, corner = 0, ""
    with bounds.opened_zip(data, name=name, unpacked=MAX_UNPACKED) as archive:
        for part in archive.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", part):
                continue
            column, row = b"A", 1
            with archive.open(part) as content:
                rest = b""
                while piece := content.read(MB):
                    for letters, digits in _CELL.findall(rest + piece):
                        column, row = max(column, letters, key=lambda one: (len(one), one)), max(row, int(digits))
                    rest = piece[-200:]
            if _number(column) * row > most:
                most, corner = _number(column) * row, f"{column.decode()}{row}"
    return corner if most > MAX_CELLS else ""


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _from_csv(text: str, name: str) -> pl.DataFrame:
    rows = list(islice(_records(text, name), MAX_ROWS + 1))
    if len(rows) > MAX_ROWS:
        raise BadInput(
            "table_too_long", gettext_noop("{file} có quá {most} dòng; tách thành nhiều tệp."), file=name, most=MAX_ROWS
        )
    width = max(map(len, rows), default=0)
    if width == 0:
        return pl.DataFrame()
    if width * len(rows) > MAX_CELLS:
        widest = max(range(len(rows)), key=lambda place: len(rows[place]))
        raise BadInput(
            "table_too_wide",
            gettext_noop("{file}: dòng {row} có {cells} ô nên bảng quá rộng; xóa phần thừa của dòng ấy rồi nạp lại."),
            file=name,
            row=widest + 1,
            cells=width,
        )
    padded = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
    columns = zip(*padded, strict=True)
    return pl.DataFrame([pl.Series(str(place), cells, pl.String) for place, cells in enumerate(columns)])


def _records(text: str, name: str) -> Iterator[list[str]]:
    first, _, rest = text.partition("\n")
    marked = first.strip().lower().startswith("sep=") and len(first.strip()) == 5
    body = f"\n{rest}" if marked else text
    delimiter = first.strip()[4] if marked else _delimiter(text)
    # Strict: a quote that never closes would swallow the rest of the file as one cell.
    reader = csv.reader(body.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        if "field limit" in str(error):
            raise BadInput(
                "cell_too_long",
                gettext_noop("{file}: dòng {row} có ô dài quá {most} ký tự; kiểm tra dấu phân cách của tệp."),
                file=name,
                row=reader.line_num,
                most=csv.field_size_limit(),
            ) from None
        raise BadInput(
            "table_malformed",
            gettext_noop('{file}: từ dòng {row} dấu ngoặc kép (") không khép; sửa ô đó rồi nạp lại.'),
            file=name,
            row=reader.line_num,
        ) from None


def _delimiter(text: str) -> str:
    """The one that most of the first rows have most of."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]
    return max(_DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))
