"""'Đổi tên Phòng Nội vụ thành Phòng Văn hóa - Xã hội.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import KINDS, NotThisShape, Place, Shape, opening, trees_of
from tinhgon.reading.shapes.wording import agency, free_lexicon, new_agency
from tinhgon.registers.units.effects.rename_unit import RenameUnit


def _build(tree: Tree[Token], place: Place) -> Said:
    unit = agency(trees_of(tree, "old")[0], place)
    if unit.code or unit.name.startswith(KINDS):
        raise NotThisShape
    return Said("agency_rename", "rename_unit/1", sources=(unit,), into=new_agency(trees_of(tree, "new")[0], place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.clause.said.into:
        unit = desk.unit(effect.sources[0])
        yield RenameUnit(clause=effect.clause.label, unit=unit, name=effect.clause.said.into.name)


AGENCY_RENAME = Shape(
    name="agency_rename",
    opens=opening("đổi tên"),
    lexicon=free_lexicon(DO=("đổi tên", "Đổi tên"), TO=("thành",)),
    grammar="start: DO old TO new DOT?\n"
    "old: (MARK | WORD | NUM | DASH | AND | PAREN)+\nnew: (WORD | NUM | DASH | AND)+\n",
    build=_build,
    draft=_draft,
)
