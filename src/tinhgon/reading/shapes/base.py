"""What a shape is: the opening, the words, the grammar of a clause, and what is made of its tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from tinhgon.basis.text import clean
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Draft
from tinhgon.reading.lexing import Lexicon, TokenLexer
from tinhgon.reading.normal import Normal, Span
from tinhgon.reading.words import UPPER

KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands, so that a tree's tokens can be led back to the text as given."""

    normal: Normal
    lead: str = ""

    def span(self, *tokens: Token) -> Span:
        return self.normal.span(min(t.start_pos or 0 for t in tokens), max(t.end_pos or 0 for t in tokens))


Build = Callable[[Tree[Token], Place], Said]


@dataclass(frozen=True)
class Shape:
    """A way a clause is worded.

    `opens`: how such a clause begins; `grammar` begins at `start`; `build` makes of its tree what the clause says;
    `draft` makes effects of that, where the ledger has them. `with_units` adds grammar/units.lark. `under`: it is an
    item of a list, read only beneath a lead that has this ('Bổ nhiệm … như sau:'), whose words are in `Place.lead`.
    """

    name: str
    opens: re.Pattern[str]
    lexicon: Lexicon
    grammar: str
    build: Build
    with_units: bool = False
    draft: Draft | None = None
    under: re.Pattern[str] | None = None

    @cached_property
    def text(self) -> str:
        """The whole grammar, without its terminals."""
        if not self.with_units:
            return self.grammar
        return self.grammar + files("tinhgon.reading").joinpath("grammar/units.lark").read_text("utf-8")

    @cached_property
    def terminals(self) -> frozenset[str]:
        """The token types that the grammar has a place for."""
        return frozenset(self.lexicon.types & set(re.findall(r"\w+", self.text)))

    @cached_property
    def parser(self) -> Lark:
        declared = "".join(f"\n%declare {kind}" for kind in sorted(self.terminals))
        return Lark(self.text + declared, parser="lalr", lexer=cast("Any", TokenLexer), maybe_placeholders=False)

    def read(self, *, normal: Normal, start: int, end: int, lead: str = "") -> Said | None:
        """What the clause says, or None when it is not of this shape, whole."""
        if self.under and not self.under.match(lead):
            return None
        if not self.opens.match(normal.text, start, end):
            return None
        tokens = self.lexicon.tokens(text=normal.text, start=start, end=end)
        if any(token.type not in self.terminals for token in tokens):
            return None  # told before a parser is made
        try:
            tree = self.parser.parse(cast("Any", tokens))
            return self.build(tree, Place(normal, lead))
        except (UnexpectedInput, NotThisShape):
            return None


@dataclass(frozen=True)
class Sentences:
    """A clause of free prose: each sentence fits one of a closed list of patterns, and none has words that act."""

    name: str
    opens: tuple[re.Pattern[str], ...]
    patterns: tuple[re.Pattern[str], ...]
    never: re.Pattern[str]
    draft: Draft | None = None

    def read(self, *, normal: Normal, start: int, end: int, lead: str = "") -> Said | None:  # noqa: ARG002
        """That the clause posts nothing, or None when a sentence of it may."""
        if not any(pattern.match(normal.text, start, end) for pattern in self.opens):
            return None
        text = clean(normal.text[start:end])
        if self.never.search(text):
            return None
        told = [sentence for sentence in _SENTENCE_ENDS.split(text) if re.search(r"\w", sentence)]
        fits = told and all(any(pattern.match(sentence) for pattern in self.patterns) for sentence in told)
        return Said(self.name) if fits else None


_SENTENCE_ENDS = re.compile(rf"(?<=[.;])\s+(?=[{UPPER}])")


class NotThisShape(Exception):
    """The grammar fits, the sense does not: the clause is not of this shape after all."""


def opening(*phrases: str) -> re.Pattern[str]:
    """A clause that begins with one of these; blanks may be lost or doubled."""
    alternatives = "|".join(r"\s*".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\s*(?:{alternatives})", re.IGNORECASE)


def tokens_of(tree: Tree[Token], kind: str) -> list[Token]:
    """The tokens of a type directly below a node."""
    return [child for child in tree.children if isinstance(child, Token) and child.type == kind]


def trees_of(tree: Tree[Token], data: str) -> list[Tree[Token]]:
    """The nodes of a name directly below a node."""
    return [child for child in tree.children if isinstance(child, Tree) and child.data == data]


def all_tokens(tree: Tree[Token]) -> list[Token]:
    return list(tree.scan_values(lambda value: isinstance(value, Token)))
