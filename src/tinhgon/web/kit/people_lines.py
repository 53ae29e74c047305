"""People found by a text, and their lines in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import fold
from tinhgon.record import readings
from tinhgon.record.kinds.search import Search
from tinhgon.registers.staff.queries.files import find_persons
from tinhgon.registers.staff.queries.people import (
    PersonRow,
    PlaceRow,
    WantedPeople,
    places_on,
)
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import (
    Asked,
)
from tinhgon.web.kit.reader import Reader
from tinhgon.web.kit.record_words import place_told
from tinhgon.web.kit.words import upper_first

ALL = "bien-che"  # the categories of the establishment together


_NUMBER = re.compile(r"^\d{12}$")


_CODE = re.compile(r"^[A-Za-z]{1,6}-?\d[\w.-]*$")


_MOST = 1000


@dataclass(frozen=True)
class Line:
    """One person. No sensitive field stands in a list."""

    name: str
    code: str
    href: str
    place: str
    more: int
    unit_href: str
    category: str
    status: str
    synthetic: bool


def wanted_people(asked: Asked, reader: Reader, text: str, base: WantedPeople) -> WantedPeople | None:
    """What a search asks of the tables, or None when it cannot find anybody. A search by name or number is written
    down, also one that finds nobody."""
    if not text:
        return base
    if _CODE.match(text):
        return replace(base, code=text)
    if not reader.sees_names or len(fold(text)) < 2:
        return None
    found = find_persons(asked.as_of, text, limit=_MOST, known_to=reader.known)
    looked = Search(what=gettext_noop("tìm kiếm"), words=text, persons=tuple(sorted(row.id for row in found)))
    readings.note(looked, by=reader.actor)
    return replace(base, person_ids=frozenset(row.id for row in found)) if found else None


def lines_of(asked: Asked, reader: Reader, rows: Sequence[PersonRow], *, what: str) -> tuple[Line, ...]:
    """The rows with their places of the day, and names where they may be seen; the reading is written down."""
    ids = [row.id for row in rows]
    names = reader.names(asked.as_of, ids, what)
    places = places_on(asked.as_of, ids) if ids else {}
    return tuple(_line(asked, row, names.get(row.id, ""), places.get(row.id, [])) for row in rows)


def _line(asked: Asked, row: PersonRow, name: str, places: Sequence[PlaceRow]) -> Line:
    main = places[0] if places else None
    return Line(
        name=name,
        code=row.code,
        href=asked.link("person", row.code),
        place=upper_first(place_told(main)) if main else _("không giữ vị trí nào"),
        more=max(0, len(places) - 1),
        unit_href=asked.link("unit", main.unit_id) if main and main.unit_id else "",
        category=str(record_words.CATEGORIES.get(main.category or "", "")) if main else "",
        status="" if row.status == "working" else str(record_words.STATUSES.get(row.status, row.status)),
        synthetic=row.synthetic,
    )
