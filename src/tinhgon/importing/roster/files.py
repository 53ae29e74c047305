"""The rows of an xlsx or csv file, every cell as the text that stands in it, with the number of its row."""

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

import fastexcel
import polars as pl

from tinhgon.basis import bounds
from tinhgon.basis.confined import MB, Limits, TooHeavy, confined
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.roster.encodings import text_of

MAX_BYTES = 64 * MB
MAX_ROWS = 1_048_576
MAX_CELLS = 40_000_000
MAX_UNPACKED = 2048 * MB
LIMITS = Limits(memory=1536 * MB, cpu=90, wall=120)
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Sheet:
    """A table as it was read: columns "0", "1" ... of text; row n of the file is row n-1 of the frame.

    `odd_lines` are rows of a csv file in another encoding than the rest.
    """

    name: str
    frame: pl.DataFrame
    sha256: str
    odd_lines: tuple[int, ...] = ()

    def head(self, rows: int) -> list[list[str]]:
        """The first rows; a cell without text is ''."""
        return [[cell or "" for cell in row] for row in self.frame.head(rows).iter_rows()]


def read_sheet(path: Path) -> Sheet:
    """The first sheet that holds something of an xlsx file, or a csv file. Raises BadInput."""
    if not path.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path))
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(
            "file_too_large",
            gettext_noop("{file} lớn hơn {most} MB; hãy tách thành nhiều tệp nhỏ hơn."),
            file=path.name,
            most=MAX_BYTES >> 20,
        )
    return sheet_of(path.read_bytes(), name=path.name)


def sheet_of(data: bytes, *, name: str) -> Sheet:
    """The same for what was uploaded. The bytes are parsed in a process of their own (`basis.confined`)."""
    try:
        table, odd = confined(f"{__name__}:parsed", data, name, name=name, limits=LIMITS)
    except TooHeavy as refusal:
        raise _with_corner(refusal, data, name) from None
    frame = pl.read_ipc(io.BytesIO(table))
    if frame.is_empty():
        raise BadInput("table_empty", gettext_noop("{file} không có dòng nào; cần dòng tiêu đề cột."), file=name)
    return Sheet(name, frame, hashlib.sha256(data).hexdigest(), tuple(odd))


def parsed(data: bytes, name: str) -> tuple[bytes, list[int]]:
    """The table as Arrow's file format, and the odd lines. To be called through `confined` only."""
    odd: list[int] = []
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        frame = _from_excel(data, name)
    else:
        text, odd = text_of(data)
        frame = _from_csv(text, name)
    out = io.BytesIO()
    frame.write_ipc(out)
    return out.getvalue(), odd


def _from_excel(data: bytes, name: str) -> pl.DataFrame:
    try:
        if data.startswith(b"PK"):
            bounds.opened_zip(data, name=name, unpacked=MAX_UNPACKED).close()
        book = fastexcel.read_excel(data)
        for place in range(len(book.sheet_names)):
            # skip_rows=0: blank rows above the header count, so that row numbers are those of the file.
            sheet = book.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
            if sheet.width and sheet.total_height:
                frame = sheet.to_polars()
                return frame.rename(dict(zip(frame.columns, map(str, range(frame.width)), strict=True)))
    except (fastexcel.FastExcelError, zipfile.BadZipFile):
        raise BadInput(
            "workbook_broken",
            gettext_noop("{file} không mở được như tệp Excel; mở bằng Excel, lưu lại dạng .xlsx rồi tải lên."),
            file=name,
        ) from None
    return pl.DataFrame()


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
