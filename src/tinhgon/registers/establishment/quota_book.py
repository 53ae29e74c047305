"""The Book's postings to the establishment: every amount has two legs, and the legs of a clause sum to 0 (adr/0010)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.basis.text import capital
from tinhgon.ledger.store import version_rows
from tinhgon.registers.establishment.payloads import (
    CutReason,
    Held,
    QuotaLine,
)
from tinhgon.registers.establishment.things import QUOTA
from tinhgon.registers.units.payloads import Unit
from tinhgon.registers.units.things import UNIT

if TYPE_CHECKING:
    from tinhgon.ledger.book import Book

_LINE = ("category", "bloc", "funding", "layer")


class QuotaBook:
    """See `QuotaBooks`."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._legs: dict[int, set[int]] = defaultdict(set)
        self._asked: set[int] = set()

    # -- reading ------------------------------------------------------------------------------------------------------

    def held(self, unit: Unit) -> Sequence[Held]:
        """See `QuotaBooks.held`."""
        sums = Counter[tuple[Any, ...]]()
        for fields in self._living(unit.id):
            sums[*(fields[name] for name in _LINE), fields.get("until")] += fields["amount"]
        return [
            Held(QuotaLine(**dict(zip(_LINE, line, strict=True))), amount, date.fromisoformat(until) if until else None)
            for (*line, until), amount in sorted(sums.items(), key=lambda item: [part or "~" for part in item[0]])
            if amount
        ]

    def _living(self, unit_id: int) -> Iterator[dict[str, Any]]:
        postings = self._book.postings
        if unit_id not in self._asked:  # the legs of all units that the decision names come in one statement
            wanted = {thing.id for thing in postings.things.values() if thing.kind is UNIT} - self._asked | {unit_id}
            self._asked |= wanted
            found = version_rows.thing_ids(QUOTA, "unit_id", wanted)
            postings.load(found)
            self._note(found)
        if postings.flips:  # a clause before this one has put legs back that no version shows yet
            self._note(thing_id for thing_id in postings.touched if postings.things[thing_id].kind is QUOTA)
        for thing_id in sorted(self._legs[unit_id]):
            fields = postings.things[thing_id].on(self._book.effective_on)
            if fields is not None and fields["account"] == "held":
                yield dict(fields)

    def _note(self, thing_ids: Iterable[int]) -> None:
        for thing_id in thing_ids:
            for entry in self._book.postings.things[thing_id].entries:
                if "unit" in entry.changes:
                    self._legs[entry.changes["unit"]].add(thing_id)

    def _parts(
        self, unit: Unit, line: QuotaLine, amount: int, ending: date | None
    ) -> Iterator[tuple[int, date | None]]:
        """(amount, until) out of what the unit holds of the line; what it does not hold is taken all the same, and the
        check says so."""
        if ending is not None:
            yield amount, ending
            return
        wanted = (line.category, line.bloc or unit.fields.get("bloc"), line.funding, line.layer)
        for item in self.held(unit):
            part = min(amount, item.amount)
            found = tuple(getattr(item.line, name) for name in _LINE)
            if found == wanted and item.until is not None and part > 0:
                amount -= part
                yield part, item.until
        if amount:
            yield amount, None

    # -- posting ------------------------------------------------------------------------------------------------------

    def grant(self, unit: Unit, line: QuotaLine, amount: int, *, until: date | None = None) -> None:
        """See `QuotaBooks.grant`."""
        self._leg(unit, line, amount, "held", until=until)
        self._leg(unit, line, -amount, "granted", until=until)

    def move(self, source: Unit, target: Unit, line: QuotaLine, amount: int, *, until: date | None = None) -> None:
        """See `QuotaBooks.move`. The target's bloc is its own where the line states none."""
        parts = [(amount, until)] if until else list(self._parts(source, line, amount, None))
        for part, end in parts:
            self._leg(source, line, -part, "held", until=end)
            self._leg(target, line, part, "held", until=end)

    def move_all(self, source: Unit, target: Unit) -> None:
        """See `QuotaBooks.move_all`."""
        for item in self.held(source):
            to = item.line
            if to.bloc == source.fields.get("bloc"):
                to = to.model_copy(update={"bloc": target.fields.get("bloc") or to.bloc})
            self._leg(source, item.line, -item.amount, "held", until=item.until)
            self._leg(target, to, item.amount, "held", until=item.until)

    def settle(
        self, source: Unit, target: Unit, line: QuotaLine, amount: int, *, to: QuotaLine, ending: date | None = None
    ) -> None:
        """See `QuotaBooks.settle`."""
        for part, end in list(self._parts(source, line, amount, ending)):
            self._leg(source, line, -part, "held", until=end)
            self._leg(target, to, part, "held")
            self._granted_after(source, line, part, end)

    def cut(self, unit: Unit, line: QuotaLine, amount: int, *, reason: CutReason, ending: date | None = None) -> None:
        """See `QuotaBooks.cut`."""
        for part, end in list(self._parts(unit, line, amount, ending)):
            self._leg(unit, line, -part, "held", until=end)
            self._leg(unit, line, part, "cut", reason=reason)
            self._granted_after(unit, line, part, end)

    def _granted_after(self, unit: Unit, line: QuotaLine, amount: int, end: date | None) -> None:
        """What was granted until a day and was put to use for good is, from that day on, granted for good."""
        if end is not None:
            self._leg(unit, line, -amount, "granted", since=end)

    def _leg(
        self, unit: Unit, line: QuotaLine, amount: int, account: str, *, reason: str | None = None,
        since: date | None = None, until: date | None = None,
    ) -> None:  # fmt: skip
        on = since or self._book.effective_on
        if until is not None and until <= on:
            raise Conflict(
                "ends_before_it_begins",
                gettext_noop("Biên chế của {unit} có thời hạn đến {until}, không sau ngày {on}; sửa ngày hết hạn."),
                unit=unit.label(),
                until=until,
                on=on,
            )
        bloc = line.bloc or unit.fields.get("bloc")
        if bloc is None:
            raise Conflict(
                "bloc_unknown",
                gettext_noop("{unit} chưa ghi thuộc khối nào; nêu khối (bloc) trong dòng biên chế."),
                unit=capital(unit.label()),
            )
        fields: dict[str, Any] = {
            "exists": True, "unit": unit.id, "account": account, "category": line.category, "bloc": bloc,
            "funding": line.funding, "layer": line.layer, "year": line.year or on.year, "amount": amount,
        }  # fmt: skip
        if reason:
            fields["reason"] = reason
        if until:
            fields["until"] = until.isoformat()
        thing = self._book.postings.post(QUOTA, None, on, fields)
        self._legs[unit.id].add(thing.id)
