"""'Giải thể Ban Quản lý dự án A', 'Kết thúc hoạt động của Ban Cán sự đảng B', 'Chấm dứt hoạt động của Đảng bộ C'."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.lexing import phrases_of
from tinhgon.reading.shapes.base import Place, Shape, trees_of
from tinhgon.reading.shapes.offices import ENDS, NAMED, dated, days, office, office_lexicon
from tinhgon.reading.shapes.people import begins, does
from tinhgon.registers.units.effects.dissolve_units import DissolveUnits

_VERBS = phrases_of(
    "giải thể; kết thúc hoạt động của; kết thúc hoạt động; chấm dứt hoạt động của; chấm dứt hoạt động; "
    "kết thúc hoạt động đối với; giải thể và chấm dứt hoạt động của"
)


def _build(tree: Tree[Token], place: Place) -> Said:
    sources = tuple(office(one, place) for one in trees_of(tree, "ended"))
    return Said("agency_dissolve", "dissolve_units/1", sources, facts=days(tree, place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    units = tuple(desk.unit(one) for one in effect.sources)
    yield DissolveUnits(units=units, reason="theo văn bản này", ground="none", **dated(effect, desk))


AGENCY_DISSOLVE = Shape(
    name="agency_dissolve",
    opens=begins(*_VERBS),
    lexicon=office_lexicon(DO=does(*_VERBS)),
    grammar=f"""start: DO ended (_and ended)* _end
_and: WITH | COMMA | COMMA WITH
ended: {NAMED}
{ENDS}""",
    build=_build,
    draft=_draft,
)
