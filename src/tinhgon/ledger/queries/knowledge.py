"""What the ledger knew, and when: an instant becomes the ordinal of the last decision committed by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import BadInput, gettext_noop
from tinhgon.ledger.store.chain_end import PREVIEW_FROM

HOME = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Knowledge:
    """A state of knowledge as conditions of SQL. `ordinal` None is all that is known now."""

    ordinal: int | None

    def condition(self, alias: str) -> str:
        """The condition that a version was known, by `recorded` of its table alias."""
        return (
            f"upper_inf({alias}.recorded)"
            if self.ordinal is None
            else f"{alias}.recorded @> {int(self.ordinal)}::bigint"
        )

    def entries(self, alias: str) -> str:
        """The condition that an entry stands, as known."""
        until = "" if self.ordinal is None else f" AND s.ordinal <= {int(self.ordinal)}"
        known = "" if self.ordinal is None else f"{alias}.ordinal <= {int(self.ordinal)} AND "
        return (
            f"{known}coalesce((SELECT s.stands FROM standing s WHERE s.entry_id = {alias}.id{until}"
            " ORDER BY s.ordinal DESC LIMIT 1), true)"
        )

    def decisions(self, ordinal: str) -> str:
        """The condition that a decision, named by the column of its ordinal, is not annulled, as known."""
        until = "" if self.ordinal is None else f" AND s.ordinal <= {int(self.ordinal)}"
        return (
            f"coalesce((SELECT s.stands FROM decision_standing s WHERE s.target_id = {ordinal}{until}"
            " ORDER BY s.ordinal DESC LIMIT 1), true)"
        )


def knowledge(as_of: AsOf) -> Knowledge:
    """The knowledge of an as-of question; before the first decision nothing is known (ordinal 0)."""
    if as_of.known_at is None:
        return Knowledge(None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(ordinal), 0) FROM decision WHERE recorded_at <= %s AND ordinal < %s",
            [as_of.known_at, PREVIEW_FROM],
        )
        return Knowledge(cursor.fetchone()[0])


def last_known(as_of: AsOf) -> datetime | None:
    """The instant of the last decision that the answer rests on: what a page prints as "theo sổ ghi đến"."""
    arguments: list[Any] = [PREVIEW_FROM]
    condition = ""
    if as_of.known_at is not None:
        condition, arguments = " AND recorded_at <= %s", [PREVIEW_FROM, as_of.known_at]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(recorded_at) FROM decision WHERE ordinal < %s{condition}", arguments)
        instant: datetime | None = cursor.fetchone()[0]
    return instant


def parse_instant(text: str, *, where: str) -> datetime:
    """An ISO instant; without a zone it is Vietnamese time. A bare day means its end."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            "instant_invalid",
            gettext_noop("{where}: “{text}” không phải thời điểm; viết dạng 2025-07-01T08:30 hoặc 2025-07-01."),
            where=where,
            text=text,
        ) from None
    if len(text.strip()) == len("2025-07-01"):
        instant = instant.replace(hour=23, minute=59, second=59, microsecond=999999)
    return instant if instant.tzinfo else instant.replace(tzinfo=HOME)
