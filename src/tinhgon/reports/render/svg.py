"""A bar chart of a report, drawn on the server in the colour of the text, so that it follows a dark page."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tinhgon.reports.model import Table
from tinhgon.reports.render.printing import Printed, PrintedRow, Speech, printed

WIDTH, LABELS, VALUES, BAR, GAP, TOP = 720, 250, 70, 14, 10, 34
MOST_BARS = 30
_TINTS = ("0.85", "0.5", "0.3", "0.18")


def as_svg(table: Table, speech: Speech) -> bytes:
    """The columns that the report charts, over its rows of depth 0 and 1; totals only when there is nothing else."""
    sheet = printed(table, speech)
    places = [place for place, column in enumerate(table.columns) if column.key in table.report.chart]
    rows = [row for row in sheet.rows if row.depth <= 1]
    rows = ([row for row in rows if row.kind != "total"] or rows)[:MOST_BARS]
    return _draw(sheet, rows, places, speech).encode()


def _draw(sheet: Printed, rows: list[PrintedRow], places: list[int], speech: Speech) -> str:
    step = BAR * max(len(places), 1) + GAP
    height = TOP + step * len(rows) + GAP
    most = max((abs(_value(row, place)) for row in rows for place in places), default=0) or 1
    room = WIDTH - LABELS - VALUES
    about = ", ".join(part for part in (sheet.period, sheet.scope, sheet.synthetic) if part)
    heads = sheet.heads
    pieces = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="report-chart" role="img" viewBox="0 0 {WIDTH} {height}"'
            f' width="{WIDTH}" height="{height}" fill="currentColor" font-family="sans-serif" font-size="12">'
        ),
        f"<title>{escape(sheet.title)}</title><desc>{escape(about)}</desc>",
    ]
    x = LABELS
    for tint, place in zip(_TINTS, places, strict=False):
        pieces.append(f'<rect x="{x}" y="8" width="12" height="12" fill-opacity="{tint}"/>')
        pieces.append(f'<text x="{x + 18}" y="18">{escape(heads[place])}</text>')
        x += 34 + 7 * len(heads[place])
    for order, row in enumerate(rows):
        top = TOP + order * step
        weight = ' font-weight="bold"' if row.is_strong else ""
        label = row.label if len(row.label) <= 36 else f"{row.label[:35]}…"
        pieces.append(f'<text x="{12 * row.depth}" y="{top + 11}"{weight}>{escape(label)}</text>')
        for slot, (tint, place) in enumerate(zip(_TINTS, places, strict=False)):
            value = _value(row, place)
            y, width = top + slot * BAR, abs(value) / most * room
            shown = speech.number(value)
            pieces.append(
                f'<rect x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR - 2}" fill-opacity="{tint}">'
                f"<title>{escape(row.label)}, {escape(heads[place])}: {shown}</title></rect>"
                f'<text x="{LABELS + width + 5:.1f}" y="{y + 10}">{shown}</text>'
            )
    pieces.append("</svg>\n")
    return "\n".join(pieces)


def _value(row: PrintedRow, place: int) -> int:
    cell = row.cells[place]
    return cell if isinstance(cell, int) else 0
