"""What must balance, asked of the resulting state inside the signing transaction: one account a file, found by folder.

Each module of a `checks` folder has `check(context) -> Iterable[Finding]`. All are asked and all findings reported; an
error blocks. What a subject knows of the decision beside its postings is a view of the context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection

from tinhgon.basis.findings import Finding
from tinhgon.ledger.book import Book
from tinhgon.ledger.fold import State
from tinhgon.ledger.registry import modules
from tinhgon.ledger.thing import ThingKind

V = TypeVar("V")


@dataclass(frozen=True)
class Context:
    """The decision as posted and written; the tables show its outcome."""

    book: Book
    _views: dict[Callable[[Context], Any], Any] = field(default_factory=dict)

    @property
    def ordinal(self) -> int:
        return self.book.postings.head.ordinal

    def view(self, make: Callable[[Context], V]) -> V:
        """A subject's own reading of the decision, made once for all checks."""
        if make not in self._views:
            self._views[make] = make(self)
        found: V = self._views[make]
        return found

    @cached_property
    def _touched(self) -> Mapping[str, list[int]]:
        postings, found = self.book.postings, defaultdict[str, set[int]](set)
        for posted in postings.posted:
            found[posted.thing].add(posted.entry.thing_id)
        for name, begun in postings.spool.things.items():
            found[name].update(begun)
        for thing_id in postings.touched:
            found[postings.things[thing_id].kind.name].add(thing_id)
        return {name: sorted(ids) for name, ids in found.items()}

    def touched(self, kind: ThingKind) -> list[int]:
        """Things of a kind that this decision posts to, or whose entries it takes out or puts back."""
        return self._touched.get(kind.name, [])

    def rows(self, sql: str, **arguments: Any) -> list[tuple[Any, ...]]:
        """Rows of a question about the tables as they are now."""
        with connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            return list(cursor.fetchall())

    @cached_property
    def clauses(self) -> dict[int, str]:
        """The clause of this decision that last touched each thing."""
        postings = self.book.postings
        by_effect = {postings.head.effect_id + place: e.clause for place, e in enumerate(self.book.document.effects)}
        return {posted.entry.thing_id: by_effect[posted.effect_id] for posted in postings.posted}


def first_day_outside(since: date, until: date | None, states: Sequence[State]) -> date | None:
    """The first day of [since, until) on which none of the states holds."""
    day = since
    for state in states:
        if state.since > day:
            break
        if state.until is None:
            return None
        day = max(day, state.until)
    return day if until is None or day < until else None


def run_checks(context: Context) -> tuple[Finding, ...]:
    """Every finding of every check, errors first."""
    found = [finding for module in modules("checks") for finding in module.check(context)]
    order = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))
