"""'Sau khi sắp xếp, tỉnh X có 102 đơn vị hành chính cấp xã, gồm 85 xã, 14 phường …; trong đó có … hình thành sau sắp
xếp … và 06 xã không thực hiện sắp xếp là các xã A, B.'"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token, Tree

from tinhgon.reading.clauses import COUNTED, Mention, Said
from tinhgon.reading.lexing import Lexicon
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, trees_of
from tinhgon.reading.shapes.lists import UNIT_LEXICON, units

_USED = ("OF", "EACH", "KIND", "AND", "HERE")
_LEXICON = Lexicon(
    {key: UNIT_LEXICON.phrases[key] for key in _USED}
    | {
        "DONE": ("Sau khi sắp xếp",),
        "HAS": ("có",),
        "UNITS": ("đơn vị hành chính cấp xã", "đơn vị hành chính"),
        "OFWHICH": ("; trong đó có", ", trong đó có", "; trong đó", ", trong đó", ". Trong đó có", ". Trong đó"),
        "COMPRISES": ("gồm", "bao gồm"),
        "FORMED": (
            "hình thành sau sắp xếp, thực hiện đổi tên quy định tại",
            "hình thành sau sắp xếp quy định tại",
            "hình thành sau sắp xếp, đổi tên quy định tại",
            "hình thành sau khi sắp xếp quy định tại",
            "hình thành sau sắp xếp tại",
            "hình thành sau sắp xếp theo quy định tại",
            "hình thành sau sắp xếp",
        ),
        "KEPT": ("không thực hiện sắp xếp là", "không thực hiện sắp xếp gồm", "không sắp xếp là", "giữ nguyên là"),
    }
)


def _counts(tree: Tree[Token]) -> dict[str, int]:
    found: dict[str, int] = {}
    for count in trees_of(tree, "count"):
        number, kind = all_tokens(count)
        if kind.type == "KIND" and str(kind) not in COUNTED:
            raise NotThisShape
        found["total" if kind.type == "UNITS" else COUNTED[str(kind)]] = int(number)
    return found


def _build(tree: Tree[Token], place: Place) -> Said:
    stated: dict[str, Any] = {}
    kept: tuple[Mention, ...] = ()
    for part in tree.children:
        if not isinstance(part, Tree):
            continue
        if part.data == "total":
            stated["total"] = _counts(part)["total"]
        elif part.data == "kinds":
            stated |= _counts(part)
        elif part.data == "formed":
            stated["formed"] = _counts(trees_of(part, "kinds")[0])
        elif part.data == "kept":
            stated["unchanged"] = sum(_counts(trees_of(part, "kinds")[0]).values())
            items = trees_of(part, "elements")[0].children
            first = Tree("shared", [Tree("rest", []), items[0]])
            kept, _ = units(Tree("elements", [first, *items[1:]]), place)
    kept = tuple(replace(unit, area_share="full", population_share="full") for unit in kept)
    name = next(token for token in tree.children if isinstance(token, Token) and token.type == "NAME")
    return Said("summary", unchanged=kept, facts={"stated": stated, "of": str(name)})


_GRAMMAR = """
start: DONE COMMA KIND NAME HAS total COMMA? COMPRISES? kinds (OFWHICH _which)? DOT?
_which: formed ((AND | COMMA | SEMI) kept)? | kept
total: count
formed: kinds FORMED HERE?
kept: kinds KEPT elements
kinds: count ((COMMA | AND) count)*
count: NUM (KIND | UNITS)
elements: item (sep item)*
sep: COMMA | AND | COMMA AND
item: EACH? KIND? name PAREN* -> unit
name: NAME | NUM
"""

SUMMARY = Shape(name="summary", opens=opening("sau khi sắp xếp"), lexicon=_LEXICON, grammar=_GRAMMAR, build=_build)
