"""One code, one unit, on every day: said in words before the exclusion constraint would refuse."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.book import Book
from tinhgon.ledger.effects.base import Unit
from tinhgon.ledger.things import UNIT


def refuse_shared_codes(book: Book) -> None:
    """Hold the codes of all units touched against everybody who ever has them. Raises Conflict naming both units."""
    touched = [book.journal.things[thing_id] for thing_id in book.journal.touched]
    codes = {s.fields["code"] for t in touched if t.kind is UNIT for s in t.states() if s.fields.get("code")}
    book.load_codes(codes)
    spans: dict[tuple[str, str], list[tuple[date, date, Unit]]] = defaultdict(list)
    for thing in book.journal.things.values():
        for state in thing.states() if thing.kind is UNIT else ():
            if state.fields.get("code") in codes:
                key = (state.fields["structure"], state.fields["code"])
                spans[key].append((state.since, state.until or date.max, Unit(thing.id, state.fields)))
    for (_, code), uses in spans.items():
        uses.sort(key=lambda use: use[:2])
        for (_, until, first), (since, _, second) in pairwise(uses):
            if since < until and first.id != second.id:
                raise Conflict(
                    "code_shared",
                    gettext_noop(
                        "Mã {code} từ ngày {since} vừa là của {first} vừa là của {second}; mỗi mã chỉ cho một đơn vị."
                    ),
                    code=code,
                    since=since,
                    first=first.told(),
                    second=second.told(),
                )
