"""'Điều chỉnh một phần diện tích tự nhiên, quy mô dân số của xã A (1,5 km², 200 người) về xã B quản lý.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, lexicon, one_unit, opening, units
from tinhgon.registers.units.effects.adjust_boundary import AdjustBoundary


def _build(tree: Tree[Token], place: Place) -> Said:
    (mention,), _ = units(Tree("elements", [tree.children[1]]), place)
    if mention.area_share != "part":
        raise NotThisShape
    return Said("adjust_boundary", "adjust_boundary/1", sources=(mention,), receiver=one_unit(tree.children[3], place))  # type: ignore[arg-type]


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    source = desk.source(effect.sources[0])
    if effect.receiver:
        yield AdjustBoundary(
            clause=effect.clause.label,
            giver=source.unit,
            receiver=desk.unit(effect.receiver),
            area_km2=source.area_km2,
            population=source.population,
        )


ADJUST_BOUNDARY = Shape(
    name="adjust_boundary",
    opens=opening("điều chỉnh"),
    lexicon=lexicon(DO=("điều chỉnh",), INTO=("về", "cho", "vào"), KEPT=("quản lý",)),
    grammar="start: DO shared INTO item KEPT? (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
