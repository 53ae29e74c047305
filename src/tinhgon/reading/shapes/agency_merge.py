"""'Hợp nhất Sở Kế hoạch và Đầu tư với Sở Tài chính thành Sở Tài chính'; 'Hợp nhất Chi bộ A và Chi bộ B thành …'."""

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
from tinhgon.reading.shapes.wording import agency, new_agency, unit_of
from tinhgon.registers.units.effects.merge_units import MergeUnits

_VERBS = phrases_of("hợp nhất; sáp nhập; hợp nhất nguyên trạng")


def _build(tree: Tree[Token], place: Place) -> Said:
    sources = tuple(office(one, place) for one in trees_of(tree, "old"))
    above = trees_of(tree, "above")
    receiver = agency(above[0], place) if above else None
    new = new_agency(trees_of(tree, "new")[0], place)
    return Said("agency_merge", "merge_units/1", sources, into=new, receiver=receiver, facts=days(tree, place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.clause.said.into:
        parent = desk.unit(effect.receiver) if effect.receiver else None
        unit = unit_of(effect.clause.said.into, parent=parent)
        yield MergeUnits(sources=desk.sources(effect), into=unit, **dated(effect, desk))


AGENCY_MERGE = Shape(
    name="agency_merge",
    opens=begins(*_VERBS),
    lexicon=office_lexicon(
        DO=does(*_VERBS),
        TO=commas("thành", "để thành lập", "lấy tên là", "thành một cơ quan lấy tên là"),
        UNDER=commas("trực thuộc", "thuộc"),
    ),
    # 'và' stands in names ('Kế hoạch và Đầu tư'): what parts offices is 'với', a comma, or an 'và' before another one.
    grammar=f"""start: DO old (_and old)+ TO new (UNDER above)? _end
_and: WITH | COMMA | COMMA WITH
old: {NAMED}
new: {OFFICE}
above: {OFFICE}
{ENDS}""",
    build=_build,
    draft=_draft,
)
