"""The books of the synthetic province open: its units, what they were given, its posts and everybody at them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tinhgon.demo.synth.books import (
    TERM_YEARS,
    Books,
    amount,
    new_post,
    new_unit,
    ref,
    roster_row,
    roster_to_come,
)
from tinhgon.demo.synth.shape import Frame, Key
from tinhgon.registers.establishment.payloads import Category

OPENED = date(2015, 1, 1)
OVER = 6
_VACANT = 0.02
_TERMS = frozenset({"office", "board", "inspection", "committee", "department", "inspectorate", "division"})
"""Leaders of these are appointed for a term; those of the others are elected, or are not followed here."""


def open_books(books: Books) -> None:
    """Four decisions on one day: units, establishment, posts that nobody holds, the roster."""
    keeper = "Ban quản trị sổ mẫu"
    frames = list(books.frames.values())
    for frame in frames:
        books.open_posts(frame)
    opened = {"kind": "open_books/1", "units": [_unit(frame) for frame in frames]}
    books.issue(
        OPENED, keeper, "Mở sổ ngày 01/01/2015: tổ chức của Đảng, Mặt trận, Nhà nước, đơn vị sự nghiệp tỉnh Hậu Giang",
        [opened], kind="biên bản",
    )  # fmt: skip
    books.issue(
        OPENED, keeper, "Mở sổ biên chế ngày 01/01/2015 của tỉnh Hậu Giang", _allocations(books), kind="biên bản"
    )
    _people(books)
    books.issue(OPENED, keeper, "Mở sổ các vị trí còn trống ngày 01/01/2015", _vacant(books), kind="biên bản")
    staffed = [(post.key, roster_row(post, books.people[post.holder or ""])) for post in books.held()]
    books.issue(
        OPENED, keeper, "Mở sổ nhân sự ngày 01/01/2015 của tỉnh Hậu Giang",
        [roster_to_come("danh-sach-nhan-su.parquet", len(staffed))], kind="biên bản", staffed=staffed,
    )  # fmt: skip


def _unit(frame: Frame) -> dict[str, Any]:
    return new_unit(frame.key, kind=frame.kind, name=frame.name, bloc=frame.bloc, parent=frame.parent)


# -- establishment -----------------------------------------------------------------------------------------------------


def _allocations(books: Books) -> Iterator[dict[str, Any]]:
    """From above to the three roots; from each root to what it gives on itself; from there to everyone."""
    wanted: Counter[tuple[Key, Key | None, Category]] = Counter()
    for (key, category), count in books.given.items():
        if count:
            wanted[key, None, category] = count
    givers = {key: _giver(books.frames, key) for key in books.frames}
    through: dict[Key, Counter[tuple[Key, Category, str]]] = defaultdict(Counter)
    totals: Counter[tuple[Key, Category, str]] = Counter()
    for (key, _, category), count in wanted.items():
        bloc, at = books.frames[key].bloc, key
        while (above := givers[at]) is not None:
            through[above][at, category, bloc] += count
            at = above
        totals[at, category, bloc] += count
    yield {"kind": "allocate_quota/1", "allocations": _listed(totals)}
    for key in books.frames:
        if through[key]:
            yield {"kind": "allocate_quota/1", "source": ref(key), "allocations": _listed(through[key])}


def _listed(counts: Counter[tuple[Key, Category, str]]) -> list[dict[str, Any]]:
    return [amount(key, category, bloc, count) for (key, category, bloc), count in counts.items()]


def _giver(frames: Mapping[Key, Frame], key: Key) -> Key | None:
    """The root of the province for whatever is not of a district, else the root of the district."""
    if key[1] == "93":
        return None
    parent = frames[key].parent
    while parent is not None and len(parent[1]) != 3 and parent[1] != "93":
        parent = frames[parent].parent
    return parent


# -- people ------------------------------------------------------------------------------------------------------------


def _people(books: Books) -> None:
    """Somebody at every post but a few; six units have one more than they may."""
    rng = books.rng
    crowded = [key for key, frame in books.frames.items() if frame.style in ("division", "centre", "nursery")]
    for key in rng.sample(crowded, OVER):
        books.extra_post(key)
    for post in books.posts.values():
        if not post.is_led and rng.random() < _VACANT:
            continue
        books.settle(post, books.draw.draw(OPENED, post.category, position=post.job.position, rank=post.job.rank))
        if post.is_led and books.frames[post.key].style in _TERMS:
            post.until = _term(rng)


def _term(rng: random.Random) -> date:
    """Terms begun in the last five years."""
    day = date(OPENED.year - TERM_YEARS, 1, 1).toordinal() + rng.randrange(220, TERM_YEARS * 365)
    begun = date.fromordinal(day)
    return date(begun.year + TERM_YEARS, begun.month, 1)


def _vacant(books: Books) -> Iterator[dict[str, Any]]:
    for key in books.frames:
        free = [new_post(post) for post in books.of(key) if not post.holder]
        if free:
            yield {"kind": "create_posts/1", "unit": ref(key), "posts": free}
