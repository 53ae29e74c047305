"""'Đổi tên xã A thành xã B.'"""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.shapes.base import UNIT_LEXICON, Lexicon, NotThisShape, Place, Shape, opening, target, units

_LEXICON = Lexicon({**UNIT_LEXICON.phrases, "DO": ("đổi tên",)}, grounds=UNIT_LEXICON.grounds)


def _build(tree: Tree[Token], place: Place) -> Said:
    (mention,), _ = units(Tree("elements", [Tree("shared", [Tree("rest", []), tree.children[1]])]), place)
    into, _ = target(tree.children[3], place)  # type: ignore[arg-type]
    if mention.after:
        raise NotThisShape
    whole = replace(mention, area_share="full", population_share="full")
    kind = "rename_unit/1" if not mention.kind or mention.kind == into.kind else "change_kind/1"
    return Said("rename", kind, sources=(whole,), into=into)


RENAME = Shape(
    name="rename",
    opens=opening("đổi tên"),
    lexicon=_LEXICON,
    grammar="start: DO item TO target (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
)
