"""Briefs as they were made: kept whole in the record, one a week, made by itself when a week is over."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from tinhgon.basis.canonical import canonical
from tinhgon.basis.errors import Conflict, UnknownReference, gettext_noop
from tinhgon.briefing.weekly import Brief, from_data, weekly
from tinhgon.record import acts, tables
from tinhgon.record.actor import Actor, shell
from tinhgon.record.kinds.keep_brief import KeepBrief

_KIND = "keep_brief/1"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept brief: whose week, when and by whom it was kept."""

    week: str
    kept_at: datetime
    by: Actor
    sha256: str


def keep(brief: Brief, *, by: Actor) -> Kept:
    """Write the brief into the record; a week that has one keeps it, and that one is given. Raises Conflict for a week
    that is not over."""
    if brief.on < brief.monday + timedelta(days=6):
        raise Conflict(
            "week_not_over",
            gettext_noop("Tuần {week} chưa hết; bản tin của tuần được lưu từ thứ Hai sau đó."),
            week=brief.week,
        )
    content = canonical(brief.as_data()).encode()
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        acts.lock()
        stream = f"brief/{brief.week}"
        if (there := acts.last(stream)) is not None:
            return _kept(there)
        tables.keep_content(digest, content)
        told = KeepBrief(week=brief.week, ordinal=brief.ordinal, acts=brief.acts, sha256=digest)
        return _kept(acts.write(stream, told, by=by, after=0))


def keep_due(*, today: date) -> Kept | None:
    """Keep the brief of last week, unless there is one: what a clock calls. Nothing where the books are empty."""
    monday = today - timedelta(days=today.weekday() + 7)
    year, number, _ = monday.isocalendar()
    if acts.last(f"brief/{year}-W{number:02d}") is not None:
        return None
    brief = weekly(monday, today=today)
    return keep(brief, by=shell(purpose="bản tin tuần")) if brief.ordinal else None


def kept_briefs() -> list[Kept]:
    """All that are kept, the newest week first."""
    return sorted((_kept(act) for act in acts.newest_of(_KIND, limit=10_000)), key=lambda one: one.week, reverse=True)


def kept(week: str) -> tuple[Kept, Brief]:
    """A kept brief. Raises UnknownReference, and Conflict when its content has changed."""
    act = acts.last(f"brief/{week}")
    if act is None:
        raise UnknownReference("brief_unknown", gettext_noop("Chưa có bản tin của tuần {week}."), week=week)
    row = _kept(act)
    content = tables.content_of(row.sha256)
    if content is None or hashlib.sha256(content).hexdigest() != row.sha256:
        raise Conflict(
            "brief_altered",
            gettext_noop("Bản tin tuần {week}: nội dung lưu không khớp mã SHA-256; báo người quản trị sổ."),
            week=week,
        )
    return row, from_data(json.loads(content))


def _kept(act: acts.Act) -> Kept:
    return Kept(act.payload["week"], act.done_at, act.actor, act.payload["sha256"])
