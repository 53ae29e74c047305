"""A report as PDF, set by typst with the letters that it carries itself: no network, no fonts of the machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from tinhgon.reports.model import Table
from tinhgon.reports.render.docx import MOTTO, NATION, half_points
from tinhgon.reports.render.printing import Printed, Speech, printed

TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(table: Table, speech: Speech) -> bytes:
    """The same bytes for the same table: its time is that of the last decision it rests on."""
    sheet = printed(table, speech)
    parts = sheet.parts()
    columns = max(len(part.labels) for part in parts)
    data = {
        "title": sheet.title, "lang": "vi", "code": sheet.code, "issuer": sheet.issuer,
        "nation": speech.words(NATION), "motto": speech.words(MOTTO),
        "about": ", ".join(part for part in (sheet.period, sheet.scope) if part), "synthetic": sheet.synthetic,
        "unit": sheet.unit, "size": half_points(columns) / 2 - 0.7,
        "first": sheet.first, "first-width": max(2.5, columns / 5), "parts": [_part(part, speech) for part in parts],
        "foot": list(sheet.foot), "signers": list(sheet.signers), "dated": sheet.dated,
    }  # fmt: skip
    made = typst.compile(
        TEMPLATE, format="pdf", ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)},
        timestamp=int(sheet.instant.timestamp()),
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made


def _part(sheet: Printed, speech: Speech) -> dict[str, Any]:
    """A table of the report."""
    return {
        "labels": list(sheet.labels), "spans": list(sheet.spans), "header": 2 if sheet.has_groups else 1,
        "rows": [
            {
                "label": row.label, "depth": row.depth, "strong": row.is_strong,
                "cells": [{"text": speech.shown(cell), "number": isinstance(cell, int)} for cell in row.cells],
            }
            for row in sheet.rows
        ],
    }  # fmt: skip
