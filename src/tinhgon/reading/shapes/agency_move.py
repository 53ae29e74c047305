"""'Chuyển Trung tâm Dịch vụ việc làm từ trực thuộc Sở Lao động sang trực thuộc Sở Nội vụ.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import KINDS, NotThisShape, Place, Shape, opening, trees_of
from tinhgon.reading.shapes.wording import agency, free_lexicon
from tinhgon.registers.units.effects.move_units import MoveUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    moved = agency(trees_of(tree, "moved")[0], place)
    if moved.code or moved.name.startswith(KINDS):
        raise NotThisShape
    return Said("agency_move", "move_units/1", sources=(moved,), receiver=agency(trees_of(tree, "above")[0], place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver:
        yield MoveUnits(
            clause=effect.clause.label, units=(desk.unit(effect.sources[0]),), parent=desk.unit(effect.receiver)
        )


AGENCY_MOVE = Shape(
    name="agency_move",
    opens=opening("chuyển"),
    lexicon=free_lexicon(
        DO=("chuyển", "Chuyển"),
        FROM=("từ trực thuộc", "đang trực thuộc", "thuộc"),
        UNDER=("về trực thuộc", "sang trực thuộc", "về thuộc"),
    ),
    grammar="start: DO moved (FROM was)? UNDER above DOT?\n"
    + "".join(f"{rule}: (MARK | WORD | NUM | DASH | AND | PAREN)+\n" for rule in ("moved", "was", "above")),
    build=_build,
    draft=_draft,
)
