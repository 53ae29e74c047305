"""A paper as plain values: what stands in it, not how it is set. Every kind of paper is made of these."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tinhgon.documents.forms import Form

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
DOTS = "……………"
"""A place that is filled in by hand."""
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Signs that turn the direction of writing: with them a paper says another thing than its text."""


def printable(text: str) -> str:
    """The text with a sign in the place of each character that no paper can show, or that turns what is shown."""
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char in "\n\t":
        return " "
    if char in _TURNS or unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") or char in "\ufffe\uffff":
        return UNPRINTABLE
    return char


@dataclass(frozen=True)
class Paragraph:
    """Words of the body. `part` names how they are set; `label` ('Điều 1.') stands before them in bold."""

    text: str
    part: str = "body"
    label: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of text under heads; `shares` of the width, `centred` the places of columns set in the middle."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    centred: frozenset[int] = frozenset()
    last_is_sum: bool = False


@dataclass(frozen=True)
class Signature:
    """Who signs: 'TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', the name where it is known (the books hold none)."""

    authority: str = ""
    post: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Annex:
    """A list behind a paper, on a page of its own."""

    label: str
    title: str
    belongs_to: str
    body: tuple[Paragraph | Table, ...]


@dataclass(frozen=True)
class Copied:
    """What makes a copy one, below what is copied: 'TRÍCH SAO', who copies, its number and day, who signs it."""

    word: str
    issuer: tuple[str, ...]
    number: str
    place: str
    day: date | None
    signature: Signature
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """What a paper is: a draft, of the books, or to be filled in. `foot` and `watermark` are on every page."""

    kind: Literal["draft", "signed", "blank"]
    foot: str
    watermark: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole paper. `number` is what follows 'Số'; empty parts are left out; `asks`: what a clerk still has to see
    to, as (source string, data) for the catalogue."""

    kind: str
    form: Form
    issuer: tuple[str, ...]
    type_name: str
    body: tuple[Paragraph | Table, ...]
    mark: Mark
    superior: tuple[str, ...] = ()
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: date | None = None
    is_dated: bool = True
    subject: str = ""
    authority: str = ""
    basis: tuple[str, ...] = ()
    enacts: str = ""
    addressed: str = ""
    addressees: tuple[str, ...] = ()
    signature: Signature | None = None
    second: Signature | None = None
    """Who signs on the left, instead of recipients: the secretary of a meeting."""
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    copied: Copied | None = None
    asks: tuple[tuple[str, dict[str, str]], ...] = field(default=())

    @property
    def title(self) -> str:
        """What the file is called inside: 'QUYẾT ĐỊNH 15/QĐ-UBND'."""
        return printable(" ".join(part for part in (self.type_name, self.number) if part))
