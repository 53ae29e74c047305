"""A table for whoever wants it: terminal, programs, Excel, Word, PDF, a chart. Here words are translated, not below.

`render(table, "xlsx", Speech(gettext, english_number))`; the default speaks Vietnamese.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from tinhgon.reports.model import Table
from tinhgon.reports.render.data import as_data
from tinhgon.reports.render.printing import Speech, english_number

__all__ = ["FORMATS", "Format", "Speech", "as_data", "english_number", "file_name", "render"]


@dataclass(frozen=True)
class Format:
    """A form of the result: where it is made, what a browser is told, whether a terminal can show it."""

    module: str
    media_type: str
    is_text: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "table": Format("text", "text/plain; charset=utf-8", is_text=True),
    "csv": Format("data", "text/csv; charset=utf-8", is_text=True),
    "json": Format("data", "application/json", is_text=True),
    "xlsx": Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    "docx": Format("docx", f"{_OFFICE}.wordprocessingml.document"),
    "pdf": Format("pdf", "application/pdf"),
    "svg": Format("svg", "image/svg+xml", is_text=True),
}


def render(table: Table, shape: str, speech: Speech | None = None) -> bytes:
    """The table in one of FORMATS. The writers are imported when they are wanted: they are large."""
    module = importlib.import_module(f"{__name__}.{FORMATS[shape].module}")
    made: bytes = getattr(module, "as_text" if shape == "table" else f"as_{shape}")(table, speech or Speech())
    return made


def file_name(table: Table, shape: str) -> str:
    """What a download is called: report, unit, day."""
    parts = (table.report.name, table.question.under, table.as_of.isoformat())
    return f"{'_'.join(part for part in parts if part)}.{'txt' if shape == 'table' else shape}"
