"""'Thành lập Phòng Kinh tế trực thuộc Ủy ban nhân dân xã A.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape, opening, trees_of
from tinhgon.reading.shapes.wording import FREE, agency, free_lexicon, new_agency, unit_of
from tinhgon.registers.units.effects.establish_unit import EstablishUnit


def _build(tree: Tree[Token], place: Place) -> Said:
    named = trees_of(tree, "words")
    above = trees_of(tree, "above")
    receiver = agency(above[0], place) if above else None
    return Said("agency_establish", "establish_unit/1", into=new_agency(named[0], place), receiver=receiver)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    parent = desk.unit(effect.receiver) if effect.receiver else None
    if effect.clause.said.into:
        yield EstablishUnit(clause=effect.clause.label, unit=unit_of(effect.clause.said.into, parent=parent))


AGENCY_ESTABLISH = Shape(
    name="agency_establish",
    opens=opening("thành lập"),
    lexicon=free_lexicon(
        DO=("thành lập", "Thành lập"),
        UNDER=("trực thuộc", "thuộc"),
        BASED=("trên cơ sở",),
        AREA=("diện tích tự nhiên",),
    ),
    grammar=f"start: DO words (UNDER above)? DOT?\nabove: (MARK | WORD | NUM | DASH | SLASH | AND)+\n{FREE}",
    build=_build,
    draft=_draft,
)
