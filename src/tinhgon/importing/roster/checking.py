"""All rows of a roster checked before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from tinhgon.basis.asof import AsOf
from tinhgon.basis.text import fold, same_letters
from tinhgon.importing.roster.answers import Answers
from tinhgon.importing.roster.cells import either, looked_up, where
from tinhgon.importing.roster.faults import Fault, told
from tinhgon.importing.roster.gathering import roll_of
from tinhgon.importing.roster.layout import Layout, demand
from tinhgon.importing.roster.persons import check_persons
from tinhgon.importing.roster.places import Found, check_places, check_quota
from tinhgon.importing.roster.records import changes_of
from tinhgon.importing.roster.roll import Roll
from tinhgon.importing.roster.words import FIELDS
from tinhgon.registers.establishment.positions import label_of
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.codes import codes_of_persons
from tinhgon.registers.staff.queries import rosters


@dataclass(frozen=True)
class Checked:
    """A roster held against itself and against the books of a day. Nothing was written.

    `bad`: rows with an error. `changes`: what differs from the records of persons who are in the books, by place.
    """

    layout: Layout
    on: date
    roll: Roll
    found: Found
    faults: pl.DataFrame
    bad: pl.Series
    changes: Mapping[int, Mapping[str, Any]]

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.layout.workbook.name

    @property
    def total(self) -> int:
        return len(self.roll)

    @property
    def ignored(self) -> int:
        """Rows below the headers that are no people: headings, sums, signatures."""
        return sum(len(part.rows.passed) for part in self.layout.parts)

    @property
    def bad_count(self) -> int:
        return int(self.bad.sum())

    @property
    def new(self) -> pl.Series:
        """Good rows of persons who are not in the books."""
        person = ~self.roll.values["is_extra"] & ~self.roll.values["is_vacant"]
        return ~self.bad & self.roll.values["known_id"].is_null() & person

    @property
    def vacant(self) -> pl.Series:
        """Good rows of posts that nobody holds and that are not in the books yet."""
        return ~self.bad & self.roll.values["is_vacant"] & self.roll.values["opens"]

    @property
    def extra(self) -> pl.Series:
        """Good rows that are a second place of somebody."""
        return ~self.bad & self.roll.values["is_extra"]

    @property
    def unchanged(self) -> int:
        """Good rows of persons in the books whose records say the same already."""
        known = ~self.bad & self.roll.values["known_id"].is_not_null() & ~self.roll.values["is_extra"]
        return int(known.sum()) - len(self.changes)

    def told(self, translate: Callable[[str], str] = str, *, faults: pl.DataFrame | None = None) -> Iterator[Fault]:
        """The faults (or some of them) in words, in order of rows."""
        columns = {name: self.layout.header_of(name) or translate(FIELDS[name]) for name in FIELDS}
        return told(self.faults if faults is None else faults, columns, translate)

    def counts(self) -> list[tuple[str, str, int]]:
        """(code, severity, number of rows) of each kind of fault, errors first."""
        counted = self.faults.group_by("code", "severity").agg(pl.col("row").n_unique().alias("rows"))
        return counted.sort(["severity", "rows", "code"], descending=[False, True, False]).rows()

    def by_unit(self) -> list[tuple[str, int, int]]:
        """(unit, new persons, records changed) of the good rows, in order of the units' names."""
        changed = pl.Series([place in self.changes for place in range(self.total)], dtype=pl.Boolean)
        names = looked_up(self.roll.values["unit_id"], self.found.all_told(), pl.String)
        frame = self.roll.frame(unit=names, new=self.new, changed=changed, vacant=self.vacant)
        rows = (
            frame.filter(pl.any_horizontal("new", "changed", "vacant"))
            .group_by("unit")
            .agg(pl.col("new", "changed").sum())
        )
        return sorted(
            (unit or "–", new, changed) for unit, new, changed in rows.select("unit", "new", "changed").rows()
        )

    def by_title(self) -> list[tuple[str, str, int]]:
        """(title, label of the position that it was taken for, posts) of the posts that good rows open."""
        opened = self.roll.frame(
            title=self.roll.values["post_title"], position=self.roll.values["position"]
        ).filter(~self.bad & self.roll.values["opens"])  # fmt: skip
        counted = opened.group_by("title", "position").len("posts")
        rows = counted.select("title", "position", "posts").sort(
            ["posts", "title", "position"], descending=[True, False, False]
        )
        return [(title, label_of(position) or position, posts) for title, position, posts in rows.iter_rows()]


def check_roster(
    layout: Layout, *, on: date, answers: Answers | None = None,
    within: Callable[[Collection[int]], Collection[int]] | None = None,
) -> Checked:  # fmt: skip
    """Check every row; faults are kept, not raised. Raises BadInput only when the columns themselves do not do.

    `within`: of some persons of the books those whose records the reader may know. Of the others nothing is told but
    that a number or a code is taken.
    """
    demand(layout)
    answers = answers or Answers()
    roll = roll_of(layout, answers, on)
    roll.within = within
    odd_lines = [line for part in layout.parts for line in part.sheet.odd_lines]
    roll.faults.add(roll.rows.is_in(odd_lines), "name", "letters_mixed")
    _hidden(roll, layout, answers)
    check_persons(roll)
    _known(roll)
    _twice(roll)
    found = check_places(roll)
    bad = _bad(roll)
    changes = changes_of(roll, found, ~bad)
    check_quota(roll, found, ~_bad(roll))
    _extras(roll, _bad(roll))
    return Checked(layout, on, roll, found, roll.faults.table(), _bad(roll), changes)


def _hidden(roll: Roll, layout: Layout, answers: Answers) -> None:
    """Whether a row that nobody sees belongs to the list is asked."""
    for part in layout.parts if not answers.unhide else ():
        if part.sheet.hidden_rows:
            rows = [row + 1 for row in part.sheet.hidden_rows]
            roll.faults.add((roll.sheets == part.sheet.place) & roll.rows.is_in(rows), "name", "row_hidden")


def _bad(roll: Roll) -> pl.Series:
    faults = roll.faults.table()
    places = faults.filter(pl.col("severity") == "error")["place"].unique()
    return pl.Series(range(len(roll)), dtype=pl.Int64).is_in(places.to_list())


def _known(roll: Roll) -> None:
    """Persons who are in the books, by identification number or file code."""
    numbers, codes = roll.value("id_number"), roll.text("code")
    by_number = _in_books(numbers) if "id_number" in roll.texts else {}
    by_code = rosters.persons_coded(AsOf(roll.on), codes.drop_nulls().unique()) if "code" in roll.texts else {}
    with_number, with_code = looked_up(numbers, by_number, pl.Int64), looked_up(codes, by_code, pl.Int64)
    outside = list(roll.out_of_reach(pl.concat([with_number, with_code])))
    roll.faults.add(with_number.is_in(outside), "id_number", "number_taken", value=numbers.str.slice(8, 4))
    roll.faults.add(with_code.is_in(outside), "code", "code_of_another_file", value=codes)
    with_number, with_code = (where(~found.is_in(outside), found) for found in (with_number, with_code))
    known = either(with_number, with_code)
    roll.faults.add(with_number != with_code, "code", "code_of_another", value=codes)
    is_main = roll.value("kind").fill_null("substantive") == "substantive"
    who = either(numbers, "#" + known.cast(pl.String))
    firsts = roll.frame(who=who, main=is_main).select(
        pl.when(pl.col("who").is_not_null()).then(
            pl.coalesce(pl.when("main").then("place").min().over("who"), pl.col("place").min().over("who"))
        )
    ).to_series()  # fmt: skip
    places = pl.Series(range(len(roll)), dtype=pl.Int64)
    second = (firsts != places).fill_null(False)
    roll.values |= {
        "known_id": known, "first": firsts, "is_extra": ~is_main & (second | known.is_not_null()),
        "is_second": second & is_main,
    }  # fmt: skip


def _in_books(numbers: pl.Series) -> dict[str, int]:
    """The persons of the books by identification number. Those of a draft that waits are not in the books yet."""
    sealed = sealing.known_numbers(numbers.drop_nulls().unique().to_list())
    entered = {person_id for person_id, _ in codes_of_persons(sealed.values())} if sealed else set()
    return {number: person_id for number, person_id in sealed.items() if person_id in entered}


def _twice(roll: Roll) -> None:
    """One person, one main place; one number, one person; one code, one person."""
    firsts = roll.values["first"]
    tail = roll.value("id_number").str.slice(8, 4)
    more = roll.labels.gather(firsts)
    others = _of_two(roll)
    roll.faults.add(others.is_not_null(), "id_number", "number_of_two", value=tail, more=roll.labels.gather(others))
    again = roll.values["is_second"] & others.is_null()
    roll.faults.add(again, "id_number", "person_twice", value=tail, more=more)
    codes = where(~roll.values["is_extra"], roll.text("code"))
    names, births = roll.values["name"].str.to_lowercase(), roll.values["birth"]
    frame = roll.frame(code=codes, name=names, birth=births, bare=roll.value("id_number").is_null())
    groups = frame.select(
        "place",
        pl.when(pl.col("code").is_not_null()).then(pl.col("place").min().over("code")).alias("coded"),
        pl.when(_stated("name", "birth") & pl.col("bare").any().over("name", "birth"))
        .then(pl.col("place").min().over("name", "birth")).alias("alike"),
    )  # fmt: skip
    roll.faults.add((groups["coded"] < groups["place"]) & ~roll.values["is_second"], "code", "code_taken", value=codes,
                    more=roll.labels.gather(groups["coded"]))  # fmt: skip
    alike = (groups["alike"] < groups["place"]) & ~roll.values["is_second"] & ~roll.values["is_extra"]
    roll.faults.add(alike, "name", "person_alike", more=roll.labels.gather(groups["alike"]))


def _of_two(roll: Roll) -> pl.Series:
    """For each row whose number stands under another name elsewhere, the place of the first such row."""
    frame = roll.frame(number=roll.value("id_number"), name=roll.values["name"])
    several = frame.drop_nulls().filter(pl.col("name").n_unique().over("number") > 1)
    other: dict[int, int] = {}
    for _, group in several.group_by("number"):
        rows = [
            (place, fold(same_letters(name))) for place, name in group.select("place", "name").sort("place").iter_rows()
        ]
        for place, name in rows:
            different = next((at for at, another in rows if another != name), None)
            if different is not None:
                other[place] = different
    return looked_up(frame["place"], other, pl.Int64)


def _stated(*columns: str) -> pl.Expr:
    return pl.all_horizontal(pl.col(name).is_not_null() for name in columns)


def _extras(roll: Roll, bad: pl.Series) -> None:
    """A second place goes with the row of its person."""
    firsts = roll.values["first"]
    lost = roll.values["is_extra"] & roll.values["known_id"].is_null() & bad.gather(firsts)
    roll.faults.add(lost, "kind", "extra_without_main", more=roll.labels.gather(firsts))
