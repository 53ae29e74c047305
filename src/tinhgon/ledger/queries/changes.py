"""The chain of decisions as others follow it: link after link, which things each touched, nothing of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from tinhgon.ledger.store.chain_end import PREVIEW_FROM


@dataclass(frozen=True, slots=True)
class Link:
    """A signed decision in the order of signing. `units`: ids of the units it touched; `others`: how many other things
    (posts, people, quota legs), by kind. Of a paper with a grade of secrecy only its place and seal are told."""

    ordinal: int
    hash: str
    prev_hash: str
    recorded_at: datetime
    withheld: bool
    number: str
    kind: str
    issuer: str
    signed_on: date | None
    effective_on: date | None
    effects: Sequence[str]
    units: Sequence[int]
    others: dict[str, int]


_LINKS = """
SELECT d.ordinal, d.hash, d.prev_hash, d.recorded_at, d.confidentiality NOT IN ('normal', ''), d.number, d.kind,
  d.issuer, d.signed_on, d.effective_on,
  ARRAY(SELECT DISTINCT e.kind FROM effect e WHERE e.ordinal = d.ordinal ORDER BY 1),
  ARRAY(SELECT DISTINCT n.thing_id FROM entry n WHERE n.ordinal = d.ordinal AND n.thing = 'unit' ORDER BY 1),
  ARRAY(SELECT n.thing || ' ' || count(DISTINCT n.thing_id) FROM entry n
        WHERE n.ordinal = d.ordinal AND n.thing <> 'unit' GROUP BY n.thing ORDER BY 1)
FROM decision d WHERE d.ordinal > %s AND d.ordinal < %s ORDER BY d.ordinal LIMIT %s"""


def links_after(ordinal: int, *, limit: int) -> list[Link]:
    """The next links after a place in the chain. Signing takes one lock, so none comes in before one that is there."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [ordinal, PREVIEW_FROM, limit])
        return [_link(row) for row in cursor.fetchall()]


def _link(row: tuple[Any, ...]) -> Link:
    counted = {thing: int(count) for thing, count in (one.rsplit(" ", 1) for one in row[-1])}
    link = replace(Link(*row), others=counted)
    if not link.withheld:
        return link
    return Link(link.ordinal, link.hash, link.prev_hash, link.recorded_at, True, "", "", "", None, None, (), (), {})
