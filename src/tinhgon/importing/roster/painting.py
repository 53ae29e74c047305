"""Rows of an xlsx file marked, everything else as it was. Runs where files from outside are parsed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

RED, WIDTH = "F4CCCC", 60


def painted(data: bytes, sheets: Sequence[Sequence[Any]], title: str) -> bytes | None:
    """The workbook with rows marked. `sheets`: [place, row of the header, [[row, sentence], ...]], rows from 1.

    None when the workbook cannot be written again as it is. To be called through `confined` only.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError):
        return None
    for place, header, rows in sheets:
        if place >= len(book.worksheets) or book._sheets[place] is not book.worksheets[place]:
            return None
        _mark(book.worksheets[place], header, rows, title)
    return _written(book)


def _mark(sheet: Any, header: int, rows: Sequence[tuple[int, str]], title: str) -> None:
    red, wrap = PatternFill("solid", fgColor=RED), Alignment(wrap_text=True, vertical="top")
    column = sheet.max_column + 1
    head = sheet.cell(header, column, title)
    head.font = Font(bold=True)
    sheet.column_dimensions[head.column_letter].width = WIDTH
    for row, sentence in rows:
        for at in range(1, column):
            sheet.cell(row, at).fill = red
        cell = sheet.cell(row, column)
        # A sentence may begin with what stands in the file, and that with '='.
        cell.value, cell.data_type = sentence, "s"
        cell.fill, cell.alignment = red, wrap


def _written(book: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        _InMemory(book, archive).save()
    return out.getvalue()


class _InMemory(ExcelWriter):  # type: ignore[misc]
    """openpyxl writes each sheet to a temporary file first; here no file may be written."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        part = io.BytesIO()
        writer = WorksheetWriter(ws, part)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)
