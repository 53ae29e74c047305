"""A report for a terminal: columns side by side, groups above them, what is counted below.

What is wider than the terminal stands in blocks below each other, each with the rows' names.
"""

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
    for block in _blocks(sheet, widths, speech.room):
        if sheet.has_groups:
            yield _groups(sheet, widths, block)
        yield _row(head, widths, sheet, block)
        yield GAP.join("─" * widths[place] for place in (0, *block))
        for row in body:
            yield _row(row, widths, sheet, block)
        yield ""
    yield from sheet.foot


def _blocks(sheet: Printed, widths: Sequence[int], room: int) -> Iterator[range]:
    """The columns that stand side by side: all, or as many as there is room for; a group that fits is kept whole."""

    def fits(start: int, stop: int) -> bool:
        return not room or widths[0] + sum(widths[start:stop]) + len(GAP) * (stop - start) <= room

    start = stop = 1
    for _, count in sheet.spans:
        if stop > start and not fits(start, stop + count) and fits(stop, stop + count):
            yield range(start, stop)
            start = stop
        for _ in range(count):
            if stop > start and not fits(start, stop + 1):
                yield range(start, stop)
                start = stop
            stop += 1
    yield range(start, stop)


def _widen(sheet: Printed, widths: list[int]) -> None:
    """Give the last column of a group the room that its name needs."""
    place = 1
    for group, count in sheet.spans:
        room = sum(widths[place : place + count]) + len(GAP) * (count - 1)
        widths[place + count - 1] += max(_width(group) - room, 0)
        place += count


def _groups(sheet: Printed, widths: Sequence[int], block: range) -> str:
    parts, place = [" " * widths[0]], 1
    for group, count in sheet.spans:
        shown = [widths[column] for column in range(place, place + count) if column in block]
        place += count
        if shown:
            room = sum(shown) + len(GAP) * (len(shown) - 1)
            left = (room - _width(group)) // 2
            parts.append(f"{'·' * (left - 1)} {group} ".ljust(room, "·") if group and left > 1 else group.ljust(room))
    return GAP.join(parts)


def _row(cells: Sequence[str], widths: Sequence[int], sheet: Printed, block: range) -> str:
    padded = []
    for place in (0, *block):
        cell, blanks = cells[place], " " * (widths[place] - _width(cells[place]))
        padded.append(cell + blanks if place == 0 or place - 1 in sheet.texts else blanks + cell)
    return GAP.join(padded)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 1 for char in text)
