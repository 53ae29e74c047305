"""'Nhập toàn bộ … của xã A, xã B và một phần … của xã C vào xã D.' 'Sáp nhập xã A vào xã B, huyện C.' 'Điều chỉnh
11,98 km2, 520 người của xã A để nhập vào xã B.' A unit that goes on takes others, or a part of one.

Communes that are 'nhập' into a district come under it and stay what they are; whether a city is a province or a
district is known when it is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable

from lark import Token, Tree

from tinhgon.ledger.effect import Effect
from tinhgon.reading.answer import Effected
from tinhgon.reading.clauses import Said
from tinhgon.reading.desk import Desk
from tinhgon.reading.shapes.base import NotThisShape, Place, Shape, opening, trees_of
from tinhgon.reading.shapes.lists import lexicon, one_level, one_unit, units
from tinhgon.registers.units.effects.absorb_units import AbsorbUnits
from tinhgon.registers.units.effects.adjust_boundary import AdjustBoundary
from tinhgon.registers.units.effects.move_units import MoveUnits

_INTO = (
    "vào", "về", "cho", "để nhập vào", "để sáp nhập vào", "để sát nhập vào", "nhập vào", "sáp nhập vào",
    "nhập về", "để chuyển về", "sang", "để mở rộng",
)  # fmt: skip


def _build(tree: Tree[Token], place: Place) -> Said:
    mentions, grounds = units(trees_of(tree, "elements")[0], place, default=("full", "full"))
    receiver = one_unit(trees_of(tree, "placed")[0], place)
    if grounds:
        raise NotThisShape
    moves = str(tree.children[0]).lower() in ("tách", "cắt", "chuyển")
    if moves and all(one.area_share == "full" for one in mentions):
        raise NotThisShape  # a unit that is moved whole stays what it is
    shares = {share for one in mentions for share in (one.area_share, one.population_share)}
    if not receiver.kind or any(not one.kind for one in mentions):
        kind = "absorb_units/1"  # named by their codes
    elif one_level([receiver.kind, *(one.kind for one in mentions)]):
        kind = "absorb_units/1"
    elif shares == {"full"} and max(one_level([one.kind for one in mentions]), default=0) - 1 in one_level(
        [receiver.kind]
    ):
        kind = "move_units/1"
    else:
        raise NotThisShape
    if kind == "absorb_units/1" and len(mentions) == 1 and mentions[0].area_share == "part":
        kind = "adjust_boundary/1"
    return Said("absorb_units", kind, sources=mentions, receiver=receiver)


def _draft(effect: Effected, desk: Desk) -> Iterable[Effect]:
    if effect.receiver is None:
        raise LookupError(effect.clause.label)
    into, label = desk.unit(effect.receiver), effect.clause.label
    if effect.clause.said.effect == "move_units/1":
        yield MoveUnits(clause=label, units=tuple(desk.unit(one) for one in effect.sources), parent=into)
    elif effect.clause.said.effect == "adjust_boundary/1":
        source = desk.source(effect.sources[0])
        nobody = source.population_share == "none"
        people = 0 if nobody else source.population
        yield AdjustBoundary(
            clause=label, giver=source.unit, receiver=into, area_km2=source.area_km2, population=people
        )
    else:
        yield AbsorbUnits(clause=label, sources=desk.sources(effect), into=into)


ABSORB_UNITS = Shape(
    name="absorb_units",
    opens=opening("nhập", "sáp nhập", "sát nhập", "điều chỉnh", "tách", "cắt", "chuyển"),
    lexicon=lexicon(
        DO=("nhập", "sáp nhập", "sát nhập", "điều chỉnh", "tách", "cắt", "chuyển"), INTO=_INTO, KEPT=("quản lý",)
    ),
    grammar="start: DO elements INTO placed KEPT? (DOT | SEMI)?\n",
    build=_build,
    with_units=True,
    draft=_draft,
)
