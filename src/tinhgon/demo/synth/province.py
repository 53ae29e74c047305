"""The story of the interview, written decision by decision: Hậu Giang from 2015 until it became part of Cần Thơ."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from tinhgon.demo.synth import movements
from tinhgon.demo.synth.books import Books, Paper
from tinhgon.demo.synth.closing import close_books
from tinhgon.demo.synth.cuts import PLANS, Cutting
from tinhgon.demo.synth.opening import OPENED, open_books
from tinhgon.demo.synth.pilots import pilots
from tinhgon.demo.synth.reorganising import reorganise
from tinhgon.demo.synth.shape import Territory, frames
from tinhgon.importing.tables import read_table

UNITS = Path(__file__).resolve().parent.parent / "units_2019.csv"
SEED = 2015
LAST_CUT = date(2020, 9, 1)


@cache
def story(seed: int = SEED, scale: float = 1.0, *, closes: bool = True) -> tuple[Paper, ...]:
    """The decisions in the order in which they are signed. The same seed, the same decisions.

    `scale` below 1: the same units and events with fewer posts and people, for tests. Without `closes` the story ends
    before 2025, for a ledger without the organisations of Cần Thơ.
    """
    rng = random.Random(seed)  # noqa: S311 (nothing secret: invented people)
    districts, communes = territories()
    books = Books(rng, {frame.key: frame for frame in frames(districts, communes, rng, scale)}, scale)
    open_books(books)
    cutting = Cutting(books)
    days = [date(year, month, 1) for year in range(2015, 2025) for month in (6, 12)]
    days = [LAST_CUT if day == date(2020, 12, 1) else day for day in days]
    days[0] = date(2015, 7, 1)
    for before, day in pairwise([OPENED, *days]):
        piloted = date(day.year - (day.month < 7), 10, 1)
        since = before
        if before < piloted < day:
            reorganise(books, since, piloted)
            pilots(books, piloted)
            since = piloted
        reorganise(books, since, day)
        _half_year(books, cutting, day)
    if closes:
        close_books(books)
    return tuple(books.papers)


def _half_year(books: Books, cutting: Cutting, day: date) -> None:
    for plan in PLANS:
        if day in plan.by_period:
            cutting.cut(plan, day)
    movements.turn_over(books, day)
    movements.appoint(books, day)
    movements.reappoint(books, day)
    if day.month < 8:
        movements.transfer(books, day)
    movements.recruit(books, day)
    if day.month >= 8:
        movements.raise_steps(books, day)


def territories() -> tuple[list[Territory], list[Territory]]:
    """The districts and communes of Hậu Giang in the demo's table."""
    table = read_table(UNITS, required=("code", "name", "kind", "level", "parent_code"), optional=())
    lines = [Territory(line["code"], line["kind"], line["name"], line["parent_code"]) for line in table]
    districts = [place for place in lines if place.parent == "93"]
    codes = {place.code for place in districts}
    return districts, [place for place in lines if place.parent in codes]
