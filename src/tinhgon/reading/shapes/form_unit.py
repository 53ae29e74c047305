"""'Sắp xếp toàn bộ … của xã A và một phần … của xã B thành xã mới có tên gọi là xã C.'"""

from __future__ import annotations

from lark import Token, Tree

from tinhgon.reading.clauses import Said
from tinhgon.reading.shapes.base import UNIT_LEXICON, Lexicon, Place, Shape, opening, target, trees_of, units

_LEXICON = Lexicon({**UNIT_LEXICON.phrases, "DO": ("sắp xếp",)}, grounds=UNIT_LEXICON.grounds)


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place)
    into, note = target(tree.children[3], place)  # type: ignore[arg-type]
    return Said(
        "form_unit", "merge_units/1", sources=mentions, other_ground=grounds, into=into, notes=(note,) if note else ()
    )


FORM_UNIT = Shape(
    name="form_unit",
    opens=opening("sắp xếp"),
    lexicon=_LEXICON,
    grammar="start: DO elements TO target (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
)
