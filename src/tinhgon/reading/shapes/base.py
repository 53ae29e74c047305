"""What a shape is, and what several share: lists of units with their shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from typing import Any, cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from tinhgon.basis.text import clean
from tinhgon.reading.clauses import Ground, Level, Mention, Qualifier, Said, Target
from tinhgon.reading.desk import Draft
from tinhgon.reading.lexing import Lexicon, TokenLexer
from tinhgon.reading.names import modern
from tinhgon.reading.normal import Normal, Span
from tinhgon.reading.words import UPPER
from tinhgon.registers.units.payloads import Share

KINDS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
_LEVELS: dict[str, Level] = {"FULL": "full", "PART": "part", "REST": "remainder", "PIECE": "part"}
UNITS: Mapping[str, Sequence[str]] = {
    "FULL": ("toàn bộ", "bộ"),
    "PART": ("một phần",),
    "REST": ("phần còn lại", "toàn bộ phần còn lại"),
    "PIECE": ("phần",),
    "LEFT": ("còn lại",),
    "AREA": ("diện tích tự nhiên", "diện tích"),
    "PEOPLE": ("quy mô dân số", "quy mô dân", "qui mô dân số", "dân số"),
    "OF": ("của",),
    "EACH": ("các",),
    "KIND": KINDS,
    "TO": ("thành",),
    "NEW": ("mới",),
    "NAMED": ("có tên gọi là", "có tên là", "lấy tên là", "lấy tên gọi là", "mang tên", "tên gọi là"),
    "AFTER": tuple(
        f"sau khi{done} sắp xếp{by} tại"
        for done in ("", " thực hiện")
        for by in (" theo quy định", " quy định", " theo")
    ),
    "CLAUSE": ("khoản",),
    "HERE": ("Điều này", "Điều 1"),
    "AND": ("và",),
    "CODED": ("đơn vị mã",),
}
GROUNDS = frozenset(["khu", "vực", "vùng", "bãi", "cồn", "đảo", "đất", "mặt", "hồ"])
UNIT_LEXICON = Lexicon(UNITS, grounds=GROUNDS)


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
    def parser(self) -> Lark:
        text = self.grammar
        if self.with_units:
            text += files("tinhgon.reading").joinpath("grammar/units.lark").read_text("utf-8")
        used = sorted(kind for kind in self.lexicon.types if re.search(rf"\b{kind}\b", text))
        text += "".join(f"\n%declare {kind}" for kind in used)
        return Lark(text, parser="lalr", lexer=cast("Any", TokenLexer), maybe_placeholders=False)

    def read(self, *, normal: Normal, start: int, end: int, lead: str = "") -> Said | None:
        """What the clause says, or None when it is not of this shape, whole."""
        if self.under and not self.under.search(lead):
            return None
        if not self.opens.match(normal.text, start, end):
            return None
        tokens = self.lexicon.tokens(text=normal.text, start=start, end=end)
        parser = self.parser
        try:
            tree = parser.parse(cast("Any", tokens))
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


def target(tree: Tree[Token], place: Place) -> tuple[Target, str]:
    """The new unit; and a note when the two kinds of 'xã mới có tên gọi là phường X' differ."""
    kinds = tokens_of(tree, "KIND")
    name = all_tokens(trees_of(tree, "name")[0])[0]
    kind = str(kinds[-1]).lower()
    begin = kinds[-1] if len(kinds) > 1 or tree.data == "bare" else name
    note = "kinds_differ" if str(kinds[0]).lower() != kind else ""
    return Target(kind, modern(str(name)), place.span(begin, name)), note


def units(tree: Tree[Token], place: Place) -> tuple[tuple[Mention, ...], tuple[Ground, ...]]:
    """The units of a list: kinds and shares carried along it as Vietnamese grammar carries them."""
    return _Walk(place).run(tree)


class _Walk:
    """One pass along a list. 'các xã A, B': the kind holds till another; a share holds till another, or till the words
    'sau khi sắp xếp theo quy định tại khoản n' have closed its group: what follows them is settled by the sums."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.kind = ""
        self.shares: tuple[Share | None, Share | None] | None = None
        self.open_group: list[int] = []
        self.closed = False
        self.mentions: list[Mention] = []
        self.grounds: list[Ground] = []
        self.joined: list[str] = []

    def run(self, tree: Tree[Token]) -> tuple[tuple[Mention, ...], tuple[Ground, ...]]:
        separator = ""
        for child in tree.children:
            if not isinstance(child, Tree):
                continue
            if child.data == "sep":
                separator = " ".join(token.type for token in all_tokens(child))
                continue
            item = child
            if child.data == "shared":
                self._share(cast("Tree[Token]", child.children[0]))
                item = cast("Tree[Token]", child.children[-1])
                separator = "SHARE"
            self._item(item, separator)
        self._hints()
        return tuple(self.mentions), tuple(self.grounds)

    def _share(self, tree: Tree[Token]) -> None:
        self.closed, self.open_group = False, []
        if tree.data == "rest":
            self.shares = ("remainder", "remainder")
            return
        levels = [_LEVELS[all_tokens(level)[0].type] for level in trees_of(tree, "level")]
        piece = any(all_tokens(level)[0].type == "PIECE" for level in trees_of(tree, "level"))
        left = bool(tokens_of(tree, "LEFT"))
        if piece and not left:
            raise NotThisShape
        if left:
            levels = ["remainder" for _ in levels]
        area, people = bool(tokens_of(tree, "AREA")), bool(tokens_of(tree, "PEOPLE"))
        self.shares = (levels[0] if area else "none", levels[-1] if people else "none")

    def _item(self, tree: Tree[Token], separator: str) -> None:
        if self.shares is None:
            raise NotThisShape
        if tree.data == "ground":
            found = all_tokens(tree)
            share = self.shares[0] or "full"
            text = " ".join(str(token) for token in found)
            self.grounds.append(Ground(text, self.place.span(*found), share))
            return
        name = all_tokens(trees_of(tree, "name")[0])[0]
        kinds = tokens_of(tree, "KIND")
        if kinds:
            self.kind = str(kinds[0]).lower()
        mention = Mention(self.kind, str(name), self.place.span(*kinds, name))
        if tree.data == "coded":
            mention = replace(mention, code=str(name), kind="", span=self.place.span(*all_tokens(tree)))
        elif not self.kind:
            raise NotThisShape
        if self.closed:
            self.shares = (None, None)
        mention = replace(mention, area_share=self.shares[0], population_share=self.shares[1])
        mention = _bracketed(mention, tokens_of(tree, "PAREN"), self.place)
        self.mentions.append(mention)
        self.joined.append(separator)
        self.open_group.append(len(self.mentions) - 1)
        after = trees_of(tree, "after")
        if after:
            self._after(tuple(int(token) for token in all_tokens(after[0]) if token.type == "NUM"))

    def _after(self, numbers: tuple[int, ...]) -> None:
        rest: tuple[Share, Share] = ("remainder", "remainder")
        for index in self.open_group:
            found = self.mentions[index]
            if found.area_share is None:
                found = replace(found, area_share=rest[0], population_share=rest[1])
            self.mentions[index] = replace(found, after=found.after or numbers)
        self.closed, self.open_group = True, []

    def _hints(self) -> None:
        """What a bracket behind a group says of all in it.

        'Phường 1 và Phường 2 (thị xã A), xã B': an 'và' in the middle of a list makes a group. At the end of a list it
        makes none, and the bracket is said of the last alone.
        """
        last = len(self.mentions) - 1
        for index, mention in enumerate(self.mentions):
            grouped = 0 < index < last and "AND" in self.joined[index] and self.joined[index + 1] == "COMMA"
            if not grouped or not mention.qualifier:
                continue
            before = index - 1
            while before >= 0 and not self.mentions[before].qualifier:
                self.mentions[before] = replace(self.mentions[before], hint=mention.qualifier)
                if self.joined[before] != "COMMA":
                    break
                before -= 1


_AMOUNT = re.compile(r"([\d.]+(?:,\d+)?) (km²|người)")


def _bracketed(mention: Mention, brackets: Sequence[Token], place: Place) -> Mention:
    """'(huyện Châu Thành)' qualifies, '(bao gồm Hòn Đá Bạc)' includes, '(1,5 km², 200 người)' states; else a doubt."""
    for bracket in brackets:
        inside = str(bracket)[1:-1].strip()
        above = re.match(r"(?:thuộc\s+|của\s+)?(huyện|quận|thị xã|thành phố|tỉnh)\s*(\S.*)$", inside, re.IGNORECASE)
        if above and "," not in inside and ";" not in inside:
            span = place.span(bracket)
            mention = replace(mention, qualifier=Qualifier(above[1].lower(), above[2], span))
        elif re.fullmatch(rf"{_AMOUNT.pattern}(?:, {_AMOUNT.pattern})?", inside):
            for amount, unit in _AMOUNT.findall(inside):
                value = amount.replace(".", "").replace(",", ".")
                stated = {"area_km2": value} if unit == "km²" else {"population": int(value)}
                mention = replace(mention, **cast("Any", stated))
        elif not inside.startswith("bao gồm"):
            mention = replace(mention, doubt="bracket")
    return mention


def plain_units(tree: Tree[Token], place: Place) -> tuple[Mention, ...]:
    """A list of units given whole, without words of shares: 'xã A, xã B và xã C'."""
    first = Tree("shared", [Tree("rest", []), tree.children[0]])
    mentions, grounds = units(Tree("elements", [first, *tree.children[1:]]), place)
    if grounds or any(mention.after for mention in mentions):
        raise NotThisShape
    return tuple(replace(mention, area_share="full", population_share="full") for mention in mentions)


def one_unit(tree: Tree[Token], place: Place) -> Mention:
    """A single unit."""
    return plain_units(Tree("elements", [tree]), place)[0]


def lexicon(**phrases: Sequence[str]) -> Lexicon:
    """The phrases of unit lists, with those of a shape."""
    return Lexicon({**UNIT_LEXICON.phrases, **phrases}, grounds=GROUNDS)


def anything_of(words: Lexicon) -> str:
    """A rule `_any` for whatever may stand in a free text."""
    return "_any: " + " | ".join(sorted(words.types - {"WORD"})) + " | WORD\n"
