"""What a search finds: units on the day, units of other days, people, posts, decisions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext, gettext_noop

from tinhgon.basis.text import fold
from tinhgon.registers.staff.queries.people import (
    WantedPeople,
    count_people,
    people,
)
from tinhgon.registers.staff.queries.posts import PostRow, find_posts
from tinhgon.registers.units.queries import UnitRow, search
from tinhgon.registers.units.queries.browsing import (
    Span,
    Wanted,
    elsewhen,
    totals,
)
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.decision_search import matching
from tinhgon.web.kit.people_lines import lines_of, wanted_people
from tinhgon.web.kit.reader import Reader

SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """One line of the results."""

    name: str
    code: str
    note: str
    href: str


@dataclass(frozen=True)
class Results:
    text: str
    units: tuple[Hit, ...]
    unit_count: int
    others: tuple[Hit, ...]
    people: tuple[Hit, ...]
    people_count: int
    people_href: str
    posts: tuple[Hit, ...]
    decisions: tuple[Hit, ...]
    decision_count: int
    all_href: str
    list_href: str
    too_short: bool
    names_href: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.units or self.others or self.people or self.posts or self.decisions)

    def as_json(self) -> dict[str, Any]:
        def plain(hits: tuple[Hit, ...]) -> list[dict[str, str]]:
            return [{"name": hit.name, "code": hit.code, "note": hit.note, "href": hit.href} for hit in hits]

        return {
            "text": self.text,
            "units": plain(self.units),
            "unit_count": self.unit_count,
            "other_days": plain(self.others),
            "people": plain(self.people),
            "posts": plain(self.posts),
            "decisions": plain(self.decisions),
        }


def results(asked: Asked, reader: Reader, text: str, *, limit: int) -> Results:
    """Accent-free in names and subjects; the beginning of a code; any part of a number.

    People are found by name or identification number only for those who may see names, which is written down.
    """
    too_short = len(fold(text)) < SHORTEST
    units: list[UnitRow] = []
    spans: list[Span] = []
    count = 0
    if not too_short:
        wanted = Wanted(text=text)
        count = totals(asked.as_of, wanted).count
        units = search(asked.as_of, text, limit=limit) if count else []
        spans = elsewhen(asked.as_of, text, limit=max(3, limit - len(units)))
    found, people_count = ((), 0) if too_short else _people(asked, reader, text, limit=limit)
    posts = [] if too_short else find_posts(asked.as_of, text, limit=limit // 2)
    decisions = [] if too_short else list(reversed(matching(asked, text)))
    return Results(
        text=text,
        units=tuple(_unit(asked, unit) for unit in units),
        unit_count=count,
        others=tuple(_other(asked, span) for span in spans),
        people=found,
        people_count=people_count,
        people_href=asked.link("people", tim=text),
        posts=tuple(_post(asked, post) for post in posts),
        decisions=tuple(
            Hit(
                words.upper_first(f"{row.kind} {row.number}"),
                "",
                words.with_fallen(row.subject, row.fallen),
                asked.link("decision", row.ordinal),
            )
            for row in decisions[: max(4, limit // 2)]
        ),
        decision_count=len(decisions),
        all_href=asked.link("search", tim=text),
        list_href=asked.link("units", tim=text),
        too_short=bool(text) and too_short,
        names_href=asked.link("people_purpose", tiep=asked.here()) if reader.may and not reader.sees_names else "",
    )


def _people(asked: Asked, reader: Reader, text: str, *, limit: int) -> tuple[tuple[Hit, ...], int]:
    wanted = wanted_people(asked, reader, text, WantedPeople(working=False))
    if wanted is None:
        return (), 0
    rows = people(asked.as_of, wanted, limit=limit)
    count = count_people(asked.as_of, wanted) if len(rows) == limit else len(rows)
    lines = lines_of(asked, reader, rows, what=gettext_noop("tìm kiếm"))
    return tuple(Hit(line.name or line.code, line.code, line.status or line.place, line.href) for line in lines), count


def _post(asked: Asked, post: PostRow) -> Hit:
    unit = words.upper_first(f"{post.unit_kind} {post.unit_name}") if post.unit_name else ""
    return Hit(post.title, post.number, unit, f"{asked.link('unit', post.unit_id)}#vt")


def _unit(asked: Asked, unit: UnitRow) -> Hit:
    return Hit(unit.full_name, unit.code or "", unit.superior, asked.link("unit", unit.id))


def _other(asked: Asked, span: Span) -> Hit:
    """A unit that does not have the name on the day leads to a day on which it has."""
    until = span.until - timedelta(days=1) if span.until else None
    note = (
        gettext("từ %(since)s đến %(until)s") % {"since": f"{span.since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}
        if until
        else gettext("từ %(since)s") % {"since": f"{span.since:%d/%m/%Y}"}
    )
    there = replace(asked, as_of=replace(asked.as_of, on=span.shown_on(asked.on)))
    told = " · ".join(part for part in (span.superior, note) if part)
    return Hit(span.full_name, span.code or "", told, there.link("unit", span.unit_id))
