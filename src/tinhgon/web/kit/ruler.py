"""The ruler of years in the date bar: where decisions fall, and where the day is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tinhgon.web.kit.asking import Asked

MOST_TITLES = 400


@dataclass(frozen=True)
class Year:
    """A year on the ruler; `label` is empty where there is no room for it, `minor` may be hidden on a phone."""

    x: str
    label_x: str
    label: str
    minor: bool


@dataclass(frozen=True)
class Tick:
    """A day on which decisions take effect."""

    x: str
    title: str


@dataclass(frozen=True)
class Ruler:
    """Places are per cent of the width; `value` and `stops` are days from `start`."""

    start: date
    days: int
    value: int
    years: tuple[Year, ...]
    ticks: tuple[Tick, ...]
    stops: str


def ruler_of(asked: Asked, decided: Iterable[tuple[date, str]]) -> Ruler:
    """From the year of the first decision to the year after today's, at least ten years."""
    by_day: dict[date, list[str]] = {}
    for day, title in sorted(decided):
        by_day.setdefault(day, []).append(title)
    last_year = max([asked.today.year, *(day.year for day in by_day)])
    first_year = min([last_year - 8, *(day.year for day in by_day)])
    start, end = date(first_year, 1, 1), date(last_year + 1, 12, 31)
    days = (end - start).days
    return Ruler(
        start=start,
        days=days,
        value=min(max((asked.on - start).days, 0), days),
        years=tuple(_years(start, end, days)),
        ticks=tuple(
            Tick(_place(day, start, days), _title(day, titles))
            for day, titles in list(by_day.items())[-MOST_TITLES:]
        ),
        stops=",".join(str((day - start).days) for day in by_day),
    )  # fmt: skip


def _years(start: date, end: date, days: int) -> Iterable[Year]:
    count = end.year - start.year + 1
    every = 1 if count <= 13 else 2 if count <= 26 else 5 if count <= 65 else 10
    for year in range(start.year, end.year + 1):
        offset = year - start.year
        yield Year(
            _place(date(year, 1, 1), start, days),
            _place(date(year, 7, 1), start, days),
            str(year) if offset % every == 0 else "",
            minor=offset % (every * 2) == 0,
        )


def _place(day: date, start: date, days: int) -> str:
    return f"{100 * (day - start).days / days:.2f}%"


def _title(day: date, titles: list[str]) -> str:
    more = f" (+{len(titles) - 1})" if len(titles) > 1 else ""
    return f"{day:%d/%m/%Y} · {titles[0]}{more}"
