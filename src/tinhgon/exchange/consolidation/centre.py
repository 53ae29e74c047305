"""Statements summed, and what passes between them eliminated. Pure.

What left a book (places cut as `transferred`, people who left for work elsewhere) must arrive in another: there the
same paper (number and issuer), or one that names its number among its bases, takes as many in. What has not arrived is
in transit for a time, then unmatched with its age; either way it is in no book, and stands beside the sum on its own
line.
Offices of two provinces may give one number: where papers of several books have it, a basis that names it says nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import fold
from tinhgon.exchange.consolidation.statement import Item, Statement

TRANSIT_DAYS = 30
REFUSED = {
    "two_statements": gettext_noop("hai báo cáo của cùng một sổ"),
    "other_day": gettext_noop("không phải của ngày đang tổng hợp"),
    "not_sound": gettext_noop("khi lập, sổ của tỉnh không khớp (tinhgon verify)"),
    "signer_unknown": gettext_noop("khóa ký không phải khóa đã biết của sổ này"),
    "chain_rewritten": gettext_noop("chuỗi niêm phong không nối tiếp báo cáo trước: sổ bị viết lại, hoặc là bản cũ"),
    "chain_broken": gettext_noop("chuỗi niêm phong không theo thứ tự"),
}
"""Why a statement is not summed, by word; source strings."""


@dataclass(frozen=True)
class Match:
    """What left one book and arrived in another."""

    out: Item
    into: Item
    amount: int


@dataclass(frozen=True)
class Open:
    """What left and has not arrived yet: how much of it, how many days ago."""

    item: Item
    amount: int
    age: int
    doubtful: bool = False
    """Something came in under its number, but papers of several books have that number."""

    @property
    def state(self) -> str:
        return "question" if self.doubtful else "in_transit" if self.age <= TRANSIT_DAYS else "unmatched"


@dataclass
class Board:
    """The outcome. `sums` by figure and book; `transit` is what no book has, by what it is."""

    on: date
    books: list[Statement] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    sums: dict[str, dict[str, int]] = field(default_factory=dict)
    matched: list[Match] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    transit: dict[str, int] = field(default_factory=dict)

    def total(self, figure: str) -> int:
        return sum(self.sums[figure].values())


def consolidate(
    statements: Sequence[Statement], on: date, *, earlier: Mapping[str, Statement] | None = None,
    signers: Mapping[str, str] | None = None,
) -> Board:  # fmt: skip
    """The board of a day. `earlier`: the last statement of each book; `signers`: the known key of each."""
    board = Board(on)
    names = [one.book for one in statements]
    for one in sorted(statements, key=lambda one: (one.book, one.signer)):
        fault = _fault(one, on, earlier or {}, signers or {})
        if names.count(one.book) > 1:
            fault = "two_statements"
        if fault:
            board.refused.append((one.book, fault))
        else:
            board.books.append(one)
    sums: dict[str, dict[str, int]] = defaultdict(dict)
    for one in board.books:
        for figure, value in one.figures.items():
            sums[figure][one.book] = value
    board.sums = dict(sorted(sums.items()))
    _eliminate(board)
    return board


def _fault(one: Statement, on: date, earlier: Mapping[str, Statement], signers: Mapping[str, str]) -> str:
    if one.on != on:
        return "other_day"
    if signers and signers.get(one.book) != one.signer:
        return "signer_unknown"
    ordinals = [ordinal for ordinal, _ in one.chain]
    if ordinals != sorted(set(ordinals)):
        return "chain_broken"
    before = earlier.get(one.book)
    if before is not None and (one.chain[: len(before.chain)] != before.chain or before.signer != one.signer):
        return "chain_rewritten"
    return "" if one.sound else "not_sound"


def _eliminate(board: Board) -> None:
    """Each thing that left is matched with what came in elsewhere under its paper, the nearest day first."""
    arrivals = [item for book in board.books for item in book.into]
    by_paper: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    by_basis: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in arrivals:
        by_paper[item.what, _bare(item.number), fold(item.issuer)].append(item)
        for number in {_bare(one) for one in item.basis} - {""}:
            by_basis[item.what, number].append(item)
    departures = _in_order(item for book in board.books for item in book.out)
    books_of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in departures:
        books_of[item.what, _bare(item.number)].add(item.book)
    left = {item: item.amount for item in arrivals}
    for gone in departures:
        key = (gone.what, _bare(gone.number))
        same, named = by_paper[(*key, fold(gone.issuer))], by_basis[key]
        doubtful = len(books_of[key]) > 1
        fitting = {one for one in (same if doubtful else [*same, *named]) if one.book != gone.book}
        rest = _match(board, gone, fitting, left)
        if rest:
            unsure = doubtful and any(one.book != gone.book and left[one] for one in named)
            board.open.append(Open(gone, rest, (board.on - gone.on).days, unsure))
            board.transit[gone.what] = board.transit.get(gone.what, 0) + rest


def _match(board: Board, gone: Item, fitting: Iterable[Item], left: dict[Item, int]) -> int:
    """What of it is left when it has been held against these."""
    rest = gone.amount
    for come in sorted(fitting, key=lambda one: (abs((one.on - gone.on).days), one.book, one.ordinal, one.place)):
        amount = min(rest, left[come])
        if amount:
            board.matched.append(Match(gone, come, amount))
            rest -= amount
            left[come] -= amount
    return rest


def _in_order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda one: (one.on, one.book, one.ordinal, one.place, one.what))


def _bare(number: str) -> str:
    """Numbers that people write alike: '12/QĐ-UBND', '12 / qđ-ubnd', 'Quyết định số 12/QĐ-UBND'."""
    return re.sub(r"[^0-9a-z/]", "", re.sub(r"^.*?so\s+", "", fold(number)))
