"""'Nhập toàn bộ … của xã A, xã B và một phần … của xã C vào xã D.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, lexicon, one_unit, opening, trees_of, units
from tinhgon.registers.units.effects.absorb_units import AbsorbUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place)
    if grounds:
        raise NotThisShape
    return Said("absorb_units", "absorb_units/1", sources=mentions, receiver=one_unit(tree.children[3], place))  # type: ignore[arg-type]


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver:
        yield AbsorbUnits(clause=effect.clause.label, sources=desk.sources(effect), into=desk.unit(effect.receiver))


ABSORB_UNITS = Shape(
    name="absorb_units",
    opens=opening("nhập", "sáp nhập"),
    lexicon=lexicon(DO=("nhập", "sáp nhập"), INTO=("vào", "về")),
    grammar="start: DO elements INTO item (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
