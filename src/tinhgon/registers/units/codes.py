"""One code, one unit, on every day: said in words before the exclusion constraint would refuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.postings import Postings
from tinhgon.registers.units.payloads import Unit
from tinhgon.registers.units.things import UNIT


def refuse_shared_codes(postings: Postings, load_codes: Callable[[Iterable[str]], None]) -> None:
    """Hold the codes of all units touched against everybody who ever has them. Raises Conflict naming both units."""
    touched = [postings.things[thing_id] for thing_id in postings.touched]
    codes = {s.fields["code"] for t in touched if t.kind is UNIT for s in t.states() if s.fields.get("code")}
    load_codes(codes)
    spans: dict[tuple[str, str], list[tuple[date, date, Unit]]] = defaultdict(list)
    for thing in postings.things.values():
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
                    first=first.label(),
                    second=second.label(),
                )
