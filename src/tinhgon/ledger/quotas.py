"""The Book's postings to the establishment: every amount has two legs, and the legs of a clause sum to 0."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tinhgon.basis.errors import Conflict, gettext_noop
from tinhgon.ledger.effects.base import Unit
from tinhgon.ledger.effects.staffing import CutReason, QuotaLine
from tinhgon.ledger.naming import capital
from tinhgon.ledger.things import QUOTA

if TYPE_CHECKING:
    from tinhgon.ledger.book import Book


class QuotaBook:
    """See `effects.staffing.QuotaBooks`."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def grant(self, unit: Unit, line: QuotaLine, amount: int, *, until: date | None = None) -> None:
        """See `QuotaBooks.grant`."""
        self._leg(unit, line, amount, "held", until=until)
        self._leg(unit, line, -amount, "granted", until=until)

    def move(
        self, source: Unit, target: Unit, line: QuotaLine, amount: int, *, to: QuotaLine | None = None,
        until: date | None = None,
    ) -> None:  # fmt: skip
        """See `QuotaBooks.move`. The target's bloc is its own where the line states none."""
        self._leg(source, line, -amount, "held", until=until)
        self._leg(target, to or line, amount, "held", until=until)

    def cut(self, unit: Unit, line: QuotaLine, amount: int, *, reason: CutReason) -> None:
        """See `QuotaBooks.cut`."""
        self._leg(unit, line, -amount, "held")
        self._leg(unit, line, amount, "cut", reason=reason)

    def _leg(
        self, unit: Unit, line: QuotaLine, amount: int, account: str, *, reason: str | None = None,
        until: date | None = None,
    ) -> None:  # fmt: skip
        on = self._book.effective_on
        bloc = line.bloc or unit.fields.get("bloc")
        if bloc is None:
            raise Conflict(
                "bloc_unknown",
                gettext_noop("{unit} chưa ghi thuộc khối nào; nêu khối (bloc) trong dòng biên chế."),
                unit=capital(unit.told()),
            )
        fields: dict[str, Any] = {
            "exists": True, "unit": unit.id, "account": account, "category": line.category, "bloc": bloc,
            "funding": line.funding, "layer": line.layer, "year": line.year or on.year, "amount": amount,
        }  # fmt: skip
        if reason:
            fields["reason"] = reason
        if until:
            fields["until"] = until.isoformat()
        thing = self._book.journal.post(QUOTA, None, on, fields)
        if until:
            self._book.journal.post(QUOTA, thing.id, until, {"exists": False})
