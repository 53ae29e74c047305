"""A system's extract against the books of a day: by person and column, with what may be the cause.

What the extract forgets never takes anything out of the books: it is told, with whose unit it is.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.exchange.national.batches import Waiting
from tinhgon.exchange.national.gathering import people_on
from tinhgon.exchange.national.mapping import SystemForm
from tinhgon.record.actor import Actor
from tinhgon.registers.staff.queries.events import working_people

WHAT = gettext_noop("đối chiếu với bản trích của hệ thống quốc gia")
Kind = Literal["differs", "not_there", "not_here", "several_there"]


@dataclass(frozen=True, slots=True)
class Difference:
    """`person`: the file code here (or the key in the extract, where there is none); `unit`: who may mend it here;
    `cause`: to_send, sent, rejected, or empty where nothing of ours explains it."""

    kind: Kind
    person: str
    unit: str
    column: str = ""
    here: str = ""
    there: str = ""
    cause: str = ""


def read_extract(data: bytes, name: str, mapping: SystemForm) -> list[dict[str, str]]:
    """The rows of an extract with the system's own columns. Raises BadInput."""
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        rows = [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]
        columns = reader.fieldnames or []
    except (UnicodeDecodeError, csv.Error):
        raise BadInput("extract_unreadable", gettext_noop("{file} không đọc được là CSV UTF-8."), file=name) from None
    key = key_column(mapping)
    if key not in columns:
        raise BadInput(
            "extract_no_key", gettext_noop("{file}: thiếu cột “{column}”, không biết dòng nào của ai."),
            file=name, column=key,
        )  # fmt: skip
    return rows


def key_column(mapping: SystemForm) -> str:
    """The column that says whose a row is: the identification number, else the file code. Raises BadInput."""
    for source in ("person.id_number", "person.code"):
        for column in mapping.columns:
            if column.source == source:
                return column.name
    raise BadInput(
        "mapping_no_key", gettext_noop("Bảng mã không có cột person.id_number hay person.code: không biết dòng của ai.")
    )


def compare_extract(
    extract: Sequence[Mapping[str, str]], mapping: SystemForm, as_of: AsOf, *, waiting: Sequence[Waiting], by: Actor
) -> list[Difference]:
    """Every difference, by person and column."""
    key = key_column(mapping)
    key_source = next(column.source for column in mapping.columns if column.name == key)
    ids = working_people(as_of.on)
    people = people_on(as_of, ids, mapping, by=by, what=WHAT)
    causes = {one.event.person_id: one.state for one in waiting}
    there = {row[key]: row for row in extract}
    twice = {name for name, count in Counter(row[key] for row in extract).items() if count > 1}
    found: list[Difference] = []
    seen = set()
    for person_id in ids:
        told = people[person_id]
        code, unit, own = told.get("person.code", ""), told.get("place.unit", ""), told.get(key_source, "")
        seen.add(own)
        if own in twice:
            found.append(Difference("several_there", code, unit))
        elif not own or own not in there:
            found.append(Difference("not_there", code, unit, cause=causes.get(person_id, "")))
        else:
            found += _columns(told, there[own], mapping, code=code, unit=unit, cause=causes.get(person_id, ""))
    found.sort(key=lambda one: one.person)
    strangers = [name for name in there if name not in seen]
    return [*found, *(Difference("not_here", name, "") for name in sorted(strangers))]


def _columns(
    told: Mapping[str, str], row: Mapping[str, str], mapping: SystemForm, *, code: str, unit: str, cause: str
) -> list[Difference]:
    found = []
    for column in mapping.columns:
        if column.source.startswith("event.") or column.name not in row:
            continue
        own = told.get(column.source, "")
        sent = mapping.codes[column.codes].get(own, "") if column.codes and own else own
        if sent != row[column.name]:
            found.append(Difference("differs", code, unit, column.name, sent or own, row[column.name], cause))
    return found
