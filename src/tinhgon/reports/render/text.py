"""A report for a terminal: columns side by side, groups above them, what is counted below."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from tinhgon.reports.model import Table
from tinhgon.reports.render.printing import Printed, Speech, printed

GAP = "  "


def as_text(table: Table, speech: Speech) -> bytes:
    """Lines of UTF-8."""
    sheet = printed(table, speech)
    return "".join(f"{line.rstrip()}\n" for line in _lines(sheet, speech)).encode()


def _lines(sheet: Printed, speech: Speech) -> Iterator[str]:
    yield f"{sheet.title} ({sheet.code})" if sheet.code else sheet.title
    yield ", ".join(part for part in (sheet.period, sheet.scope, sheet.synthetic) if part)
    yield ""
    body = [
        [f"{GAP * row.depth}{' '.join(row.label.split())}", *(speech.shown(cell) for cell in row.cells)]
        for row in sheet.rows
    ]
    head = [sheet.first, *sheet.labels]
    widths = [max(_width(row[place]) for row in (head, *body)) for place in range(len(head))]
    _widen(sheet, widths)
    if sheet.has_groups:
        yield _groups(sheet, widths)
    yield _row(head, widths, sheet)
    yield GAP.join("─" * width for width in widths)
    for row in body:
        yield _row(row, widths, sheet)
    yield ""
    yield from sheet.foot


def _widen(sheet: Printed, widths: list[int]) -> None:
    """Give the last column of a group the room that its name needs."""
    place = 1
    for group, count in sheet.spans:
        room = sum(widths[place : place + count]) + len(GAP) * (count - 1)
        widths[place + count - 1] += max(_width(group) - room, 0)
        place += count


def _groups(sheet: Printed, widths: Sequence[int]) -> str:
    parts, place = [" " * widths[0]], 1
    for group, count in sheet.spans:
        room = sum(widths[place : place + count]) + len(GAP) * (count - 1)
        left = (room - _width(group)) // 2
        parts.append(f"{'·' * (left - 1)} {group} ".ljust(room, "·") if group and left > 1 else group.ljust(room))
        place += count
    return GAP.join(parts)


def _row(cells: Sequence[str], widths: Sequence[int], sheet: Printed) -> str:
    padded = []
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        blanks = " " * (width - _width(cell))
        padded.append(cell + blanks if place == 0 or place - 1 in sheet.texts else blanks + cell)
    return GAP.join(padded)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 1 for char in text)
