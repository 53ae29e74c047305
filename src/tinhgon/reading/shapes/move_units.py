"""'Chuyển xã A và xã B về trực thuộc huyện C, giữ nguyên diện tích tự nhiên, quy mô dân số.' 'Tách các xã A, B và thị
trấn C của huyện D để sáp nhập vào huyện E cùng tỉnh.'"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Qualifier, Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, all_tokens, opening, tokens_of, trees_of
from tinhgon.reading.shapes.lists import lexicon, one_level, one_unit, plain_units
from tinhgon.registers.units.effects.move_units import MoveUnits


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions = plain_units(trees_of(tree, "list")[0], place)
    receiver = one_unit(trees_of(tree, "placed")[0], place)
    levels = one_level([one.kind for one in mentions])
    if receiver.kind and mentions[0].kind and not {level - 1 for level in levels} & one_level([receiver.kind]):
        raise NotThisShape
    names = trees_of(tree, "name")
    if names:  # 'của huyện D': where all of them were
        kind, name = tokens_of(tree, "KIND")[0], all_tokens(names[0])[0]
        above = Qualifier(str(kind).lower(), str(name), place.span(kind, name))
        mentions = tuple(replace(one, qualifier=one.qualifier or above) for one in mentions)
    return Said("move_units", "move_units/1", sources=mentions, receiver=receiver)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver:
        units = tuple(desk.unit(source) for source in effect.sources)
        yield MoveUnits(clause=effect.clause.label, units=units, parent=desk.unit(effect.receiver))


MOVE_UNITS = Shape(
    name="move_units",
    opens=opening("chuyển"),
    lexicon=lexicon(
        DO=("chuyển",),
        UNDER=("về trực thuộc", "trực thuộc", "về thuộc"),
        KEPT=(", giữ nguyên diện tích tự nhiên, quy mô dân số",),
    ),
    grammar="start: DO list UNDER placed KEPT? (DOT | SEMI)?\nlist: item (sep item)*\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
TRANSFER_UNITS = Shape(
    name="transfer_units",
    opens=opening("tách", "cắt", "chuyển", "sáp nhập", "nhập", "điều chỉnh"),
    lexicon=lexicon(
        DO=("tách", "cắt", "chuyển", "sáp nhập", "nhập", "điều chỉnh"),
        UNDER=(
            "để sáp nhập vào", "để nhập vào", "để sát nhập vào", "về", "vào", "sáp nhập vào", "nhập vào", "sang",
            "về trực thuộc",
        ),
        KEPT=("quản lý",),
    ),
    grammar="start: DO list (OF | IN) KIND name UNDER placed KEPT? (DOT | SEMI)?\nlist: bare_unit (sep bare_unit)*\n"
    "bare_unit: EACH? KIND? name PAREN* -> unit\n",
    build=_build,
    with_units=True,
    draft=_draft,
)  # fmt: skip
