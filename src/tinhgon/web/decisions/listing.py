"""The list of decisions: by year of effect, newest first, with an accent-free filter."""

from __future__ import annotations

from dataclasses import dataclass

from tinhgon.ledger.queries import DecisionRow
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.decision_search import matching
from tinhgon.web.kit.paging import paged

SIZE = 50


@dataclass(frozen=True)
class Item:
    row: DecisionRow
    is_future: bool


@dataclass(frozen=True)
class Year:
    year: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Listing:
    years: tuple[Year, ...]
    text: str
    count: int
    total: int
    first: int
    last: int
    previous_href: str
    next_href: str


def decision_listing(asked: Asked, text: str, *, page: int) -> Listing:
    """One page of the list."""
    found = list(reversed(matching(asked, text)))
    at = paged(asked, len(found), size=SIZE, page=page)
    years: dict[int, list[Item]] = {}
    for row in at.part(found):
        day = row.first_day or row.effective_on
        years.setdefault(day.year, []).append(Item(row, day > asked.on))
    return Listing(
        years=tuple(Year(year, tuple(items)) for year, items in years.items()),
        text=text,
        count=len(found),
        total=len(matching(asked, "")),
        first=at.first,
        last=at.last,
        previous_href=at.previous_href,
        next_href=at.next_href,
    )
