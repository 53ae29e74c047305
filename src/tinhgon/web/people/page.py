"""The page of one person: places, record with its clauses, life, decisions, what the law grants, who has read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from tinhgon.basis.errors import UnknownReference, gettext_noop
from tinhgon.basis.text import born_told
from tinhgon.ledger.queries import Posting
from tinhgon.registers.establishment.access import ACCESS, DRAFT_DECISIONS, READ_FILES
from tinhgon.registers.staff.queries.files import (
    Access,
    access_of,
    life_of,
)
from tinhgon.registers.staff.queries.people import (
    PersonRow,
    PlaceRow,
    identities,
    person_id_of,
    person_states,
    places_of,
    places_on,
    readings_of,
)
from tinhgon.registers.units.queries import (
    UnitRow,
    ancestors,
    unit_by_id,
)
from tinhgon.registers.units.queries.browsing import clauses_at
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.days import eve, state_shown
from tinhgon.web.kit.frame import all_signed
from tinhgon.web.kit.reader import Reader, told
from tinhgon.web.kit.record_words import place_told
from tinhgon.web.kit.remembered import remembered
from tinhgon.web.kit.words import upper_first
from tinhgon.web.people.law import LawBox, law_box
from tinhgon.web.people.timeline import Event, events

SORT = "loc"
SORTS = {"cho": "place", "luong": "pay", "ho-so": "record"}
READINGS = 30
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (gettext_noop("Nhân thân"), ("name", "other_names", "born", "sex", "ethnicity", "id_number")),
    (gettext_noop("Liên lạc"), ("phone", "email", "address")),
    (gettext_noop("Trình độ"), ("education", "professional", "theory", "state_management", "languages")),
    (gettext_noop("Công tác, Đảng"), ("recruited_on", "party_admitted_on", "party_official_on")),
    (gettext_noop("Lương"), ("pay_rank", "pay_scale", "pay_step", "coefficient", "coefficient_from")),
)
BORN = ("birth_day", "birth_month", "birth_year")


@dataclass(frozen=True)
class Fact:
    """A field of the record; `href` opens what set it. Without text it is not stated."""

    label: str
    text: str
    href: str


@dataclass(frozen=True)
class Group:
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Held:
    """A place on the day, or one that was or will be."""

    title: str
    unit: str
    unit_href: str
    number: str
    since: date
    last: date | None
    until: date | None
    has_passed: bool
    kind: str


@dataclass(frozen=True)
class Paper:
    """A decision that touches the person."""

    name: str
    subject: str
    href: str
    extract: str
    signed_on: date
    synthetic: bool


@dataclass(frozen=True)
class Read:
    read_at: datetime
    who: str
    purpose: str
    what: str


@dataclass(frozen=True)
class Crumb:
    name: str
    href: str


@dataclass(frozen=True)
class PersonPage:
    """All of it. On a day without the person `absent` says so and the rest is as of `shown_on`. `access`: what the
    places of the day give access to."""

    id: int
    code: str
    title: str
    sentence: str
    synthetic: bool
    status: str
    working: bool
    erased: bool
    absent: str
    shown_on: date
    crumbs: tuple[Crumb, ...]
    current: tuple[Held, ...]
    others: tuple[Held, ...]
    access: tuple[str, ...]
    groups: tuple[Group, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    events: tuple[Event, ...]
    papers: tuple[Paper, ...]
    law: LawBox | None
    readings: tuple[Read, ...]
    purpose: str
    change_href: str


def known_person(asked: Asked, code: str) -> tuple[int, PersonRow, date]:
    """The person by file code, the state to show, and the day it is of.

    Raises UnknownReference when nobody had, has or will have the code.
    """
    person_id = person_id_of(asked.as_of, code)
    states = person_states(asked.as_of, person_id) if person_id is not None else []
    if person_id is None or not states:
        raise UnknownReference(
            "person_unknown_code",
            gettext_noop("Không có ai trong sổ có số định danh hoặc mã hồ sơ đã nêu ({given}); kiểm tra lại số."),
            given=code,
        )
    return person_id, *state_shown(states, asked.on)


def person_page(asked: Asked, code: str, reader: Reader, query: Mapping[str, str]) -> PersonPage:
    """The reading is written down before anything is shown.

    Raises RightMissing for a file out of the reader's reach.
    """
    person_id, row, shown_on = known_person(asked, code)
    reader.rights.need(READ_FILES, person_id, row.code)
    shown = replace(asked, as_of=replace(asked.as_of, on=shown_on))
    plain = identities(shown.as_of, [person_id], by=reader.actor, what=gettext_noop("hồ sơ cá nhân"))[person_id]
    now = places_on(shown.as_of, [person_id]).get(person_id, [])
    states = places_of(asked.as_of, person_id)
    life = life_of(asked.as_of, person_id)
    where = clauses_at({posting.effect_id for _thing, posting in life})
    sort = query.get(SORT, "")
    told_events = events(asked, life, states, clauses=where, on=asked.on)
    here = next((one.unit_id for one in now if one.unit_id), None)
    return PersonPage(
        id=person_id,
        code=row.code,
        title=plain["name"] or row.code,
        sentence=_sentence(row, plain, now),
        synthetic=row.synthetic,
        status=str(record_words.STATUSES.get(row.status, row.status)),
        working=row.status == "working",
        erased=not any(plain.values()) and any("name" in posting.changes for _thing, posting in life),
        absent=_absent(asked, shown_on),
        shown_on=shown_on,
        crumbs=_crumbs(shown, unit_by_id(shown.as_of, here) if here else None),
        current=tuple(_held(shown, one) for one in now),
        access=tuple(_right(one) for one in access_of(shown.as_of, person_id)),
        others=tuple(_held(asked, one) for one in states if not _covers(one, shown_on)),
        groups=_groups(asked, row, plain),
        sorts=_sorts(asked, sort),
        events=tuple(one for one in told_events if sort not in SORTS or SORTS[sort] in one.sorts),
        papers=_papers(asked, row.code, [posting for _thing, posting in life]),
        law=law_box(person_id, shown.as_of, query) if row.status == "working" else None,
        readings=_readings(person_id),
        purpose=told(reader.purpose),
        change_href=_change_href(asked, row.code, person_id, reader),
    )


def _right(access: Access) -> str:
    """'xem hồ sơ cá nhân (xem-ho-so): vị trí S1.01'."""
    label = f"{_(ACCESS[access.code])} ({access.code})" if access.code in ACCESS else access.code
    if access.until is not None:
        return _("{right}: vị trí {post}, đến hết ngày {until}").format(
            right=label, post=access.post_number, until=f"{access.until:%d/%m/%Y}"
        )
    return _("{right}: vị trí {post}").format(right=label, post=access.post_number)


def _change_href(asked: Asked, code: str, person_id: int, reader: Reader) -> str:
    """Where a change is drafted, for those who may draft one of this person."""
    return asked.link("compose_begin", person=code) if reader.rights.over(DRAFT_DECISIONS, [person_id]) else ""


def _absent(asked: Asked, shown_on: date) -> str:
    if shown_on == asked.on:
        return ""
    template = _("Ngày {day} chưa có hồ sơ này.") if shown_on > asked.on else _("Ngày {day} không còn hồ sơ này.")
    return template.format(day=f"{asked.on:%d/%m/%Y}")


def _covers(row: PlaceRow, on: date) -> bool:
    return row.since <= on and (row.ended_on is None or on < row.ended_on)


def _sentence(row: PersonRow, plain: Mapping[str, str | None], now: Sequence[PlaceRow]) -> str:
    """'Trưởng phòng, phòng Kinh tế. Công chức, nam, sinh 12/03/1968.'"""
    place = upper_first(place_told(now[0])) if now else _("Không giữ vị trí nào ngày này")
    category = str(record_words.CATEGORIES.get(now[0].category or "", "")) if now else ""
    parts = [category, record_words.value("sex", row.sex) if row.sex else ""]
    if text := born_told(row.birth_year, row.birth_month, plain["birth_day"]):
        parts.append(_("sinh {born}").format(born=text))
    return f"{place}. {upper_first(', '.join(filter(None, parts)))}."


def _crumbs(asked: Asked, unit: UnitRow | None) -> tuple[Crumb, ...]:
    above = [*ancestors(asked.as_of, unit.id), unit] if unit else []
    return tuple(Crumb(one.full_name, asked.link("unit", one.id)) for one in above)


def _held(asked: Asked, row: PlaceRow) -> Held:
    return Held(
        title=row.title or _("Trực tiếp tại đơn vị"),
        unit=upper_first(row.unit),
        unit_href=asked.link("unit", row.unit_id) if row.unit_id else "",
        number=row.number or "",
        since=row.since,
        last=eve(row.ended_on) if row.ended_on else None,
        until=row.until,
        has_passed=row.until is not None and row.until < asked.on,
        kind=", ".join(record_words.assignment_notes(row.kind, share=row.share, away=row.away, main=True)),
    )


def _groups(asked: Asked, row: PersonRow, plain: Mapping[str, str | None]) -> tuple[Group, ...]:
    return tuple(
        Group(_(title), tuple(_fact(asked, row, plain, name) for name in names)) for title, names in GROUPS
    )  # fmt: skip


def _fact(asked: Asked, row: PersonRow, plain: Mapping[str, str | None], name: str) -> Fact:
    if name == "born":
        label, text = _("Ngày sinh"), born_told(row.birth_year, row.birth_month, plain["birth_day"])
    else:
        label = str(record_words.FIELDS[name])
        stored: Any = plain[name] if name in plain else getattr(row, name)
        text = record_words.value(name, stored) if stored not in (None, "") else ""
    return Fact(label, text, asked.link("trace_person", row.code, name) if text else "")


def _sorts(asked: Asked, chosen: str) -> tuple[tuple[str, str, bool], ...]:
    titles = (("", _("Tất cả")), ("cho", _("Vị trí")), ("luong", _("Lương")), ("ho-so", _("Hồ sơ")))
    return tuple(
        (title, asked.here(**{SORT: slug}), slug == (chosen if chosen in SORTS else "")) for slug, title in titles
    )


def _papers(asked: Asked, code: str, life: Sequence[Posting]) -> tuple[Paper, ...]:
    """The decisions behind the life, the latest signed first."""
    wanted = {posting.ordinal for posting in life}
    signed = [one for one in remembered(all_signed) if one.ordinal in wanted]
    days = {posting.ordinal: posting.signed_on for posting in life}
    return tuple(
        Paper(upper_first(f"{one.kind} {one.number}"), one.subject, asked.link("decision", one.ordinal),
              asked.link("person_extract", code, one.ordinal), days[one.ordinal], one.synthetic)
        for one in sorted(signed, key=lambda one: (days[one.ordinal], one.ordinal), reverse=True)
    )  # fmt: skip


def _readings(person_id: int) -> tuple[Read, ...]:
    return tuple(
        Read(one.read_at, told(one.who), told(one.purpose), _(one.what))
        for one in readings_of(person_id, limit=READINGS)
    )
