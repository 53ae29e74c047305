"""Due dates as a calendar (RFC 5545) that a program reads at an address of one's own: no names, no subjects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from tinhgon.access import accounts
from tinhgon.access.rights import RightMissing
from tinhgon.access.ties import tied_person
from tinhgon.basis.errors import gettext_noop
from tinhgon.cases.inbox import CaseRow, Waiting, case_rows, inbox
from tinhgon.procedures import procedures
from tinhgon.record import readings
from tinhgon.record.actor import Actor
from tinhgon.record.kinds.log_in import LogIn
from tinhgon.web.cases.views import HERE
from tinhgon.web.kit.access import readable
from tinhgon.web.kit.actor import actor_of, address_of
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.pages import show

DAYS_KEPT = 30
"""How long a due date that is over stays in the calendar."""


@dataclass(frozen=True)
class CalendarPage:
    """`address`: of a calendar that was given just now, shown once; `is_given`: one was given before."""

    is_given: bool
    address: str = ""
    done: str = ""


@partial(readable, methods=("GET", "HEAD", "POST"))
def own(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Ask for the address of one's calendar, or take it back."""
    if not isinstance(request.user, User):
        raise RightMissing("nobody_in_particular", gettext_noop("Lịch là của người đã đăng nhập."))
    address, done, user, by = "", "", request.user, actor_of(request)
    if request.method == "POST" and request.POST.get("viec") == "thu-hoi":
        accounts.revoke_calendar(user, by=by)
        done = gettext("Địa chỉ cũ không còn dùng được.")
    elif request.method == "POST":
        token = accounts.give_calendar(user, by=by)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    page = CalendarPage(accounts.has_calendar(user), address, done)
    response = show(request, asked, "cases/calendar.html", page, here=HERE)
    if address:
        response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever was given this address; every reading is a log-in. 404 for an address that is void."""
    account = accounts.calendar_account(token)
    if account is None:
        raise Http404
    by = Actor(account=account.get_username(), account_id=account.pk, address=address_of(request))
    readings.note(LogIn(way="calendar"), by=by)
    content = calendar_of(account, timezone.localdate(), request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="tinhgon.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def calendar_of(account: User, today: date, site: str) -> bytes:
    """An entry for each due date of a case that waits for the person or in which they take part."""
    calendar = Calendar()
    calendar.add("prodid", "-//tinhgon//due dates//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext("Hạn việc tinhgon"))
    person = tied_person(account.pk)
    if person is None:
        return bytes(calendar.to_ical())
    mine: dict[int, Waiting | CaseRow] = {
        row.case: row for row in inbox(person, account=account.get_username(), on=today)
    }
    stamp = timezone.now()
    rows = [*mine.values(), *(one for one in case_rows(person=person) if one.case not in mine)]
    for row in rows:
        if row.due is not None and row.due >= today - timedelta(days=DAYS_KEPT):
            calendar.add_component(_event(row.case, row.procedure, row.step, row.step_title, row.due,
                                          waits=row.case in mine, site=site, stamp=stamp))  # fmt: skip
    return bytes(calendar.to_ical())


def _event(
    case: int, procedure: str, step: str, step_title: str, due: date, *, waits: bool, site: str, stamp: object
) -> Event:
    known = procedures().get(procedure)
    title = gettext(known.title) if known else procedure
    words = {"case": case, "step": step_title}
    told = gettext("Hồ sơ %(case)s: %(step)s") if waits else gettext("Hồ sơ %(case)s (đang chờ người khác): %(step)s")
    event = Event()
    event.add("uid", f"case-{case}-{step}@tinhgon")
    event.add("dtstamp", stamp)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", told % words)
    event.add("description", title)
    event.add("url", f"{site}{reverse('case', args=[case])}")
    event.add("transp", "TRANSPARENT")
    if waits:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", told % words)
        alarm.add("trigger", timedelta(days=-1))
        event.add_component(alarm)
    return event
