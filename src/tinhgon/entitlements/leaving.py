"""Who would leave in the coming years, on what ground and at what cost: the people of the books through the rules.

Each person leaves once: on time in the year in which the age is reached, or before it in the first year in which an
instrument in force on 1 July lets them, under the one that gives most. So sums over years count nobody twice, and the
cost is the most that could be asked for, not a forecast of who wishes to leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from tinhgon.basis.errors import BadInput, UnknownReference, gettext_noop
from tinhgon.entitlements.facts import ESTIMATED, FACTS, PART_TIME, STAND_INS, held_facts, retirements, rule_in_force
from tinhgon.law import batch, engine
from tinhgon.law.choosing import unsupplied
from tinhgon.law.model import Rule
from tinhgon.law.names import near
from tinhgon.registers.staff.queries.law_facts import PEOPLE

EARLY = (
    "decree_178.early_retirement", "decree_154.early_retirement", "decree_29.early_retirement",
    "decree_108.early_retirement",
)  # fmt: skip
"""The instruments of leaving before the age that are asked unless others are named."""
ON_TIME, PAST = "on_time", "past_age"
BY = ("year", "unit", "ground")
_MOST_YEARS = 50
_FAR_YEARS = 20  # before the age of retirement no instrument reaches so far: the young are not asked at all
_LEAVES = {
    "person_id": pl.Int64, "year": pl.Int64, "ground": pl.String, "unit_code": pl.String, "unit": pl.String,
    "dong": pl.Int64,
}  # fmt: skip


def forecast(people: pl.DataFrame, *, first: int, last: int, rules: Sequence[str] = EARLY) -> pl.DataFrame:
    """Everybody who would leave in the years: person_id, year, ground (ON_TIME, PAST or a rule), unit, đồng.

    `people` has the columns of `law_facts.PEOPLE`. Raises BadInput for years the wrong way round, UnknownReference for
    a rule that is not there.
    """
    if not 1995 <= first <= last <= first + _MOST_YEARS:
        raise BadInput(
            "years_invalid",
            gettext_noop("Từ năm {first} đến năm {last} không phải một khoảng hợp lệ; từ 1995, nhiều nhất {most} năm."),
            first=str(first),
            last=str(last),
            most=_MOST_YEARS,
        )
    for name in rules:
        engine.versions(id=name)
    left: list[pl.DataFrame] = [pl.DataFrame(schema=_LEAVES)]
    staying = people
    for year in range(first, last + 1):
        if not staying.height:
            break
        found = _of_year(staying, year, rules)
        left.append(found.filter(pl.col("ground").is_not_null()).select(*_LEAVES))
        staying = staying.filter(found["ground"].is_null())
    return pl.concat(left)


def cost(left: pl.DataFrame, *, by: Sequence[str] = ("year",)) -> pl.DataFrame:
    """A forecast summed by some of BY: those columns, people, đồng; a unit comes with its code."""
    keys = [key for name in by for key in (("unit_code", "unit") if name == "unit" else (name,))]
    return left.group_by(keys).agg(people=pl.len().cast(pl.Int64), dong=pl.col("dong").sum()).sort(keys)


def run_people(rule: Rule, people: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """A rule for all who are at work, as if they left on the day: the file code, the unit, the facts, and what
    `batch.run_table` adds."""
    facts = _facts_for(rule, held_facts(people, leave_on=on))
    kinds = {**batch.supplied_kinds(rule=rule, on=on), **engine.kinds_of(rule=rule, on=on)}
    known = [name for name in facts.columns if name in kinds]
    who = people.select("code", "unit_code", "unit", "category")
    told = batch.shown(frame=facts.select(known), kinds=kinds)
    return pl.concat([who, told, batch.answered(rule=rule, facts=facts.select(known), on=on)], how="horizontal")


def estimated_in(frame: pl.DataFrame) -> tuple[str, ...]:
    """Which columns of such a table are estimates (see `facts.ESTIMATED`)."""
    return tuple(name for name in frame.columns if name in ESTIMATED)


def read_people(table: pl.DataFrame) -> pl.DataFrame:
    """A table from a file in place of the books: any of the columns of PEOPLE, the others empty.

    Raises BadInput when sex or birth year is not there, for a column that is none of these, or that cannot be read as
    what it is.
    """
    if not {"sex", "birth_year"} <= set(table.columns):
        raise BadInput(
            "people_columns",
            gettext_noop("Bảng người cần ít nhất các cột sex, birth_year; các cột khác có thể có: {names}."),
            names=", ".join(PEOPLE),
        )
    for name in table.columns:
        if name not in PEOPLE:
            raise BadInput(
                "people_column_unknown",
                gettext_noop(
                    "Bảng người có cột “{column}” không dùng được; gần giống: {near}. Sửa tên hoặc bỏ cột ấy."
                ),
                column=name,
                near=", ".join(near(name, PEOPLE)) or "–",
            )
    try:
        numbered = table.drop("person_id", strict=False).with_row_index("person_id", offset=1)
        return numbered.select(_cell(numbered.schema.get(name), dtype, name) for name, dtype in PEOPLE.items())
    except pl.exceptions.PolarsError as error:
        raise BadInput(
            "people_cell", gettext_noop("Bảng người có ô không đọc được: {why}"), why=str(error).splitlines()[0]
        ) from None


def _cell(found: Any, dtype: Any, name: str) -> pl.Expr:
    """A column of a file as the books have it; a day in a text file is written 2003-05-01."""
    if found is None:
        return pl.lit(None, dtype).alias(name)
    if found == pl.String and dtype == pl.Date:
        return pl.col(name).str.to_date("%Y-%m-%d")
    return pl.col(name) == "true" if found == pl.String and dtype == pl.Boolean else pl.col(name).cast(dtype)


def refuse_nobody(people: pl.DataFrame, on: date) -> None:
    """Raises UnknownReference when the books have nobody at work on the day."""
    if not people.height:
        raise UnknownReference(
            "nobody_at_work",
            gettext_noop("Sổ không có ai đang làm việc ngày {on}; chọn ngày khác bằng --on, hoặc đơn vị khác."),
            on=on,
        )


def _of_year(people: pl.DataFrame, year: int, rules: Sequence[str]) -> pl.DataFrame:
    """Every row with its ground and its đồng for one year; a null ground stays."""
    day = date(year, 7, 1)
    reached = retirements(people, on=day)["retire_month"] // 12
    ground = pl.when(reached == year).then(pl.lit(ON_TIME)).when(reached < year).then(pl.lit(PAST))
    framed = people.with_columns(year=pl.lit(year, dtype=pl.Int64), ground=ground, dong=pl.lit(0, dtype=pl.Int64))
    asked = (reached > year) & (reached < year + _FAR_YEARS)
    asked = asked.fill_null(False) & ~framed["category"].is_in(PART_TIME).fill_null(False)
    best = _best(people.filter(asked), rules, day)
    places = asked.arg_true()
    return framed.with_columns(
        ground=framed["ground"].scatter(places, best["ground"]), dong=framed["dong"].scatter(places, best["dong"])
    )


def _best(people: pl.DataFrame, rules: Sequence[str], day: date) -> pl.DataFrame:
    """Of each row the rule that gives most on the day, and how much; null and 0 where none gives anything."""
    facts = held_facts(people, leave_on=day)
    ground = pl.Series("ground", [None], dtype=pl.String).new_from_index(0, people.height)
    dong = pl.Series("dong", [0], dtype=pl.Int64).new_from_index(0, people.height)
    for name in rules:
        rule = rule_in_force(name, day)
        if rule is None:
            continue
        done = engine.run(rule=rule, facts=_facts_for(rule, facts), on=day, targets=(rule.gives,), keep_steps=False)
        total = done[rule.gives]
        more = pl.select(more=total.is_not_null() & (ground.is_null() | (total > dong)))["more"]
        ground = pl.select(ground=pl.when(more).then(pl.lit(name)).otherwise(ground))["ground"]
        dong = pl.select(dong=pl.when(more).then(total).otherwise(dong))["dong"]
    return pl.DataFrame([ground, dong])


def _facts_for(rule: Rule, facts: pl.DataFrame) -> pl.DataFrame:
    """The facts with those stand-ins that no rule gives to this one."""
    return facts.select(*FACTS, *unsupplied(rule=rule, estimates=STAND_INS))
