"""A figure of the law over time as a small staircase: drawn on the server, readable as a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinhgon.law.parameters import Entry

WIDTH, HEIGHT, LEFT, BOTTOM = 320, 84, 4, 16


@dataclass(frozen=True)
class Mark:
    """The year under a step."""

    x: str
    text: str


@dataclass(frozen=True)
class Chart:
    path: str
    marks: tuple[Mark, ...]
    low: str
    high: str
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(timeline: Sequence[Entry]) -> Chart | None:
    """The staircase of a figure that is one number and has changed; nothing for others."""
    if len(timeline) < 2 or not all(isinstance(entry.value, int) and entry.kind.is_number for entry in timeline):
        return None
    values = [entry.value for entry in timeline]
    if min(values) == max(values):
        return None
    first = timeline[0].effective_from.toordinal()
    span = (timeline[-1].effective_from.toordinal() - first) * 1.12 or 1
    xs = [LEFT + (entry.effective_from.toordinal() - first) / span * (WIDTH - 2 * LEFT) for entry in timeline]
    room = HEIGHT - BOTTOM - 8
    ys = [8 + room * (1 - (value - min(values)) / (max(values) - min(values))) for value in values]
    pieces = [f"M{xs[0]:.1f} {ys[0]:.1f}"]
    for x, y in zip(xs[1:], ys[1:], strict=True):
        pieces.append(f"H{x:.1f}V{y:.1f}")
    pieces.append(f"H{WIDTH - LEFT}")
    marks, last = [Mark(f"{xs[0]:.1f}", str(timeline[0].effective_from.year))], xs[0]
    for x, entry in zip(xs[1:], timeline[1:], strict=True):
        if x - last > 34 and x < WIDTH - 24:
            marks.append(Mark(f"{x:.1f}", str(entry.effective_from.year)))
            last = x
    by_value = {entry.value: entry.worded() for entry in timeline}
    return Chart(" ".join(pieces), tuple(marks), by_value[min(values)], by_value[max(values)])
