"""The list of people: found by name without accents, by file code, by the whole identification number, or by unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import fold
from tinhgon.record import readings
from tinhgon.record.kinds.search import Search
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.registers.establishment.payloads import ESTABLISHMENT
from tinhgon.registers.staff.queries.files import find_persons
from tinhgon.registers.staff.queries.people import (
    PersonRow,
    PlaceRow,
    WantedPeople,
    count_people,
    people,
    places_on,
)
from tinhgon.registers.units import queries as unit_queries
from tinhgon.web.asking import ID_DIGITS, Asked, whole_in
from tinhgon.web.paging import paged
from tinhgon.web.people import words
from tinhgon.web.people.reader import Reader, told
from tinhgon.web.people.timeline import place_told
from tinhgon.web.remembered import remembered
from tinhgon.web.words import number, upper_first

TEXT, UNIT, LEFT, CATEGORY = "tim", "don_vi", "ca_nguoi_da_nghi", "loai"
ALL = "bien-che"  # the categories of the establishment together
ROWS = 50
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


@dataclass(frozen=True)
class PeoplePage:
    """The list. `needs` says why codes stand where names would be: "right", "purpose" or nothing; `reach` of whom there
    are names, where it is not everybody; without `drafts_href` no drafts are kept here.
    """

    text: str
    unit: str
    unit_id: int | None
    unit_href: str
    category: str
    category_text: str
    with_left: bool
    needs: str
    reach: str
    purpose: str
    purpose_href: str
    lines: tuple[Line, ...]
    count: int
    count_text: str
    first: str
    last: str
    previous_href: str
    next_href: str
    drafts_href: str
    back: str


def people_page(asked: Asked, reader: Reader, query: Mapping[str, str], *, page: int) -> PeoplePage:
    """Names are looked up only by those who may see them; a code is no secret."""
    text = query.get(TEXT, "").strip()[:200]
    with_left = bool(query.get(LEFT))
    unit_id = whole_in(query, UNIT, 0, most=ID_DIGITS)
    unit = unit_queries.unit_by_id(asked.as_of, unit_id) if unit_id else None
    category = query.get(CATEGORY, "")
    base = WantedPeople(under=unit.id if unit else None, categories=_categories(category), working=not with_left)
    wanted = wanted_people(asked, reader, text, base)
    count = remembered(count_people, asked.as_of, wanted) if wanted else 0
    at = paged(asked, count, size=ROWS, page=page)
    rows = people(asked.as_of, wanted, limit=ROWS, offset=at.offset) if wanted and count else []
    what = gettext_noop("danh sách đơn vị") if unit else gettext_noop("danh sách tìm được")
    return PeoplePage(
        text=text,
        unit=unit.full_name if unit else "",
        unit_id=unit.id if unit else None,
        unit_href=asked.link("unit", unit.id) if unit else "",
        category=category if base.categories else "",
        category_text=_category_text(category) if base.categories else "",
        with_left=with_left,
        needs="" if reader.sees_names else "purpose" if reader.may else "right",
        reach=reader.reach,
        purpose=told(reader.purpose),
        purpose_href=asked.link("people_purpose", tiep=asked.here()),
        lines=lines_of(asked, reader, rows, what=what),
        count=count,
        count_text=number(count),
        first=number(at.first),
        last=number(at.last),
        previous_href=at.previous_href,
        next_href=at.next_href,
        drafts_href=asked.link("people_drafts") if reader.rights.may(DRAFT_DECISIONS) else "",
        back=asked.here(),
    )


def _categories(slug: str) -> frozenset[str] | None:
    return ESTABLISHMENT if slug == ALL else frozenset({slug}) if slug in words.CATEGORIES else None


def _category_text(slug: str) -> str:
    return _("Biên chế") if slug == ALL else str(words.CATEGORIES[slug])


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
        category=str(words.CATEGORIES.get(main.category or "", "")) if main else "",
        status="" if row.status == "working" else str(words.STATUSES.get(row.status, row.status)),
        synthetic=row.synthetic,
    )
