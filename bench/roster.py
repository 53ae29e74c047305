"""A roster of 100,000 rows: read and checked, attached, signed; the reading against openpyxl on the same file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.measure import Result, clock
from bench.place import fresh_database

ROWS, UNITS = 100_000, 500
ON = date(2024, 1, 1)
HEADER = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Mã đơn vị", "Chức vụ", "Số hiệu vị trí", "Loại",
    "Trình độ chuyên môn", "Lý luận chính trị", "Quản lý nhà nước", "Ngoại ngữ", "Ngày vào Đảng", "Ngày chính thức",
    "Ngày tuyển dụng", "Ngạch", "Mã ngạch", "Bậc", "Hệ số", "Ngày hưởng",
)  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi")
MIDDLES = ("Văn", "Thị", "Hữu", "Ngọc", "Minh")


def roster() -> Iterator[Result]:
    """The figures of issue 3: read and checked in 5 s, attached and signed in 60 s."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "danh-sach.xlsx"
        write_roster(path)
        with fresh_database():
            open_units()
            yield from _figures(path)


def _figures(path: Path) -> Iterator[Result]:
    from django.db import transaction

    from tinhgon.decisions import by_opening, sign
    from tinhgon.importing import roster as importing

    reading: list[float] = []
    checking: list[float] = []
    whole: list[float] = []
    checked: Any = None
    for _ in range(3):
        with clock(whole):
            with clock(reading):
                book = importing.read_workbook(path)
            with clock(checking):
                checked = importing.check_roster(importing.understand(book), on=ON)
    if checked.total != ROWS or checked.bad_count:
        raise RuntimeError(f"{checked.total} rows, {checked.bad_count} bad: {checked.counts()}")
    other = _openpyxl(path)
    named = f"openpyxl on the same file ({other[0]:.1f} s)"
    yield Result(f"roster of {ROWS:,} rows: read", tuple(reading), "s", None, named, other)
    yield Result("check every row, against itself and the books", tuple(checking), "s", 3)
    yield Result("read and check", tuple(whole), "s", 5)
    attaching: list[float] = []
    signing: list[float] = []
    both: list[float] = []
    with clock(both), transaction.atomic():
        with clock(attaching):
            document = importing.roster_document(checked, synthetic=True)
        with clock(signing):
            outcome = sign(document, by_opening())
    if outcome.entries != 3 * ROWS:
        raise RuntimeError(f"{outcome.entries} entries")
    yield Result("mint, seal and keep the table", tuple(attaching), "s", 12)
    yield Result(f"sign it ({outcome.entries:,} entries)", tuple(signing), "s", 48)
    yield Result("attach and sign", tuple(both), "s", 60)


def _openpyxl(path: Path) -> tuple[float, ...]:
    """The same cells as texts by the library that most programs use, in its quick mode."""
    import openpyxl

    samples: list[float] = []
    with clock(samples):
        book = openpyxl.load_workbook(path, read_only=True)
        rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
        book.close()
    if len(rows) != ROWS + 1:
        raise RuntimeError(f"openpyxl read {len(rows)} rows")
    return tuple(samples)


def open_units() -> None:
    """A province with its divisions."""
    from tinhgon.decisions import by_shell, sign
    from tinhgon.ledger.document import Document

    top: dict[str, Any] = {"code": "T1", "name": "Tân Giang", "kind": "tỉnh"}
    inner = {"kind": "phòng", "structure": "state_agency", "bloc": "state", "parent": "T1"}
    units = [top, *({"code": f"S{nth}", "name": f"Mẫu {nth}", **inner} for nth in range(UNITS))]
    head = {"number": "01/MẪU", "kind": "nghị quyết", "issuer": "Tân Giang", "subject": "Mở sổ (giả định)"}
    effect = {"kind": "open_books/1", "clause": "Điều 1", "units": units}
    sign(
        Document.model_validate({**head, "signed_on": "2020-01-01", "effective_on": "2020-01-01", "effects": [effect]}),
        by_shell(),
    )


def write_roster(path: Path, rows: int = ROWS) -> None:
    """Invented people, all of them in order."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, text in enumerate(HEADER):
            sheet.write_string(0, place, text)
        for nth in range(rows):
            for place, text in enumerate(_row(nth)):
                sheet.write_string(nth + 1, place, text)


def _row(nth: int) -> tuple[str, ...]:
    year, woman, step = 1965 + nth % 35, nth % 2, 1 + nth % 9
    name = f"{FAMILIES[nth % 7]} {MIDDLES[nth % 5]} Mẫu {nth % 997}"
    born = f"{1 + nth % 28:02d}/{1 + nth % 12:02d}/{year}"
    number = f"093{woman}{year % 100:02d}{nth:06d}"
    level = ("Đại học", "Thạc sĩ", "Cao đẳng")[nth % 3]
    coefficient = f"{2.34 + (step - 1) * 0.33:.2f}".replace(".", ",")
    return (
        str(nth + 1), name, born, "Nữ" if woman else "Nam", "Kinh", number, f"S{nth % UNITS}", "Chuyên viên",
        f"V{nth:06d}", "Công chức", level, "Trung cấp", "Chuyên viên", "Anh B1", f"03/02/{year + 20}",
        f"03/02/{year + 21}", f"15/09/{year + 22}", "Chuyên viên", "01.003", str(step), coefficient, "01/01/2022",
    )  # fmt: skip
