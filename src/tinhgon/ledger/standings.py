"""What counts and what does not: decisions annulled and put back, entries that stand on another day.

Nothing is undone step by step. Who annulled or reinstated whom is read from the signed clauses, and whether an entry
stands follows from them: its decision stands, and no standing decision has put another entry in its place. So it does
not matter in which order one decision deals with several, and annulling an annulment needs no case of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.naming import the_one
from tinhgon.ledger.postings import Postings
from tinhgon.ledger.store import decision_rows, entry_rows


@dataclass(frozen=True, slots=True)
class _Act:
    """`author` annuls (or reinstates) a decision. Authors come after their targets."""

    author: int
    stands: bool


class Standings:
    """Which decisions stand, with what the decision being signed does about them."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._acts: dict[int, list[_Act]] | None = None
        self._stored: dict[int, bool] = {}
        self._superseded: set[int] = set()
        self.changed: dict[int, bool] = {}
        """Decisions whose standing this decision changes: what its rows in decision_standing say."""

    def decision(self, number: str) -> int:
        """The ordinal of a decision. Raises UnknownReference when none or several have the number."""
        return the_one(number, [row[:3] for row in decision_rows.decisions_numbered(number)])

    def set(self, number: str, *, stands: bool) -> None:
        """Annul a decision or put it back, with all that follows for what it had annulled or redated itself."""
        ordinal = self.decision(number)
        acts = self._load()
        if stands == self._stands(ordinal):
            message = (
                gettext_noop("{number} đang có hiệu lực trong sổ; không có gì để khôi phục.")
                if stands
                else gettext_noop("{number} đã bị hủy bỏ từ trước; không hủy bỏ lần nữa.")
            )
            raise Conflict("already_standing" if stands else "already_annulled", message, number=number)
        before = {target: self._stands(target) for target in acts}
        acts[ordinal].append(_Act(self._postings.head.ordinal, stands))
        self._turn(before)

    def supersede(self, ordinal: int) -> None:
        """A mistaken entry falls for ever, with all that it had annulled or redated itself: it is entered again."""
        acts = self._load()
        before = {target: self._stands(target) for target in {*acts, ordinal}}
        self._superseded.add(ordinal)
        self._turn(before)

    def _turn(self, before: Mapping[int, bool]) -> None:
        """Write what stands otherwise than before."""
        every = {*(self._acts or {}), *before}
        turned = [target for target in sorted(every) if self._stands(target) != before.get(target, True)]
        for target in turned:
            self.changed[target] = self._stands(target)
            if self.changed[target] == self._stored.get(target, True):
                del self.changed[target]
        self._flip_entries(turned)

    def _load(self) -> dict[int, list[_Act]]:
        if self._acts is None:
            self._acts = defaultdict(list)
            for author, target, stands in decision_rows.acts():
                self._acts[target].append(_Act(author, stands))
            self._superseded = decision_rows.superseded()
            self._stored = {target: self._stands(target) for target in {*self._acts, *self._superseded}}
        return self._acts

    def _stands(self, ordinal: int) -> bool:
        """What the last act on it says whose author stands himself; never of an entry that was put right."""
        if ordinal in self._superseded:
            return False
        for act in reversed((self._acts or {}).get(ordinal, ())):
            if self._stands(act.author):
                return act.stands
        return True

    def _flip_entries(self, turned: list[int]) -> None:
        """The entries of these decisions, and those they had put others in the place of, as they stand now."""
        concerned = [stored for ordinal in turned for stored in entry_rows.entries_by(ordinal)]
        concerned += [stored for ordinal in turned for stored in entry_rows.replaced_by(ordinal)]
        replacers = entry_rows.replacers_of([stored.entry.id for stored in concerned])
        self._postings.load([stored.entry.thing_id for stored in concerned])
        for stored in concerned:
            entry = stored.entry
            replaced = any(self._stands(ordinal) for ordinal in replacers.get(entry.id, ()))
            stands = self._stands(stored.ordinal) and not replaced
            if stands == (entry.id in self._postings.things[entry.thing_id].fallen):
                self._postings.flip(entry.thing_id, entry.id, stands=stands)
