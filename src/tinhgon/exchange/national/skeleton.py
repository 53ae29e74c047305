"""An empty file of codes: the values that stand in the books, each waiting for the system's code."""

from __future__ import annotations

from collections import defaultdict

import yaml

from tinhgon.basis.asof import AsOf
from tinhgon.exchange.national.mapping import CODED, PLAIN
from tinhgon.registers.staff.queries.events import person_events
from tinhgon.registers.staff.queries.people import places_on
from tinhgon.registers.staff.queries.rosters import records

_PERSONAL = ("person.id_number", "person.name")


def skeleton(system: str) -> str:
    """The text of the file: a column for everything that may go out but what identifies, which the office adds itself;
    a code list for each that needs one, with the values of all events so far."""
    columns = [
        {"name": source.upper().replace(".", "_"), "from": source} for source in PLAIN if source not in _PERSONAL
    ]
    lists: dict[str, set[str]] = defaultdict(set)
    for source, value in _values():
        if source in CODED and value:
            lists[source.replace(".", "_")].add(value)
    for source in CODED:
        name = source.replace(".", "_")
        if name in lists:
            columns.append({"name": name.upper(), "from": source, "codes": name})
    told = {
        "system": system, "due_working_days": "3", "columns": columns,
        "codes": {name: dict.fromkeys(sorted(values), "") for name, values in sorted(lists.items())},
    }  # fmt: skip
    return str(yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120))


def _values() -> set[tuple[str, str]]:
    """(source, value) of every event so far; nothing sealed is opened."""
    found: set[tuple[str, str]] = set()
    by_day = defaultdict(set)
    for event in person_events(0):
        found |= {("event.kind", event.kind), ("event.issuer", event.issuer)}
        by_day[event.on].add(event.person_id)
    for on, ids in by_day.items():
        as_of = AsOf(on)
        for record in records(as_of, ids).values():
            found |= {(f"person.{name}", str(value)) for name, value in record.items() if value is not None}
        for places in places_on(as_of, ids).values():
            for place in places[:1]:
                found |= {("place.kind", place.kind), ("place.category", place.category or ""),
                          ("place.title", place.title or ""), ("place.unit", place.unit)}  # fmt: skip
    return found
