"""'Hợp nhất Sở Kế hoạch và Đầu tư với Sở Tài chính thành Sở Tài chính.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import Place, Shape, opening, trees_of
from tinhgon.reading.shapes.wording import agency, free_lexicon, new_agency, unit_of
from tinhgon.registers.units.effects.merge_units import MergeUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    sources = tuple(agency(one, place) for one in trees_of(tree, "old"))
    return Said("agency_merge", "merge_units/1", sources=sources, into=new_agency(trees_of(tree, "new")[0], place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.clause.said.into:
        unit = unit_of(effect.clause.said.into, parent=None)
        yield MergeUnits(clause=effect.clause.label, sources=desk.sources(effect), into=unit)


AGENCY_MERGE = Shape(
    name="agency_merge",
    opens=opening("hợp nhất", "sáp nhập"),
    lexicon=free_lexicon(DO=("hợp nhất", "Hợp nhất", "sáp nhập", "Sáp nhập"), WITH=("với",), TO=("thành",)),
    # 'và' stands in names ('Kế hoạch và Đầu tư'): only 'với' and commas part agencies without doubt.
    grammar="start: DO old ((WITH | COMMA) old)+ TO new DOT?\nold: (MARK | WORD | NUM | DASH | AND | PAREN)+\n"
    "new: (WORD | NUM | DASH | AND | PAREN)+\n",
    build=_build,
    draft=_draft,
)
