"""Reading CSV tables as people save them: every fault is one sentence with the file, the row and the remedy."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.basis.text import clean, fold

MAX_BYTES = 64 * 1024 * 1024
MAX_LINE = 1_000_000
_DELIMITERS = ",;\t"
_BLANKS = re.compile(r"[\s_-]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")
# UTF-8 that was read as a one-byte encoding and saved again ("Háº­u Giang"), or a font encoding of the nineties
# saved as Unicode ("HËu Giang"): letters that no Vietnamese word has.
_MOJIBAKE = re.compile(r"[áÁ][º»¼]|Ä[‘ƒ‚]|Æ[°¡]|Ã[\u00a1-\u00bf]|[A-Za-z][µ¸¶·¹¨¾»¼½Æ©ÇË®¬¦§][a-z]")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in the file: `number` counts from the header, which is row 1, as a spreadsheet does."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def refuse(self, code: str, message: str, /, **data: object) -> BadInput:
        """A refusal that names this row; the message has {file} and {row}."""
        return BadInput(code, message, file=self.file, row=self.number, **data)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: the columns that are known, those that are not used, and the rows."""

    file: str
    columns: tuple[str, ...]
    unused: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)


def read_table(path: Path, *, required: Sequence[str], optional: Collection[str] = ()) -> Table:
    """A CSV file with a header row; comma, semicolon or tab; UTF-8 with or without a mark at its beginning.

    Columns are found whatever their order, case and blanks; cells are composed Unicode without outer blanks. Columns
    that are neither required nor optional are listed as unused. Raises BadInput.
    """
    text = _text(path)
    rows, delimiter = _rows(text, path.name)
    header = next(rows, None)
    if header is None:
        raise BadInput("table_empty", gettext_noop("{file} không có dòng nào; cần dòng tiêu đề cột."), file=path.name)
    names = _columns(path.name, header[1], required=required, optional=optional)
    lines = tuple(_line(path.name, number, cells, names, len(header[1])) for number, cells in rows)
    if not lines:
        raise BadInput(
            "table_without_rows", gettext_noop("{file} chỉ có dòng tiêu đề, không có dòng dữ liệu."), file=path.name
        )
    unused = tuple(clean(name) for place, name in enumerate(header[1]) if place not in names and name.strip())
    return Table(path.name, tuple(names.values()), unused, lines, delimiter)


def _text(path: Path) -> str:
    """The text of the file, or a refusal that says how to save it: letters are never guessed."""
    name = path.name
    if not path.is_file():
        raise BadInput("file_missing", gettext_noop("Không có tệp {file}."), file=str(path))
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(
            "file_too_large",
            gettext_noop("{file} lớn hơn {most} MB; hãy tách thành nhiều tệp nhỏ hơn."),
            file=name,
            most=MAX_BYTES >> 20,
        )
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise BadInput(
            "table_is_spreadsheet",
            gettext_noop("{file} là tệp Excel; mở tệp và lưu lại với loại “CSV UTF-8 (Comma delimited)”."),
            file=name,
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:1000]:
        raise BadInput(
            "table_utf16",
            gettext_noop("{file} dùng mã UTF-16; lưu lại tệp với loại “CSV UTF-8 (Comma delimited)”."),
            file=name,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            "table_not_utf8",
            gettext_noop(
                "{file}: dòng {row} không phải mã UTF-8 (có thể là Windows-1258, TCVN3 hay VNI); "
                "lưu lại tệp với loại “CSV UTF-8 (Comma delimited)”."
            ),
            file=name,
            row=data.count(b"\n", 0, error.start) + 1,
        ) from None
    lines = text.split("\n")
    longest = max(range(len(lines)), key=lambda place: len(lines[place]))
    if len(lines[longest]) > MAX_LINE:
        raise BadInput(
            "line_too_long",
            gettext_noop("{file}: dòng {row} dài quá {most} ký tự; đây không phải bảng CSV, hoặc mất dấu xuống dòng."),
            file=name,
            row=longest + 1,
            most=MAX_LINE,
        )
    for pattern in (_CONTROLS, _MOJIBAKE):
        if broken := pattern.search(text):
            raise BadInput(
                "table_broken_letters",
                gettext_noop(
                    "{file}: dòng {row} có chữ bị hỏng do sai bảng mã; "
                    "lưu lại từ tệp gốc với loại “CSV UTF-8 (Comma delimited)”."
                ),
                file=name,
                row=text.count("\n", 0, broken.start()) + 1,
            )
    return text


def _rows(text: str, name: str) -> tuple[Iterator[tuple[int, list[str]]], str]:
    """Numbered rows that are not blank, and the delimiter: the one that the first line has most of."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return _numbered(rest, first[4], name, start=2), first[4]
    bare = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    delimiter = max(_DELIMITERS, key=bare.count)
    return _numbered(text, delimiter, name, start=1), delimiter


def _numbered(text: str, delimiter: str, name: str, *, start: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    number = start
    try:
        for number, cells in enumerate(reader, start=start):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        raise BadInput(
            "table_malformed",
            gettext_noop('{file}: từ dòng {row} dấu ngoặc kép (") không khép; sửa ô đó rồi nạp lại.'),
            file=name,
            row=number + 1,
        ) from None


def _columns(name: str, header: list[str], *, required: Sequence[str], optional: Collection[str]) -> dict[int, str]:
    """Position of each known column."""
    wanted = {_key(column): column for column in (*required, *optional)}
    found: dict[int, str] = {}
    for place, cell in enumerate(header):
        column = wanted.get(_key(cell))
        if column is None:
            continue
        if column in found.values():
            raise BadInput("column_twice", gettext_noop("{file}: cột “{column}” có hai lần."), file=name, column=column)
        found[place] = column
    missing = [column for column in required if column not in found.values()]
    if missing:
        raise BadInput(
            "column_missing",
            gettext_noop("{file}: thiếu cột “{columns}”; dòng tiêu đề đang có: {header}."),
            file=name,
            columns="”, “".join(missing),
            header=", ".join(clean(cell) for cell in header)[:200],
        )
    return found


def _key(column: str) -> str:
    return _BLANKS.sub("", fold(column))


def _line(name: str, number: int, cells: list[str], columns: Mapping[int, str], width: int) -> Line:
    surplus = [cell for cell in cells[width:] if cell.strip()]
    if len(cells) < width or surplus:
        raise BadInput(
            "row_width",
            gettext_noop("{file}: dòng {row} có {cells} ô, tiêu đề có {width}; kiểm tra dấu phân cách và ngoặc kép."),
            file=name,
            row=number,
            cells=len(cells),
            width=width,
        )
    return Line(name, number, {column: clean(cells[place]) for place, column in columns.items()})


# -- cells -------------------------------------------------------------------------------------------------------------

_DIGITS_OF_KIND = {
    "tỉnh": 2, "quận": 3, "huyện": 3, "thị xã": 3, "xã": 5, "phường": 5, "thị trấn": 5, "đặc khu": 5,
}  # fmt: skip


def code_digits(kind: str, level: int) -> int | None:
    """How many digits the statistical code of a territorial unit of this kind has; None where there is no rule."""
    kind = kind.lower()
    if kind == "thành phố":
        return 2 if level == 1 else 3
    return _DIGITS_OF_KIND.get(kind)


def unit_code(line: Line, column: str, *, digits: int | None = None, may_be_empty: bool = False) -> str:
    """A code, which is text: one that a spreadsheet has turned into a number is named with its row."""
    code = line[column]
    if not code:
        if may_be_empty:
            return ""
        raise line.refuse("code_empty", gettext_noop("{file}: dòng {row} để trống “{column}”."), column=column)
    expected = digits or (len(code) + 1 if code.isdigit() and len(code) in (1, 4) else len(code))
    if code.isdigit() and len(code) < expected:
        raise line.refuse(
            "code_lost_zero",
            gettext_noop(
                "{file}: dòng {row}, cột “{column}”: mã “{code}” thiếu số 0 ở đầu (có lẽ là {likely}); "
                "định dạng cột mã là văn bản (Text) rồi lưu lại."
            ),
            column=column,
            code=code,
            likely=code.zfill(expected),
        )
    if re.search(r"\s", code) or len(code) > 40:
        raise line.refuse(
            "code_malformed",
            gettext_noop("{file}: dòng {row}, cột “{column}”: mã “{code}” không được có khoảng trắng, dài quá 40."),
            column=column,
            code=code[:60],
        )
    return code


def choice(line: Line, column: str, allowed: Mapping[str, str], *, default: str | None = None) -> str:
    """One of some words, without regard to case; a blank cell gives the default."""
    value = line[column].lower()
    if not value and default is not None:
        return default
    if value not in allowed:
        raise line.refuse(
            "cell_not_allowed",
            gettext_noop("{file}: dòng {row}, cột “{column}”: “{value}” không dùng được; chỉ nhận {allowed}."),
            column=column,
            value=line[column],
            allowed=", ".join(allowed),
        )
    return allowed[value]


def yes_or_no(line: Line, column: str) -> bool:
    """A mark in a cell; blank is no."""
    words = {"true": "1", "false": "", "1": "1", "0": "", "có": "1", "không": "", "x": "1", "yes": "1", "no": ""}
    return bool(choice(line, column, words, default=""))
