"""'Chuyển Trung tâm Dịch vụ việc làm từ trực thuộc Sở A sang trực thuộc Sở B', 'Chuyển giao Chi bộ A về …'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, trees_of
from tinhgon.reading.shapes.offices import ENDS, OFFICE, dated, days, office, office_lexicon
from tinhgon.reading.shapes.people import begins, commas, does
from tinhgon.reading.shapes.wording import agency
from tinhgon.registers.units.effects.move_units import MoveUnits

_VERBS = phrases_of(
    "chuyển giao nguyên trạng; chuyển giao; chuyển nguyên trạng; chuyển sinh hoạt đảng của; chuyển; điều chuyển"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    moved = office(trees_of(tree, "moved")[0], place)
    above = agency(trees_of(tree, "above")[0], place)
    return Said("agency_move", "move_units/1", sources=(moved,), receiver=above, facts=days(tree, place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver:
        units = (desk.unit(effect.sources[0]),)
        yield MoveUnits(units=units, parent=desk.unit(effect.receiver), **dated(effect, desk))


AGENCY_MOVE = Shape(
    name="agency_move",
    opens=begins(*_VERBS),
    lexicon=office_lexicon(
        DO=does(*_VERBS),
        FROM=commas(*phrases_of("từ trực thuộc; đang trực thuộc; trực thuộc; thuộc; từ")),
        UNDER=commas(
            *phrases_of("về trực thuộc; sang trực thuộc; về thuộc; sang thuộc; đến trực thuộc; vào trực thuộc; về")
        ),
        MANAGED=commas("quản lý", "trực tiếp quản lý"),
        AREA=("biên chế", "diện tích"),
    ),
    grammar=f"""start: DO moved (FROM was)? UNDER above MANAGED? _end
moved: MARK WORD | {OFFICE}
was: {OFFICE}
above: MARK WORD | {OFFICE}
{ENDS}""",
    build=_build,
    draft=_draft,
)
