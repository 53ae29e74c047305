"""What an address asks for: the day (`ngay`), the knowledge (`biet`), and links that keep both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from tinhgon.basis.asof import AsOf, parse_day
from tinhgon.basis.errors import BadInput
from tinhgon.ledger.queries import parse_instant
from tinhgon.ledger.queries.knowledge import HOME

DAY, KNOWN, PAGE, ANY_PAGE = "ngay", "biet", "trang", "trang2"
ID_DIGITS = 15  # of the id of a unit, in an address
When = Literal["past", "today", "next"]
_ZONE_AFTER_BLANK = re.compile(r" (\d{2}:\d{2})$")  # a plus sign that an address turned into a blank
_VIETNAMESE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$")


@dataclass(frozen=True)
class Asked:
    """The question of a page. `problem` is one sentence when the day or the knowledge could not be read."""

    as_of: AsOf
    today: date
    path: str = "/"
    others: tuple[tuple[str, str], ...] = ()
    day_text: str = ""
    known_text: str = ""
    day_problem: str = ""
    known_problem: str = ""

    @property
    def on(self) -> date:
        return self.as_of.on

    @property
    def when(self) -> When:
        return "today" if self.on == self.today else "past" if self.on < self.today else "next"

    @property
    def problems(self) -> list[str]:
        return [sentence for sentence in (self.day_problem, self.known_problem) if sentence]

    @property
    def problem(self) -> str:
        return " ".join(self.problems)

    def link(self, name: str, *places: Any, **query: Any) -> str:
        """The address of a page by its name; day and knowledge are kept. None and "" are left out of the query."""
        return _address(reverse(name, args=places), [*self._kept(), *query.items()])

    def clause(self, ordinal: int, place: int) -> str:
        """The address of a clause: its decision's page, opened at it."""
        return f"{self.link('decision', ordinal, khoan=place)}#k{place}"

    def here(self, **changes: Any) -> str:
        """This page with other words in its query (None takes one away)."""
        kept = [(key, value) for key, value in self.others if key not in changes]
        return _address(self.path, [*self._kept(), *kept, *changes.items()])

    def at(self, on: date) -> str:
        """This page on another day."""
        return replace(self, as_of=replace(self.as_of, on=on)).here(**{PAGE: None, ANY_PAGE: None})

    def knowing(self, known_at: datetime | None) -> str:
        """This page with another state of knowledge."""
        return replace(self, as_of=replace(self.as_of, known_at=known_at)).here(**{PAGE: None, ANY_PAGE: None})

    def carried(self) -> list[tuple[str, str]]:
        """What a form that leads to another page must carry along: day and knowledge."""
        return self._kept()

    def _kept(self) -> list[tuple[str, str]]:
        kept = [] if self.on == self.today else [(DAY, f"{self.on:%d/%m/%Y}")]
        known_at = self.as_of.known_at
        return kept if known_at is None else [*kept, (KNOWN, instant_text(known_at))]


def instant_text(instant: datetime) -> str:
    """An instant as an address carries it: Vietnamese time, exact."""
    return instant.astimezone(HOME).replace(tzinfo=None).isoformat()


def ask(request: HttpRequest) -> Asked:
    """Read the address. What cannot be read leaves the page on the day it was on, with a sentence."""
    today = timezone.localdate()
    before = _before(request, today)
    on, day_text, day_problem = _day(request.GET.get(DAY, ""), before.on, today)
    known_at, known_text, known_problem = _known(request.GET.get(KNOWN, ""), before.known_at)
    others = tuple(
        (key, value) for key, value in request.GET.items() if isinstance(value, str) and key not in (DAY, KNOWN)
    )
    return Asked(
        AsOf(on, known_at), today, request.path, others, day_text, known_text, day_problem, known_problem
    )  # fmt: skip


def _day(text: str, before: date, today: date) -> tuple[date, str, str]:
    if not text.strip():
        return today, f"{today:%d/%m/%Y}", ""
    try:
        on = parse_day(text, where=gettext("Ngày xem"))
    except BadInput as refusal:
        return before, text, refusal.render(gettext)
    return on, f"{on:%d/%m/%Y}", ""


def _known(text: str, before: datetime | None) -> tuple[datetime | None, str, str]:
    if not text.strip():
        return None, "", ""
    try:
        return parse_instant(_iso(text), where=gettext("Theo sổ ghi đến")), text, ""
    except BadInput as refusal:
        return before, text, refusal.render(gettext)


def _iso(text: str) -> str:
    """'25/11/2026 08:30' as 2026-11-25T08:30; other texts as they are."""
    found = _VIETNAMESE.match(text.strip())
    if not found:
        return _ZONE_AFTER_BLANK.sub(r"+\1", text.strip())
    day, month, year, clock = found.groups()
    return f"{year}-{month:>02}-{day:>02}" + (f"T{clock:>05}" if clock else "")


def _before(request: HttpRequest, today: date) -> AsOf:
    """The day and knowledge of the page that the reader came from, when it was one of ours."""
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # http://[::1
        return AsOf(today)
    if came.netloc != request.get_host():
        return AsOf(today)
    query = dict(parse_qsl(came.query))
    on, _, _ = _day(query.get(DAY, ""), today, today)
    known_at, _, _ = _known(query.get(KNOWN, ""), None)
    return AsOf(on, known_at)


def _address(path: str, query: list[tuple[str, Any]]) -> str:
    said = [(key, value) for key, value in query if value not in (None, "")]
    return f"{path}?{urlencode(said, safe='/:')}" if said else path


def whole(request: HttpRequest, name: str, default: int) -> int:
    """A whole number of the query; what is none, or too large for a list, is the default."""
    return whole_in(request.GET, name, default)


def whole_in(query: Mapping[str, str], name: str, default: int, *, most: int = 6) -> int:
    """The same of any query; `most` digits at the most."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most and int(text) > 0 else default
