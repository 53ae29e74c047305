"""What is asked of a report: the day or the period, the state of knowledge, the part of the organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.ledger.payload import FIRST_DAY
from tinhgon.ledger.queries import Knowledge, knowledge
from tinhgon.registers.units.queries.extents import Extent, extent

_ALL = Knowledge(None)


@dataclass(frozen=True)
class Question:
    """`on` is the day, or the last day of the period that begins on `since`. `under` is a unit's code, None everything.

    `extent` holds the units meant: those under the code on the day, or when the unit has ended before, in its last
    extent; for a period all that were ever under it meanwhile.
    """

    on: date
    since: date | None = None
    known_at: datetime | None = None
    under: str | None = None
    known: Knowledge = _ALL
    extent: Extent | None = None

    @property
    def as_of(self) -> AsOf:
        return AsOf(self.on, self.known_at)

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two questions the same."""
        return (self.on, self.since, self.known.ordinal, self.under)

    def arguments(self) -> dict[str, Any]:
        """The arguments that the facts of every report may use."""
        return {
            "on": self.on, "since": self.since, "everything": self.extent is None,
            "scope": [] if self.extent is None else list(self.extent.unit_ids),
        }  # fmt: skip

    def options(self) -> Mapping[str, str]:
        """The question as text, for an address or a saved report."""
        stated = {"on": self.on, "since": self.since, "known": self.known_at, "under": self.under}
        return {name: str(value) if name == "under" else value.isoformat() for name, value in stated.items() if value}  # type: ignore[union-attr]


def ask(
    span: str, *, on: date, since: date | None = None, known_at: datetime | None = None, under: str | None = None
) -> Question:
    """The question with its extent. Raises BadInput when the period ends before it begins, UnknownReference for a code
    that no unit ever had."""
    if span == "day":
        since = None
    elif since is not None and since > on:
        raise BadInput(
            "period_reversed",
            gettext_noop("Kỳ báo cáo từ {since} đến {until}: ngày đầu phải trước ngày cuối."),
            since=since,
            until=on,
        )
    question = Question(on, since, known_at, under or None, knowledge(AsOf(on, known_at)))
    if not under:
        return question
    earliest = (since or FIRST_DAY) if span == "period" else None
    return replace(question, extent=extent(under, question.as_of, since=earliest))
