"""Facts as people give them, one or many, turned into exact held columns. What is wrong is named with its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.kinds import KINDS, Kind, hold
from tinhgon.law.model import Rule


def read_one(*, values: Mapping[str, Any], rule: Rule, kinds: Mapping[str, Kind]) -> pl.DataFrame:
    """One row of facts. Names of other rules are left out (`names.refuse_unknown` looks at them before this).

    Raises BadInput for a value that cannot be.
    """
    facts = {fact.name: fact for fact in rule.facts}
    held: dict[str, pl.Series] = {}
    for name, value in values.items():
        if name not in kinds or value is None:
            continue
        found = facts[name].held(value) if name in facts else _given_step(name, value, kinds[name])
        held[name] = pl.Series(name, [found], dtype=kinds[name].dtype)
    return pl.DataFrame(held) if held else pl.DataFrame({"_": [None]})


def _given_step(name: str, value: Any, kind: Kind) -> Any:
    found = hold(kind, value, where=name)
    if kind.is_number and found is not None and found < 0:
        raise BadInput("step_negative", _("{where}: {text} là số âm."), where=name, text=str(value))
    return found


def read_frame(*, frame: pl.DataFrame, kinds: Mapping[str, Kind]) -> pl.DataFrame:
    """Many rows: the columns that the rule knows become held columns, the others stay as they are."""
    changed = [_series(frame[name], kinds[name]) for name in frame.columns if name in kinds]
    return frame.with_columns(changed)


def _series(column: pl.Series, kind: Kind) -> pl.Series:
    if kind.name == "bool":
        return column if column.dtype == pl.Boolean else _each(column, kind)
    if kind.name == "date":
        return column if column.dtype == pl.Date else _days(column, kind)
    if kind.name == "month":
        if column.dtype == pl.Date:
            return column.dt.year().cast(pl.Int64) * 12 + column.dt.month().cast(pl.Int64) - 1
        return _each(column, kind)
    if kind.name == "text":
        return column.cast(pl.String)
    if not kind.is_number:
        return column if column.dtype == kind.dtype else _each(column, kind)
    return _numbers(column, kind)


def _numbers(column: pl.Series, kind: Kind) -> pl.Series:
    unit: int = 10**kind.scale
    if column.dtype.is_integer():
        return column.cast(pl.Int64) * unit
    if column.dtype.is_float():
        moved = column * unit
        held = moved.round()
        wrong = (moved - held).abs() > 1e-6 * (moved.abs() + 1)
        _refuse_first(column, wrong, _("{where}, dòng {row}: “{text}” có quá nhiều chữ số lẻ."))
        return held.cast(pl.Int64)
    text = column.cast(pl.String).str.strip_chars().str.replace(",", ".", literal=True)
    text = pl.select(pl.when(text != "").then(text)).to_series().alias(column.name)
    number = text.cast(pl.Decimal(38, 8), strict=False)
    _refuse_first(column, text.is_not_null() & number.is_null(), _("{where}, dòng {row}: “{text}” không phải là số."))
    moved = pl.select((number * unit).alias(column.name)).to_series()
    held = moved.cast(pl.Int64)
    wrong = (held.cast(pl.Decimal(38, 8)) != moved).fill_null(False)
    _refuse_first(column, wrong, _("{where}, dòng {row}: “{text}” có quá nhiều chữ số lẻ."))
    return held


def _days(column: pl.Series, kind: Kind) -> pl.Series:
    text = column.cast(pl.String)
    plain = text.str.to_date("%Y-%m-%d", strict=False)
    if plain.null_count() == text.null_count():
        return plain
    return _each(column, kind)


def _each(column: pl.Series, kind: Kind) -> pl.Series:
    seen: dict[Any, Any] = {}
    for row, value in enumerate(column, start=1):
        if value not in seen:
            seen[value] = hold(kind, value, where=f"{column.name}, dòng {row}")
    return pl.Series(column.name, [seen[value] for value in column], dtype=KINDS[kind.name].dtype)


def _refuse_first(column: pl.Series, wrong: pl.Series, message: str) -> None:
    rows = wrong.arg_true()
    if len(rows):
        row = int(rows[0])
        raise BadInput("column_invalid", message, where=column.name, row=row + 1, text=str(column[row]))
