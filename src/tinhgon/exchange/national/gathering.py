"""The events of some decisions as rows of plain values, and these as the columns of a system."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import gettext_noop
from tinhgon.exchange.national.mapping import SEALED, SystemForm
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.queries.events import PersonEvent
from tinhgon.registers.staff.queries.people import PlaceRow, identities, places_on
from tinhgon.registers.staff.queries.rosters import records
from tinhgon.registers.units.queries.units import named

WHAT = gettext_noop("đợt gửi hệ thống quốc gia")


@dataclass(frozen=True)
class Fault:
    """Why an event cannot go: its column, what we have, and which code list lacks it ('' : nothing is stated)."""

    event: PersonEvent
    column: str
    value: str
    codes: str


@dataclass(frozen=True)
class Rows:
    """The rows that can go, each with its event, and every fault of those that cannot."""

    rows: Sequence[tuple[PersonEvent, Mapping[str, str]]]
    faults: Sequence[Fault]


def rows_of(events: Sequence[PersonEvent], mapping: SystemForm, *, known: AsOf, by: Actor) -> Rows:
    """The events as the system's columns, people as they are on the day of each event. Identities are opened only as
    far as a column asks for them, and the reading is written down."""
    values = _values(events, mapping, known=known, by=by)
    rows, faults = [], []
    for event in events:
        row: dict[str, str] = {}
        wrong = []
        for column in mapping.columns:
            value = values[event.key].get(column.source, "")
            if not value:
                if column.required:
                    wrong.append(Fault(event, column.name, "", ""))
            elif column.codes:
                code = mapping.codes[column.codes].get(value, "")
                if not code:
                    wrong.append(Fault(event, column.name, value, column.codes))
                value = code
            row[column.name] = value
        if wrong:
            faults += wrong
        else:
            rows.append((event, row))
    return Rows(rows, faults)


def _values(
    events: Sequence[PersonEvent], mapping: SystemForm, *, known: AsOf, by: Actor
) -> dict[str, dict[str, str]]:  # fmt: skip
    """By event key: source → value as text. One question a day and subject, however many events it has."""
    by_day: dict[date, list[PersonEvent]] = defaultdict(list)
    for event in events:
        by_day[event.on].append(event)
    found: dict[str, dict[str, str]] = {}
    for on, of_day in sorted(by_day.items()):
        ids = sorted({event.person_id for event in of_day})
        people = people_on(AsOf(on, known.known_at), ids, mapping, by=by, what=WHAT)
        for event in of_day:
            found[event.key] = {**_of_event(event), **people.get(event.person_id, {})}
    return found


def people_on(
    as_of: AsOf, ids: Sequence[int], mapping: SystemForm, *, by: Actor, what: str
) -> dict[int, dict[str, str]]:
    """By person: source → value as text, where one is stated. Only identities that a column asks for are opened."""
    people, places = records(as_of, ids), places_on(as_of, ids)
    fields = mapping.sealed_fields()
    plain = identities(as_of, ids, by=by, what=what, only=fields) if fields else {}
    units = named(as_of, {place.unit_id for rows in places.values() for place in rows if place.unit_id})
    found = {}
    for person_id in ids:
        told = _of_person(people.get(person_id, {}), plain.get(person_id, {}))
        told |= _of_place(next(iter(places.get(person_id, [])), None), units)
        found[person_id] = {source: value for source, value in told.items() if value}
    return found


def _of_event(event: PersonEvent) -> dict[str, str]:
    return {
        "event.key": event.key, "event.kind": event.kind, "event.on": event.on.isoformat(),
        "event.decision": event.number, "event.issuer": event.issuer, "event.signed_on": event.signed_on.isoformat(),
        "event.clause": event.clause,
    }  # fmt: skip


def _of_person(record: Mapping[str, Any], plain: Mapping[str, str | None]) -> dict[str, str]:
    told = {f"person.{name}": "" if value is None else str(value) for name, value in record.items()}
    for source, name in SEALED.items():
        told[source] = plain.get(name) or ""
    return told


def _of_place(place: PlaceRow | None, units: Mapping[int, Any]) -> dict[str, str]:
    if place is None:
        return {}
    unit = units.get(place.unit_id or 0)
    return {
        "place.kind": place.kind, "place.category": place.category or "", "place.title": place.title or "",
        "place.number": place.number or "", "place.since": place.since.isoformat(), "place.unit": place.unit,
        "place.unit_code": (unit.code or "") if unit else "",
    }  # fmt: skip
