"""'Đổi tên xã A thành xã B.'"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.ledger.effects.base import Effect
from tinhgon.ledger.effects.change_kind import ChangeKind
from tinhgon.ledger.effects.move_units import MoveUnits
from tinhgon.ledger.effects.rename_unit import RenameUnit
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import UNIT_LEXICON, Lexicon, NotThisShape, Place, Shape, opening, target, units

_LEXICON = Lexicon({**UNIT_LEXICON.phrases, "DO": ("đổi tên",)}, grounds=UNIT_LEXICON.grounds)


def _build(tree: Tree[Token], place: Place) -> Said:
    (mention,), _ = units(Tree("elements", [Tree("shared", [Tree("rest", []), tree.children[1]])]), place)
    into, _ = target(tree.children[3], place)  # type: ignore[arg-type]
    if mention.after:
        raise NotThisShape
    whole = replace(mention, area_share="full", population_share="full")
    kind = "rename_unit/1" if not mention.kind or mention.kind == into.kind else "change_kind/1"
    return Said("rename", kind, sources=(whole,), into=into)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    """The new name; and where the text arranges a province, the place below it that the unit now has."""
    unit, target, label = desk.unit(effect.sources[0]), effect.clause.said.into, effect.clause.label
    if target is None or unit.code is None:
        raise LookupError(label)
    parent = desk.parent()
    if parent and desk.answer.register.units[unit.code].parent != parent.code:
        yield MoveUnits(clause=label, units=(unit,), parent=parent)
    if effect.clause.said.effect == "change_kind/1":
        yield ChangeKind(clause=label, unit=unit, to_kind=target.kind, to_name=target.name)
    else:
        yield RenameUnit(clause=label, unit=unit, name=target.name)
    yield from desk.recoded(clause=label, code=unit.code, after=desk.after(kind=target.kind, name=target.name))


RENAME = Shape(
    name="rename",
    opens=opening("đổi tên"),
    lexicon=_LEXICON,
    grammar="start: DO item TO target (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
