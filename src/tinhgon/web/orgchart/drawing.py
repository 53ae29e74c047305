"""The chart as an SVG file: the top, its units in columns, what is below each under it. One picture, to be put in a
paper or cut to any size; black on white, nothing that runs, nothing from elsewhere. Lengths are in CSS pixels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.utils.translation import gettext

from tinhgon.web.orgchart.page import Box, ChartPage

WIDTH, INDENT, GAP, MARGIN = 210, 14, 14, 24
LINE, PADDING, LETTERS = 15, 7, 31
COLUMNS = 6
_FRAME = {"short": "#8a5a00", "over": "#9b1c1c", "full": "#1d6b3a", "none": "#666666"}
_STYLE = "text{font:12px 'Noto Sans',Arial,sans-serif;fill:#000}.n{font-weight:700}path{fill:none;stroke:#666}"


class _Drawing:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def box(self, box: Box, x: int, y: int, width: int) -> int:
        """Draw a box; gives its height."""
        lines = list(_lines(box, max(12, LETTERS * width // WIDTH)))
        height = 2 * PADDING + LINE * len(lines)
        colour = _FRAME[box.figures.state.css if box.figures else "none"]
        self.parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#fff" stroke="{colour}"/>')
        for nth, (text, is_name) in enumerate(lines):
            at = y + PADDING + LINE * nth + 11
            name = ' class="n"' if is_name else ""
            self.parts.append(f'<text x="{x + PADDING}" y="{at}"{name}>{escape(text)}</text>')
        return height

    def branch(self, box: Box, x: int, y: int, depth: int = 0) -> int:
        """A box with all below it, indented; gives where the next may stand."""
        left = x + INDENT * depth
        bottom = y + self.box(box, left, y, WIDTH - INDENT * depth)
        for below in box.below:
            top = bottom + GAP // 2
            self.parts.append(f'<path d="M{left + 6} {bottom} V{top + 12} H{left + INDENT}"/>')
            bottom = self.branch(below, x, top, depth + 1)
        return bottom

    def line(self, text: str, x: int, y: int, *, bold: bool = False) -> None:
        """Words outside of boxes."""
        name = ' class="n"' if bold else ""
        self.parts.append(f'<text x="{x}" y="{y}"{name}>{escape(text)}</text>')


def _lines(box: Box, letters: int) -> Iterator[tuple[str, bool]]:
    """(text, whether it is the name) of what stands in a box."""
    for part in textwrap.wrap(box.name, letters) or [box.code]:
        yield part, True
    for head in box.heads:
        for part in textwrap.wrap(f"{head.title}: {head.text or gettext('trống')}", letters):
            yield part, False
    if box.figures:
        assigned = gettext("giao {n}").format(n=box.figures.assigned) if box.figures.assigned else gettext("chưa giao")
        present = gettext("có mặt {n}").format(n=box.figures.present)
        yield " · ".join(one for one in (assigned, present, box.figures.state.word) if one), False
    if box.hidden:
        yield gettext("+ {n} đơn vị bên dưới").format(n=box.hidden), False


def chart_svg(page: ChartPage, *, day: str) -> str:
    """The picture of what the page shows."""
    drawing = _Drawing()
    widest = max([1, *(min(COLUMNS, len(section.boxes)) for section in page.sections)])
    width = 2 * MARGIN + widest * WIDTH + (widest - 1) * GAP
    drawing.line(
        gettext("Sơ đồ tổ chức: {unit}, ngày {day}").format(unit=page.title, day=day), MARGIN, MARGIN, bold=True
    )
    y = MARGIN + 16
    y += drawing.box(page.top, (width - WIDTH) // 2, y, WIDTH) + GAP
    for section in page.sections:
        drawing.line(section.title, MARGIN, y + 12, bold=True)
        y += 24
        for start in range(0, len(section.boxes), COLUMNS):
            row = section.boxes[start : start + COLUMNS]
            y = max(drawing.branch(box, MARGIN + place * (WIDTH + GAP), y) for place, box in enumerate(row)) + GAP
    height = y + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<title>{escape(page.title)}</title><style>{_STYLE}</style>"
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(drawing.parts)}</svg>'
    )
