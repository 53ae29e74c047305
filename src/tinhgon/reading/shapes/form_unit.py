"""'Sắp xếp toàn bộ … của xã A và một phần … của xã B thành xã mới có tên gọi là xã C.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape, lexicon, opening, target, trees_of, units
from tinhgon.registers.units.effects.merge_units import MergeUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place)
    into, note = target(tree.children[3], place)  # type: ignore[arg-type]
    return Said(
        "form_unit", "merge_units/1", sources=mentions, other_ground=grounds, into=into, notes=(note,) if note else ()
    )


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    yield MergeUnits(
        clause=effect.clause.label,
        sources=desk.sources(effect),
        other_ground=desk.ground(effect),
        into=desk.new(effect),
    )


FORM_UNIT = Shape(
    name="form_unit",
    opens=opening("sắp xếp"),
    lexicon=lexicon(DO=("sắp xếp",)),
    grammar="start: DO elements TO target (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
