"""The board of a day, from the statements in the centre's folder (TINHGON_STATEMENTS)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tinhgon.basis.errors import BadInput
from tinhgon.exchange.consolidation.centre import REFUSED, Board, Open, consolidate
from tinhgon.exchange.consolidation.labels import STATES, figure_label
from tinhgon.exchange.consolidation.statement import Item, Statement, read_statement
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show


@dataclass(frozen=True)
class Line:
    """A figure: its sum, and what each book has; None where a book does not state it."""

    label: str
    total: int
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class Way:
    """What left a book: where it arrived, or how long it has been on its way."""

    label: str
    amount: int
    left: str
    arrived: str
    on: date
    state: str
    tone: str


@dataclass(frozen=True)
class Page:
    """The board as it is shown. `is_set`: whether this server is a centre at all."""

    is_set: bool
    on: date
    books: tuple[Statement, ...] = ()
    faults: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    between: tuple[Line, ...] = ()
    open: tuple[Way, ...] = ()
    matched: tuple[Way, ...] = ()


@readable
def board(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The books that state this day; what cannot be believed is named, and not summed."""
    folder = settings.STATEMENTS()
    page = Page(is_set=False, on=asked.on) if folder is None else _page(folder, asked.on)
    return show(request, asked, "consolidation/board.html", page, here="")


def _page(folder: Path, on: date) -> Page:
    read: list[Statement] = []
    faults = []
    for path in sorted(folder.glob("*.json")):
        try:
            stat = path.stat()
            read.append(_read(path, stat.st_mtime_ns, stat.st_size))
        except BadInput as refusal:
            faults.append(refusal.render(gettext))
    earlier: dict[str, Statement] = {}
    for one in sorted((one for one in read if one.on < on), key=lambda one: one.on):
        earlier[one.book] = one
    found = consolidate([one for one in read if one.on == on], on, earlier=earlier)
    faults += [f"{book}: {gettext(REFUSED[why])}" for book, why in found.refused]
    names = [one.book for one in found.books]
    lines = tuple(
        Line(figure_label(key, gettext), found.total(key), tuple(values.get(name) for name in names))
        for key, values in found.sums.items()
    )
    between = tuple(Line(figure_label(key, gettext), amount, ()) for key, amount in sorted(found.transit.items()))
    return Page(
        True, on, tuple(found.books), tuple(faults), lines, between, tuple(map(_open, found.open)), _matched(found)
    )


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> Statement:
    """A statement is read and its signature checked once, while its file stays as it is: of 34 provinces that takes
    seconds."""
    return read_statement(path.read_bytes(), path.name)


def _open(one: Open) -> Way:
    age = gettext("%(days)s ngày") % {"days": one.age}
    tone = "bad" if one.state == "unmatched" else ""
    return Way(
        figure_label(one.item.what, gettext), one.amount, _paper(one.item), "", one.item.on,
        f"{gettext(STATES[one.state])}, {age}", tone,
    )  # fmt: skip


def _matched(found: Board) -> tuple[Way, ...]:
    return tuple(
        Way(figure_label(one.out.what, gettext), one.amount, _paper(one.out), _paper(one.into), one.out.on, "", "")
        for one in found.matched
    )


def _paper(item: Item) -> str:
    return ", ".join(part for part in (item.book, item.number, item.clause) if part)
