"""The outlines of a province's communes on a day, from what is loaded with the demo; none is a plain answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tinhgon.web.map.shapes import Outline


def outlines(province_code: str, on: date) -> Mapping[str, Outline]:
    """Outlines by the code that the commune has on the day."""
    del province_code, on
    return {}
