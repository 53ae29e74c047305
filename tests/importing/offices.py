"""Files as offices make them, in the shape of their forms; every person is invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from tests.importing.rosters import ON, codes

from tinhgon.importing import roster

_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
Rows = Sequence[Sequence[object]]


def xlsx(*rows: Sequence[object], merged: Sequence[str] = (), **others: Rows) -> bytes:
    """A workbook: the first sheet by its rows, others by title. `merged`: ranges of the first ("D6:D9"); their text is
    what stands in the first cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, lines in {"Danh sách": rows, **others}.items():
            sheet = book.add_worksheet(title.replace("_", " "))
            for nth, row in enumerate(lines):
                for place, cell in enumerate(row):
                    if hasattr(cell, "year"):
                        sheet.write_datetime(nth, place, cell, day)
                    elif cell not in ("", None):
                        sheet.write(nth, place, cell)
            for span in merged if title == "Danh sách" else ():
                sheet.merge_range(span, "")
                (row, column) = _corner(span)
                sheet.write(row, column, rows[row][column] if column < len(rows[row]) else "")
    return out.getvalue()


def _corner(span: str) -> tuple[int, int]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    return xl_cell_to_rowcol(span.split(":", maxsplit=1)[0])


def ods(
    *rows: Sequence[str], down: Mapping[tuple[int, int], int] | None = None, hidden: Sequence[int] = ()
) -> bytes:  # fmt: skip
    """An OpenDocument spreadsheet; `down`: (row, column) -> how many rows its cell was merged over; `hidden`: rows
    (from 0) that a filter hides."""
    lines = []
    for nth, row in enumerate(rows):
        cells = []
        for place, text in enumerate(row):
            span = (down or {}).get((nth, place), 1)
            over = f' table:number-rows-spanned="{span}" table:number-columns-spanned="1"' if span > 1 else ""
            value = f' office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>' if text else "/>"
            cells.append(f"<table:table-cell{over}{value}")
        shown = ' table:visibility="filter"' if nth in hidden else ""
        lines.append(f"<table:table-row{shown}>{''.join(cells)}</table:table-row>")
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="DS">{"".join(lines)}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"{_MANIFEST}</manifest:manifest>")
        archive.writestr("content.xml", content)
    return out.getvalue()


HEAD = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Loại")


def read(data: bytes, name: str = "ds.xlsx", answers: roster.Answers | None = None, on: date = ON, **said: Any) -> Any:
    layout = roster.understand(roster.workbook_of(data, name=name), None, answers)
    return roster.check_roster(layout, on=on, answers=answers, **said)


def person(nth: int, *, unit: str = "Phòng Kinh tế", title: str = "Chuyên viên", kind: str = "Công chức") -> list[str]:
    return [str(nth), f"Nguyễn Văn Mẫu {chr(64 + nth)}", f"{nth:02d}/03/1975", unit, title, kind]


def sentences(result: Any) -> list[str]:
    return [fault.sentence for fault in result.told()]


def values(result: Any, name: str) -> list[Any]:
    return result.roll.value(name).to_list()


def seen(result: Any) -> set[tuple[int, str]]:
    """Faults but for those that every row of these files has."""
    return {(row, code) for row, code in codes(result) if code not in {"id_missing", "position_unknown", "over_quota"}}
