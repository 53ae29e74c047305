"""What goes into a statement and what comes out: patterns of LIKE, rows with their JSON columns read."""

from __future__ import annotations

import json
from typing import Any


def literal(text: str) -> str:
    """The text as a pattern of LIKE that means just itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def parsed(row: tuple[Any, ...], *places: int) -> tuple[Any, ...]:
    """The row with the JSON text at these places read."""
    cells = list(row)
    for place in places:
        cells[place] = json.loads(cells[place])
    return tuple(cells)
