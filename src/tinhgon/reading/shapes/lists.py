"""Lists of units with their shares and figures, as clauses on territory have them; and the level of a kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from lark import Token, Tree

from tinhgon.reading.clauses import Ground, Level, Mention, Qualifier, Target
from tinhgon.reading.lexing import Lexicon, heads_of, km2_of
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import KINDS, NotThisShape, Place, all_tokens, tokens_of, trees_of
from tinhgon.reading.words import UPPER
from tinhgon.registers.units.payloads import Share

ABOVE = frozenset({"huyện", "quận", "thị xã", "thành phố", "tỉnh"})
_LEVELS: dict[str, Level] = {"FULL": "full", "PART": "part", "REST": "remainder", "PIECE": "part"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
UNITS: Mapping[str, Sequence[str]] = {
    "FULL": ("toàn bộ", "bộ"),
    "PART": ("một phần",),
    "REST": ("phần còn lại", "toàn bộ phần còn lại"),
    "PIECE": ("phần",),
    "LEFT": ("còn lại",),
    "AREA": ("diện tích tự nhiên", "diện tích", "tự nhiên"),
    "PEOPLE": ("quy mô dân số", "quy mô dân", "qui mô dân số", "dân số", "nhân khẩu", "số dân"),
    "WITH": ("với",),
    "IS": ("là",),
    "IN": ("thuộc",),
    "LATER": (
        "sau khi điều chỉnh", "sau khi sắp xếp", "sau khi điều chỉnh địa giới hành chính",
        "sau khi điều chỉnh địa giới", "sau điều chỉnh",
    ),
    "SAME": ("cùng huyện", "cùng tỉnh", "cùng thị xã", "cùng thành phố", "cùng quận"),
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
}  # fmt: skip
GROUNDS = frozenset(["khu", "vực", "vùng", "bãi", "cồn", "đảo", "đất", "mặt", "hồ"])
UNIT_LEXICON = Lexicon(UNITS, figures=True, grounds=GROUNDS)


def target(tree: Tree[Token], place: Place) -> tuple[Target, str]:
    """The new unit; and a note when the two kinds of 'xã mới có tên gọi là phường X' differ."""
    kinds = tokens_of(tree, "KIND")
    name = all_tokens(trees_of(tree, "name")[0])[0]
    kind = str(kinds[-1]).lower()
    begin = kinds[-1] if len(kinds) > 1 or tree.data == "bare" else name
    if _YEAR.search(str(name)):
        raise NotThisShape  # 'xã An Đông Năm 2027': a day, and no part of a name
    note = "kinds_differ" if str(kinds[0]).lower() != kind else ""
    return Target(kind, modern(str(name)), place.span(begin, name)), note


def units(
    tree: Tree[Token], place: Place, *, default: tuple[Share, Share] | None = None
) -> tuple[tuple[Mention, ...], tuple[Ground, ...]]:
    """The units of a list: kinds and shares carried along it as Vietnamese grammar carries them. `default`: the shares
    of units before any word of shares, where the verb says them."""
    return _Walk(place, default).run(tree)


class _Walk:
    """One pass along a list. 'các xã A, B': the kind holds till another; a share holds till another, or till the words
    'sau khi sắp xếp theo quy định tại khoản n' have closed its group: what follows them is settled by the sums."""

    def __init__(self, place: Place, default: tuple[Share, Share] | None) -> None:
        self.place = place
        self.kind = ""
        self.shares: tuple[Share | None, Share | None] | None = default
        self.is_bare = False
        self.open_group: list[int] = []
        self.closed = False
        self.counts: list[tuple[int, str]] = []
        self.figures: tuple[str | None, int | None] = (None, None)
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
        self._refuse_other_count()
        self._figures_of_one()
        self._hints()
        return tuple(self.mentions), tuple(self.grounds)

    def _share(self, tree: Tree[Token]) -> None:
        self.closed, self.open_group = False, []
        self.figures, self.is_bare = _figures(tree), False
        if tree.data == "rest":
            self.shares = ("remainder", "remainder")
            return
        levels = [_LEVELS[all_tokens(level)[0].type] for level in trees_of(tree, "level")]
        piece = any(all_tokens(level)[0].type == "PIECE" for level in trees_of(tree, "level"))
        left = bool(tokens_of(tree, "LEFT"))
        if (piece or not levels) and not left and self.figures == (None, None):
            raise NotThisShape
        if left:
            levels = ["remainder"]
        # A bare figure is a part: texts say 'toàn bộ' where all is meant. The sums ask if nothing is said of the rest.
        self.is_bare = not levels
        levels = levels or ["part"]
        area = bool(tokens_of(tree, "AREA") or tokens_of(tree, "KM2"))
        people = bool(tokens_of(tree, "PEOPLE") or tokens_of(tree, "HEADS"))
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
            self.counts.append((len(self.mentions), "".join(map(str, tokens_of(tree, "EACH")))))
            self.kind = str(kinds[0]).lower()
        if kinds and separator == "COMMA" and self._places(self.kind, name):
            return
        coded = tree.data == "coded"
        if not coded and not self.kind:
            raise NotThisShape
        if self.closed:
            self.shares = (None, None)
        mention = Mention(
            "" if coded else self.kind,
            str(name),
            self.place.span(*(all_tokens(tree) if coded else (*kinds, name))),
            *self.shares,
            code=str(name) if coded else None,
            area_km2=self.figures[0],
            population=self.figures[1],
            is_bare=self.is_bare,
            is_later=bool(tokens_of(tree, "LATER")),
        )
        mention = _in_place(mention, trees_of(tree, "place"), self.place)
        mention = _bracketed(mention, tokens_of(tree, "PAREN"), self.place)
        self.mentions.append(mention)
        self.joined.append(separator)
        self.open_group.append(len(self.mentions) - 1)
        after = trees_of(tree, "after")
        if after:
            self._after(tuple(int(token) for token in all_tokens(after[0]) if token.type == "NUM"))

    def _places(self, kind: str, name: Token) -> bool:
        """'xã An Lạc, huyện Bình Minh': where the communes before it are, and no unit of the list."""
        if kind not in ABOVE or not self.open_group or self.mentions[-1].kind in ABOVE or self.mentions[-1].after:
            return False
        above = Qualifier(kind, str(name), self.place.span(name))
        *others, last = self.open_group
        if self.mentions[last].qualifier and kind != "tỉnh":
            return False
        if not self.mentions[last].qualifier:
            self.mentions[last] = replace(self.mentions[last], qualifier=above)
        for index in others:
            if not self.mentions[index].qualifier:
                self.mentions[index] = replace(self.mentions[index], hint=above)
        self.kind = self.mentions[last].kind
        return True

    def _after(self, numbers: tuple[int, ...]) -> None:
        rest: tuple[Share, Share] = ("remainder", "remainder")
        for index in self.open_group:
            found = self.mentions[index]
            if found.area_share is None:
                found = replace(found, area_share=rest[0], population_share=rest[1])
            self.mentions[index] = replace(found, after=found.after or numbers)
        self.closed, self.open_group = True, []

    def _refuse_other_count(self) -> None:
        """'4 xã' before three names: the clause is not understood."""
        ends = [begin for begin, _ in self.counts[1:]] + [len(self.mentions)]
        for (begin, count), end in zip(self.counts, ends, strict=False):
            if count.isdigit() and int(count) != end - begin:
                raise NotThisShape

    def _figures_of_one(self) -> None:
        """A figure before several units is the sum of theirs, and of none by itself."""
        for one, other in itertools.pairwise(range(len(self.mentions))):
            if self.joined[other] == "SHARE":
                continue
            for index in (one, other):
                if self.mentions[index].area_km2 or self.mentions[index].population is not None:
                    self.mentions[index] = replace(self.mentions[index], area_km2=None, population=None)

    def _numbered(self) -> None:
        """'các phường 1, 2 và 3 (Quận 4)': numbers under one kind are of one district; the bracket is said of all."""
        begins = [begin for begin, _ in self.counts]
        for index, mention in enumerate(self.mentions):
            if not mention.qualifier or not mention.name.isdigit():
                continue
            before = index
            while before not in begins and before > 0:
                before -= 1
                one = self.mentions[before]
                if one.qualifier or not one.name.isdigit():
                    break
                self.mentions[before] = replace(one, qualifier=mention.qualifier)

    def _hints(self) -> None:
        """What a bracket behind a group says of all in it.

        'Phường 1 và Phường 2 (thị xã A), xã B': an 'và' in the middle of a list makes a group. At the end of a list it
        makes none, and the bracket is said of the last alone.
        """
        self._numbered()
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


def _figures(tree: Tree[Token]) -> tuple[str | None, int | None]:
    """Square kilometres and people that a share states."""
    areas, heads = tokens_of(tree, "KM2"), tokens_of(tree, "HEADS")
    try:
        people = heads_of(str(heads[0])) if heads else None
    except ValueError:
        raise NotThisShape from None
    return (format(km2_of(str(areas[0])).normalize(), "f") if areas else None), people


def _in_place(mention: Mention, places: Sequence[Tree[Token]], place: Place) -> Mention:
    """'xã A thuộc huyện B'."""
    for found in places:
        kind, name = tokens_of(found, "KIND")[0], all_tokens(trees_of(found, "name")[0])[0]
        mention = replace(mention, qualifier=Qualifier(str(kind).lower(), str(name), place.span(kind, name)))
    return mention


_AMOUNT = re.compile(r"([\d.]+(?:,\d+)?) (km²|người)")


_NAMED = rf"[{UPPER}\d][^\s,;(]*(?:\s+[{UPPER}\d][^\s,;(]*)*"
_ABOVE_IN_BRACKET = re.compile(rf"(?i:(?:thuộc\s+|của\s+)?(huyện|quận|thị xã|thành phố|tỉnh))\s*({_NAMED})")
_INCLUDED = re.compile(rf"bao gồm(?>\s+(?:và|cả|các|cụm|quần|đảo|hòn|bãi|cồn|cù|lao|khu|vực|[{UPPER}\d][^\s,;(]*),?)++")


def _bracketed(mention: Mention, brackets: Sequence[Token], place: Place) -> Mention:
    """'(huyện Châu Thành)' qualifies, '(bao gồm Hòn Đá Bạc)' includes, '(1,5 km², 200 người)' states. Refuses others:
    '(trừ ấp Ba)'."""
    for bracket in brackets:
        inside = str(bracket)[1:-1].strip()
        above = _ABOVE_IN_BRACKET.fullmatch(inside)
        if above:
            span = place.span(bracket)
            mention = replace(mention, qualifier=Qualifier(above[1].lower(), above[2], span))
        elif re.fullmatch(rf"{_AMOUNT.pattern}(?:, {_AMOUNT.pattern})?", inside):
            for amount, unit in _AMOUNT.findall(inside):
                value = amount.replace(".", "").replace(",", ".")
                stated = {"area_km2": value} if unit == "km²" else {"population": int(value)}
                mention = replace(mention, **cast("Any", stated))
        elif not _INCLUDED.fullmatch(inside):
            raise NotThisShape
    return mention


def plain_units(tree: Tree[Token], place: Place) -> tuple[Mention, ...]:
    """A list of units given whole, without words of shares: 'xã A, xã B và xã C'."""
    first = Tree("shared", [Tree("rest", []), tree.children[0]])
    mentions, grounds = units(Tree("elements", [first, *tree.children[1:]]), place)
    if grounds or any(mention.after for mention in mentions):
        raise NotThisShape
    return tuple(replace(mention, area_share="full", population_share="full") for mention in mentions)


def one_unit(tree: Tree[Token], place: Place) -> Mention:
    """A single unit; of 'xã A, huyện B, tỉnh C' the first, in the second."""
    if tree.data != "placed":
        return plain_units(Tree("elements", [tree]), place)[0]
    mention = plain_units(Tree("elements", [tree.children[0]]), place)[0]
    kinds, names = tokens_of(tree, "KIND"), trees_of(tree, "name")
    if kinds and not mention.qualifier:
        kind, name = kinds[0], all_tokens(names[0])[0]
        if str(kind).lower() not in ABOVE or mention.kind in ABOVE - {"huyện", "quận", "thị xã", "thành phố"}:
            raise NotThisShape
        mention = replace(mention, qualifier=Qualifier(str(kind).lower(), str(name), place.span(kind, name)))
    return mention


_RANKS = {
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), frozenset({3})),
    **dict.fromkeys(("huyện", "quận", "thị xã"), frozenset({2})),
    "thành phố": frozenset({1, 2}),
    "tỉnh": frozenset({1}),
}


def one_level(kinds: Iterable[str]) -> frozenset[int]:
    """The levels (1 province, 2 district, 3 commune) that units of these kinds may all have."""
    levels = frozenset({1, 2, 3})
    for kind in kinds:
        if kind:
            levels &= _RANKS.get(kind, frozenset())
    return levels


def above_of(tree: Tree[Token], place: Place, *, skip: int) -> Qualifier | None:
    """The first unit above that follows the new one: 'thuộc huyện A, tỉnh B'. `skip`: the kinds and names before it."""
    kinds, names = tokens_of(tree, "KIND")[skip:], trees_of(tree, "name")[skip:]
    if not kinds or not names:
        return None
    name = all_tokens(names[0])[0]
    return Qualifier(str(kinds[0]).lower(), str(name), place.span(kinds[0], name))


def spreads(sources: Sequence[Mention], into: Target) -> bool:
    """Whether districts, whole, become a special zone: each for itself, or for all its communes."""
    return into.kind == "đặc khu" and all(
        one.kind in ABOVE - {"tỉnh"} and (one.area_share, one.population_share) == ("full", "full") for one in sources
    )


def refuse_levels(*kinds: str) -> None:
    """A clause whose units are not of one level is not of the shape."""
    if not one_level(kinds):
        raise NotThisShape


def lexicon(**phrases: Sequence[str]) -> Lexicon:
    """The phrases of unit lists, with those of a shape."""
    return Lexicon({**UNIT_LEXICON.phrases, **phrases}, figures=True, grounds=GROUNDS)


def anything_of(words: Lexicon) -> str:
    """A rule `_any` for whatever may stand in a free text."""
    return "_any: " + " | ".join(sorted(words.types - {"WORD"})) + " | WORD\n"
