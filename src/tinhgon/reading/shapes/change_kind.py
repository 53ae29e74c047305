"""'Thành lập phường A trên cơ sở nguyên trạng diện tích tự nhiên, quy mô dân số của xã A.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import Place, Shape, all_tokens, lexicon, one_unit, opening, tokens_of, trees_of
from tinhgon.registers.units.effects.change_kind import ChangeKind


def _build(tree: Tree[Token], place: Place) -> Said:
    unit = one_unit(trees_of(tree, "unit")[0] if trees_of(tree, "unit") else trees_of(tree, "coded")[0], place)
    (kind,) = tokens_of(tree, "KIND")
    named = trees_of(tree, "name")
    name = all_tokens(named[0])[0] if named else None
    target = Target(
        str(kind).lower(), modern(str(name)) if name else unit.name, place.span(kind, *([name] if name else []))
    )
    return Said("change_kind", "change_kind/1", sources=(unit,), into=target)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    unit, target = desk.unit(effect.sources[0]), effect.clause.said.into
    if target:
        name = target.name if target.name not in (unit.name, effect.sources[0].mention.name) else None
        yield ChangeKind(clause=effect.clause.label, unit=unit, to_kind=target.kind, to_name=name)


CHANGE_KIND = Shape(
    name="change_kind",
    opens=opening("thành lập"),
    lexicon=lexicon(
        DO=("thành lập",),
        BASED=("trên cơ sở nguyên trạng", "trên cơ sở toàn bộ"),
        ALL=("diện tích tự nhiên, quy mô dân số của", "diện tích tự nhiên và quy mô dân số của", "của"),
    ),
    grammar="start: DO KIND (name | PAREN) BASED ALL item (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
