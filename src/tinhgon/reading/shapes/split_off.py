"""'Thành lập xã A trên cơ sở một phần … của xã B và một phần … của xã C.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import Place, Shape, all_tokens, lexicon, opening, tokens_of, trees_of, units
from tinhgon.registers.units.effects.merge_units import MergeUnits
from tinhgon.registers.units.effects.split_off import SplitOff


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place)
    kind, name = tokens_of(tree, "KIND")[0], all_tokens(trees_of(tree, "name")[0])[0]
    target = Target(str(kind).lower(), modern(str(name)), place.span(kind, name))
    parts = not grounds and all(mention.area_share in ("part", "none") for mention in mentions)
    effect = "split_off/1" if parts else "merge_units/1"
    return Said("split_off", effect, sources=mentions, other_ground=grounds, into=target)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    label = effect.clause.label
    if effect.clause.said.effect == "split_off/1":
        yield SplitOff(clause=label, sources=desk.sources(effect), unit=desk.new(effect))
    else:
        yield MergeUnits(
            clause=label, sources=desk.sources(effect), other_ground=desk.ground(effect), into=desk.new(effect)
        )


SPLIT_OFF = Shape(
    name="split_off",
    opens=opening("thành lập"),
    lexicon=lexicon(DO=("thành lập",), BASED=("trên cơ sở",)),
    grammar="start: DO KIND name BASED elements (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
