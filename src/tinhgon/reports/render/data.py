"""Reports for programs: JSON with numbers, and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from tinhgon.basis.text import csv_cell
from tinhgon.reports.model import Table
from tinhgon.reports.render.printing import Speech


def as_data(table: Table, speech: Speech | None = None) -> dict[str, Any]:
    """What the JSON of a report holds, and what a submitted report is the hash of."""
    words = (speech or Speech()).words
    question = table.question
    found: dict[str, Any] = {
        "report": table.report.name,
        "code": table.report.code,
        "title": words(table.title),
        "as_of": table.as_of.isoformat(),
        "columns": [
            {"key": column.key, "label": words(column.label), "group": words(column.group)} for column in table.columns
        ],
        "rows": [
            {
                "key": row.key, "label": words(row.label), "kind": row.kind, "depth": row.depth,
                "cells": {key: _cell(cell, words) for key, cell in row.cells.items()},
            }
            for row in table.rows
        ],
        "totals": {key: _cell(cell, words) for key, cell in table.totals.items()},
        "counting": words(table.report.counting),
        "notes": [words(note) for note in table.notes],
        "known_at": table.known_at.isoformat() if table.known_at else None,
        "ordinal": table.ordinal,
        "under": question.under,
        "scope": table.scope_label,
        "synthetic": table.synthetic,
    }  # fmt: skip
    if question.since is not None:
        found["since"] = question.since.isoformat()
    return found


def _cell(cell: int | str | None, words: Any) -> int | str:
    return cell if isinstance(cell, int) else words(cell or "")


def as_json(table: Table, speech: Speech) -> bytes:
    """Indented, UTF-8."""
    return f"{json.dumps(as_data(table, speech), ensure_ascii=False, indent=2)}\n".encode()


def as_csv(table: Table, speech: Speech) -> bytes:
    """Separated by commas, with a byte order mark so that spreadsheets read the letters; the head has the keys."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["key", "label", "kind", "depth", *(column.key for column in table.columns)])
    for row in table.rows:
        cells = (_cell(row.cells[column.key], speech.words) for column in table.columns)
        writer.writerow(map(csv_cell, [row.key, speech.words(row.label), row.kind, row.depth, *cells]))
    return stream.getvalue().encode("utf-8-sig")
