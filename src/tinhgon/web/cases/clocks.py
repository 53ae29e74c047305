"""Due dates in words: how much is left first, then the day, then why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from tinhgon.cases.terms import Term
from tinhgon.law.clocks import official_calendar
from tinhgon.web.kit.words import number


@dataclass(frozen=True)
class Clock:
    """`css`: soon, over, or nothing. `length` and `gone` are the whole term and what of it has gone, for the bar."""

    left: str
    due: date | None
    css: str = ""
    length: int = 0
    gone: int = 0
    why: str = ""
    name: str = ""
    step: str = ""


def clock_of(due: date | None, since: date, today: date) -> Clock:
    """The clock of a row of the inbox: in working days, of which the last ones press."""
    if due is None:
        return Clock(gettext("Không có hạn"), None)
    calendar = official_calendar()
    length, gone = max(1, calendar.count(since, due)), max(0, calendar.count(since, today))
    left = calendar.count(today, due)
    css = "over" if today > due else "soon" if 10 * gone >= 7 * length or left <= 1 else ""
    return Clock(_left(left, over=today > due), due, css, length, min(gone, length))


def _left(left: int, *, over: bool) -> str:
    if over:
        late = max(1, -left)
        return ngettext("Quá %(days)s ngày làm việc", "Quá %(days)s ngày làm việc", late) % {"days": number(late)}
    if left <= 0:
        return gettext("Hôm nay là hạn")
    return ngettext("Còn %(days)s ngày làm việc", "Còn %(days)s ngày làm việc", left) % {"days": number(left)}


_STATES = {"met": "ok", "met_late": "over", "overdue": "over", "warning": "soon"}


def term_told(term: Term, step: str, instrument: str, today: date) -> Clock:
    """A term of the case with its working."""
    if term.not_before:
        return _lasting(term, step, instrument)
    due = term.due.on if term.due else None
    clock = clock_of(due, term.since or today, today)
    words = {
        "not_started": gettext("Chưa bắt đầu"),
        "standing": gettext("Đang tạm dừng, không tính"),
        "met": gettext("Xong trong hạn"),
        "met_late": gettext("Xong sau hạn"),
    }
    return Clock(
        words.get(term.status, clock.left),
        due,
        _STATES.get(term.status, ""),
        clock.length if term.met_on is None else 0,
        clock.gone,
        _why(term, instrument),
        term.name,
        step,
    )


def _lasting(term: Term, step: str, instrument: str) -> Clock:
    day = f"{term.not_before.on:%d/%m/%Y}" if term.not_before else ""
    left = gettext("Đã đủ, từ %(day)s") if term.status == "met" else gettext("Không kết thúc trước %(day)s")
    return Clock(left % {"day": day}, None, "ok" if term.status == "met" else "", 0, 0, _why(term, instrument),
                 term.name, step)  # fmt: skip


def _why(term: Term, instrument: str) -> str:
    if term.since is None:
        return instrument
    units = {"working_days": gettext("ngày làm việc"), "days": gettext("ngày"), "months": gettext("tháng")}
    told = gettext("%(number)s %(unit)s kể từ %(since)s") % {
        "number": number(term.number), "unit": units[term.unit], "since": f"{term.since:%d/%m/%Y}",
    }  # fmt: skip
    parts = [told, term.article or instrument]
    if term.due and term.due.undecided:
        years = ", ".join(str(year) for year in term.due.undecided)
        parts.append(gettext("tạm tính: chưa có lịch nghỉ năm %(years)s") % {"years": years})
    if term.due and term.due.doubtful:
        parts.append(gettext("tạm tính: %(what)s chưa quyết định") % {"what": "; ".join(term.due.doubtful)})
    return "; ".join(part for part in parts if part)
