"""How far the demo is signed while its pages are already read: `tinhgon demo` tells it in a file (setting LOADING)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Loading:
    """Decisions signed, of how many (0: not counted yet), and whether the signing has stopped before the end."""

    signed: int
    total: int
    stopped: bool


def loading() -> Loading | None:
    """None when nothing is being loaded."""
    try:
        return Loading(**json.loads(Path(settings.LOADING).read_text("ascii"))) if settings.LOADING else None
    except FileNotFoundError:
        return None
