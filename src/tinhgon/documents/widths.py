"""How wide a line of Times is, near enough to draw a line of that length below it. Widths in thousandths of the size.

The widths are those that Adobe published for Times-Bold and Times-Roman; an accented letter is as wide as its base.
"""

from __future__ import annotations

import unicodedata

_BOLD = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        (
            722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667,
            722, 722, 1000, 722, 722, 667, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556,
            500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444,
        ),
        strict=True,
    )
)  # fmt: skip
_ROMAN = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        (
            722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611,
            722, 722, 944, 722, 722, 611, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500,
            500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444,
        ),
        strict=True,
    )
)  # fmt: skip
_OTHERS = {" ": 250, "-": 333, ".": 250, ",": 250, ":": 333, "Đ": 722, "đ": 556}
_MM_PER_POINT = 25.4 / 72


def width_of(text: str, size: float, *, bold: bool) -> float:
    """Millimetres that a text takes on one line, in letters of `size` points."""
    table = _BOLD if bold else _ROMAN
    return sum(_letter(char, table) for char in text) * size / 1000 * _MM_PER_POINT


def _letter(char: str, table: dict[str, int]) -> int:
    if char in _OTHERS:
        return _OTHERS[char]
    return table.get(unicodedata.normalize("NFD", char)[0], 500)
