"""The outlines of a province's communes on a day, from what is loaded with the demo; none is a plain answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tinhgon.importing.geometry import geometry
from tinhgon.web.map.shapes import Outline


@dataclass(frozen=True)
class Loaded:
    """Outlines by the code that a commune has on the day, where they are from, and why some have none of their own."""

    outlines: Mapping[str, Outline] = field(default_factory=dict)
    source: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)


def loaded(province_code: str, on: date) -> Loaded:
    found = geometry(on)
    outlines = found.outlines(province_code) if found else {}
    return Loaded(outlines, found.source, found.missing) if found and outlines else Loaded()
