"""'Chia xã A thành xã B (một phần diện tích tự nhiên, quy mô dân số) và xã C (phần còn lại).'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import (
    NotThisShape,
    Place,
    Shape,
    all_tokens,
    lexicon,
    one_unit,
    opening,
    tokens_of,
    trees_of,
)
from tinhgon.registers.units.effects.divide_unit import DividedPart, DivideUnit
from tinhgon.registers.units.payloads import Share

_AREA = {"toàn bộ diện tích": "full", "một phần diện tích": "part", "phần còn lại diện tích": "remainder"}
_PEOPLE = {"toàn bộ quy mô": "full", "một phần quy mô": "part", "phần còn lại quy mô": "remainder"}


def _shares(words: str) -> tuple[Share, Share]:
    if words == "phần còn lại":
        return "remainder", "remainder"
    area = next((share for key, share in _AREA.items() if words.startswith(key)), "none")
    people = next((share for key, share in _PEOPLE.items() if key in words), "")
    if not people:
        people = area if words.endswith("diện tích tự nhiên, quy mô dân số") else "none"
    if area == people == "none":
        raise NotThisShape
    return area, people  # type: ignore[return-value]


def _build(tree: Tree[Token], place: Place) -> Said:
    unit = one_unit(tree.children[1], place)  # type: ignore[arg-type]
    parts = []
    for part in trees_of(tree, "part"):
        kind, name = tokens_of(part, "KIND")[0], all_tokens(trees_of(part, "name")[0])[0]
        target = Target(str(kind).lower(), modern(str(name)), place.span(kind, name))
        parts.append((target, *_shares(str(tokens_of(part, "PAREN")[0])[1:-1])))
    return Said("divide_unit", "divide_unit/1", sources=(unit,), parts=tuple(parts))


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    parts = tuple(
        DividedPart(unit=desk.named(target), area_share=area, population_share=people)
        for target, area, people in effect.clause.said.parts
    )
    yield DivideUnit(clause=effect.clause.label, unit=desk.unit(effect.sources[0]), parts=parts)


DIVIDE_UNIT = Shape(
    name="divide_unit",
    opens=opening("chia"),
    lexicon=lexicon(DO=("chia",)),
    grammar="start: DO item TO part ((COMMA | AND) part)+ (DOT | SEMI)?\npart: KIND name PAREN\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
