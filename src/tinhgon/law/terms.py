"""Terms: what a step of a rule is written with.

A term is at once a Polars expression over exact whole numbers, for a column of millions, and the words of that same
expression with the figures of one row, for the explanation. So the two can never differ. Fixed-point arithmetic:
adding brings both sides to one power of ten, multiplying adds the powers, and only `Step` rounds, to its own kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from tinhgon.basis.errors import gettext_noop as _
from tinhgon.law.kinds import KINDS, Kind, hold, worded

if TYPE_CHECKING:
    from tinhgon.law.parameters import Entry

Say = Callable[[str], str]
"""Turns a Vietnamese source string into the language of whoever is told."""
NAUGHT = {"0", "0 %"}  # what adds nothing is not told


@dataclass(frozen=True)
class Row:
    """The figures of one row: columns by name, and the values of terms that tell of themselves, by id."""

    columns: Mapping[str, Any]
    nodes: Mapping[int, Any]
    say: Say = str

    def told(self, message: str, **parts: Any) -> str:
        """A source string in the language of the row, filled."""
        return self.say(message).format(**parts)


Words = Callable[[Row], str]
Uses = Callable[[Row], "list[Entry]"]


def _nothing(_row: Row) -> list[Entry]:
    return []


@dataclass(frozen=True, eq=False)
class Term:
    """One expression. `reads` are the columns it needs; `nodes` the parts whose value its words ask for."""

    expr: pl.Expr
    kind: Kind
    scale: int
    words: Words
    uses: Uses = _nothing
    reads: frozenset[str] = frozenset()
    nodes: tuple[Term, ...] = ()
    loose: bool = False  # its words need brackets inside a product
    constant: Any = field(default=None)

    def _joined(self, other: Term, expr: pl.Expr, words: Words, **changes: Any) -> Term:
        return Term(
            expr=expr,
            kind=changes.get("kind", KINDS["decimal"]),
            scale=changes.get("scale", 0),
            words=words,
            uses=lambda row: [*self.uses(row), *other.uses(row)],
            reads=self.reads | other.reads,
            nodes=(*self.nodes, *other.nodes),
            loose=changes.get("loose", False),
        )

    def at_scale(self, scale: int) -> pl.Expr:
        """The expression at another power of ten; halves are rounded up when digits are given up."""
        if scale == self.scale:
            return self.expr
        if scale > self.scale:
            more: int = 10 ** (scale - self.scale)
            return self.expr * more
        unit: int = 10 ** (self.scale - scale)
        return (self.expr + unit // 2) // unit

    def _sum(self, other: Term, sign: str) -> Term:
        scale = max(self.scale, other.scale)
        left, right = self.at_scale(scale), other.at_scale(scale)
        expr = left + right if sign == "+" else left - right

        def words(row: Row) -> str:
            first, second = self.words(row), other.bracketed(row) if sign == "−" else other.words(row)
            if second in NAUGHT:
                return first
            return second if first in NAUGHT and sign == "+" else f"{first} {sign} {second}"

        return self._joined(
            other,
            expr,
            words,
            kind=_common(self, other),
            scale=scale,
            loose=True,
        )

    def bracketed(self, row: Row) -> str:
        words = self.words(row)
        return f"({words})" if self.loose and " " in words else words

    def __add__(self, other: Any) -> Term:
        return self._sum(term(other), "+")

    def __radd__(self, other: Any) -> Term:
        return term(other)._sum(self, "+")

    def __sub__(self, other: Any) -> Term:
        return self._sum(term(other), "−")

    def __rsub__(self, other: Any) -> Term:
        return term(other)._sum(self, "−")

    def __mul__(self, other: Any) -> Term:
        right = term(other)

        def words(row: Row) -> str:
            first, second = self.bracketed(row), right.bracketed(row)
            return "0" if first in NAUGHT or second in NAUGHT else f"{first} × {second}"

        return self._joined(
            right,
            self.expr * right.expr,
            words,
            scale=self.scale + right.scale,
        )

    def __rmul__(self, other: Any) -> Term:
        return term(other) * self

    def __floordiv__(self, other: Any) -> Term:
        """How many whole times `other` goes into it."""
        right = term(other)
        scale = max(self.scale, right.scale)
        return self._joined(
            right,
            self.at_scale(scale) // right.at_scale(scale),
            lambda row: row.told(
                _("phần nguyên của {part} / {whole}"), part=self.bracketed(row), whole=right.bracketed(row)
            ),
            kind=KINDS["number"],
        )

    def _compared(self, other: Any, sign: str, compare: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Term:
        right = term(other)
        if self.kind.is_number and right.kind.is_number:
            scale = max(self.scale, right.scale)
            expr = compare(self.at_scale(scale), right.at_scale(scale))
        else:
            expr = compare(self.expr, right.expr)
        return self._joined(
            right, expr, lambda row: f"{self.words(row)} {sign} {right.words(row)}", kind=KINDS["bool"], loose=True
        )

    def __lt__(self, other: Any) -> Term:
        return self._compared(other, "<", lambda a, b: a < b)

    def __le__(self, other: Any) -> Term:
        return self._compared(other, "≤", lambda a, b: a <= b)

    def __gt__(self, other: Any) -> Term:
        return self._compared(other, ">", lambda a, b: a > b)

    def __ge__(self, other: Any) -> Term:
        return self._compared(other, "≥", lambda a, b: a >= b)

    def equals(self, other: Any) -> Term:
        return self._compared(other, "=", lambda a, b: a == b)

    def __and__(self, other: Term) -> Term:
        return self._joined(
            other,
            self.expr & other.expr,
            lambda row: f"{self.words(row)}; {other.words(row)}",
            kind=KINDS["bool"],
            loose=True,
        )

    def __or__(self, other: Term) -> Term:
        return self._joined(
            other,
            self.expr | other.expr,
            lambda row: row.told(_("{one} hoặc {other}"), one=self.words(row), other=other.words(row)),
            kind=KINDS["bool"],
            loose=True,
        )

    def __invert__(self) -> Term:
        return _again(
            self, ~self.expr, lambda row: row.told(_("không phải: {it}"), it=self.words(row)), kind=KINDS["bool"]
        )

    def known(self) -> Term:
        """Whether the row has a value here."""
        return _again(
            self, self.expr.is_not_null(), lambda row: row.told(_("có: {it}"), it=self.words(row)), kind=KINDS["bool"]
        )

    def or_else(self, value: Any) -> Term:
        """The value, or a stated one where the row has none."""
        held = hold(self.kind, value, where=self.kind.name, scale=self.scale if self.kind.is_number else None)
        shown = worded(self.kind, held, scale=self.scale)
        return _again(
            self, self.expr.fill_null(held), lambda row: shown if (w := self.words(row)) == "–" else w, loose=self.loose
        )

    def said(self, words: str) -> Term:
        """The same expression told in other words; fields in braces are columns of the row, `{it}` its own words."""
        return _again(self, self.expr, lambda row: row.say(words).format_map(_Shown(row, self)))


class _Shown(dict[str, str]):
    def __init__(self, row: Row, own: Term) -> None:
        super().__init__()
        self.row, self.own = row, own

    def __missing__(self, name: str) -> str:
        return self.own.words(self.row) if name == "it" else str(self.row.columns[f"{name} "])


def _again(old: Term, expr: pl.Expr, words: Words, **changes: Any) -> Term:
    return Term(
        expr=expr,
        kind=changes.get("kind", old.kind),
        scale=0 if changes.get("kind") == KINDS["bool"] else old.scale,
        words=words,
        uses=old.uses,
        reads=old.reads,
        nodes=old.nodes,
        loose=changes.get("loose", False),
    )


def _common(left: Term, right: Term) -> Kind:
    for side in (left, right):
        if side.kind.name not in {"decimal", "number"}:
            return side.kind
    return left.kind


def _worded(kind: Kind, value: Any, row: Row) -> str:
    words = worded(kind, value)
    return row.say(words) if kind.name == "bool" else words


def term(value: Any) -> Term:
    """A term as it is; a whole number, an exact decimal written as text, a day, a word or a yes/no as a term."""
    if isinstance(value, Term):
        return value
    held: Any
    if isinstance(value, bool):
        kind, held, scale = KINDS["bool"], value, 0
    elif isinstance(value, date):
        kind, held, scale = KINDS["date"], value, 0
    elif isinstance(value, int | Decimal):
        number = Decimal(value)
        scale = max(0, -int(number.normalize().as_tuple().exponent))
        kind, held = KINDS["decimal"], int(number.scaleb(scale))
    elif isinstance(value, str):
        kind, held, scale = KINDS["text"], value, 0
    else:
        raise TypeError(f"{type(value).__name__} is not exact")
    words = worded(kind, held, scale=scale)
    dtype = pl.Int64 if kind.name == "decimal" else kind.dtype
    return Term(expr=pl.lit(held, dtype=dtype), kind=kind, scale=scale, words=lambda _row: words, constant=held)


def code(word: str, words: Mapping[str, str]) -> Term:
    """One of a few codes, held as a number inside and not as text; `words` are all of them."""
    return Term(
        expr=pl.lit(word, dtype=pl.Enum(list(words))),
        kind=KINDS["text"],
        scale=0,
        words=lambda _row: word,
        constant=word,
    )


def exact(text: str) -> Term:
    """A decimal of the law, written as text: exact("0.5")."""
    return term(Decimal(text))


def column(name: str, kind: str) -> Term:
    """A fact or an earlier step, by name."""
    held = KINDS[kind]
    return Term(
        expr=pl.col(name),
        kind=held,
        scale=held.scale,
        words=lambda row: _worded(held, row.columns[name], row),
        reads=frozenset({name}),
    )


def telling(
    *, expr: pl.Expr, kind: Kind, scale: int, like: tuple[Term, ...], uses: Callable[[Row, Any], list[Entry]]
) -> Term:
    """A term told by its own value (a look-up in a table), of the terms `like`, whose values `uses` may ask for."""
    holder: list[Term] = []

    def words(row: Row) -> str:
        return worded(kind, row.nodes[id(holder[0])], scale=scale)

    own = Term(
        expr=expr,
        kind=kind,
        scale=scale,
        words=words,
        uses=lambda row: [*(entry for part in like for entry in part.uses(row)), *uses(row, holder[0])],
        reads=frozenset().union(*(part.reads for part in like)),
    )
    holder.append(own)
    object.__setattr__(own, "nodes", (own, *(node for part in like for node in (*part.nodes, part))))
    return own


def choose(*cases: tuple[Term, Any], otherwise: Any = None, strict: bool = True) -> Term:
    """The first case whose condition holds; told by the case that was taken.

    A condition that cannot be judged (a fact is not known) gives no value rather than the next case, unless not strict.
    """
    branches = [(condition, term(value)) for condition, value in cases]
    last = term(otherwise) if otherwise is not None else None
    values = [value for _, value in branches] + ([last] if last is not None else [])
    number = values[0].kind.is_number
    scale = max(value.scale for value in values)
    kind = next((v.kind for v in values if v.kind.name not in {"decimal", "number"}), values[0].kind)

    def at(value: Term) -> pl.Expr:
        return value.at_scale(scale) if number else value.expr

    chain: Any = pl
    for condition, value in branches:
        chain = chain.when(condition.expr).then(at(value))
        if strict:
            chain = chain.when(condition.expr.is_null()).then(None)
    expr = chain.otherwise(at(last) if last is not None else pl.lit(None))

    picker = _picked([condition for condition, _ in branches], strict=strict)

    def taken(row: Row) -> tuple[list[Term], Term | None]:
        place = row.nodes[id(picker)]
        if place is None:  # the first condition that cannot be judged stops it, where strict
            return [condition for condition, _ in branches], None
        asked = [condition for condition, _ in branches[: place + 1]]
        return asked, last if place == len(branches) else branches[place][1]

    def words(row: Row) -> str:
        value = taken(row)[1]
        return value.words(row) if value is not None else "–"

    def uses(row: Row) -> list[Entry]:
        asked, value = taken(row)
        return [entry for part in (*asked, *([value] if value is not None else [])) for entry in part.uses(row)]

    parts = [part for case in branches for part in case] + ([last] if last is not None else [])
    return Term(
        expr=expr,
        kind=kind,
        scale=scale if number else 0,
        words=words,
        uses=uses,
        reads=frozenset().union(*(part.reads for part in parts)),
        nodes=(picker, *(node for part in parts for node in part.nodes)),
        loose=any(value.loose for value in values),
    )


def _picked(conditions: Sequence[Term], *, strict: bool) -> Term:
    """The place of the first condition that holds, their number where none does; null where strict and not known."""
    chain: Any = pl
    for place, condition in enumerate(conditions):
        chain = chain.when(condition.expr).then(pl.lit(place, dtype=pl.Int64))
        if strict:
            chain = chain.when(condition.expr.is_null()).then(None)
    expr = chain.otherwise(pl.lit(len(conditions), dtype=pl.Int64))
    return Term(expr=expr, kind=KINDS["number"], scale=0, words=lambda _row: "–")
