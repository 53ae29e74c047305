"""Finding things in the buffer of one decision by what their entries say: loaded set-wise, indexed as they come."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.store import version_rows
from tinhgon.ledger.thing import ThingKind

if TYPE_CHECKING:
    from tinhgon.ledger.book import Book


class ThingBook:
    """What the books of posts and of people have in common. A subclass says which fields of which kinds it looks up."""

    indexed: ClassVar[Mapping[ThingKind, tuple[str, ...]]]
    owners: ClassVar[Mapping[str, ThingKind]]
    """Look-up column -> the kind of thing whose id stands in it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._index: dict[tuple[str, str], dict[Any, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._asked: dict[tuple[str, str], set[Any]] = defaultdict(set)
        self._named: dict[str, set[Any]] = defaultdict(set)
        self._kinds = {kind.name: kind for kind in self.indexed}
        self._spooled = 0

    def _with(self, kind: ThingKind, column: str, field: str, value: Any) -> list[int]:
        """Things of a kind that ever had `field = value`, those of this decision among them."""
        self._index_spooled()
        asked = self._asked[kind.name, column]
        if value not in asked:
            wanted = ({value} | self._alike(column)) - asked - {None}
            asked |= wanted
            self._note(kind, version_rows.thing_ids(kind, column, wanted))
        return sorted(self._index[kind.name, field][value])

    def _alike(self, column: str) -> set[Any]:
        """What will be asked about too, as a rule: what the effects name, and the things that are in the buffer."""
        owner = self.owners.get(column)
        things = self._book.postings.things.values() if owner else ()
        return self._named[column] | {thing.id for thing in things if thing.kind is owner}

    def _note(self, kind: ThingKind, thing_ids: Sequence[int]) -> None:
        postings = self._book.postings
        postings.load(thing_ids)
        for thing_id in thing_ids:
            for entry in postings.things[thing_id].entries:
                self._index_changes(kind, thing_id, entry.changes)

    def _index_changes(self, kind: ThingKind, thing_id: int, changes: Mapping[str, Any]) -> None:
        for field in self.indexed[kind]:
            if changes.get(field) is not None:
                self._index[kind.name, field][changes[field]].add(thing_id)

    def _index_spooled(self) -> None:
        """What was begun in bulk is indexed when something is first asked; as a rule nothing is."""
        spool = self._book.postings.spool
        if self._spooled < spool.end:
            for line in spool.lines(self._spooled):
                if line.thing in self._kinds:
                    self._index_changes(self._kinds[line.thing], line.thing_id, json.loads(line.text))
            self._spooled = spool.end

    def _living(
        self, kind: ThingKind, column: str, field: str, value: Any, *, on: date | None = None
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for thing_id in self._with(kind, column, field, value):
            fields = self._fields(thing_id, on)
            if fields is not None and fields.get(field) == value:
                yield thing_id, fields

    def _fields(self, thing_id: int, on: date | None = None) -> Mapping[str, Any] | None:
        things = self._book.postings.things
        if thing_id not in things:
            self._book.postings.load([thing_id])
        thing = things.get(thing_id)
        return None if thing is None else thing.on(on or self._book.effective_on)

    def _post_entry(self, kind: ThingKind, thing_id: int | None, changes: Mapping[str, Any]) -> int:
        thing = self._book.postings.post(kind, thing_id, self._book.effective_on, changes)
        self._index_changes(kind, thing.id, changes)
        return thing.id

    def _refuse_ended(self, thing_id: int) -> None:
        if self._fields(thing_id) is not None:
            return
        last = self._book.postings.things[thing_id].states()[-1].fields
        raise Conflict(
            "thing_ended",
            gettext_noop("“{what}” không còn trong sổ ngày {on}; xem lại ngày và các điều khoản trước."),
            what=last.get("title") or last.get("code") or f"#{thing_id}",
            on=self._book.effective_on,
        )
