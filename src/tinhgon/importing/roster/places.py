"""Where: units and posts of the books on the day, and whether the establishment has room."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from tinhgon.basis.asof import AsOf
from tinhgon.basis.errors import gettext_noop
from tinhgon.basis.text import fold
from tinhgon.importing.roster.cells import either, looked_up, where
from tinhgon.importing.roster.roll import Roll
from tinhgon.importing.roster.titles import OTHER, jobs_of
from tinhgon.importing.roster.words import CHOICES, key
from tinhgon.registers.establishment.payloads import CATEGORIES
from tinhgon.registers.establishment.queries.held import held as held_lines
from tinhgon.registers.house.queries import rule_on
from tinhgon.registers.house.rules import OVER_QUOTA
from tinhgon.registers.staff.queries import posts, rosters
from tinhgon.registers.staff.queries.rosters import Place

_KINDS_TOLD = dict(zip(CATEGORIES, CHOICES["category"], strict=True))
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
_Verdict = tuple[Place | None, str, str]


@dataclass
class Found:
    """The units that the rows name, by id."""

    places: dict[int, Place] = field(default_factory=dict)

    def all_told(self) -> dict[int, str]:
        """'phòng Nội vụ (S2)' by id."""
        return {unit_id: place.told for unit_id, place in self.places.items()}


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
    """Each different pair of code and name is looked up once."""
    codes, names = roll.text("unit_code"), roll.text("unit")
    pairs = roll.frame(code=codes, name=names)
    distinct = pairs.select("code", "name").unique().filter(pl.any_horizontal(pl.all().is_not_null()))
    verdicts = _looked_up(distinct.rows(), AsOf(roll.on))
    found.places |= {place.id: place for place, _, _ in verdicts if place}
    answers = distinct.with_columns(
        pl.Series("unit_id", [place.id if place else None for place, _, _ in verdicts], pl.Int64),
        pl.Series("fault", [code or None for _, code, _ in verdicts], pl.String),
        pl.Series("more", [more for _, _, more in verdicts], pl.String),
    )
    joined = pairs.join(answers, on=["code", "name"], how="left", nulls_equal=True, maintain_order="left")
    shown = either(names, codes)
    for code in ("unit_unknown", "unit_near", "unit_ambiguous"):
        roll.faults.add(joined["fault"] == code, "unit", code, value=shown, more=joined["more"])
    roll.faults.add(joined["fault"] == "unit_differs", "unit", "unit_differs", value=codes, more=joined["more"])
    of_post = roll.value("post_unit", pl.Int64)
    nothing = codes.is_null() & names.is_null()
    roll.faults.add(nothing & of_post.is_null(), "unit", "unit_empty")
    elsewhere = joined["unit_id"] != of_post
    told = looked_up(of_post, found.all_told(), pl.String)
    roll.faults.add(elsewhere, "post_number", "post_elsewhere", value=roll.text("post_number"), more=told)
    roll.values["unit_id"] = either(joined["unit_id"], of_post)


def _looked_up(pairs: Sequence[tuple[str | None, str | None]], as_of: AsOf) -> list[_Verdict]:
    """(unit, fault code, more) of each pair of code and name."""
    wanted = {text for _, name in pairs if name for text in _spoken(name)}
    known = rosters.places(as_of, codes={code for code, _ in pairs if code}, search_keys=wanted)
    by_code, by_name = defaultdict(list), defaultdict(list)
    for place in known:
        by_code[place.code].append(place)
        for spoken in _names_of(place):
            by_name[spoken].append(place)
    near = _Near(as_of)
    return [_verdict(code, name, by_code, by_name, near) for code, name in pairs]


def _verdict(
    code: str | None, name: str | None, by_code: dict[str | None, list[Place]], by_name: dict[str, list[Place]],
    near: _Near,
) -> _Verdict:  # fmt: skip
    named = by_name.get(key(name), []) if name else []
    if code:
        coded = by_code.get(code, [])
        both = [place for place in coded if place in named] or coded
        if not both:
            return near.verdict(name or code)
        if name and not set(both) & set(named) and not any(key(place.name) in key(name) for place in both):
            return None, "unit_differs", both[0].told
        if len(both) == 1 or not name:
            return (both[0], "", "") if len(both) == 1 else (None, "unit_ambiguous", _listed(both))
        return None, "unit_ambiguous", _listed(both)
    if len(named) == 1:
        return named[0], "", ""
    return (None, "unit_ambiguous", _listed(named)) if named else near.verdict(name or "")


def _spoken(name: str) -> set[str]:
    """Names that the books may have for what is written: with and without the words of its kind before it."""
    words = fold(name.split(",", maxsplit=1)[0]).split()
    return {" ".join(words[start:]) for start in range(min(4, len(words)))}


def _names_of(place: Place) -> set[str]:
    """How a unit is written: 'Nội vụ', 'phòng Nội vụ', 'phòng Nội vụ huyện An Lộc'."""
    kind, name = key(place.kind), key(place.name)
    full = name if name.startswith(f"{kind} ") else f"{kind} {name}"
    above = f"{key(place.parent_kind or '')} {key(place.parent_name or '')}".strip()
    return {name, full, f"{full} {above}".strip(), f"{name} {above}".strip()}


def _listed(places: Iterable[Place]) -> str:
    return "; ".join(
        f"{place.told}" + (f", {place.parent_kind} {place.parent_name}" if place.parent_name else "")
        for place in list(places)[:5]
    )


class _Near:
    """Names near one that is not known; all names are read when the first is asked."""

    def __init__(self, as_of: AsOf) -> None:
        self._as_of = as_of
        self._names: dict[str, str] | None = None
        self._asked = 0

    def verdict(self, name: str) -> _Verdict:
        """That the unit is not known, and the names near it. The first fifty are looked for."""
        self._asked += 1
        if self._asked > 50:
            return None, "unit_unknown", ""
        if self._names is None:
            self._names = self._read()
        close = difflib.get_close_matches(key(name), self._names, n=2, cutoff=0.75)
        told = list(dict.fromkeys(self._names[one] for one in close))
        return (None, "unit_near", " / ".join(told)) if told else (None, "unit_unknown", "")

    def _read(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for full, code, bare in rosters.place_names(self._as_of):
            told = f"{full} ({code})" if code else full
            names |= {key(full): told, bare: told} | ({code.lower(): told} if code else {})
        return names


# -- posts -------------------------------------------------------------------------------------------------------------


def _posts_known(roll: Roll, found: Found) -> None:
    """Posts that stand in the books: their unit, and who holds them."""
    numbers = roll.text("post_number")
    known = rosters.numbered_posts(AsOf(roll.on), numbers.drop_nulls().unique()) if "post_number" in roll.texts else []
    found.places |= {place.id: place for place in rosters.places_with(AsOf(roll.on), {post.unit_id for post in known})}
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
    roll.faults.add(held, "post_number", "post_held", value=numbers, more=joined["holder_code"])


def _is_main(roll: Roll) -> pl.Series:
    return roll.value("kind").fill_null("substantive") == "substantive"


def _is_new_here(roll: Roll) -> pl.Series:
    """Rows that take a place: those of persons who are not in the books, and second places."""
    return roll.value("known_id", pl.Int64).is_null() | roll.values["is_extra"]


def _new_posts(roll: Roll, found: Found) -> None:
    """Posts that the roster opens: with a title, a category and a bloc; numbers are given where there are none."""
    numbers, categories = roll.text("post_number"), roll.value("category")
    by_category = where(numbers.is_null(), looked_up(categories, _KINDS_TOLD, pl.String))
    titles = either(roll.text("title"), roll.text("position"), by_category)
    takes = _is_new_here(roll) & roll.value("post_id", pl.Int64).is_null()
    opens = takes & titles.is_not_null()
    roll.faults.add(takes & numbers.is_not_null() & titles.is_null(), "title", "title_empty", value=numbers)
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
        "title": where(opens, roll.text("title")), "position": where(opens, roll.text("position")),
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
    firsts = roll.frame(number=main, row=roll.rows).select(
        pl.when(pl.col("number").is_not_null()).then(pl.col("row").min().over("number"))
    ).to_series()  # fmt: skip
    roll.faults.add(firsts < roll.rows, "post_number", "post_twice", value=numbers, more=firsts.cast(pl.String))


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
    takes = sound & _is_main(roll) & _is_new_here(roll)
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
