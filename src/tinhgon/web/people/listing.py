"""The list of people: found by name without accents, by file code, by the whole identification number, or by unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tinhgon.basis.errors import gettext_noop
from tinhgon.registers.establishment.access import DRAFT_DECISIONS
from tinhgon.registers.establishment.payloads import ESTABLISHMENT
from tinhgon.registers.staff.queries.people import (
    WantedPeople,
    count_people,
    people,
)
from tinhgon.registers.units import queries as unit_queries
from tinhgon.registers.units.queries import UnitRow
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import (
    ID_DIGITS,
    Asked,
    whole_in,
)
from tinhgon.web.kit.paging import paged
from tinhgon.web.kit.people_files import (
    MOST,
    FileForm,
    chosen_columns,
    file_form,
    people_file,
    refuse_many,
)
from tinhgon.web.kit.people_lines import ALL, Line, lines_of, wanted_people
from tinhgon.web.kit.reader import Reader, told
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.words import number

TEXT, UNIT, LEFT, CATEGORY = "tim", "don_vi", "ca_nguoi_da_nghi", "loai"
ROWS = 50


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
    file: FileForm | None


def people_page(asked: Asked, reader: Reader, query: Mapping[str, str], *, page: int) -> PeoplePage:
    """Names are looked up only by those who may see them; a code is no secret."""
    text = query.get(TEXT, "").strip()[:200]
    with_left = bool(query.get(LEFT))
    category = query.get(CATEGORY, "")
    unit, base = _base(asked, query)
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
        drafts_href=asked.link("drafts") if reader.rights.may(DRAFT_DECISIONS) else "",
        back=asked.here(),
        file=_file_form(asked, reader, query) if count else None,
    )


def _file_form(asked: Asked, reader: Reader, query: Mapping[str, str]) -> FileForm:
    kept = {name: query.get(name) for name in (TEXT, UNIT, CATEGORY, LEFT)}
    return file_form(asked, reader, reverse("people_file"), kept)


def _base(asked: Asked, query: Mapping[str, str]) -> tuple[UnitRow | None, WantedPeople]:
    """The unit that the list is of, and whom it shows but for what is searched."""
    unit_id = whole_in(query, UNIT, 0, most=ID_DIGITS)
    unit = unit_queries.unit_by_id(asked.as_of, unit_id) if unit_id else None
    categories = _categories(query.get(CATEGORY, ""))
    return unit, WantedPeople(under=unit.id if unit else None, categories=categories, working=not query.get(LEFT))


def people_list_file(asked: Asked, reader: Reader, query: Mapping[str, str], keys: Sequence[str]) -> HttpResponse:
    """The list as a workbook, of all its pages. Raises BadInput, RightMissing."""
    columns = chosen_columns(reader, keys)
    _, base = _base(asked, query)
    wanted = wanted_people(asked, reader, query.get(TEXT, "").strip()[:200], base)
    refuse_many(count_people(asked.as_of, wanted) if wanted else 0)
    rows = people(asked.as_of, wanted, limit=MOST) if wanted else []
    question = {name: text for name in (UNIT, CATEGORY, LEFT) if (text := query.get(name))}
    return people_file(asked, reader, rows, columns, question=question)


def _categories(slug: str) -> frozenset[str] | None:
    return ESTABLISHMENT if slug == ALL else frozenset({slug}) if slug in record_words.CATEGORIES else None


def _category_text(slug: str) -> str:
    return _("Biên chế") if slug == ALL else str(record_words.CATEGORIES[slug])
