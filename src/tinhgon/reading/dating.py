"""The days of a text, as its clauses and its foot state them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tinhgon.reading.clauses import Clause, Head
from tinhgon.reading.head import Frame


def dated(frame: Frame, clauses: Sequence[Clause]) -> Head:
    """The dates, where the clauses or the foot state them; two that differ are none."""
    signed = frame.head.signed_on or frame.adopted_on
    days = {_day(clause.said.facts, frame, signed) for clause in clauses if "effective_on" in clause.said.facts}
    acting = [clause.said for clause in clauses if clause.said.effect]
    since = {one.facts.get("since") for one in acting}
    if not days and len(since) == 1 and (only := since.pop()):
        # No article on force, but each clause that acts names one and the same day.
        days = {signed if only == "signed" else date.fromisoformat(only)}
    operates = {clause.said.facts.get("operates_from") for clause in clauses} - {None}
    return replace(
        frame.head,
        signed_on=signed,
        is_adopted=frame.adopted_on is not None,
        effective_on=days.pop() if len(days) == 1 else None,
        operates_from=operates.pop() if len(operates) == 1 else None,
    )


def _day(facts: Mapping[str, Any], frame: Frame, signed: date | None) -> date | None:
    """The day of a force clause. 'Sau 10 ngày kể từ ngày ký': that many days are added to the day of signing. The day a
    text is printed in the gazette is not in the text; nor is the day on which another than its issuer passed it."""
    on = facts["effective_on"]
    by = facts.get("passed_by", "").lower()
    if on == "passed":
        issuer = frame.head.issuer.lower()
        on = frame.adopted_on or (signed if not by or issuer.startswith(by) else None)
    elif on == "signed":
        on = signed
    if not isinstance(on, date):
        return None
    return on + timedelta(days=facts.get("days_after", 0))
