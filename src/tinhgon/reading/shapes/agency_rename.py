"""'Đổi tên Phòng Nội vụ thành Phòng Văn hóa - Xã hội kể từ ngày …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, trees_of
from tinhgon.reading.shapes.offices import ENDS, NAMED, OFFICE, dated, days, office, office_lexicon
from tinhgon.reading.shapes.people import begins, commas, does
from tinhgon.reading.shapes.wording import new_agency
from tinhgon.registers.units.effects.rename_unit import RenameUnit


def _build(tree: Tree[Token], place: Place) -> Said:
    unit = office(trees_of(tree, "old")[0], place)
    new = new_agency(trees_of(tree, "new")[0], place)
    return Said("agency_rename", "rename_unit/1", sources=(unit,), into=new, facts=days(tree, place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.clause.said.into:
        unit = desk.unit(effect.sources[0])
        yield RenameUnit(unit=unit, name=effect.clause.said.into.name, **dated(effect, desk))


AGENCY_RENAME = Shape(
    name="agency_rename",
    opens=begins("đổi tên"),
    lexicon=office_lexicon(DO=does("đổi tên"), TO=commas(*phrases_of("thành; lấy tên là; nay là"))),
    grammar=f"start: DO old TO new _end\nold: {NAMED[:-2]} | COMMA)+\nnew: {OFFICE}\n{ENDS}",
    build=_build,
    draft=_draft,
)
