"""What every page shows around its content: the date bar, what is known, the navigation, the foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from tinhgon.basis.asof import AsOf
from tinhgon.decisions.verifications import Verified, last_verified
from tinhgon.ledger.queries import decisions, neighbours
from tinhgon.web.kit.asking import Asked
from tinhgon.web.kit.loading import Loading, loading
from tinhgon.web.kit.remembered import ANY_DAY, remembered
from tinhgon.web.kit.roles import Role, roles
from tinhgon.web.kit.ruler import Ruler, ruler_of

SUBJECTS = (
    ("inbox", gettext_lazy("Việc của tôi")),
    ("overview", gettext_lazy("Tổng quan")),
    ("units", gettext_lazy("Đơn vị")),
    ("establishment", gettext_lazy("Biên chế")),
    ("people", gettext_lazy("Nhân sự")),
    ("map", gettext_lazy("Bản đồ")),
    ("plans", gettext_lazy("Phương án")),
    ("decisions", pgettext_lazy("menu", "Quyết định")),
    ("reports", gettext_lazy("Báo cáo")),
    ("reading", gettext_lazy("Đọc văn bản")),
    ("preview", gettext_lazy("Xem trước")),
    ("law", gettext_lazy("Chế độ")),
)
RECENT = 8


@dataclass(frozen=True)
class Signed:
    """A signed decision as the frame needs it."""

    ordinal: int
    kind: str
    number: str
    subject: str
    days: tuple[date, ...]
    recorded_at: datetime
    hash: str
    synthetic: bool
    fallen: str
    """Why it does not count any more: "annulled", "superseded"; empty where it stands."""


@dataclass(frozen=True)
class Step:
    """A button that leads to the day of a decision."""

    day: date
    title: str
    href: str


@dataclass(frozen=True)
class Subject:
    """An item of the navigation."""

    title: Any
    href: str
    current: bool


@dataclass(frozen=True)
class Known:
    """A state of knowledge to choose."""

    recorded_at: datetime
    number: str
    href: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """The frame of a page."""

    asked: Asked
    word: str
    previous: Step | None
    next: Step | None
    today_href: str
    ruler: Ruler | None
    known_until: datetime | None
    is_latest: bool
    known: tuple[Known, ...]
    latest_href: str
    signed_count: int
    last_hash: str
    verified: Verified | None
    synthetic: bool
    demo: bool
    roles: tuple[Role, ...]
    loading: Loading | None
    subjects: tuple[Subject, ...]
    carried: tuple[tuple[str, str], ...]


def frame_of(asked: Asked, *, here: str) -> Frame:
    """A few queries; the list of decisions is read again only after one was signed."""
    every, signed = remembered(all_signed), known_signed(asked)
    around = neighbours(asked.as_of)
    words = {"past": gettext("Quá khứ"), "today": gettext("Hôm nay"), "next": gettext("Tương lai")}
    return Frame(
        asked=asked,
        word=words[asked.when],
        previous=_step(asked, signed, around.previous),
        next=_step(asked, signed, around.next),
        today_href=asked.at(asked.today),
        ruler=ruler_of(asked, [(day, f"{one.number}: {one.subject}") for one in signed for day in one.days]),
        known_until=max((one.recorded_at for one in signed), default=None),
        is_latest=len(signed) == len(every),
        known=_known(asked, every),
        latest_href=asked.knowing(None),
        signed_count=len(signed),
        last_hash=signed[-1].hash if signed else "",
        verified=last_verified() if signed else None,
        synthetic=any(one.synthetic for one in signed),
        demo=bool(settings.DEMO),
        roles=roles(),
        loading=loading(),
        subjects=tuple(Subject(title, asked.link(name), name == here) for name, title in SUBJECTS),
        carried=tuple(asked.carried()),
    )


def all_signed() -> tuple[Signed, ...]:
    """All signed decisions in order of signing."""
    rows = sorted(decisions(AsOf(ANY_DAY)), key=lambda row: row.ordinal)
    return tuple(
        Signed(
            row.ordinal, row.kind, row.number, row.subject,
            tuple(sorted({row.first_day or row.effective_on, row.operates_from or row.effective_on})),
            row.recorded_at, row.hash, row.synthetic, row.fallen,
        )
        for row in rows
    )  # fmt: skip


def known_signed(asked: Asked) -> tuple[Signed, ...]:
    """Those that the page knows of, in order of signing."""
    known_at = asked.as_of.known_at
    every = remembered(all_signed)
    return every if known_at is None else tuple(one for one in every if one.recorded_at <= known_at)


def _step(asked: Asked, signed: tuple[Signed, ...], found: tuple[date, str] | None) -> Step | None:
    if found is None:
        return None
    day, number = found
    subject = next((one.subject for one in signed if one.number == number), "")
    return Step(day, f"{number}: {subject}" if subject else number, asked.at(day))


def _known(asked: Asked, signed: tuple[Signed, ...]) -> tuple[Known, ...]:
    known_at = asked.as_of.known_at
    known = [one.recorded_at for one in signed if known_at is not None and one.recorded_at <= known_at]
    last = max(known) if known and len(known) < len(signed) else None
    recent = sorted(signed, key=lambda one: one.recorded_at, reverse=True)[:RECENT]
    return tuple(
        Known(one.recorded_at, one.number, asked.knowing(one.recorded_at), one.recorded_at == last) for one in recent
    )
