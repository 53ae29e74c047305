"""'Giải thể Ban Quản lý dự án A.' and 'Kết thúc hoạt động của Ban Cán sự đảng B.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import KINDS, NotThisShape, Place, Shape, opening, trees_of
from tinhgon.reading.shapes.wording import agency, free_lexicon
from tinhgon.registers.units.effects.dissolve_units import DissolveUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    unit = agency(trees_of(tree, "ended")[0], place)
    if unit.code or unit.name.startswith((*KINDS, "các ")):
        raise NotThisShape
    return Said("agency_dissolve", "dissolve_units/1", sources=(unit,))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    units = (desk.unit(effect.sources[0]),)
    yield DissolveUnits(clause=effect.clause.label, units=units, reason="theo văn bản này", ground="none")


AGENCY_DISSOLVE = Shape(
    name="agency_dissolve",
    opens=opening("giải thể", "kết thúc hoạt động"),
    lexicon=free_lexicon(
        DO=("giải thể", "Giải thể", "kết thúc hoạt động của", "kết thúc hoạt động", "Kết thúc hoạt động của")
    ),
    grammar="start: DO ended DOT?\nended: (MARK | WORD | NUM | DASH | AND | PAREN)+\n",
    build=_build,
    draft=_draft,
)
