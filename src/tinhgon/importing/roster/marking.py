"""The office's own workbook with its bad rows marked: same sheets and rows, one column more for what is wrong."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import xlsxwriter

from tinhgon.basis.confined import confined
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.importing.roster.checking import Checked
from tinhgon.importing.roster.files import Sheet, Workbook

FAULTS = gettext_noop("Lỗi")
MOST_CELLS = 600_000
"""Beyond that the layout is not kept: only the bad rows are written, each with its number."""
_RED, _WIDTH = "#F4CCCC", 60
Told = Mapping[int, Mapping[int, str]]
"""Place of a sheet -> row (from 1) -> what is wrong with it."""


def marked_workbook(data: bytes, checked: Checked, translate: Callable[[str], str] = str) -> bytes:
    """The file as it came (`data`), as xlsx, with every bad row marked."""
    told = _told(checked, translate)
    workbook = checked.layout.workbook
    headers = {part.sheet.place: part.matched.last_row for part in checked.layout.parts}
    cells = sum(sheet.frame.height * sheet.frame.width for sheet in workbook.sheets)
    if cells > MOST_CELLS:
        return bad_rows(workbook, headers, told, translate(FAULTS))
    if data[:2] == b"PK" and not _is_ods(data) and (kept := _in_the_file(data, headers, told, translate(FAULTS))):
        return kept
    return _built(workbook, headers, told, translate(FAULTS))


def _is_ods(data: bytes) -> bool:
    """Its first part says so (ODF 1.3 part 2, 3.3)."""
    return b"opendocument" in data[:200]


def _told(checked: Checked, translate: Callable[[str], str]) -> Told:
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    sheets = checked.roll.sheets
    wanted = checked.faults.filter(pl.col("place").is_in(checked.bad.arg_true().cast(pl.Int64).to_list()))
    for fault in checked.told(translate, faults=wanted):
        found[sheets[fault.place]][fault.row].append(fault.sentence)
    return {sheet: {row: "\n".join(lines) for row, lines in rows.items()} for sheet, rows in found.items()}


def _in_the_file(data: bytes, headers: Mapping[int, int], told: Told, title: str) -> bytes | None:
    """The workbook itself, marked. None when it is no xlsx that can be written again."""
    sheets = [[place, headers[place], [[row, rows[row]] for row in sorted(rows)]] for place, rows in told.items()]
    try:
        kept: bytes | None = confined("tinhgon.importing.roster.painting:painted", data, sheets, title, name="")
    except BadInput:
        return None
    return kept


def _built(workbook: Workbook, headers: Mapping[int, int], told: Told, title: str) -> bytes:
    """The same cells in the same places, for a file that is no xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        text, bad = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bg_color": _RED})
        wrapped = book.add_format({"num_format": "@", "bg_color": _RED, "text_wrap": True, "valign": "top"})
        for sheet in workbook.sheets:
            page = book.add_worksheet(sheet.title[:31] or None)
            rows, width = told.get(sheet.place, {}), sheet.frame.width
            page.set_column(0, max(0, width - 1), 16, text)
            page.set_column(width, width, _WIDTH)
            _merge(page, sheet, text)
            for nth, cells in enumerate(sheet.frame.iter_rows()):
                _write_row(page, nth, cells, bad if nth + 1 in rows else text)
                if nth + 1 in rows:
                    page.write_string(nth, width, rows[nth + 1], wrapped)
            if sheet.place in headers:
                page.write_string(headers[sheet.place] - 1, width, title, book.add_format({"bold": True}))
    return out.getvalue()


def _merge(page: Any, sheet: Sheet, text: Any) -> None:
    for one in sheet.merged:
        if one.bottom < sheet.frame.height:
            page.merge_range(*one, "", text)


def bad_rows(workbook: Workbook, headers: Mapping[int, int], told: Told, title: str) -> bytes:
    """Only the bad rows of a long file, under the header of their sheet, each with its number and what is wrong."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "text_wrap": True})
        wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for sheet in workbook.sheets:
            if not (rows := told.get(sheet.place)):
                continue
            page = book.add_worksheet(sheet.title[:31] or None)
            width = sheet.frame.width
            page.set_column(0, width, 16, text)
            page.set_column(width + 1, width + 1, _WIDTH, wrapped)
            _write_row(page, 0, ("", *sheet.frame.row(headers[sheet.place] - 1), title), bold)
            for nth, row in enumerate(sorted(rows), start=1):
                _write_row(page, nth, (str(row), *sheet.frame.row(row - 1), rows[row]), text)
            page.freeze_panes(1, 0)
    return out.getvalue()


def _write_row(page: Any, nth: int, cells: tuple[Any, ...], text: Any) -> None:
    for place, cell in enumerate(cells):
        if cell:
            page.write_string(nth, place, str(cell), text)
