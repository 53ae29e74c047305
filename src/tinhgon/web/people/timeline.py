"""A life in the books: what each clause did to a file, to the clauses of a person and to the posts they held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tinhgon.ledger.queries import Posting
from tinhgon.ledger.registry import EFFECTS
from tinhgon.registers.staff.payloads import IDENTITY
from tinhgon.registers.staff.queries.people import PlaceRow
from tinhgon.registers.units.queries import named_on
from tinhgon.registers.units.queries.browsing import ClauseAt
from tinhgon.web.kit import record_words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.record_words import place_told
from tinhgon.web.kit.words import upper_first

PAY = frozenset({"pay_rank", "pay_scale", "pay_step", "coefficient", "coefficient_from"})
Told = tuple[str, Posting]


@dataclass(frozen=True)
class Event:
    """What one clause did on one day. `when`: past, now or next; `sorts`: "place", "pay", "record"."""

    on: date
    when: str
    title: str
    sentences: tuple[str, ...]
    clause: str
    number: str
    href: str
    sorts: frozenset[str]


def events(
    asked: Asked, life: Sequence[Told], states: Iterable[PlaceRow], *, clauses: Mapping[int, ClauseAt], on: date
) -> tuple[Event, ...]:
    """Newest on top. `life` is in order of effect; entries of one clause for one day are one event."""
    grouped: dict[tuple[date, int], list[Told]] = {}
    for thing, posting in life:
        grouped.setdefault((posting.effective_on, posting.effect_id), []).append((thing, posting))
    teller = _Teller(states, _units(asked, life))
    last = max((day for day, _effect in grouped if day <= on), default=None)
    found = []
    for (day, effect_id), told in grouped.items():
        posting, place = told[0][1], clauses.get(effect_id)
        found.append(
            Event(
                on=day,
                when="next" if day > on else "now" if day == last else "past",
                title=_(EFFECTS[posting.effect_kind].title) if posting.effect_kind in EFFECTS else posting.effect_kind,
                sentences=tuple(upper_first(one) for thing, each in told if (one := teller.sentence(thing, each))),
                clause=posting.clause,
                number=posting.number,
                href=asked.clause(posting.ordinal, place.place) if place else "",
                sorts=frozenset(_sort(thing, each) for thing, each in told),
            )
        )
    return tuple(reversed(found))


def _units(asked: Asked, life: Sequence[Told]) -> dict[tuple[int, date], str]:
    """The units to which posts were moved, as of that day."""
    wanted: dict[date, set[int]] = {}
    for thing, posting in life:
        if thing == "post" and posting.changes.get("unit"):
            wanted.setdefault(posting.effective_on, set()).add(posting.changes["unit"])
    found = named_on(wanted, asked.as_of.known_at)
    return {key: f"{unit.kind} {unit.name}" for key, unit in found.items()}


def _sort(thing: str, posting: Posting) -> str:
    if thing != "person":
        return "place"
    return "pay" if PAY & posting.changes.keys() else "record"


class _Teller:
    """Sentences about entries; clauses are told as they were on the eve and as they are on the day."""

    def __init__(self, states: Iterable[PlaceRow], units: Mapping[tuple[int, date], str]) -> None:
        self._units = units
        self._states: dict[int, list[PlaceRow]] = {}
        for state in states:
            self._states.setdefault(state.id, []).append(state)

    def sentence(self, thing: str, posting: Posting) -> str:
        if thing == "person":
            return _record(posting.changes)
        if thing == "post":
            return self._post(posting)
        return self._place(posting)

    def _post(self, posting: Posting) -> str:
        if posting.ends:
            return _("Vị trí đang giữ bị bỏ.")
        told = []
        if unit := self._units.get((posting.changes.get("unit", 0), posting.effective_on)):
            told.append(_("Vị trí đang giữ chuyển về {unit}.").format(unit=unit))
        if "title" in posting.changes:
            told.append(_("Vị trí đang giữ thành {title}.").format(title=posting.changes["title"]))
        return " ".join(told) or _("Vị trí đang giữ thay đổi theo điều khoản này.")

    def _place(self, posting: Posting) -> str:
        states, on = self._states.get(posting.thing_id, []), posting.effective_on
        before = next((one for one in states if one.ended_on == on), None)
        after = next((one for one in states if one.since == on), None)
        reason = record_words.REASONS.get(str(posting.changes.get("reason")), "")
        if posting.ends:
            told = _("Thôi giữ {place}").format(place=place_told(before) if before else _("vị trí"))
            return f"{told}: {reason}." if reason else f"{told}."
        if after is None:
            return ""
        if posting.changes.get("exists") or before is None:
            until = _(", đến {day}").format(day=f"{after.until:%d/%m/%Y}") if after.until else ""
            return _("Nhận {place}{until}.").format(place=place_told(after), until=until)
        if (before.post_id, before.unit_id) != (after.post_id, after.unit_id):
            return _("Từ {before} sang {after}.").format(before=place_told(before), after=place_told(after))
        return _("Giữ {place}.").format(place=place_told(after))


def _record(changes: Mapping[str, Any]) -> str:
    """What was stated of a file; of what is sealed only which field it is."""
    if changes.get("exists"):
        return _("Hồ sơ có trong sổ.")
    told = []
    for name, stored in changes.items():
        if name in IDENTITY:
            told.append(str(record_words.FIELDS[name]))
        elif name in record_words.FIELDS and stored is not None:
            told.append(f"{record_words.FIELDS[name]}: {record_words.value(name, stored)}")
    return f"{'; '.join(told)}." if told else ""
