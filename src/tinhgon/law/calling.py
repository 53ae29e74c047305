"""Terms that ask a pure function: a vote decided, working days counted, periods summed. Row by row, exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from tinhgon.basis.errors import Refusal
from tinhgon.law.kinds import KINDS
from tinhgon.law.reasons import refused
from tinhgon.law.terms import Term


def calling(
    function: Callable[..., Any], *given: Term, kind: str, words: Callable[..., str] | None = None, loose: bool = False
) -> Term:
    """The function of the held values of each row, held as `kind`. Without one of them there is no value.

    `loose`: the function itself knows what to make of None. `words` tells it: a function of the terms' own words,
    else these are set side by side.
    """
    held = KINDS[kind]

    def each(columns: Sequence[pl.Series], **_more: Any) -> pl.Series:
        made = [None if not loose and None in values else function(*values) for values in _rows(columns)]
        return pl.Series(made, dtype=held.dtype)

    def told(row: Any) -> str:
        parts = [part.words(row) for part in given]
        return words(*parts) if words else ", ".join(part for part in parts if part != "–")

    return Term(
        expr=pl.map_batches([part.expr for part in given], each, return_dtype=held.dtype),
        kind=held,
        scale=held.scale,
        words=told,
        uses=lambda row: [entry for part in given for entry in part.uses(row)],
        reads=frozenset().union(*(part.reads for part in given)),
        nodes=tuple(node for part in given for node in part.nodes),
    )


def _rows(columns: Sequence[pl.Series]) -> Iterator[tuple[Any, ...]]:
    """The values row by row; what is the same for all rows comes once and is repeated."""
    height = max(len(one) for one in columns)
    lists = [one.to_list() * (height if len(one) == 1 else 1) for one in columns]
    return zip(*lists, strict=True)


def refusal(function: Callable[..., Any], *given: Term) -> Term:
    """Why the function refuses the values of the row; no value where it does not."""

    def said(*values: Any) -> str | None:
        try:
            function(*values)
        except Refusal as found:
            return refused(found)
        return None

    return calling(said, *given, kind="text", loose=True)


@lru_cache(maxsize=64)
def nothing(kind: str) -> Term:
    """A value that is not known, of a kind."""
    return Term(expr=pl.lit(None, dtype=KINDS[kind].dtype), kind=KINDS[kind], scale=0, words=lambda _row: "–")
