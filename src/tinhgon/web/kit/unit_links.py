"""Where the parts of these pages lead; day and knowledge travel along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinhgon.web.kit.asking import Asked

STRUCTURE, OPEN, FORM, TEXT, KIND, WITHIN, PARENT, SORT, DOWN = (
    "he", "mo", "dang", "tim", "loai", "trong", "duoi", "xep", "giam",
)  # fmt: skip
LIST = "danh-sach"
SLUGS = {
    "territory": "hanh-chinh",
    "state_agency": "nha-nuoc",
    "party": "dang",
    "front": "mat-tran",
    "public_service": "su-nghiep",
}
FIGURES = {"area_km2": "dien-tich", "population": "dan-so", "hamlets": "thon-ap"}  # as the pages of figures name them
STRUCTURES = {slug: structure for structure, slug in SLUGS.items()}


class PageLinks:
    """Addresses as of the day a page shows, or another day where a part is about another day.

    A list has a thousand of them that differ in an id only, so each kind is worked out once.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._patterns: dict[tuple[str, str, date | None], tuple[str, str]] = {}

    def on(self, day: date | None) -> Asked:
        return self.asked if day is None else replace(self.asked, as_of=replace(self.asked.as_of, on=day))

    def unit(self, unit_id: int, on: date | None = None) -> str:
        return self._of("unit", unit_id, on)

    def clause(self, ordinal: int, place: int) -> str:
        return self.asked.clause(ordinal, place)

    def figure(self, unit_id: int, field: str, on: date) -> str:
        return self._of("trace_unit", unit_id, on, FIGURES[field])

    def subordinates(self, unit_id: int, structure: str) -> str:
        """The list of what is directly under a unit, of one structure."""
        return self.asked.link("units", **{FORM: LIST, PARENT: unit_id, STRUCTURE: SLUGS[structure]})

    def _of(self, name: str, number: int, on: date | None = None, field: str = "") -> str:
        key = (name, field, on)
        if key not in self._patterns:
            places = (0, field) if field else (0,)
            before, after = self.on(on).link(name, *places).split("/0/", 1)
            self._patterns[key] = (before, after)
        before, after = self._patterns[key]
        return f"{before}/{number}/{after}"
