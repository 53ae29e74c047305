"""'Thành lập phường A trên cơ sở nguyên trạng diện tích tự nhiên, quy mô dân số của xã A.' '… trên cơ sở toàn bộ
28.202,78 ha diện tích tự nhiên và 164.837 nhân khẩu của huyện B.': one unit, whole, becomes one of another kind."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, tokens_of, trees_of
from tinhgon.reading.shapes.lists import above_of, refuse_levels, spreads, units
from tinhgon.reading.shapes.split_off import BASED, based_lexicon
from tinhgon.registers.units.effects.change_kind import ChangeKind


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place)
    unit, kind = mentions[0], tokens_of(tree, "KIND")[0]
    if len(mentions) > 1 or grounds or (unit.area_share, unit.population_share) != ("full", "full"):
        raise NotThisShape
    named = trees_of(tree, "name")
    name = all_tokens(named[0])[0] if named else None
    span = place.span(kind, *([name] if name else []))
    above = above_of(tree, place, skip=1)
    into = Target(str(kind).lower(), modern(str(name)) if name else unit.name, span, above)
    if into.kind == unit.kind or spreads(mentions, into):
        raise NotThisShape
    refuse_levels(into.kind, unit.kind)
    return Said("change_kind", "change_kind/1", sources=(unit,), into=into)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    unit, target = desk.unit(effect.sources[0]), effect.clause.said.into
    if target:
        name = target.name if target.name not in (unit.name, effect.sources[0].mention.name) else None
        yield ChangeKind(clause=effect.clause.label, unit=unit, to_kind=target.kind, to_name=name)


CHANGE_KIND = Shape(
    name="change_kind",
    opens=opening("thành lập", "nay thành lập"),
    lexicon=based_lexicon(),
    grammar=f"start: DO KIND (name | PAREN) {BASED} elements (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
