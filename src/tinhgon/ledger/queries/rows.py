"""Rows as the database gives them, JSON columns read."""

from __future__ import annotations

import json
from typing import Any


def parsed(row: tuple[Any, ...], *places: int) -> tuple[Any, ...]:
    """The row with the JSON text at these places read."""
    cells = list(row)
    for place in places:
        cells[place] = json.loads(cells[place])
    return tuple(cells)
