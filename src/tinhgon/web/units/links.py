"""Where the parts of these pages lead; day and knowledge travel along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tinhgon.web.asking import Asked

STRUCTURE, OPEN, FORM, TEXT, KIND, WITHIN, PARENT, SORT, DOWN = (
    "he", "mo", "dang", "tim", "loai", "trong", "duoi", "xep", "giam",
)  # fmt: skip
LIST = "danh-sach"


@dataclass(frozen=True)
class PageLinks:
    """Addresses as of the day a page shows, or another day where a part is about another day."""

    asked: Asked

    def on(self, day: date | None) -> Asked:
        return self.asked if day is None else replace(self.asked, as_of=replace(self.asked.as_of, on=day))

    def unit(self, unit_id: int, on: date | None = None) -> str:
        return self.on(on).link("unit", unit_id)

    def clause(self, ordinal: int, place: int) -> str:
        return f"{self.asked.link('decision', ordinal)}#noi-dung-{place}"

    def figure(self, unit_id: int, field: str, on: date) -> str:
        return self.on(on).link("trace_unit", unit_id, field)

    def inferiors(self, unit_id: int, on: date | None = None) -> str:
        return self.on(on).link("units", **{FORM: LIST, PARENT: unit_id})
