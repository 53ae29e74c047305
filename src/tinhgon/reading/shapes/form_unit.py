"""'Sắp xếp toàn bộ … của xã A và một phần … của xã B thành xã mới có tên gọi là xã C.'"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape, opening, trees_of
from tinhgon.reading.shapes.lists import above_of, lexicon, refuse_levels, spreads, target, units
from tinhgon.registers.units.effects.merge_units import MergeUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place)
    into, note = target(tree.children[3], place)  # type: ignore[arg-type]
    into = replace(into, above=above_of(tree, place, skip=0))
    if not spreads(mentions, into):
        refuse_levels(into.kind, *(one.kind for one in mentions))
    notes = (note,) if note else ()
    return Said("form_unit", "merge_units/1", sources=mentions, other_ground=grounds, into=into, notes=notes)


def draft_merger(effect: Effected, desk: Desk) -> Iterable[Effect]:
    """The merger that a clause of this shape says."""
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
    grammar="start: DO elements TO target (IN KIND name)? (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=draft_merger,
)
