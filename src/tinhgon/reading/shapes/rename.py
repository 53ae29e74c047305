"""'Đổi tên xã A thành xã B.'"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import Place, Shape, all_tokens, opening
from tinhgon.reading.shapes.lists import lexicon, one_unit, refuse_levels, target
from tinhgon.registers.units.effects.change_kind import ChangeKind
from tinhgon.registers.units.effects.move_units import MoveUnits
from tinhgon.registers.units.effects.rename_unit import RenameUnit


def _build(tree: Tree[Token], place: Place) -> Said:
    unit = one_unit(tree.children[1], place)  # type: ignore[arg-type]
    said = cast("Tree[Token]", tree.children[3])
    if said.data == "name":
        name = all_tokens(said)[0]
        into = Target(unit.kind, modern(str(name)), place.span(name))
    else:
        into, _ = target(said, place)
    if unit.kind:
        refuse_levels(unit.kind, into.kind)
    kind = "rename_unit/1" if not unit.kind or unit.kind == into.kind else "change_kind/1"
    return Said("rename", kind, sources=(unit,), into=into)


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
    opens=opening("đổi tên", "nay đổi tên"),
    lexicon=lexicon(DO=("đổi tên", "nay đổi tên")),
    grammar="start: DO placed TO (target | name) (IN KIND name)? (COMMA KIND name)* (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
