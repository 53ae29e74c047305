"""A long list a page at a time: which lines a page holds, and the addresses of the pages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tinhgon.web.kit.asking import PAGE, Asked

T = TypeVar("T")


@dataclass(frozen=True)
class Paged:
    """A page of a list of `count`: its lines `first` to `last`, counted from 1. No address where there is no page."""

    page: int
    pages: int
    first: int
    last: int
    count: int
    previous_href: str
    next_href: str

    @property
    def offset(self) -> int:
        """How many lines come before the page."""
        return max(0, self.first - 1)

    def part(self, lines: Sequence[T]) -> Sequence[T]:
        """The lines of the page, of all of them."""
        return lines[self.offset : self.last]


def paged(asked: Asked, count: int, *, size: int, page: int, name: str = PAGE) -> Paged:
    """A page of so many lines; beyond the last page one stays on the last. `name`: the word of the address.

    The address of the first page says that it is: without the word a decision opens at the clause that was asked for.
    """
    pages = max(1, -(-count // size))
    page = min(page, pages)
    return Paged(
        page=page,
        pages=pages,
        first=min((page - 1) * size + 1, count),
        last=min(page * size, count),
        count=count,
        previous_href=asked.here(**{name: page - 1}) if page > 1 else "",
        next_href=asked.here(**{name: page + 1}) if page < pages else "",
    )
