"""The two times of every question: the day that is asked about, and the knowledge it is asked with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from tinhgon.basis.errors import BadInput, gettext_noop


@dataclass(frozen=True)
class AsOf:
    """The state of things `on` a day, as the ledger knew it at `known_at`.

    `known_at` is an aware instant; None means all that has been committed.
    """

    on: date
    known_at: datetime | None = None


_VIETNAMESE = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$")


def parse_day(text: str, *, where: str = "") -> date:
    """A day written 2025-07-01 or 01/07/2025.

    Raises BadInput naming `where` (a field, option or row) when it is no day of the calendar.
    """
    match = _VIETNAMESE.match(text)
    try:
        if match:
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            "date_invalid",
            gettext_noop("{where}: “{text}” không phải là ngày; viết dạng 2025-07-01 hoặc 01/07/2025."),
            where=where or "Ngày",
            text=text,
        ) from None
