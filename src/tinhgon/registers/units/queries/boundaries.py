"""The outlines of the units under a unit on a day, with the clause that published them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.ledger.queries.knowledge import knowledge
from tinhgon.ledger.store.attached_tables import table_parts
from tinhgon.registers.units.outlines import Lines, Outline, Outlines, neighbours, read_lines, read_outlines

_LAST = """
SELECT v.sha256, v.source, n.ordinal FROM boundary_version v JOIN entry n ON n.id = v.entry_id
WHERE v.unit_id = %s AND v.valid @> %s::date AND {known} ORDER BY lower(v.valid) DESC, n.id DESC LIMIT 1"""


@dataclass(frozen=True)
class Boundaries:
    """Outlines by the code that a unit has on the day, where they are from, and why some have none of their own. Empty
    when none were published."""

    outlines: Mapping[str, Outline] = field(default_factory=dict)
    source: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)
    ordinal: int | None = None
    """The decision that published them."""


def boundaries(as_of: AsOf, unit_id: int) -> Boundaries:
    """The last that were published for the unit by the day."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST.format(known=knowledge(as_of).condition("v")), [unit_id, as_of.on])
        row = cursor.fetchone()
    if row is None:
        return Boundaries()
    found = _read(row[0])
    return Boundaries(found.outlines, row[1], found.missing, row[2])


def boundary_lines(as_of: AsOf, unit_id: int) -> Lines | None:
    """The same as lines, shared borders once: None when none were published."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST.format(known=knowledge(as_of).condition("v")), [unit_id, as_of.on])
        row = cursor.fetchone()
    return None if row is None else read_lines(b"".join(table_parts(row[0])))


def bordering(as_of: AsOf, unit_id: int) -> frozenset[tuple[str, str]]:
    """Pairs of codes that share a border, of the outlines last published for the unit by the day; empty without any."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST.format(known=knowledge(as_of).condition("v")), [unit_id, as_of.on])
        row = cursor.fetchone()
    return frozenset() if row is None else neighbours(b"".join(table_parts(row[0])))


@lru_cache(maxsize=16)
def _read(digest: str) -> Outlines:
    """An attached file never changes, so what was read of it may be kept."""
    return read_outlines(b"".join(table_parts(digest)))
