"""The clock of the machine, before it stamps a decision for ever.

One decision that is signed under a clock a year ahead stamps all later ones: none may be earlier than the one before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from tinhgon.basis.errors import Conflict, gettext_noop

BEHIND, AHEAD = timedelta(minutes=10), timedelta(days=100)


def check_clock() -> None:
    """Raises Conflict when the clock stands before the last signing, or far behind it in time.

    After a long rest the second is no fault: who has looked at the clock says so with TINHGON_CLOCK_CHECKED, which
    names the day on which it is right.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp(), (SELECT recorded_at FROM decision WHERE ordinal < 10^15 ORDER BY ordinal DESC"
            " LIMIT 1)"
        )
        now, last = cursor.fetchone()
    if last is not None:
        compare(now, last, checked=str(settings.CLOCK_CHECKED()))


def compare(now: datetime, last: datetime, *, checked: str) -> None:
    """The same of two instants."""
    if now < last - BEHIND:
        raise Conflict(
            "clock_behind",
            gettext_noop(
                "Đồng hồ máy chủ ({now}) đứng trước lần ký gần nhất ({last}); chỉnh lại đồng hồ rồi ký. "
                "Không có gì được ghi."
            ),
            now=now,
            last=last,
        )
    if now > last + AHEAD and checked != now.date().isoformat():
        raise Conflict(
            "clock_ahead",
            gettext_noop(
                "Đồng hồ máy chủ ({now}) cách lần ký gần nhất ({last}) hơn {most} ngày; kiểm tra đồng hồ, đúng thì đặt "
                "TINHGON_CLOCK_CHECKED={today} rồi ký lại. Không có gì được ghi."
            ),
            now=now,
            last=last,
            most=AHEAD.days,
            today=now.date().isoformat(),
        )
