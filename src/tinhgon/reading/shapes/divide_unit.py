"""'Chia xã A thành xã B (một phần diện tích tự nhiên, quy mô dân số) và xã C (phần còn lại).' 'Chia xã A thành hai xã
lấy tên là xã B và xã C.'"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said, Target
from tinhgon.reading.desk import Desk
from tinhgon.reading.names import modern
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, tokens_of, trees_of
from tinhgon.reading.shapes.lists import lexicon, one_unit, refuse_levels
from tinhgon.registers.units.effects.divide_unit import DividedPart, DivideUnit
from tinhgon.registers.units.payloads import Share

_AREA = {"toàn bộ diện tích": "full", "một phần diện tích": "part", "phần còn lại diện tích": "remainder"}
_PEOPLE = {"toàn bộ quy mô": "full", "một phần quy mô": "part", "phần còn lại quy mô": "remainder"}
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6}


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
    unit = one_unit(trees_of(tree, "placed")[0], place)
    found = trees_of(tree, "part")
    bracketed = [bool(tokens_of(part, "PAREN")) for part in found]
    counted = tokens_of(tree, "COUNT")
    if any(bracketed) != all(bracketed) or (counted and _count(str(counted[0])) != len(found)):
        raise NotThisShape
    parts, kind = [], ""
    for number, part in enumerate(found, start=1):
        kinds, name = tokens_of(part, "KIND"), all_tokens(trees_of(part, "name")[0])[0]
        kind = str(kinds[0]).lower() if kinds else kind
        target = Target(kind, modern(str(name)), place.span(*kinds, name))
        # Without shares in brackets nothing is left: the last takes what the others do not.
        share: Share = "remainder" if number == len(found) else "part"
        shares = _shares(str(tokens_of(part, "PAREN")[0])[1:-1]) if all(bracketed) else (share, share)
        parts.append((target, *shares))
    refuse_levels(unit.kind, *(target.kind for target, _, _ in parts))
    return Said("divide_unit", "divide_unit/1", sources=(unit,), parts=tuple(parts))


def _count(text: str) -> int:
    return _COUNTS.get(text.lower()) or (int(text) if text.isdigit() else 0)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    parts = tuple(
        DividedPart(unit=desk.named(target), area_share=area, population_share=people)
        for target, area, people in effect.clause.said.parts
    )
    yield DivideUnit(clause=effect.clause.label, unit=desk.unit(effect.sources[0]), parts=parts)


DIVIDE_UNIT = Shape(
    name="divide_unit",
    opens=opening("chia", "chia tách", "nay chia", "tách"),
    lexicon=lexicon(
        DO=("chia", "chia tách", "nay chia", "tách"),
        COUNT=tuple(_COUNTS) + tuple(f"{n}" for n in range(2, 7)) + tuple(f"0{n}" for n in range(2, 7)),
        LISTED=("là",),
    ),
    grammar="""
start: DO placed TO (COUNT KIND NEW? COMMA? (NAMED | LISTED)? COLON?)? part ((COMMA | AND | SEMI) part)+ (DOT | SEMI)?
part: EACH? KIND? name PAREN?
""",
    build=_build,
    with_units=True,
    draft=_draft,
)
