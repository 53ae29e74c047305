"""The Book: one decision's view of the ledger, with the books of the subjects that its effects post to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.basis.text import capital
from tinhgon.ledger.document import Document
from tinhgon.ledger.effect import Effect
from tinhgon.ledger.fold import Entry
from tinhgon.ledger.payload import Reference
from tinhgon.ledger.postings import Postings, Thing
from tinhgon.ledger.registry import of_subjects
from tinhgon.ledger.standings import Standings
from tinhgon.ledger.store import chain_end, entry_rows

_SUBJECT_BOOKS = {subject: module.SubjectBook for subject, module in of_subjects("book")}


class Book:
    """The state known now, with the effects posted so far. See `effect.Books`."""

    def __init__(self, document: Document, head: chain_end.Head) -> None:
        self.document = document
        self.postings = Postings(head)
        self.effective_on = document.effective_on
        self.legal_on = document.effective_on
        self.resolved: dict[Reference, Any] = {}
        """What the references of the clause in hand were resolved to. Two that are spelled alike but read on different
        days are of different types, so that each keeps its own."""
        self.standings = Standings(self.postings)
        self._subjects = {name: make(self) for name, make in _SUBJECT_BOOKS.items()}

    def subject(self, name: str) -> Any:
        """See `Books.subject`."""
        return self._subjects[name]

    def prefetch(self, effects: Iterable[Effect]) -> None:
        """Let each subject read in a few statements what the effects name of it."""
        effects = tuple(effects)
        for book in self._subjects.values():
            book.prefetch(effects)

    def begin(self, effect: Effect) -> None:
        """The next effect posts from now on, from its own effective date."""
        self.postings.effect_id += 1
        self.effective_on = self.document.effective(effect)
        self.resolved = {}

    def complete(self) -> None:
        """After the last clause: what each subject refuses of the whole before it is written."""
        for book in self._subjects.values():
            book.complete()

    def standing(self, decision: str, *, stands: bool) -> None:
        """See `Books.standing`."""
        self.standings.set(decision, stands=stands)

    def redate(self, decision: str, clause: str, thing_id: int | None, *, was_on: date, is_on: date) -> None:
        """See `Books.redate`."""
        stored = entry_rows.entries_of_clause(self.standings.decision(decision), clause, was_on)
        self.postings.load([item.entry.thing_id for item in stored])
        stored = [
            item
            for item in stored
            if item.entry.id not in self.postings.things[item.entry.thing_id].fallen
            and thing_id in (None, item.entry.thing_id)
        ]
        if not stored:
            raise UnknownReference(
                "clause_unknown",
                gettext_noop("{clause} của {number} không ghi gì có hiệu lực ngày {on}; kiểm tra điều khoản và ngày."),
                clause=clause,
                number=decision,
                on=was_on,
            )
        for item in stored:
            thing, entry = self.postings.things[item.entry.thing_id], item.entry
            _refuse_overtaking(thing, entry, is_on)
            self.postings.flip(thing.id, entry.id, stands=False)
            moved = {
                key: is_on.isoformat()
                for key in thing.kind.days_of_entry
                if entry.changes.get(key) == was_on.isoformat()
            }
            known_by = None if thing.kind.own_entry else thing.id
            self.postings.post(thing.kind, known_by, is_on, {**entry.changes, **moved})


def _refuse_overtaking(thing: Thing, entry: Entry, is_on: date) -> None:
    """What a later decision wrote for that very day would be written over by the older one that comes there."""
    for other in thing.standing_entries():
        if other.effective_on == is_on and other.id > entry.id and other.changes.keys() & entry.changes.keys():
            raise Conflict(
                "date_taken",
                gettext_noop(
                    "{unit}: quyết định sau đã ghi cho ngày {on}; "
                    "đính chính ngày về đúng ngày đó sẽ ghi đè, hãy xử lý quyết định sau cùng lúc."
                ),
                unit=capital(thing.kind.label(thing.states()[-1].fields)),
                on=is_on,
            )
