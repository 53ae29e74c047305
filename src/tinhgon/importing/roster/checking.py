"""All rows of a roster checked before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from tinhgon.basis.asof import AsOf
from tinhgon.importing.roster.cells import either, looked_up, where
from tinhgon.importing.roster.faults import Fault, told
from tinhgon.importing.roster.files import Sheet
from tinhgon.importing.roster.headers import Matched, demand
from tinhgon.importing.roster.persons import check_persons
from tinhgon.importing.roster.places import Found, check_places, check_quota
from tinhgon.importing.roster.records import changes_of
from tinhgon.importing.roster.roll import Roll, roll_of
from tinhgon.importing.roster.words import FIELDS
from tinhgon.registers.establishment.positions import label_of
from tinhgon.registers.staff import sealing
from tinhgon.registers.staff.codes import codes_of_persons
from tinhgon.registers.staff.queries import rosters


@dataclass(frozen=True)
class Checked:
    """A roster held against itself and against the books of a day. Nothing was written.

    `bad`: rows with an error. `changes`: what differs from the records of persons who are in the books, by place.
    `ignored`: rows that are no data.
    """

    sheet: Sheet
    matched: Matched
    on: date
    roll: Roll
    found: Found
    faults: pl.DataFrame
    bad: pl.Series
    changes: Mapping[int, Mapping[str, Any]]
    ignored: int

    @property
    def total(self) -> int:
        return len(self.roll)

    @property
    def bad_count(self) -> int:
        return int(self.bad.sum())

    @property
    def new(self) -> pl.Series:
        """Good rows of persons who are not in the books."""
        return ~self.bad & self.roll.values["known_id"].is_null() & ~self.roll.values["is_extra"]

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
        columns = {name: self.matched.header_of(name) or translate(FIELDS[name]) for name in FIELDS}
        return told(self.faults if faults is None else faults, columns, translate)

    def counts(self) -> list[tuple[str, str, int]]:
        """(code, severity, number of rows) of each kind of fault, errors first."""
        counted = self.faults.group_by("code", "severity").agg(pl.col("row").n_unique().alias("rows"))
        return counted.sort(["severity", "rows", "code"], descending=[False, True, False]).rows()

    def by_unit(self) -> list[tuple[str, int, int]]:
        """(unit, new persons, records changed) of the good rows, in order of the units' names."""
        changed = pl.Series([place in self.changes for place in range(self.total)], dtype=pl.Boolean)
        names = looked_up(self.roll.values["unit_id"], self.found.all_told(), pl.String)
        frame = self.roll.frame(unit=names, new=self.new, changed=changed)
        rows = frame.filter(pl.col("new") | pl.col("changed")).group_by("unit").agg(pl.col("new", "changed").sum())
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


def check_roster(sheet: Sheet, matched: Matched, *, on: date) -> Checked:
    """Check every row; faults are kept, not raised. Raises BadInput only when the columns themselves do not do."""
    demand(matched, sheet.name)
    roll, ignored = roll_of(sheet, matched, on)
    odd = roll.rows.is_in(list(sheet.odd_lines)) if sheet.odd_lines else roll.rows < 0
    roll.faults.add(odd, "name", "letters_mixed")
    check_persons(roll)
    _known(roll)
    _twice(roll)
    found = check_places(roll)
    bad = _bad(roll)
    changes = changes_of(roll, found, ~bad)
    check_quota(roll, found, ~_bad(roll))
    _extras(roll, _bad(roll))
    return Checked(sheet, matched, on, roll, found, roll.faults.table(), _bad(roll), changes, ignored)


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
    """One person, one main place; one code, one person."""
    rows = roll.rows.cast(pl.String)
    firsts = roll.values["first"]
    tail = roll.value("id_number").str.slice(8, 4)
    more = rows.gather(firsts)
    roll.faults.add(roll.values["is_second"], "id_number", "person_twice", value=tail, more=more)
    codes = where(~roll.values["is_extra"], roll.text("code"))
    names, births = roll.values["name"].str.to_lowercase(), roll.values["birth"]
    frame = roll.frame(code=codes, name=names, birth=births, bare=roll.value("id_number").is_null(), row=roll.rows)
    groups = frame.select(
        pl.when(pl.col("code").is_not_null()).then(pl.col("row").min().over("code")).alias("coded"),
        pl.when(_stated("name", "birth") & pl.col("bare").any().over("name", "birth"))
        .then(pl.col("row").min().over("name", "birth")).alias("alike"),
    )  # fmt: skip
    roll.faults.add((groups["coded"] < roll.rows) & ~roll.values["is_second"], "code", "code_taken", value=codes,
                    more=groups["coded"].cast(pl.String))  # fmt: skip
    alike = (groups["alike"] < roll.rows) & ~roll.values["is_second"] & ~roll.values["is_extra"]
    roll.faults.add(alike, "name", "person_alike", more=groups["alike"].cast(pl.String))


def _stated(*columns: str) -> pl.Expr:
    return pl.all_horizontal(pl.col(name).is_not_null() for name in columns)


def _extras(roll: Roll, bad: pl.Series) -> None:
    """A second place goes with the row of its person."""
    firsts = roll.values["first"]
    lost = roll.values["is_extra"] & roll.values["known_id"].is_null() & bad.gather(firsts)
    roll.faults.add(lost, "kind", "extra_without_main", more=roll.rows.cast(pl.String).gather(firsts))
