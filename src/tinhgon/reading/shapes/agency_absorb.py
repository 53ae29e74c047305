"""'Sáp nhập Sở Kế hoạch và Đầu tư vào Sở Tài chính': the one that takes the other in goes on."""

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
from tinhgon.reading.shapes.people import begins, does
from tinhgon.registers.units.effects.absorb_units import AbsorbUnits

_VERBS = phrases_of("sáp nhập; nhập; sáp nhập nguyên trạng; nhập nguyên trạng")


def _build(tree: Tree[Token], place: Place) -> Said:
    sources = tuple(office(one, place) for one in trees_of(tree, "old"))
    into = office(trees_of(tree, "into")[0], place)
    return Said("agency_absorb", "absorb_units/1", sources, receiver=into, facts=days(tree, place))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver:
        yield AbsorbUnits(sources=desk.sources(effect), into=desk.unit(effect.receiver), **dated(effect, desk))


AGENCY_ABSORB = Shape(
    name="agency_absorb",
    opens=begins(*_VERBS),
    lexicon=office_lexicon(
        DO=does(*_VERBS), INTO=("vào", ", vào"), AREA=("diện tích", "quy mô dân số", "dân số", "hộ")
    ),
    grammar=f"""start: DO old (_and old)* INTO into _end
_and: WITH | COMMA | COMMA WITH
old: {NAMED}
into: MARK WORD | {OFFICE}
{ENDS}""",
    build=_build,
    draft=_draft,
)
