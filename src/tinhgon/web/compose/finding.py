"""What was typed for a unit, a post or a person, found in the books of the effective day; what to offer meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold
from tinhgon.registers.staff.queries.files import person_by_code
from tinhgon.registers.staff.queries.people import WantedPeople
from tinhgon.registers.staff.queries.people import people as people_on
from tinhgon.registers.staff.queries.posts import PostRow, find_posts
from tinhgon.registers.units.queries import UnitRow, search
from tinhgon.registers.units.queries.browsing import Wanted, listed
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.forms import Shape
from tinhgon.web.kit.people_lines import lines_of, wanted_people
from tinhgon.web.kit.reader import Reader

OFFERED = 8
_IN_BRACKETS = re.compile(r"^(?P<name>.*)\((?P<key>[^()\s]+)\)$")
_NUMBER = re.compile(r"^\d{12}$")


@dataclass
class BookFinder:
    """See `kit.forms.Finder`. `problems` has a sentence for each path whose text means nothing, or several."""

    as_of: AsOf
    problems: dict[str, str] = field(default_factory=dict)

    def find(self, shape: Shape, text: str, path: str) -> Any:
        """As a decision file names it; what was typed, where it cannot be found."""
        found = {"unit": self._unit, "post": self._post, "person": self._person}[shape](text)
        if isinstance(found, str):
            self.problems[path] = found
            return {"name": text} if shape == "unit" else text
        return found

    def _unit(self, text: str) -> dict[str, Any] | str:
        written = _IN_BRACKETS.match(text)
        name, key = (written["name"].strip(), written["key"]) if written else ("", text)
        coded = [row for row in self._coded(key) if not name or fold(name) in fold(row.full_name)]
        rows = coded or [row for row in search(self.as_of, text, limit=OFFERED) if _is_named(row, text)]
        if len(rows) == 1:
            return _reference(rows[0])
        if rows:
            told = "; ".join(f"{row.full_name} ({row.code})" for row in rows[:3])
            return gettext("Có nhiều đơn vị như vậy: %(units)s. Ghi rõ mã hoặc tên đầy đủ.") % {"units": told}
        near = search(self.as_of, text, limit=1)
        if near:
            return gettext("Không có đơn vị này; có phải %(unit)s?") % {"unit": f"{near[0].full_name} ({near[0].code})"}
        return gettext("Không có đơn vị này trong sổ ngày hiệu lực.")

    def _coded(self, code: str) -> list[UnitRow]:
        rows = listed(self.as_of, Wanted(text=code), limit=OFFERED)
        return [row for row in rows if row.code == code]

    def _post(self, text: str) -> dict[str, Any] | str:
        written = _IN_BRACKETS.match(text)
        number = written["key"] if written else text
        rows = find_posts(self.as_of, number, limit=OFFERED)
        exact = [row for row in rows if row.number == number] or ([rows[0]] if len(rows) == 1 else [])
        if exact:
            return {"number": exact[0].number}
        if rows:
            told = "; ".join(f"{row.title} ({row.number})" for row in rows[:3])
            return gettext("Có nhiều vị trí như vậy: %(posts)s. Ghi số hiệu.") % {"posts": told}
        return gettext("Không có vị trí này trong sổ ngày hiệu lực.")

    def _person(self, text: str) -> dict[str, Any] | str:
        written = _IN_BRACKETS.match(text)
        code = written["key"] if written else text
        if _NUMBER.match(code):
            return {"id_number": code}
        row = person_by_code(self.as_of, code)
        if row is None:
            return gettext("Không có hồ sơ mã này trong sổ ngày hiệu lực; tìm theo tên rồi chọn.")
        return {"code": row.code}


@dataclass(frozen=True)
class Offer:
    """One suggestion: what goes into the field, and what is to be known of it."""

    value: str
    note: str = ""


def offers(asked: Asked, as_of: AsOf, reader: Reader, shape: str, text: str) -> list[Offer]:
    """What fits a text half typed, the best first. People by name only for those who may see names; written down."""
    if shape == "unit":
        return [
            Offer(f"{row.full_name} ({row.code})", row.superior)
            for row in search(as_of, text, limit=OFFERED)
            if row.code
        ]
    if shape == "post":
        return [_post_offer(row) for row in find_posts(as_of, text, limit=OFFERED)]
    wanted = wanted_people(asked, reader, text, WantedPeople())
    if wanted is None:
        return []
    rows = people_on(as_of, wanted, limit=OFFERED)
    lines = lines_of(asked, reader, rows, what=gettext("soạn quyết định"))
    return [Offer(f"{line.name} ({line.code})" if line.name else line.code, line.place) for line in lines]


def _post_offer(row: PostRow) -> Offer:
    unit = f"{row.unit_kind or ''} {row.unit_name or ''}".strip()
    held = [holder for holder in row.holders if not holder.away]
    state = gettext("đang có người") if held else gettext("đang trống")
    return Offer(f"{row.title} ({row.number})", f"{unit} · {state}")


def _reference(row: UnitRow) -> dict[str, Any]:
    found: dict[str, Any] = {"code": row.code} if row.code else {"name": row.name, "kind": row.kind}
    return found if row.structure == "territory" else {**found, "structure": row.structure}


def _is_named(row: UnitRow, text: str) -> bool:
    return fold(text) in (fold(row.full_name), fold(row.name))
