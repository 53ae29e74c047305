"""Where: units and posts of the books on the day, and whether the establishment has room."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import gettext_noop
from tinhgon.importing.roster.cells import either, looked_up, where
from tinhgon.importing.roster.gathering import PERHAPS, SEPARATOR
from tinhgon.importing.roster.roll import Roll
from tinhgon.importing.roster.titles import OTHER, jobs_of
from tinhgon.importing.roster.units import Named, Units, names_no_unit
from tinhgon.registers.establishment.payloads import CATEGORIES
from tinhgon.registers.establishment.queries.held import held as held_lines
from tinhgon.registers.house.queries import rule_on
from tinhgon.registers.house.rules import OVER_QUOTA
from tinhgon.registers.staff.queries import posts, rosters
from tinhgon.registers.staff.queries.rosters import NamedUnit

_COUNTED = dict(
    zip(
        CATEGORIES,
        (
            gettext_noop("Cán bộ"), gettext_noop("Công chức"), gettext_noop("Viên chức"),
            gettext_noop("Cán bộ, công chức cấp xã"), gettext_noop("Không chuyên trách cấp xã"),
            gettext_noop("Không chuyên trách ở ấp, khu vực"), gettext_noop("Hợp đồng theo Nghị định 111"),
        ),
        strict=True,
    )
)  # fmt: skip
"""What establishment is counted of, as the reports call it."""


@dataclass
class Found:
    """The units that the rows name, by id."""

    places: dict[int, NamedUnit] = field(default_factory=dict)

    def all_told(self) -> dict[int, str]:
        """'phòng Nội vụ (S2)' by id."""
        return {unit_id: place.label for unit_id, place in self.places.items()}


def check_places(roll: Roll) -> Found:
    """Units, then posts; which rows are second places of somebody is known by now."""
    found = Found()
    _posts_known(roll, found)
    _units(roll, found)
    _new_posts(roll, found)
    _one_each(roll)
    return found


# -- units -------------------------------------------------------------------------------------------------------------


def _units(roll: Roll, found: Found) -> None:
    """Each different way to name a unit is looked up once."""
    units = Units(AsOf(roll.on))
    _split_titles(roll, units)
    codes, names = roll.text("unit_code"), roll.text("unit")
    asked = roll.frame(code=codes, name=names, above=roll.above)
    distinct = (
        asked.select("code", "name", "above").unique().filter(pl.any_horizontal(pl.col("code", "name").is_not_null()))
    )
    rows = [_named(*row) for row in distinct.iter_rows()]
    units.learn(
        {row.code for row in rows if row.code},
        {text for row in rows for text in (row.name, *row.above, *row.perhaps) if text},
    )
    verdicts = [units.verdict(row) for row in rows]
    found.places |= {one.place.id: one.place for one in verdicts if one.place}
    answers = distinct.with_columns(
        pl.Series("unit_id", [one.place.id if one.place else None for one in verdicts], pl.Int64),
        pl.Series("fault", [one.fault or None for one in verdicts], pl.String),
        pl.Series("more", [one.more for one in verdicts], pl.String),
    )
    joined = asked.join(answers, on=["code", "name", "above"], how="left", nulls_equal=True, maintain_order="left")
    shown = either(names, codes)
    for code in ("unit_unknown", "unit_near", "unit_ambiguous"):
        roll.faults.add(joined["fault"] == code, "unit", code, value=shown, more=joined["more"])
    roll.faults.add(joined["fault"] == "unit_differs", "unit", "unit_differs", value=codes, more=joined["more"])
    of_post = roll.value("post_unit", pl.Int64)
    nothing = codes.is_null() & names.is_null() & roll.text("title_unit").is_null()
    roll.faults.add(nothing & of_post.is_null(), "unit", "unit_empty")
    elsewhere = joined["unit_id"] != of_post
    told = looked_up(of_post, found.all_told(), pl.String)
    roll.faults.add(elsewhere, "post_number", "post_elsewhere", value=roll.text("post_number"), more=told)
    roll.values["unit_id"] = either(joined["unit_id"], of_post)


def _named(code: str | None, name: str | None, above: str | None) -> Named:
    over = (above or "").split(SEPARATOR) if above else []
    return Named(
        code, name, tuple(text for text in over if not text.startswith(PERHAPS)),
        tuple(text.removeprefix(PERHAPS) for text in over if text.startswith(PERHAPS)),
    )  # fmt: skip


def _split_titles(roll: Roll, units: Units) -> None:
    """'Chức vụ, đơn vị công tác' in one cell: title and unit where exactly one unit's full name ends the text."""
    texts = roll.text("title_unit")
    distinct = texts.drop_nulls().unique().to_list()
    if not distinct:
        return
    units.learn_all()
    read = {text: units.within(text) for text in distinct}
    own_unit = roll.text("unit").is_not_null() | roll.text("unit_code").is_not_null()
    titles_only = {text: text for text, split in read.items() if not split and names_no_unit(text)}
    bare = looked_up(texts, titles_only, pl.String)
    titles = looked_up(texts, {text: split[0] for text, split in read.items() if split and split[0]}, pl.String)
    named = looked_up(texts, {text: split[1].exact for text, split in read.items() if split}, pl.String)
    # Where a unit is said beside it or once for many rows, a text that names none is all title.
    titles = either(titles, where(own_unit, bare))
    roll.values["title"] = either(roll.value("title"), titles)
    roll.texts["unit"] = either(where(roll.text("unit_code").is_null(), named), roll.text("unit"))
    unread = texts.is_not_null() & named.is_null() & (bare.is_null() | ~own_unit)
    roll.faults.add(unread, "title_unit", "title_unit_unread", value=texts)
    roll.values["title_refused"] = roll.value("title_refused", pl.Boolean).fill_null(value=False) | unread


# -- posts -------------------------------------------------------------------------------------------------------------


def _posts_known(roll: Roll, found: Found) -> None:
    """Posts that stand in the books: their unit, and who holds them."""
    numbers = roll.text("post_number")
    known = rosters.numbered_posts(AsOf(roll.on), numbers.drop_nulls().unique()) if "post_number" in roll.texts else []
    found.places |= {
        place.id: place for place in rosters.named_units_of(AsOf(roll.on), {post.unit_id for post in known})
    }
    table = pl.DataFrame(
        [(post.number, post.post_id, post.unit_id, post.category, post.holder_id, post.holder_code) for post in known],
        schema={
            "number": pl.String, "post_id": pl.Int64, "unit": pl.Int64, "category": pl.String, "holder": pl.Int64,
            "holder_code": pl.String,
        },
        orient="row",
    ).unique("number", keep="first")  # fmt: skip
    joined = roll.frame(number=numbers).join(table, on="number", how="left", maintain_order="left")
    roll.values |= {
        "post_id": joined["post_id"], "post_unit": joined["unit"], "post_category": joined["category"],
        "post_holder": joined["holder"],
    }  # fmt: skip
    held = joined["holder"].is_not_null() & _is_main(roll) & roll.value("known_id", pl.Int64).is_null()
    outside = joined["holder"].is_in(list(roll.out_of_reach(joined["holder"])))
    roll.faults.add(held & ~outside, "post_number", "post_held", value=numbers, more=joined["holder_code"])
    roll.faults.add(held & outside, "post_number", "post_taken", value=numbers)


def _is_main(roll: Roll) -> pl.Series:
    return roll.value("kind").fill_null("substantive") == "substantive"


def _is_new_here(roll: Roll) -> pl.Series:
    """Rows that take a place: those of persons who are not in the books, and second places."""
    return roll.value("known_id", pl.Int64).is_null() | roll.values["is_extra"]


def _new_posts(roll: Roll, found: Found) -> None:
    """Posts that the roster opens: with a title, a category and a bloc; numbers are given where there are none.

    A title is what is written, never made up from the category or the pay rank.
    """
    numbers = roll.text("post_number")
    duty = roll.text("duty") if "title" not in roll.texts else roll.text("")
    titles = either(roll.value("title"), roll.text("position"), duty)
    takes = _is_new_here(roll) & roll.value("post_id", pl.Int64).is_null()
    opens = takes & titles.is_not_null()
    untitled = takes & titles.is_null() & ~roll.value("title_refused", pl.Boolean).fill_null(value=False)
    roll.faults.add(untitled & numbers.is_not_null(), "title", "title_empty", value=numbers)
    roll.faults.add(untitled & numbers.is_null(), "title", "title_missing", value=roll.text("pay_rank"))
    roll.faults.add(opens & roll.text("category").is_null(), "category", "category_empty", value=titles)
    blocs = {place.id: place.bloc for place in found.places.values() if place.bloc}
    bloc = either(roll.value("bloc"), looked_up(roll.values["unit_id"], blocs, pl.String))
    bad = opens & bloc.is_null() & roll.values["unit_id"].is_not_null() & roll.text("bloc").is_null()
    roll.faults.add(bad, "bloc", "bloc_unknown", value=either(roll.text("unit"), roll.text("unit_code")))
    roll.values |= {
        "bloc": bloc, "opens": opens, "post_title": where(opens, titles), "post_number": _numbered(roll, opens, found),
    }  # fmt: skip
    _positions(roll, found)
    extra = roll.values["is_extra"] & (
        (~opens & roll.value("post_id", pl.Int64).is_null()) | (roll.value("kind") == "seconded")
    )
    roll.faults.add(extra, "kind", "extra_unclear")


def _positions(roll: Roll, found: Found) -> None:
    """The position of the catalogue that each new post is; what cannot be told is another one, and that is told."""
    opens = roll.values["opens"]
    rows = pl.DataFrame({
        "title": where(opens, either(roll.value("title"), roll.values["post_title"])),
        "position": where(opens, roll.text("position")),
        "unit_id": roll.values["unit_id"], "category": where(opens, roll.value("category")),
    })  # fmt: skip
    jobs = jobs_of(found.places, rows)
    roll.values |= {name: where(opens, jobs[name]) for name in jobs.columns}
    field = "title" if "title" in roll.texts else "position"
    other = roll.values["position"] == OTHER
    roll.faults.add(other, field, "position_unknown", value=roll.values["post_title"])


def _numbered(roll: Roll, opens: pl.Series, found: Found) -> pl.Series:
    """Numbers of posts; where the file gives none: the unit's code and the next number of that unit that is free."""
    stated = roll.text("post_number")
    bare = (opens & stated.is_null() & roll.values["unit_id"].is_not_null()).fill_null(False)
    if not bare.any():
        return stated
    units = roll.values["unit_id"].to_list()
    prefixes = {unit_id: (place.code or f"DV{unit_id}") for unit_id, place in found.places.items()}
    taken = set(stated.drop_nulls()) | rosters.numbers_beginning(AsOf(roll.on), set(prefixes.values()))
    last: dict[int, int] = defaultdict(int)
    given = stated.to_list()
    for place in bare.arg_true():
        unit_id = units[place]
        while True:
            last[unit_id] += 1
            number = f"{prefixes[unit_id]}.{last[unit_id]:03d}"
            if number not in taken:
                break
        given[place] = number
    return pl.Series("post_number", given, pl.String)


def _one_each(roll: Roll) -> None:
    """One main holder for a post."""
    numbers = roll.values["post_number"]
    main = where(_is_main(roll) & _is_new_here(roll), numbers)
    firsts = roll.frame(number=main).select(
        pl.when(pl.col("number").is_not_null()).then(pl.col("place").min().over("number"))
    ).to_series()  # fmt: skip
    again = firsts < pl.Series(range(len(roll)), dtype=pl.Int64)
    roll.faults.add(again, "post_number", "post_twice", value=numbers, more=roll.labels.gather(firsts))


# -- the establishment -------------------------------------------------------------------------------------------------


def check_quota(roll: Roll, found: Found, sound: pl.Series) -> None:
    """Rows beyond what their unit holds for their category; units for which the books hold nothing are not judged."""
    over_quota = rule_on(OVER_QUOTA, roll.on)
    if over_quota == "off":
        return
    if over_quota == "block":
        roll.faults.raise_to_error("over_quota")
    as_of, units = AsOf(roll.on), list(found.places)
    free: dict[tuple[int, str], int] = defaultdict(int)
    held: dict[tuple[int, str], int] = defaultdict(int)
    for line in held_lines(as_of, units):
        if line.layer != "reserve":
            held[line.unit_id, line.category] += line.amount
    if not held:
        return
    free.update(held)
    for count in posts.post_counts(as_of, [unit_id for unit_id, _ in held]):
        free[count.unit_id, count.category] -= count.present
    categories = either(roll.value("post_category"), roll.value("category"))
    takes = sound & _is_main(roll) & _is_new_here(roll) & ~roll.values["is_vacant"]
    limits = pl.DataFrame(
        [(*line, amount, max(0, free[line])) for line, amount in held.items()],
        schema={"unit": pl.Int64, "category": pl.String, "held": pl.Int64, "free": pl.Int64}, orient="row",
    )  # fmt: skip
    counted = (
        roll.frame(unit=roll.values["unit_id"], category=categories, takes=takes)
        .with_columns(pl.col("takes").fill_null(False).cast(pl.Int64).cum_sum().over("unit", "category").alias("nth"))
        .join(limits, on=["unit", "category"], how="left", maintain_order="left")
    )
    told = looked_up(counted["unit"], found.all_told(), pl.String)
    kinds = looked_up(counted["category"], _COUNTED, pl.String)
    over = takes & (counted["nth"] > counted["free"])
    more = counted["held"].cast(pl.String) + " " + kinds
    roll.faults.add(over, "unit", "over_quota", value=told, more=more)
