"""'Chuyển xã A và xã B về trực thuộc huyện C, giữ nguyên diện tích tự nhiên, quy mô dân số.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape, lexicon, one_unit, opening, plain_units, trees_of
from tinhgon.registers.units.effects.move_units import MoveUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions = plain_units(trees_of(tree, "list")[0], place)
    return Said("move_units", "move_units/1", sources=mentions, receiver=one_unit(tree.children[3], place))  # type: ignore[arg-type]


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver:
        units = tuple(desk.unit(source) for source in effect.sources)
        yield MoveUnits(clause=effect.clause.label, units=units, parent=desk.unit(effect.receiver))


MOVE_UNITS = Shape(
    name="move_units",
    opens=opening("chuyển"),
    lexicon=lexicon(
        DO=("chuyển",),
        UNDER=("về trực thuộc", "trực thuộc", "về thuộc"),
        SAME=(", giữ nguyên diện tích tự nhiên, quy mô dân số",),
    ),
    grammar="start: DO list UNDER item SAME? (DOT | SEMI)?\nlist: item (sep item)*\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
