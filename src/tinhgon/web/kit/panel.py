"""An opened figure as plain values: value = sum of rows > clauses > decisions > sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from tinhgon.ledger.queries import DecisionRow, Posting
from tinhgon.registers.units.queries.origins import Origin
from tinhgon.web.kit import words
from tinhgon.web.kit.asking import Asked

SIZE = 40


@dataclass(frozen=True)
class SumRow:
    """A part of the value: what one decision contributes, or one step of it."""

    label: str
    href: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A row behind the value, with the clause that set it."""

    name: str
    code: str
    href: str
    value: str
    clause: str
    clause_href: str
    note: str = ""
    verified: bool | None = None


@dataclass(frozen=True)
class Seal:
    """A decision that the value rests on."""

    name: str
    href: str
    signer: str
    signed_on: date
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    name: str
    verified: bool
    count: int


@dataclass(frozen=True)
class Panel:
    """`value` is the number as the page shows it; `matches` whether it equals the sum of its parts."""

    title: str
    question: str
    value: str
    measure: str
    parts: tuple[SumRow, ...]
    total: str
    matches: bool
    rows: tuple[Row, ...]
    rows_title: str
    row_count: int
    seals: tuple[Seal, ...]
    sources: tuple[Source, ...] = ()
    previous_href: str = ""
    next_href: str = ""
    unverified: bool = False


def row_of(
    asked: Asked, posting: Posting, *, place: int, value: str, note: str = "", verified: bool | None = None
) -> Row:
    """An entry that set a field, from its day on. `place` is that of its clause in the decision."""
    return Row(
        name=gettext("Từ %(day)s") % {"day": f"{posting.effective_on:%d/%m/%Y}"},
        code="",
        href=asked.at(posting.effective_on),
        value=value,
        clause=words.cited(posting.clause, posting.number),
        clause_href=asked.clause(posting.ordinal, place),
        note=note,
        verified=verified,
    )


def current_of(found: Sequence[Posting], on: date) -> Posting | None:
    """The entry that holds on the day: the last by then, of entries in order of effect."""
    return next((posting for posting in reversed(found) if posting.effective_on <= on), None)


def seal_of(asked: Asked, row: Origin | DecisionRow) -> Seal:
    """Who signed, when, and on what it rests."""
    return Seal(
        name=f"{row.kind} {row.number}",
        href=asked.link("decision", row.ordinal),
        signer=row.signer or row.issuer,
        signed_on=row.signed_on,
        basis=tuple(" ".join(filter(None, (basis["number"], basis.get("title", "")))) for basis in row.basis),
    )
