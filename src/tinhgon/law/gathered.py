"""Facts that are several values at once: votes by name, names, days, spans of days, numbers. Read, held, written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from tinhgon.basis.asof import parse_day
from tinhgon.basis.errors import BadInput
from tinhgon.basis.errors import gettext_noop as _

TALLY = pl.List(pl.Struct({"name": pl.String, "number": pl.Int64}))
NAMES = pl.List(pl.String)
DAYS = pl.List(pl.Date)
SPANS = pl.List(pl.Struct({"first": pl.Date, "last": pl.Date}))
NUMBERS = pl.List(pl.Int64)

MOST = 10_000
"""Values in one fact; a list of candidates or of days is never longer."""


def hold_gathered(kind: str, value: Any, where: str) -> Any:
    """A value of one of these kinds as it is held. Raises BadInput naming `where` and how it is written."""
    found = _parsed(value) if isinstance(value, str) else value
    if len(found) > MOST if isinstance(found, Mapping | Sequence) else False:
        raise BadInput("fact_too_many", _("{where}: có quá {most} giá trị."), where=where, most=MOST)
    try:
        return _HELD[kind](found, where)
    except (TypeError, ValueError, AttributeError, KeyError):
        raise BadInput(
            "fact_not_gathered",
            _("{where}: “{text}” viết chưa đúng; viết dạng {form}."),
            where=where,
            text=str(value)[:80],
            form=_FORMS[kind],
        ) from None


_FORMS = {
    "tally": '{"A": 12, "B": 9}',
    "names": '["A", "B"]',
    "words": '["good", "completed"]',
    "days": '["2026-09-01", "2026-09-02"]',
    "spans": '[["2025-10-01", "2026-04-01"]]',
    "numbers": "[2, 5, 9]",
}


def _parsed(text: str) -> Any:
    """JSON, or a short list: `A: 12; B: 9`, `2026-09-01; 2026-09-02`, `2025-10-01..2026-04-01`."""
    stripped = text.strip()
    if stripped[:1] in {"[", "{"}:
        return json.loads(stripped, object_pairs_hook=once)
    parts = [part.strip() for part in re.split(r"[;,]", stripped) if part.strip()]
    if parts and all(re.fullmatch(r".+[:=]\s*-?\d+", part) for part in parts):
        return once([(name.strip(), int(number)) for name, number in (re.split(r"[:=]", part) for part in parts)])
    return [part.split("..") if ".." in part else part for part in parts]


def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs of a JSON object; a name that stands there twice would hide one of its values and is refused."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput("name_twice", _("“{name}” được nêu hai lần."), name=twice)
    return found


def whole(value: Any, where: str) -> int:
    """A whole number that is not negative. Raises BadInput for anything else."""
    if isinstance(value, bool) or int(value) != value:
        raise TypeError(value)
    if value < 0:
        raise BadInput("number_negative", _("{where}: {number} là số âm."), where=where, number=int(value))
    return int(value)


def _tally(value: Any, where: str) -> list[dict[str, Any]]:
    return [{"name": str(name), "number": whole(number, f"{where}, {name}")} for name, number in value.items()]


def _names(value: Any, _where: str) -> list[str]:
    names = [_text(one) for one in _several(value)]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput("name_twice", _("“{name}” được nêu hai lần."), name=twice)
    return names


def _words(value: Any, _where: str) -> list[str]:
    return [_text(one) for one in _several(value)]


def _several(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip()


def _day(value: Any, where: str) -> date:
    return value if isinstance(value, date) else parse_day(_text(value), where=where)


def _days(value: Any, where: str) -> list[date]:
    return [_day(one, where) for one in _several(value)]


def _spans(value: Any, where: str) -> list[dict[str, date]]:
    spans = _several(value)
    pairs = [spans] if spans and not isinstance(spans[0], list | tuple) else spans
    found = []
    for first, last in pairs:
        span = {"first": _day(first, where), "last": _day(last, where)}
        if span["last"] < span["first"]:
            raise BadInput(
                "span_backwards", _("{where}: {last} trước {first}."), where=where, first=span["first"],
                last=span["last"],
            )  # fmt: skip
        found.append(span)
    return found


def _numbers(value: Any, where: str) -> list[int]:
    return [whole(one, where) for one in _several(value)]


_HELD: Mapping[str, Callable[[Any, str], Any]] = {
    "tally": _tally,
    "names": _names,
    "words": _words,
    "days": _days,
    "spans": _spans,
    "numbers": _numbers,
}
GATHERED = frozenset(_HELD)


def plain_gathered(kind: str, held: Any) -> Any:
    """A held value as data: a mapping, a list of texts or numbers, ISO days, pairs of ISO days."""
    match kind:
        case "tally":
            return {one["name"]: one["number"] for one in held}
        case "days":
            return [one.isoformat() for one in held]
        case "spans":
            return [[one["first"].isoformat(), one["last"].isoformat()] for one in held]
        case _:
            return list(held)


def worded_gathered(kind: str, held: Any) -> str:
    """A held value in one line: `A 12, B 9`; `A, B`; `01/09/2026, 02/09/2026`; `01/10/2025–01/04/2026`."""
    match kind:
        case "tally":
            parts = [f"{one['name']} {one['number']}" for one in held]
        case "days":
            parts = [f"{one:%d/%m/%Y}" for one in held]
        case "spans":
            parts = [f"{one['first']:%d/%m/%Y}–{one['last']:%d/%m/%Y}" for one in held]
        case _:
            parts = [str(one) for one in held]
    return ", ".join(parts) or "–"
