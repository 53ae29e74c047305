"""Who could follow: every leadership post with those planned for it, and how many of them are of age on the day.

Source: Hướng dẫn 45-HD/BTCTW: object 1 has at least 60 months to the age of retirement, object 2 120.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from tinhgon.basis.asof import AsOf
from tinhgon.entitlements.eligibility import months_left
from tinhgon.registers.plans.queries import PlannedRow, planned
from tinhgon.registers.staff.queries import law_facts
from tinhgon.registers.staff.queries.posts import posts_to_fill

MONTHS = {"first": 60, "second": 120}


@dataclass(frozen=True, slots=True)
class Cover:
    """One leadership post. `unknown`: planned people whose birth or sex the books do not state."""

    post: str
    title: str
    unit: str
    planned: int
    first: int
    of_age: int
    unknown: int


def cover(as_of: AsOf, *, units: Collection[int] | None = None) -> list[Cover]:
    """Every post of a head or deputy on the day, by unit; a plan covers all posts of its position at its unit."""
    by_office: dict[tuple[int, str], list[PlannedRow]] = defaultdict(list)
    for row in planned(as_of, units=units):
        by_office[row.unit_id, row.position].append(row)
    left = _months_left(as_of)
    return [
        _cover(post.number, post.title, f"{post.unit_kind or ''} {post.unit_name or ''}".strip(),
               by_office.get((post.unit_id, post.position), []), left)
        for post in posts_to_fill(as_of, units=units)
    ]  # fmt: skip


def _cover(post: str, title: str, unit: str, rows: list[PlannedRow], left: dict[int, int | None]) -> Cover:
    needed: dict[int, int] = {}  # planned for two terms, one is counted once, by the shorter of the two
    for row in rows:
        needed[row.person_id] = min(MONTHS[row.object], needed.get(row.person_id, MONTHS[row.object]))
    months = [(left.get(one), least) for one, least in needed.items()]
    return Cover(
        post=post, title=title, unit=unit, planned=len(needed),
        first=len({row.person_id for row in rows if row.object == "first"}),
        of_age=sum(has is not None and has >= least for has, least in months),
        unknown=sum(has is None for has, _least in months),
    )  # fmt: skip


def _months_left(as_of: AsOf) -> dict[int, int | None]:
    people = law_facts.people(as_of).select("person_id", "sex", "birth_year", "birth_month")
    return dict(zip(people["person_id"], pl.Series(months_left(people, as_of.on)), strict=True))
